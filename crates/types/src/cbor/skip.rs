//! How a value is passed over that nobody asks for.

use super::error::{MALFORMED, TRUNCATED};
use super::{Error, Reader};

impl Reader<'_> {
    /// Passes over a value, which has to be CBOR all the same.
    pub(super) fn skip(&mut self) -> Result<(), Error> {
        self.pass_tags()?;
        let at = self.at();
        let passed = match self.head() {
            Some(0x00..=0x1b | 0x20..=0x3b) => self.decoder.int().map(drop),
            Some(0x40..=0x5b | 0x5f) => self
                .decoder
                .bytes_iter()
                .and_then(|mut chunks| chunks.try_for_each(|chunk| chunk.map(drop))),
            Some(0x60..=0x7b | 0x7f) => return self.text().map(drop),
            Some(0x80..=0x9b | 0x9f) => {
                let mut elements = self.list()?;
                while self.has_next(&mut elements) {
                    self.skip()?;
                }
                return Ok(());
            }
            Some(0xa0..=0xbb | 0xbf) => {
                let mut entries = self.map()?;
                while self.has_next(&mut entries) {
                    self.skip()?;
                    self.skip()?;
                }
                return Ok(());
            }
            Some(0xe0..=0xf3 | 0xf8) => self.decoder.simple().map(drop),
            Some(0xf4 | 0xf5) => self.decoder.bool().map(drop),
            Some(0xf6 | 0xf7) => {
                self.pass_head();
                return Ok(());
            }
            Some(0xf9..=0xfb) => return self.float().map(drop),
            Some(_) => return Err(Error::new(at, MALFORMED)),
            None => return Err(Error::new(at, TRUNCATED)),
        };
        passed.map_err(|error| Error::syntax(at, &error, MALFORMED))
    }
}
