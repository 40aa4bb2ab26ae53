//! rustfmt, for the crates that stand in this repository or where it is asked for.

use crate::disk;
use anyhow::{Context, Result, bail};
use smithereens_codegen::FileTree;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Whether there is a rustfmt to run.
#[must_use]
pub fn is_installed() -> bool {
    let version = Command::new("rustfmt").arg("--version").output();
    version.is_ok_and(|output| output.status.success())
}

/// Formats every Rust file of a tree, by way of a folder of its own in this one.
///
/// # Errors
///
/// There is no rustfmt, or it refuses the code.
pub fn format(files: &FileTree, scratch: &Path) -> Result<FileTree> {
    let scratch = scratch.join(std::process::id().to_string());
    let outcome = format_in(&scratch, files);
    // The outcome counts; a scratch folder that stays behind harms nobody.
    let _ = fs::remove_dir_all(&scratch);
    outcome
}

fn format_in(scratch: &Path, files: &FileTree) -> Result<FileTree> {
    let mut sources = Vec::new();
    for (path, text) in files.iter() {
        let file = scratch.join(path);
        disk::write(&file, text)?;
        if file.extension().is_some_and(|extension| extension == "rs") {
            sources.push(file);
        }
    }
    if !sources.is_empty() {
        let output = Command::new("rustfmt")
            .args(["--edition", "2024"])
            .args(&sources)
            .output();
        let output =
            output.context("cannot run rustfmt, which `rustup component add rustfmt` installs")?;
        if !output.status.success() {
            bail!(
                "rustfmt failed on the generated code: {}",
                String::from_utf8_lossy(&output.stderr).trim()
            );
        }
    }
    files
        .iter()
        .map(|(path, _)| Ok((path.to_owned(), disk::read(&scratch.join(path))?)))
        .collect()
}
