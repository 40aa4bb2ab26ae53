//! One run at a time in a folder.

use anyhow::{Context, Result};
use std::fs::{self, File, OpenOptions};
use std::io::ErrorKind;
use std::path::Path;

/// Holds a folder until it is dropped.
#[derive(Debug)]
#[must_use]
pub struct Lock {
    _file: Option<File>,
}

/// Waits until no other run works on a folder, which is made if it is not there. A process that ends lets go.
///
/// # Errors
///
/// The folder cannot be made or opened.
pub fn lock(folder: &Path) -> Result<Lock> {
    let context = || format!("cannot lock {}", folder.display());
    fs::create_dir_all(folder).with_context(context)?;
    // Where folders can be opened, no other file is needed.
    let file = if cfg!(unix) {
        File::open(folder)
    } else {
        OpenOptions::new()
            .create(true)
            .write(true)
            .truncate(false)
            .open(folder.join(".smithereens.lock"))
    };
    let file = file.with_context(context)?;
    match file.lock() {
        Ok(()) => Ok(Lock { _file: Some(file) }),
        // Some file systems have no locks; there, runs are the user's to keep apart.
        Err(error) if error.kind() == ErrorKind::Unsupported => Ok(Lock { _file: None }),
        Err(error) => Err(error).with_context(context),
    }
}
