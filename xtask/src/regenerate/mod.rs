//! `cargo xtask regenerate`: models in, crates out.

mod dependencies;
mod elsewhere;
mod repository;

use crate::workspace;
use anyhow::{Result, bail};
use cargo_smithereens::rustfmt;
use smithereens_codegen::FileTree;
use std::path::PathBuf;
use std::process::ExitCode;

/// What generated files name as the command that makes them.
pub const COMMAND: &str = "xtask regenerate";

/// The arguments of `regenerate`.
#[derive(clap::Args)]
pub struct Arguments {
    /// Write nothing; list every stale, missing and orphaned file, and exit with 1 if there is any.
    #[arg(long)]
    check: bool,
    /// A model to generate from, in place of those of model/.
    #[arg(long, value_name = "FILE", requires = "out")]
    model: Option<PathBuf>,
    /// An operation to generate; can be given again.
    #[arg(long, value_name = "NAME", requires = "model", conflicts_with = "all")]
    operation: Vec<String>,
    /// Generate every operation of the model.
    #[arg(long, requires = "model")]
    all: bool,
    /// With --all: leave out the operations that need what is not supported, and list them.
    #[arg(long, requires = "all", conflicts_with = "operation")]
    skip_unsupported: bool,
    /// The protocol to speak, such as awsQuery, of a service that speaks several [default: the one that AWS prefers].
    #[arg(long, value_name = "NAME", requires = "model")]
    protocol: Option<String>,
    /// What the names of the crates start with [default: the service's SDK id].
    #[arg(long, requires = "model")]
    prefix: Option<String>,
    /// The directory to put the crates in.
    #[arg(long, value_name = "DIR", requires = "model")]
    out: Option<PathBuf>,
    /// The repository whose model/*.toml and crates/ are meant [default: this one].
    #[arg(long, value_name = "DIR", conflicts_with = "model", hide = true)]
    root: Option<PathBuf>,
    /// Run rustfmt over the crates, as is always done for those of this repository.
    #[arg(long, requires = "model")]
    rustfmt: bool,
}

/// Runs the job.
pub fn run(arguments: &Arguments) -> Result<ExitCode> {
    match (&arguments.model, &arguments.out) {
        (Some(model), Some(out)) => elsewhere::run(arguments, model, out),
        _ => {
            let root = arguments.root.clone().unwrap_or_else(workspace::root);
            repository::run(&root, arguments.check)
        }
    }
}

/// Fails if the generated crates of this repository are not what the models ask for, as far as that can be seen here.
pub fn check_if_possible() -> Result<()> {
    if !rustfmt::is_installed() {
        println!(
            "not checked whether the generated crates are up to date: rustfmt is not installed"
        );
        return Ok(());
    }
    if repository::run(&workspace::root(), true)? == ExitCode::SUCCESS {
        return Ok(());
    }
    bail!("the generated crates are not what the models ask for")
}

/// Formats the Rust files of a tree.
fn formatted(files: &FileTree) -> Result<FileTree> {
    rustfmt::format(files, &workspace::root().join("target").join("regenerate"))
}
