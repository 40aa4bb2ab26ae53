//! The jobs of this repository. All file access and process-starting that they need is here.

// For the macros that print.
#[macro_use]
extern crate cargo_smithereens;

mod bench;
mod botocore;
mod cargo;
mod checkout;
mod conformance;
mod oracle;
mod regenerate;
mod workspace;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// The jobs of this repository.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    job: Job,
}

#[derive(Subcommand)]
enum Job {
    /// Write the crates that model/*.toml ask for, or those of any model into any directory.
    Regenerate(regenerate::Arguments),
    /// Run the test cases that models bring along through the generated code and the runtime.
    Conformance(conformance::Arguments),
    /// Compare requests and responses of published models with what botocore makes of the same random values.
    Oracle(oracle::Arguments),
    /// Show the whole chain at work, against a server on this machine: needs no network and no account.
    Demo(bench::Arguments),
    /// Compare the program and the client with boto3, against a server that others wrote.
    Peers(bench::Arguments),
    /// Measure this project against an HTTP client, the AWS SDK and the AWS CLI: cost of a build, size, speed.
    Bench(bench::Arguments),
    /// Check that a program with this project costs no more than tests/bench/budget.toml has it.
    Budget(bench::Arguments),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = checkout::locate().and_then(|()| match arguments.job {
        Job::Regenerate(arguments) => regenerate::run(&arguments),
        Job::Conformance(arguments) => conformance::run(&arguments),
        Job::Oracle(arguments) => oracle::run(&arguments),
        Job::Demo(arguments) => {
            regenerate::check_if_possible()?;
            bench::start("demo", &arguments)
        }
        Job::Peers(arguments) => bench::start("peers", &arguments),
        Job::Bench(arguments) => bench::start("bench", &arguments),
        Job::Budget(arguments) => bench::start("budget", &arguments),
    });
    outcome.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::FAILURE
    })
}
