//! What should be on disk, compared with what is.

use std::collections::BTreeMap;

/// Files by their path below some folder, with slashes, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileTree(BTreeMap<String, String>);

/// How a file on disk differs from what should be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// It holds something else.
    Stale,
    /// It is not there.
    Missing,
    /// It is there and should not be.
    Orphaned,
}

impl FileTree {
    /// The files and their text.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text of a file.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(String::as_str)
    }

    /// The folders that hold the files, the topmost ones only.
    #[must_use]
    pub fn folders(&self) -> Vec<&str> {
        let mut folders: Vec<_> = self
            .0
            .keys()
            .filter_map(|path| Some(path.split_once('/')?.0))
            .collect();
        folders.dedup();
        folders
    }

    /// Every file that is not as it should be, given what is on disk below the same folder.
    #[must_use]
    pub fn compare(&self, disk: &Self) -> Vec<(Difference, String)> {
        let wanted = self
            .0
            .iter()
            .filter_map(|(path, text)| match disk.0.get(path) {
                None => Some((Difference::Missing, path.clone())),
                Some(found) if found != text => Some((Difference::Stale, path.clone())),
                Some(_) => None,
            });
        let orphaned = disk.0.keys().filter(|path| !self.0.contains_key(*path));
        let mut differences: Vec<_> = wanted
            .chain(orphaned.map(|path| (Difference::Orphaned, path.clone())))
            .collect();
        differences.sort_by(|(_, a), (_, b)| a.cmp(b));
        differences
    }
}

impl FromIterator<(String, String)> for FileTree {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(files: I) -> Self {
        Self(files.into_iter().collect())
    }
}

impl IntoIterator for FileTree {
    type Item = (String, String);
    type IntoIter = std::collections::btree_map::IntoIter<String, String>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl Extend<(String, String)> for FileTree {
    fn extend<I: IntoIterator<Item = (String, String)>>(&mut self, files: I) {
        self.0.extend(files);
    }
}

#[cfg(test)]
mod tests {
    use super::{Difference, FileTree};

    fn tree(files: &[(&str, &str)]) -> FileTree {
        files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
            .collect()
    }

    #[test]
    fn every_difference_is_found() {
        let wanted = tree(&[("a/1", "x"), ("a/2", "x"), ("b/3", "x")]);
        let disk = tree(&[("a/1", "x"), ("a/2", "y"), ("a/4", "x")]);
        let expected = [
            (Difference::Stale, "a/2"),
            (Difference::Orphaned, "a/4"),
            (Difference::Missing, "b/3"),
        ];
        assert_eq!(
            wanted.compare(&disk),
            expected.map(|(difference, path)| (difference, path.to_owned()))
        );
        assert_eq!(wanted.compare(&wanted), []);
        assert_eq!(wanted.folders(), ["a", "b"]);
    }
}
