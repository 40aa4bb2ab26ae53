//! Where things are in this repository, and reading and writing files with errors that name them.

use anyhow::{Context, Result};
use smithereens_codegen::FileTree;
use std::fs;
use std::path::{Path, PathBuf};

/// The root of the repository.
pub fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_owned()
}

/// Reads a text file.
pub fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Writes a file so that it is there whole or not at all.
pub fn write(path: &Path, text: &str) -> Result<()> {
    let context = || format!("cannot write {}", path.display());
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(context)?;
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let draft = path.with_file_name(format!(".{name}.draft"));
    fs::write(&draft, text).with_context(context)?;
    fs::rename(&draft, path).with_context(context)
}

/// Every file below `folder` of `base`, by its path below `base`; nothing where the folder does not exist.
/// `target` folders and lock files, which builds leave behind, do not count, nor does what starts with a dot.
pub fn files_below(base: &Path, folder: &str) -> Result<FileTree> {
    let mut files = FileTree::default();
    let mut folders = vec![PathBuf::from(folder)];
    while let Some(folder) = folders.pop() {
        let path = base.join(&folder);
        if !path.exists() {
            continue;
        }
        let context = || format!("cannot list {}", path.display());
        for entry in fs::read_dir(&path).with_context(context)? {
            let entry = entry.with_context(context)?;
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            let below = folder.join(entry.file_name());
            if entry.file_type().with_context(context)?.is_dir() {
                if entry.file_name() != "target" {
                    folders.push(below);
                }
            } else if entry.file_name() != "Cargo.lock" {
                let bytes = fs::read(entry.path())
                    .with_context(|| format!("cannot read {}", entry.path().display()))?;
                let text = String::from_utf8_lossy(&bytes).into_owned();
                files.extend([(slashed(&below), text)]);
            }
        }
    }
    Ok(files)
}

/// A path below some folder, with slashes on any system.
pub fn slashed(path: &Path) -> String {
    path.components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
}

/// Removes the folders below `base`, from `folder` up, that are empty now.
pub fn remove_empty_folders(base: &Path, folder: &Path) {
    let mut folder = folder.to_owned();
    while folder != Path::new("") && fs::remove_dir(base.join(&folder)).is_ok() {
        folder = folder.parent().map(Path::to_owned).unwrap_or_default();
    }
}

/// A path from the root of the file system, with slashes on any system.
pub fn slashed_absolute(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
