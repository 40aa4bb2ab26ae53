//! Blobs, which are byte strings.

use super::{Error, Read, Reader, Write, Writer};
use crate::Blob;

impl Read for Blob {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        Ok(Self::new(reader.bytes()?.into_owned()))
    }
}

impl Write for Blob {
    fn write(&self, writer: &mut Writer) {
        writer.put(|encoder| encoder.bytes(self.as_ref()).map(drop));
    }
}
