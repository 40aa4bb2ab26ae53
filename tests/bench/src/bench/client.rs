//! One run of a program against the server, and the figures that its driver prints.

use super::server::Server;
use super::usage;
use crate::program;
use anyhow::{Context, Result};
use serde::Deserialize;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// A program that makes calls, with settings that lead to the server and nowhere else.
pub fn command(program: &Path) -> Command {
    let mut command = program::isolated(program);
    // Credentials that are none.
    command
        .env("AWS_ACCESS_KEY_ID", "none")
        .env("AWS_SECRET_ACCESS_KEY", "none")
        .env("AWS_REGION", "us-east-2")
        // The AWS CLI of PyPI reads this one only.
        .env("AWS_DEFAULT_REGION", "us-east-2");
    command
}

/// The arguments of the driver.
#[derive(Clone, Copy)]
pub struct Calls {
    pub items: u32,
    pub measured: u32,
    pub warmup: u32,
    pub concurrency: u32,
}

/// The worker threads of the programs' runtime when calls are made at the same time: as many on any machine, so that
/// runs can be compared. One call at a time runs on the main thread alone, where no thread waits for another and
/// what is seen is the client's own work.
const WORKERS: u32 = 2;

impl Calls {
    /// Adds the arguments to its command line.
    pub fn add_to(self, command: &mut Command, server: &Server) {
        let workers = if self.concurrency == 1 { 0 } else { WORKERS };
        command.args(["--url", server.url()]);
        for (name, number) in [
            ("--items", self.items),
            ("--calls", self.measured),
            ("--warmup", self.warmup),
            ("--concurrency", self.concurrency),
            ("--workers", workers),
        ] {
            command.arg(name).arg(number.to_string());
        }
    }
}

/// The line that the driver prints.
#[derive(Deserialize)]
pub struct Line {
    pub wall_ns: f64,
    pub cpu_ns: f64,
    pub peak_bytes: f64,
    pub p99_ns: f64,
}

/// Runs a program to its end. Gives its figures, and the time of the process as a whole.
pub fn run(program: &Path, calls: Calls, server: &Server) -> Result<(Line, Duration)> {
    let mut command = command(program);
    calls.add_to(&mut command, server);
    figures_of(&mut command)
}

/// Runs a program that was told what to do. Gives its figures, and the time of the process as a whole.
pub fn figures_of(command: &mut Command) -> Result<(Line, Duration)> {
    let usage = usage::run(command)?;
    let name = || command.get_program().display().to_string();
    let line = serde_json::from_str(&usage.output)
        .with_context(|| format!("{} printed no figures", name()))?;
    Ok((line, usage.wall))
}
