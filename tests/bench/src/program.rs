//! The command-line program, as the jobs build it and run it: with none of the user's settings.

use crate::{cargo, workspace};
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The package, and the program that it holds.
pub const NAME: &str = "event-invoke-configs";

/// The messages of cargo, as far as they say where it put a program.
#[derive(Deserialize)]
struct Message {
    executable: Option<PathBuf>,
}

/// Builds the program in its current state. Gives its path.
pub fn build() -> Result<PathBuf> {
    let output = cargo()
        .args(["build", "--package", NAME])
        .args(["--message-format", "json-render-diagnostics"])
        .stderr(Stdio::inherit())
        .output()
        .context("cannot run cargo")?;
    if !output.status.success() {
        bail!("{NAME} does not build");
    }
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .filter_map(|line| serde_json::from_str::<Message>(line).ok()?.executable)
        .find(|path| path.file_stem() == Some(OsStr::new(NAME)))
        .with_context(|| format!("cargo built {NAME} without saying where it is"))
}

/// The cargo that runs this job, in the root of the repository.
pub fn cargo() -> Command {
    let mut command = cargo::cargo();
    command.current_dir(workspace::root());
    command
}

/// A program that sees no AWS settings but those that are added here, reads no config files of the user's, and
/// connects without proxies.
pub fn isolated(program: &Path) -> Command {
    let mut command = Command::new(program);
    for (name, _) in std::env::vars_os() {
        let upper = name.to_string_lossy().to_uppercase();
        if upper.starts_with("AWS_") || upper.ends_with("_PROXY") {
            command.env_remove(name);
        }
    }
    // A file that is named has to be there, and this one is empty.
    let empty = if cfg!(windows) { "NUL" } else { "/dev/null" };
    command
        .env("AWS_CONFIG_FILE", empty)
        .env("AWS_SHARED_CREDENTIALS_FILE", empty)
        .env("AWS_EC2_METADATA_DISABLED", "true");
    command
}

/// Runs a program to its end.
pub fn output(command: &mut Command) -> Result<Output> {
    let output = command.stdin(Stdio::null()).output();
    output.with_context(|| format!("cannot run {}", command.get_program().display()))
}

/// Runs a program that has to end well. Gives what it printed.
///
/// # Errors
///
/// It does not start, or ends with a failure: then with this text, and with what it said on standard error.
pub fn stdout(command: &mut Command, failure: &str) -> Result<String> {
    let output = output(command)?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("{failure}: {}", said.trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
