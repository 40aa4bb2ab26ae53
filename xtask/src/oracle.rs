//! `cargo xtask oracle`: botocore, an implementation that others wrote, as the judge of every operation of any model.
//!
//! Random inputs go to botocore's client, which sends nothing: the request that it makes is the one that ours has to
//! make. Random outputs, written as a service would write them, have to be read alike by both. Where the two are known to
//! differ, `tests/bench/src/oracle/oracle/differences/` says so, and why.

use crate::botocore::{self, Extent};
use crate::conformance::{self, Subject};
use anyhow::{Result, bail};
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

/// The arguments of `oracle`.
#[derive(clap::Args)]
pub struct Arguments {
    /// The models, or directories with models [default: those of this repository's tests, and every one below the
    /// directory that `SMITHY_MODELS` names].
    models: Vec<PathBuf>,
    #[command(flatten)]
    extent: Extent,
    /// The protocol to speak, such as awsQuery. It may be one that the model does not have but botocore does.
    #[arg(long, value_name = "NAME")]
    protocol: Option<String>,
    /// List every case that failed, not only the first ones of each model.
    #[arg(long)]
    all_failures: bool,
}

/// Runs the job.
pub fn run(arguments: &Arguments) -> Result<ExitCode> {
    if arguments.models.is_empty() && std::env::var_os("SMITHY_MODELS").is_none() {
        bail!("name a model or a directory of models, or set SMITHY_MODELS to such a directory");
    }
    let models = conformance::models(&arguments.models)?;
    let mut more = vec![OsString::from("--prune")];
    if let Some(protocol) = &arguments.protocol {
        more.extend(["--protocol".into(), protocol.into()]);
    }
    let subjects: Vec<_> = botocore::write(&models, &arguments.extent, more)?
        .into_iter()
        .filter_map(Subject::with_cases)
        .collect();
    if subjects.is_empty() {
        bail!("there is no case to run");
    }
    conformance::check(&subjects, arguments.all_failures)
}
