//! Builds the programs, timed from nothing or only brought up to date, and measures how large they are.

use super::subject::Program;
use super::{folder, usage};
use crate::program::cargo;
use crate::workspace;
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// Fetches what a program is built of, so that no build waits for the network.
pub fn fetch(program: impl Into<Program>) -> Result<()> {
    let program = program.into();
    usage::run(
        cargo()
            .current_dir(program.folder())
            .args(["fetch", "--locked"]),
    )
    .with_context(|| format!("the crates of {} cannot be fetched", program.0))?;
    Ok(())
}

/// Builds a program from nothing. Gives the CPU time.
pub fn clean(program: impl Into<Program>) -> Result<Duration> {
    let program = program.into();
    remove(&program.target())?;
    let mut command = release(&program.folder(), &program.target());
    Ok(usage::run(command.arg("--offline"))?.cpu)
}

/// Brings a program up to date. Gives its path.
pub fn update(program: impl Into<Program>) -> Result<PathBuf> {
    let program = program.into();
    usage::run(&mut release(&program.folder(), &program.target()))?;
    Ok(program.path())
}

/// The size of the stripped program, in bytes.
pub fn size(program: impl Into<Program>) -> Result<u32> {
    let path = program.into().path();
    let file = fs::metadata(&path).with_context(|| format!("no {}", path.display()))?;
    Ok(u32::try_from(file.len())?)
}

/// Builds one of the repository's own programs as a user of it would. Gives its path.
pub fn own(package: &str) -> Result<PathBuf> {
    let target = folder().join("build/workspace");
    let mut command = release(&workspace::root(), &target);
    usage::run(command.args(["--package", package]))?;
    Ok(target.join("release").join(package))
}

/// Removes a folder with all that is in it, if it is there.
pub fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)
            .with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    Ok(())
}

fn release(source: &Path, target: &Path) -> Command {
    let mut command = cargo();
    command
        .current_dir(source)
        .args(["build", "--release", "--locked", "--quiet", "--target-dir"])
        .arg(target);
    command
}
