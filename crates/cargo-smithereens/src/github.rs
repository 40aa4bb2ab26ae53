//! What GitHub says of a repository of models: its versions of one, and its newest revision.

use crate::models::check;
use anyhow::{Result, bail};
use serde::Deserialize;

/// The newest version among those that GitHub lists.
///
/// # Errors
///
/// It is no such list, or has no version.
pub fn newest_version(listing: &str) -> Result<String> {
    #[derive(Deserialize)]
    struct Entry {
        name: String,
    }
    let entries: Vec<Entry> = serde_json::from_str(listing)?;
    let is_version = |name: &String| check("version", name).is_ok();
    let names = entries
        .into_iter()
        .map(|entry| entry.name)
        .filter(is_version);
    match names.max() {
        Some(newest) => Ok(newest),
        None => bail!("it lists no version"),
    }
}

/// The revision that GitHub says of a commit.
///
/// # Errors
///
/// It says none.
pub fn revision(commit: &str) -> Result<String> {
    #[derive(Deserialize)]
    struct Commit {
        sha: String,
    }
    let Commit { sha } = serde_json::from_str(commit)?;
    check("revision", &sha)?;
    Ok(sha)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_github_says_is_read_and_checked() {
        let listing =
            r#"[{"name": "2014-11-11"}, {"name": "2015-03-31", "type": "dir"}, {"name": "../x"}]"#;
        assert_eq!(newest_version(listing).unwrap(), "2015-03-31");
        assert!(newest_version("[]").is_err());
        assert!(newest_version(r#"{"message": "Not Found"}"#).is_err());
        assert_eq!(
            revision(r#"{"sha": "1a2b", "node_id": "x"}"#).unwrap(),
            "1a2b"
        );
        assert!(revision(r#"{"sha": "a/../b"}"#).is_err());
    }
}
