//! `cargo xtask peers`: the program and the client against a server that others wrote, compared with boto3.

mod checks;
mod client;
mod python;
mod reference;
mod server;
mod tally;

use crate::program;
use anyhow::Result;
use python::Python;
use reference::Reference;
use server::Server;
use std::process::ExitCode;
use tally::Tally;

/// Runs the job.
pub fn run() -> Result<ExitCode> {
    let Some(python) = Python::prepare()? else {
        let told = "there is no python3, which the peers are written in";
        if std::env::var_os("CI").is_some() {
            anyhow::bail!("{told}; with CI set, that is no reason to skip them");
        }
        println!("skipped: {told}");
        return Ok(ExitCode::SUCCESS);
    };
    let program = program::build()?;
    let server = Server::start(&python)?;
    let reference = Reference::make(&python, &server.url())?;
    let mut tally = Tally::default();
    checks::run(&program, &reference, &mut tally)?;
    client::run(&mut tally)?;
    drop(server);
    Ok(tally.finish())
}
