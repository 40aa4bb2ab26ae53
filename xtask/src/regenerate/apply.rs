//! Bringing what is on disk in line with what was generated.

use crate::workspace;
use anyhow::{Context, Result};
use smithereens_codegen::{Difference, FileTree};
use std::fs;
use std::path::Path;
use std::time::Duration;

/// What a run changed.
pub struct Summary {
    pub written: usize,
    pub unchanged: usize,
    pub removed: usize,
}

impl Summary {
    /// One line for a person.
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
                workspace::remove_empty_folders(base, folder);
            }
            summary.removed += 1;
        } else if let Some(text) = wanted.get(path) {
            workspace::write(&base.join(path), text)?;
            summary.written += 1;
            summary.unchanged -= 1;
        }
    }
    Ok(summary)
}

/// Lists what differs.
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
