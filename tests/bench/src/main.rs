//! The jobs that run what was built and look at it from outside. `cargo xtask` starts this program for them, so that
//! regenerating does not pay for what only they need.

// For the macros that print. All jobs of this repository do that in one manner.
#[macro_use]
extern crate cargo_smithereens;

mod bench;
mod budget;
#[path = "../../../xtask/src/cargo.rs"]
mod cargo;
mod demo;
mod oracle;
mod peers;
mod program;
mod python;
mod workspace;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// The jobs that run what was built.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    job: Job,
}

#[derive(Subcommand)]
enum Job {
    /// Show the whole chain at work, against a server on this machine: needs no network and no account.
    Demo,
    /// Compare the program and the client with boto3, against a server that others wrote.
    Peers,
    /// Write the cases of `cargo xtask oracle` into copies of models.
    #[command(hide = true)]
    Oracle(oracle::Arguments),
    /// Measure this project against an HTTP client, the AWS SDK and the AWS CLI: cost of a build, size, speed.
    Bench(bench::Arguments),
    /// Check that a program with this project costs no more than tests/bench/budget.toml has it.
    Budget,
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().job {
        Job::Demo => demo::run(),
        Job::Peers => peers::run(),
        Job::Oracle(arguments) => oracle::run(&arguments),
        Job::Bench(arguments) => bench::run(&arguments),
        Job::Budget => budget::run(),
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::FAILURE
    })
}
