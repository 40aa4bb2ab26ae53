//! The elements of lists and the entries of maps, which may or may not say beforehand how many they are.

use super::{Error, Reader};
use minicbor::Decoder;

/// What has still to come of a list or map.
pub(super) struct Items {
    /// How many elements or entries; none where a byte at the end says that it was the last.
    left: Option<u64>,
}

impl Reader<'_> {
    /// Begins a list.
    pub(super) fn list(&mut self) -> Result<Items, Error> {
        self.pass_tags()?;
        let at = self.at();
        match self.head() {
            Some(0x80..=0x9b | 0x9f) => {}
            _ => return Err(self.unexpected("a list")),
        }
        let left = self.take(Decoder::array)?;
        self.enter(at, left)
    }

    /// Begins a map.
    pub(super) fn map(&mut self) -> Result<Items, Error> {
        self.pass_tags()?;
        let at = self.at();
        match self.head() {
            Some(0xa0..=0xbb | 0xbf) => {}
            _ => return Err(self.unexpected("a map")),
        }
        let left = self.take(Decoder::map)?;
        self.enter(at, left)
    }

    fn enter(&mut self, at: usize, left: Option<u64>) -> Result<Items, Error> {
        match self.depth.checked_sub(1) {
            Some(depth) => self.depth = depth,
            None => return Err(Error::new(at, "it is nested too deeply")),
        }
        Ok(Items { left })
    }

    /// Whether another element or entry comes. To be asked until it says no, which leaves the list or map.
    pub(super) fn has_next(&mut self, items: &mut Items) -> bool {
        match &mut items.left {
            Some(0) => {}
            Some(left) => {
                *left -= 1;
                return true;
            }
            None if self.head() == Some(0xff) => self.pass_head(),
            None => return true,
        }
        self.depth += 1;
        false
    }

    /// For how many elements of a list there is room to be made beforehand: as many as it says, as long as they take no
    /// more memory than the bytes that are left. Lists in lists each make their own room before the first of them is
    /// known to be wrong, so none makes much.
    pub(super) fn capacity<T>(&self, items: &Items) -> usize {
        const MOST: usize = 64 * 1024;
        let bytes = self.decoder.input().len().saturating_sub(self.at());
        let most = bytes.min(MOST) / size_of::<T>().max(1);
        let said = items.left.unwrap_or_default();
        usize::try_from(said).unwrap_or(usize::MAX).min(most)
    }
}
