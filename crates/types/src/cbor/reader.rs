//! The bytes that are read, and the texts and byte strings in them.

use super::Error;
use super::error::{MALFORMED, TRUNCATED};
use minicbor::Decoder;
use minicbor::data::Tag;
use minicbor::decode::Error as Syntax;
use std::borrow::Cow;

/// How many lists and maps may stand in each other. A page of a service has a dozen.
const MAX_DEPTH: u8 = 128;

/// A type that is read from CBOR.
pub trait Read: Sized {
    /// Reads a value. It is not asked of null.
    ///
    /// # Errors
    ///
    /// The value that comes next is not of this type, or no CBOR.
    fn read(reader: &mut Reader<'_>) -> Result<Self, Error>;
}

/// Reads the one value that these bytes are.
///
/// # Errors
///
/// They are not CBOR, hold a value of another type, or something follows after it.
pub fn decode<T: Read>(bytes: &[u8]) -> Result<T, Error> {
    let mut reader = Reader::new(bytes);
    let value = T::read(&mut reader)?;
    reader.end()?;
    Ok(value)
}

/// Bytes of CBOR, up to where they have been read.
#[derive(Debug)]
pub struct Reader<'de> {
    pub(super) decoder: Decoder<'de>,
    /// How many lists and maps may still begin inside of the ones that it is in.
    pub(super) depth: u8,
}

impl<'de> Reader<'de> {
    fn new(bytes: &'de [u8]) -> Self {
        Self {
            decoder: Decoder::new(bytes),
            depth: MAX_DEPTH,
        }
    }

    fn end(&self) -> Result<(), Error> {
        match self.head() {
            None => Ok(()),
            Some(_) => Err(Error::new(self.at(), "something follows the value")),
        }
    }

    /// Reads what comes next by this method of the decoder, which fails where it is no CBOR.
    #[inline]
    pub(super) fn take<T>(
        &mut self,
        read: impl FnOnce(&mut Decoder<'de>) -> Result<T, Syntax>,
    ) -> Result<T, Error> {
        let at = self.at();
        match read(&mut self.decoder) {
            Ok(value) => Ok(value),
            Err(error) => Err(Error::syntax(at, &error, MALFORMED)),
        }
    }

    /// Where it is, in bytes.
    pub(super) fn at(&self) -> usize {
        self.decoder.position()
    }

    /// The first byte of what comes next, which says what it is.
    pub(super) fn head(&self) -> Option<u8> {
        self.decoder.input().get(self.at()).copied()
    }

    /// Passes over the byte that [`head`](Self::head) gave.
    pub(super) fn pass_head(&mut self) {
        self.decoder.set_position(self.at() + 1);
    }

    /// Passes over null, or `undefined`, which the protocol reads alike. Says whether it was there.
    pub(super) fn null(&mut self) -> bool {
        let is_null = matches!(self.head(), Some(0xf6 | 0xf7));
        if is_null {
            self.pass_head();
        }
        is_null
    }

    /// Reads a text, borrowed where it stands in one piece.
    pub(super) fn text(&mut self) -> Result<Cow<'de, str>, Error> {
        let at = self.at();
        match self.head() {
            Some(0x60..=0x7b) => match self.decoder.str() {
                Ok(text) => Ok(Cow::Borrowed(text)),
                Err(error) => Err(Error::syntax(at, &error, NOT_UTF_8)),
            },
            _ => self.other_text(),
        }
    }

    #[cold]
    fn other_text(&mut self) -> Result<Cow<'de, str>, Error> {
        self.pass_tags()?;
        let at = self.at();
        if !matches!(self.head(), Some(0x60..=0x7b | 0x7f)) {
            return Err(self.unexpected("a text string"));
        }
        let mut text = String::new();
        let chunks = self.decoder.str_iter();
        let read = chunks.and_then(|mut chunks| {
            chunks.try_for_each(|chunk| {
                text.push_str(chunk?);
                Ok(())
            })
        });
        match read {
            Ok(()) => Ok(Cow::Owned(text)),
            Err(error) => Err(Error::syntax(at, &error, NOT_UTF_8)),
        }
    }

    /// Reads a byte string, borrowed where it stands in one piece.
    pub(super) fn bytes(&mut self) -> Result<Cow<'de, [u8]>, Error> {
        self.pass_tags()?;
        match self.head() {
            Some(0x40..=0x5b) => self.take(Decoder::bytes).map(Cow::Borrowed),
            Some(0x5f) => self.take(|decoder| {
                let mut bytes = Vec::new();
                for chunk in decoder.bytes_iter()? {
                    bytes.extend_from_slice(chunk?);
                }
                Ok(Cow::Owned(bytes))
            }),
            _ => Err(self.unexpected("a byte string")),
        }
    }

    /// Passes over the tags before a value, none of which its type asks for.
    pub(super) fn pass_tags(&mut self) -> Result<(), Error> {
        while let Some(0xc0..=0xdb) = self.head() {
            self.tag()?;
        }
        Ok(())
    }

    /// Reads a tag.
    pub(super) fn tag(&mut self) -> Result<u64, Error> {
        self.take(Decoder::tag).map(Tag::as_u64)
    }

    /// What comes next is not what should: it is something else, or there is nothing.
    #[cold]
    pub(super) fn unexpected(&self, expected: &str) -> Error {
        let found = match self.head() {
            None => return Error::new(self.at(), TRUNCATED),
            Some(head) => kind(head),
        };
        Error::new(self.at(), format!("expected {expected}, found {found}"))
    }
}

const NOT_UTF_8: &str = "a text that is no UTF-8";

/// What a value is that begins with this byte.
fn kind(head: u8) -> &'static str {
    match head {
        0x00..=0x1b | 0x20..=0x3b => "an integer",
        0x40..=0x5b | 0x5f => "a byte string",
        0x60..=0x7b | 0x7f => "a text string",
        0x80..=0x9b | 0x9f => "a list",
        0xa0..=0xbb | 0xbf => "a map",
        0xc0..=0xdb => "a tag",
        0xf4 | 0xf5 => "a boolean",
        0xf6 => "null",
        0xf7 => "undefined",
        0xf9..=0xfb => "a floating-point number",
        0xe0..=0xf3 | 0xf8 => "a simple value",
        0xff => "the end of a list or map",
        _ => "a byte that begins no value",
    }
}
