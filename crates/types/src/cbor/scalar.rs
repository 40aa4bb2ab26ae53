//! Values that stand in CBOR as what they are: booleans and texts.

use super::{Error, Read, Reader, Write, Writer};
use minicbor::Decoder;

impl Read for bool {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        reader.pass_tags()?;
        match reader.head() {
            Some(0xf4 | 0xf5) => reader.take(Decoder::bool),
            _ => Err(reader.unexpected("a boolean")),
        }
    }
}

impl Write for bool {
    fn write(&self, writer: &mut Writer) {
        writer.put(|encoder| encoder.bool(*self).map(drop));
    }
}

impl Read for String {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        match reader.text() {
            Ok(text) => Ok(text.into_owned()),
            Err(error) => Err(error),
        }
    }
}

impl Write for String {
    fn write(&self, writer: &mut Writer) {
        self.as_str().write(writer);
    }
}

impl Write for str {
    fn write(&self, writer: &mut Writer) {
        writer.put(|encoder| encoder.str(self).map(drop));
    }
}

/// A value that a shape holds by reference, since it may hold such a shape itself.
impl<T: Read> Read for Box<T> {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        T::read(reader).map(Self::new)
    }
}

impl<T: Write> Write for Box<T> {
    fn write(&self, writer: &mut Writer) {
        T::write(self, writer);
    }
}
