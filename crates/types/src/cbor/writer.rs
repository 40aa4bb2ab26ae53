//! The bytes that are written.

use crate::UnknownMember;
use minicbor::Encoder;
use minicbor::encode::Error as WriteError;
use std::convert::Infallible;

/// A type that is written to CBOR.
pub trait Write {
    /// Writes the value.
    fn write(&self, writer: &mut Writer);
}

/// The bytes of this value.
#[must_use]
pub fn encode<T: Write + ?Sized>(value: &T) -> Vec<u8> {
    let mut writer = Writer(Encoder::new(Bytes(Vec::new())));
    value.write(&mut writer);
    writer.0.into_writer().0
}

/// The bytes that have been written so far.
#[derive(Debug)]
pub struct Writer(Encoder<Bytes>);

/// Bytes in memory, to which writing does not fail.
#[derive(Debug)]
pub(super) struct Bytes(Vec<u8>);

impl minicbor::encode::Write for Bytes {
    type Error = Infallible;

    fn write_all(&mut self, bytes: &[u8]) -> Result<(), Infallible> {
        self.0.extend_from_slice(bytes);
        Ok(())
    }
}

impl Writer {
    /// Begins a map whose entries are not counted beforehand.
    pub fn map(&mut self) -> Map<'_> {
        self.put(|encoder| encoder.begin_map().map(drop));
        Map(self)
    }

    /// Begins a map of this many entries.
    pub(super) fn map_of(&mut self, length: usize) {
        self.put(|encoder| encoder.map(count(length)).map(drop));
    }

    /// Begins a list of this many elements.
    pub(super) fn list(&mut self, length: usize) {
        self.put(|encoder| encoder.array(count(length)).map(drop));
    }

    pub(super) fn value_or_null<T: Write>(&mut self, value: Option<&T>) {
        match value {
            Some(value) => value.write(self),
            None => self.put(|encoder| encoder.null().map(drop)),
        }
    }

    /// Writes what the encoder writes, all of whose errors are those of the bytes it writes to. These have none.
    pub(super) fn put(
        &mut self,
        write: impl FnOnce(&mut Encoder<Bytes>) -> Result<(), WriteError<Infallible>>,
    ) {
        drop(write(&mut self.0));
    }
}

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

/// A map that is being written, up to [`end`](Self::end).
#[derive(Debug)]
#[must_use]
pub struct Map<'a>(&'a mut Writer);

impl Map<'_> {
    /// Writes a member where there is a value.
    pub fn optional<T: Write>(&mut self, name: &str, value: &Option<T>) -> &mut Self {
        match value {
            Some(value) => self.plain(name, value),
            None => self,
        }
    }

    /// Writes a member.
    pub fn plain<T: Write + ?Sized>(&mut self, name: &str, value: &T) -> &mut Self {
        name.write(self.0);
        value.write(self.0);
        self
    }

    /// Writes a member that says all by being there: an empty map (`smithy.api#Unit`).
    pub fn unit(&mut self, name: &str) -> &mut Self {
        name.write(self.0);
        self.0.map_of(0);
        self
    }

    /// Writes the member of a union that the model does not list, as a [`Document`](crate::Document) holds it.
    pub fn unknown<U>(&mut self, member: &UnknownMember<U>) -> &mut Self {
        self.plain(member.name(), member.value())
    }

    /// Ends the map.
    pub fn end(self) {
        self.0.put(|encoder| encoder.end().map(drop));
    }
}
