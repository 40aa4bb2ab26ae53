//! `cargo xtask peers`: the program and the client against a server that others wrote, compared with boto3.

mod checks;
mod client;
mod reference;
mod server;
mod services;
mod tally;

use crate::python::Python;
use crate::{program, workspace};
use anyhow::Result;
use reference::Reference;
use server::Server;
use std::path::PathBuf;
use std::process::ExitCode;
use tally::Tally;

/// Runs the job.
pub fn run() -> Result<ExitCode> {
    let Some(python) = Python::prepare(folder(), &source("requirements.txt"))? else {
        let missing = "there is no python3, which the peers are written in";
        if std::env::var_os("CI").is_some() {
            anyhow::bail!("{missing}; with CI set, that is no reason to skip them");
        }
        println!("skipped: {missing}");
        return Ok(ExitCode::SUCCESS);
    };
    let program = program::build()?;
    let services = services::generate()?;
    let called = services.as_ref().map_or(&[][..], |_| services::SERVICES);
    let server = Server::start(&python)?;
    let reference = Reference::make(&python, &server.url(), called)?;
    let mut tally = Tally::default();
    checks::run(&program, &reference, &mut tally)?;
    client::run("the client", client::tests(), &mut tally)?;
    match services {
        Ok(tests) => client::run("services", tests, &mut tally)?,
        Err(reason) => println!("skipped: services of other protocols: {reason}"),
    }
    drop(server);
    Ok(tally.finish())
}

/// Where the environment of the peers is, and whatever else a run leaves behind.
fn folder() -> PathBuf {
    workspace::root().join("target").join("peers")
}

/// A file that stands beside this one.
fn source(name: &str) -> PathBuf {
    workspace::root().join("tests/bench/src/peers").join(name)
}
