//! Bringing what is on disk in line with what was generated.

use crate::disk;
use anyhow::{Context, Result};
use smithereens_codegen::{Difference, FileTree};
use std::fs;
use std::path::Path;
use std::time::Duration;

/// What a run changed, in files.
#[derive(Clone, Copy, Debug)]
pub struct Summary {
    /// Those that were written.
    pub written: usize,
    /// Those that were as they have to be.
    pub unchanged: usize,
    /// Those that nothing asks for any more.
    pub removed: usize,
}

impl Summary {
    /// Prints one line for a person.
    pub fn print(&self, operations: usize, shapes: usize, took: Duration) {
        println!(
            "{operations} {}, {shapes} {}: {} files written, {} unchanged, {} removed in {} ms",
            if operations == 1 {
                "operation"
            } else {
                "operations"
            },
            if shapes == 1 { "shape" } else { "shapes" },
            self.written,
            self.unchanged,
            self.removed,
            took.as_millis(),
        );
    }
}

/// Writes what differs and removes what is orphaned, below `base`.
///
/// # Errors
///
/// A file cannot be written or removed. The others are whole.
pub fn apply(
    base: &Path,
    wanted: &FileTree,
    differences: &[(Difference, String)],
) -> Result<Summary> {
    let mut summary = Summary {
        written: 0,
        unchanged: wanted.len(),
        removed: 0,
    };
    for (difference, path) in differences {
        if *difference == Difference::Orphaned {
            let file = base.join(path);
            fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))?;
            if let Some(folder) = Path::new(path).parent() {
                disk::remove_empty_folders(base, folder);
            }
            summary.removed += 1;
        } else if let Some(text) = wanted.get(path) {
            disk::write(&base.join(path), text)?;
            summary.written += 1;
            summary.unchanged -= 1;
        }
    }
    Ok(summary)
}

/// Prints what differs, a line each; `base` goes before the paths.
pub fn list(base: &str, differences: &[(Difference, String)]) {
    for (difference, path) in differences {
        let difference = match difference {
            Difference::Stale => "stale",
            Difference::Missing => "missing",
            Difference::Orphaned => "orphaned",
        };
        eprintln!("{difference:>8}  {base}{path}");
    }
}
