//! Reading and writing files, with errors that name them.

use anyhow::{Context, Result};
use smithereens_codegen::FileTree;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Reads a text file.
///
/// # Errors
///
/// It cannot be read, or is not UTF-8.
pub fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Writes a file so that it is there whole or not at all. Where a link stands, what it leads to is written; what may be
/// done with the file stays as it was.
///
/// # Errors
///
/// It cannot be written, or its folder cannot be made.
pub fn write(path: &Path, text: &str) -> Result<()> {
    write_all(&[(path.to_owned(), text)])
}

/// Writes files, none of which is changed before all of them are on the disk as drafts.
///
/// # Errors
///
/// One of them cannot be written.
pub fn write_all(files: &[(PathBuf, &str)]) -> Result<()> {
    let mut drafts = Drafts(Vec::new());
    for (path, text) in files {
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.clone());
        let draft =
            draft(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
        drafts.0.push((draft, path));
    }
    while let Some((draft, path)) = drafts.0.first() {
        fs::rename(draft, path).with_context(|| format!("cannot write {}", path.display()))?;
        drafts.0.remove(0);
    }
    Ok(())
}

/// Drafts with what they are drafts of. Those that are left are removed; one that stays behind all the same, the next run
/// removes.
struct Drafts(Vec<(PathBuf, PathBuf)>);

impl Drop for Drafts {
    fn drop(&mut self) {
        for (draft, _) in &self.0 {
            let _ = fs::remove_file(draft);
        }
    }
}

/// Writes a new file beside another one, whatever stands there: a link is never followed.
fn draft(path: &Path, text: &str) -> io::Result<PathBuf> {
    static DRAFTS: AtomicUsize = AtomicUsize::new(0);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let (draft, mut file) = loop {
        let number = DRAFTS.fetch_add(1, Ordering::Relaxed);
        let name = format!("{DRAFT}{}-{number}", std::process::id());
        let draft = path.with_file_name(name);
        match File::create_new(&draft) {
            Ok(file) => break (draft, file),
            // One that a killed process of the same number left.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    };
    let written = file
        .write_all(text.as_bytes())
        .and_then(|()| match fs::metadata(path) {
            Ok(there) => fs::set_permissions(&draft, there.permissions()),
            Err(_) => Ok(()),
        });
    if let Err(error) = written {
        let _ = fs::remove_file(&draft);
        return Err(error);
    }
    Ok(draft)
}

/// What the names of drafts start with.
const DRAFT: &str = ".smithereens-draft-";

/// Removes the drafts that killed runs left in a folder and the folders below it; the caller holds the lock.
pub fn remove_drafts(folder: &Path) {
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        // What cannot be listed or removed is in nobody's way.
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let name = entry.file_name();
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                if name != "target" && !name.to_string_lossy().starts_with('.') {
                    folders.push(entry.path());
                }
            } else if name.to_string_lossy().starts_with(DRAFT) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// Every file below `folder` of `base`, by its path below `base`; nothing where the folder does not exist.
/// `target` folders and lock files, which builds leave behind, do not count, nor does what starts with a dot.
///
/// # Errors
///
/// A folder cannot be listed, or a file cannot be read.
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
            let kind = entry.file_type().with_context(context)?;
            if kind.is_dir() {
                if entry.file_name() != "target" {
                    folders.push(below);
                }
            } else if !kind.is_file() {
                // A link, or what has no end: not read, and not something that was generated.
                files.extend([(slashed(&below), "no file".to_owned())]);
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
#[must_use]
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
#[must_use]
pub fn slashed_absolute(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
