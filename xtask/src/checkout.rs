//! Which checkout of this repository a job works on: the one it is run in, wherever it was compiled.

use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

static ROOT: OnceLock<PathBuf> = OnceLock::new();

/// Finds the root of the checkout that the current directory is in, or else of the one that cargo runs this program
/// from.
///
/// # Errors
///
/// There is neither.
pub fn locate() -> Result<()> {
    let current = std::env::current_dir().context("there is no current directory")?;
    // Set by `cargo run`; the one that this was compiled with may be of another checkout.
    let manifest = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let root = enclosing(&current)
        .or_else(|| enclosing(manifest.as_deref()?))
        .with_context(|| {
            format!(
                "{} is in no checkout of this repository; run `cargo xtask` in one",
                current.display()
            )
        })?;
    ROOT.get_or_init(|| root.to_owned());
    Ok(())
}

/// The root that was found.
pub fn root() -> PathBuf {
    ROOT.get().cloned().unwrap_or_default()
}

/// The nearest folder from here up that is the root of a checkout.
fn enclosing(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|folder| {
        ["Cargo.toml", "xtask/Cargo.toml", "codegen/Cargo.toml"]
            .iter()
            .all(|file| folder.join(file).is_file())
    })
}
