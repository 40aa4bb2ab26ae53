//! Reading CBOR, and writing what was read.

use crate::everything::EverythingOutput;
use minicbor::Decoder;
use smithereens_types::Document;
use smithereens_types::cbor::{self, Error, Member, Read, Reader, Structure, Write};

/// Reads bytes as a structure with members of every type, and as a document. What can be read is well-formed by the word
/// of another reader, is passed over by a structure that does not know it, and is the same again once it was written and
/// read. What cannot be read is an error at a byte that there is, or at the end.
pub fn run(data: &[u8]) {
    if is_read::<EverythingOutput>(data) | is_read::<Document>(data) {
        let mut decoder = Decoder::new(data);
        decoder.skip().expect("what is read is well-formed");
        assert_eq!(decoder.position(), data.len());

        // {"x": data}, one level deeper than it was.
        let unknown = [b"\xa1\x61x", data].concat();
        if let Err(error) = cbor::decode::<Nothing>(&unknown) {
            assert!(error.to_string().contains("nested too deeply"), "{error}");
        }
    }
}

/// Whether the bytes are a `T`.
fn is_read<T: Read + Write>(data: &[u8]) -> bool {
    let value: T = match cbor::decode(data) {
        Ok(value) => value,
        Err(error) => {
            check(&error, data);
            return false;
        }
    };
    let written = cbor::encode(&value);
    let again: T = cbor::decode(&written).expect("what was written is read");
    assert_eq!(cbor::encode(&again), written);
    true
}

/// An error says at which byte it is, in words alone.
fn check(error: &Error, data: &[u8]) {
    let reason = error.reason();
    let (words, at) = reason.rsplit_once(" at byte ").expect("a place");
    let at: usize = at.parse().expect("a number");
    assert!(at <= data.len(), "{error}");
    assert!(words.is_ascii() && words.len() < 80, "{error}");
}

/// A structure without members.
struct Nothing;

impl Read for Nothing {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        cbor::read_structure(Self, reader)
    }
}

impl Structure for Nothing {
    fn read(&mut self, _: &str, member: Member<'_, '_>) -> Result<(), Error> {
        member.skip()
    }
}
