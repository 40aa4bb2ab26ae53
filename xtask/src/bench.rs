//! The jobs of the package `bench`, which is built only where they are asked for.

use crate::{cargo, workspace};
use anyhow::{Context, Result};
use std::ffi::OsString;
use std::process::ExitCode;

/// The arguments of a job of that package, which parses them itself.
#[derive(clap::Args)]
#[command(disable_help_flag = true)]
pub struct Arguments {
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, hide = true)]
    arguments: Vec<OsString>,
}

impl From<Vec<OsString>> for Arguments {
    fn from(arguments: Vec<OsString>) -> Self {
        Self { arguments }
    }
}

/// Builds the package and has it do a job, in the current directory. Gives its exit code.
///
/// # Errors
///
/// Cargo does not start.
pub fn start(job: &str, arguments: &Arguments) -> Result<ExitCode> {
    let status = cargo::cargo()
        .args(["run", "--quiet", "--package", "bench", "--manifest-path"])
        .arg(workspace::root().join("Cargo.toml"))
        .args(["--", job])
        .args(&arguments.arguments)
        .status()
        .context("cannot run cargo")?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}
