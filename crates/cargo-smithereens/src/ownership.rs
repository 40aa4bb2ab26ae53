//! Which files on disk were generated, and so may be written over or removed.

use anyhow::{Result, bail};
use smithereens_codegen::{FileTree, HEADER, MANIFEST_HEADER};

/// Nothing that someone wrote is ever removed or written over: fails where one of these files, of those that are on
/// disk, was not generated. `place` says where they are, `way_out` what to do.
///
/// # Errors
///
/// One of them was not generated.
pub fn refuse_foreign<'a>(
    files: impl Iterator<Item = &'a str>,
    disk: &FileTree,
    place: &str,
    way_out: &str,
) -> Result<()> {
    let foreign: Vec<_> = files.filter(|path| !is_generated(path, disk)).collect();
    let Some(first) = foreign.first() else {
        return Ok(());
    };
    let more = if foreign.len() > 1 {
        format!(" and {} more", foreign.len() - 1)
    } else {
        String::new()
    };
    bail!("{place} holds files that are not generated ({first}{more}); {way_out}")
}

/// Whether a file says of itself that it was generated, or has lost that together with everything else.
fn is_generated(path: &str, disk: &FileTree) -> bool {
    let text = disk.get(path).unwrap_or_default();
    says_so(text) || text.trim().is_empty() || is_broken_manifest(path, text, disk)
}

fn says_so(text: &str) -> bool {
    text.starts_with(HEADER) || text.starts_with(MANIFEST_HEADER)
}

/// Nobody's crate has a manifest that is no TOML: among generated files alone, it is what is left of a generated one.
fn is_broken_manifest(path: &str, text: &str, disk: &FileTree) -> bool {
    let Some(folder) = path.strip_suffix("/Cargo.toml") else {
        return false;
    };
    let mut others = disk
        .iter()
        .filter(|(other, _)| {
            *other != path
                && other
                    .split_once('/')
                    .is_some_and(|(first, _)| first == folder)
        })
        .peekable();
    text.parse::<toml::Table>().is_err()
        && others.peek().is_some()
        && others.all(|(_, text)| says_so(text))
}

#[cfg(test)]
mod tests {
    use super::refuse_foreign;
    use smithereens_codegen::{FileTree, HEADER, MANIFEST_HEADER};

    #[test]
    fn what_was_generated_is_known_by_its_first_line_or_by_its_neighbours() {
        let code = format!("{HEADER}\n");
        let manifest = format!("{MANIFEST_HEADER}\n");
        let hand = "//! By hand.";
        for (files, is_foreign) in [
            (
                vec![
                    ("a/Cargo.toml", manifest.as_str()),
                    ("a/src/lib.rs", code.as_str()),
                ],
                false,
            ),
            (
                vec![("a/Cargo.toml", "[[["), ("a/src/lib.rs", code.as_str())],
                false,
            ),
            (vec![("a/Cargo.toml", " \n"), ("a/src/lib.rs", "")], false),
            (vec![("a/Cargo.toml", "[[["), ("a/src/lib.rs", hand)], true),
            (
                vec![("a/Cargo.toml", "[[["), ("b/src/lib.rs", code.as_str())],
                true,
            ),
            (
                vec![
                    ("a/Cargo.toml", "[package]"),
                    ("a/src/lib.rs", code.as_str()),
                ],
                true,
            ),
            (
                vec![("a/Cargo.toml", manifest.as_str()), ("a/src/lib.rs", hand)],
                true,
            ),
            (vec![("Cargo.toml", "[[[")], true),
        ] {
            let tree: FileTree = files
                .iter()
                .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
                .collect();
            let paths = files.iter().map(|(path, _)| *path);
            let outcome = refuse_foreign(paths, &tree, "here", "move them");
            assert_eq!(outcome.is_err(), is_foreign, "{files:?}");
        }
    }
}
