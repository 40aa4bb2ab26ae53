//! How a value is passed over that nobody asks for.

use super::error::{MALFORMED, TRUNCATED};
use super::{Error, Reader};
use minicbor::Decoder;

impl Reader<'_> {
    /// Passes over a value, which has to be CBOR all the same.
    pub(super) fn skip(&mut self) -> Result<(), Error> {
        self.pass_tags()?;
        match self.head() {
            Some(0x00..=0x1b | 0x20..=0x3b) => self.take(Decoder::int).map(drop),
            Some(0x40..=0x5b | 0x5f) => self.take(|decoder| {
                let mut chunks = decoder.bytes_iter()?;
                chunks.try_for_each(|chunk| chunk.map(drop))
            }),
            Some(0x60..=0x7b | 0x7f) => self.text().map(drop),
            Some(0x80..=0x9b | 0x9f) => {
                let mut elements = self.list()?;
                while self.has_next(&mut elements) {
                    self.skip()?;
                }
                Ok(())
            }
            Some(0xa0..=0xbb | 0xbf) => {
                let mut entries = self.map()?;
                while self.has_next(&mut entries) {
                    self.skip()?;
                    self.skip()?;
                }
                Ok(())
            }
            Some(0xe0..=0xf3 | 0xf8) => self.take(Decoder::simple).map(drop),
            Some(0xf4 | 0xf5) => self.take(Decoder::bool).map(drop),
            Some(0xf6 | 0xf7) => {
                self.pass_head();
                Ok(())
            }
            Some(0xf9..=0xfb) => self.float().map(drop),
            Some(_) => Err(Error::new(self.at(), MALFORMED)),
            None => Err(Error::new(self.at(), TRUNCATED)),
        }
    }
}
