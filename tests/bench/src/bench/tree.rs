//! The crates that a program is built of.

use super::subject::Subject;
use super::usage;
use crate::program::cargo;
use anyhow::Result;
use std::collections::BTreeSet;

/// Packages by name and version, of normal and build dependencies for this platform, with what only macros need.
/// The program itself does not count, nor does the driver that all of them have.
pub struct Tree(BTreeSet<(String, String)>);

impl Tree {
    pub fn of(subject: Subject) -> Result<Self> {
        let mut command = cargo();
        command
            .current_dir(subject.folder())
            .args(["tree", "--locked", "--edges", "normal,build"])
            .args(["--prefix", "none", "--no-dedupe", "--format", "{p}"]);
        let listed = usage::run(&mut command)?.output;
        Ok(Self::read(&listed, &[subject.name(), "driver"]))
    }

    /// Reads lines such as `tokio v1.54.1` and `serde_derive v1.0.229 (proc-macro)`.
    fn read(listed: &str, left_out: &[&str]) -> Self {
        let package = |line: &str| {
            let mut words = line.split_whitespace();
            let (name, version) = (words.next()?, words.next()?);
            (!left_out.contains(&name)).then(|| (name.to_owned(), version.to_owned()))
        };
        Self(listed.lines().filter_map(package).collect())
    }

    pub fn count(&self) -> u32 {
        u32::try_from(self.0.len()).unwrap_or(u32::MAX)
    }

    /// The packages that are there in several versions.
    pub fn duplicates(&self) -> BTreeSet<String> {
        let names: BTreeSet<_> = self.0.iter().map(|(name, _)| name).collect();
        let versions = |wanted: &String| -> Vec<_> {
            let of = self.0.iter().filter(|(name, _)| name == wanted);
            of.map(|(_, version)| version.as_str()).collect()
        };
        names
            .into_iter()
            .filter(|name| versions(name).len() > 1)
            .cloned()
            .collect()
    }

    /// The version of a package that is there once.
    pub fn version(&self, wanted: &str) -> Option<&str> {
        let mut of = self.0.iter().filter(|(name, _)| name == wanted);
        of.next()
            .map(|(_, version)| version.trim_start_matches('v'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_counts_once_for_each_version() {
        let listed = "ours v0.1.0 (/there/ours)\nsyn v2.0.1\nserde_derive v1.0.2 (proc-macro)\nsyn v3.0.0\n\n\
             syn v2.0.1\ndriver v0.1.0 (/there/driver)\n";
        let tree = Tree::read(listed, &["ours", "driver"]);
        assert_eq!(tree.count(), 3);
        assert_eq!(tree.duplicates().into_iter().collect::<Vec<_>>(), ["syn"]);
        assert_eq!(tree.version("serde_derive"), Some("1.0.2"));
    }
}
