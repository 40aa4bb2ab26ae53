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
        #[serde(rename = "type")]
        kind: Option<String>,
    }
    let entries: Vec<Entry> = serde_json::from_str(listing)?;
    // A version is the day that it was made.
    let is_version = |name: &String| {
        let digits = name.split('-').map(|part| {
            let is_number = part.bytes().all(|byte| byte.is_ascii_digit());
            if is_number { part.len() } else { 0 }
        });
        digits.eq([4, 2, 2])
    };
    let is_folder = |entry: &Entry| entry.kind.as_deref().is_none_or(|kind| kind == "dir");
    let names = entries
        .into_iter()
        .filter(is_folder)
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
        let listing = r#"[{"name": "2014-11-11"}, {"name": "2015-03-31", "type": "dir"}, {"name": "../x"}, {"name": "README.md"}, {"name": "2030-01-01", "type": "file"}, {"name": "latest"}]"#;
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
