//! The cargo that runs this job, and what it starts: the jobs of a package that is built only where they are asked for.

use crate::workspace;
use anyhow::{Context, Result};
use std::ffi::OsString;
use std::process::{Command, ExitCode};

/// The package with the jobs that plot, hash and measure.
const BENCH: &str = "bench";

/// The arguments of a job of the other package, which parses them itself.
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

/// The cargo that runs this job.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for name in of_this_package() {
        command.env_remove(name);
    }
    command
}

/// What cargo has told this program of its own package. Whatever is built next would take it for settings of the user's:
/// ring and all above it are built anew where these differ from those of the last build.
fn of_this_package() -> impl Iterator<Item = OsString> {
    let names = std::env::vars_os().map(|(name, _)| name);
    names.filter(|name| {
        let name = name.to_string_lossy();
        ["CARGO_PKG_", "CARGO_MANIFEST_"]
            .iter()
            .any(|start| name.starts_with(start))
    })
}

/// Builds the other package and has it do a job, in the current directory. Gives its exit code.
///
/// # Errors
///
/// Cargo does not start.
pub fn start(job: &str, arguments: &Arguments) -> Result<ExitCode> {
    let status = cargo()
        .args(["run", "--quiet", "--package", BENCH, "--manifest-path"])
        .arg(workspace::root().join("Cargo.toml"))
        .args(["--", job])
        .args(&arguments.arguments)
        .status()
        .context("cannot run cargo")?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}
