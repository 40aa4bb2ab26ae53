//! The part of `cargo xtask oracle` that runs botocore: it writes test cases into copies of models.

use crate::python::Python;
use crate::{program, workspace};
use anyhow::{Result, bail};
use std::ffi::OsString;
use std::process::ExitCode;

/// The arguments of the Python program; it parses that itself.
#[derive(clap::Args)]
#[command(disable_help_flag = true)]
pub struct Arguments {
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<OsString>,
}

/// Runs the job: the report of the program goes to `target/oracle/report.json`.
pub fn run(arguments: &Arguments) -> Result<ExitCode> {
    let folder = workspace::root().join("target").join("oracle");
    let source = workspace::root().join("tests/bench/src/oracle");
    let environment = folder.join("python");
    let Some(python) = Python::prepare(environment, &source.join("requirements.txt"))? else {
        bail!("there is no python3, which botocore is written in");
    };
    let mut command = python.package(&source, "oracle");
    command
        .args(&arguments.arguments)
        .current_dir(workspace::root());
    let report = program::stdout(&mut command, "no cases could be made")?;
    workspace::write(&folder.join("report.json"), &report)?;
    Ok(ExitCode::SUCCESS)
}
