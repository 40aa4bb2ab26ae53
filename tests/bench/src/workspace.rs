//! Where things are in this repository, and reading and writing files with errors that name them.

use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// The root of the checkout that cargo runs this program from; the one it was compiled in may be another.
pub fn root() -> PathBuf {
    let manifest = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    manifest
        .ancestors()
        .nth(2)
        .map(Path::to_owned)
        .unwrap_or_default()
}

/// The folder of published models that `SMITHY_MODELS` names, if it does. A relative path is meant from the repository,
/// wherever the job was started.
pub fn models() -> Option<PathBuf> {
    Some(root().join(std::env::var_os("SMITHY_MODELS")?))
}

/// The folder with the models of other protocols than restJson1, which stands beside that one.
pub fn models_of_other_protocols() -> Option<PathBuf> {
    Some(models()?.parent()?.join("protocols").join("services"))
}

/// Reads a text file.
pub fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Writes a file, and the folders above it that are missing.
pub fn write(path: &Path, text: &str) -> Result<()> {
    let folder = path.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, text))
        .with_context(|| format!("cannot write {}", path.display()))
}
