//! The client against the server, by way of tests that need it.

use super::reference;
use super::tally::Tally;
use crate::program;
use anyhow::{Context, Result};
use std::process::{Command, Stdio};

/// The tests of `tests/tests/peers.rs`, which are ignored otherwise.
pub fn tests() -> Command {
    let mut command = program::cargo();
    command.args([
        "test",
        "--package",
        "tests",
        "--test",
        "peers",
        "--",
        "--ignored",
    ]);
    command
}

/// Runs tests, and counts each of them.
pub fn run(title: &str, mut tests: Command, tally: &mut Tally) -> Result<()> {
    let output = tests
        .env("SMITHEREENS_PEERS", reference::file())
        .stderr(Stdio::inherit())
        .output()
        .context("cannot run cargo")?;
    let report = String::from_utf8_lossy(&output.stdout);
    let mut all_passed = true;
    let mut count = 0;
    for line in report.lines() {
        let Some((name, outcome)) = line
            .strip_prefix("test ")
            .and_then(|line| line.split_once(" ... "))
        else {
            continue;
        };
        let passed = outcome == "ok";
        let reason = if passed {
            Ok(())
        } else {
            Err(outcome.to_owned())
        };
        let name = name.replace("::", ": ").replace('_', " ");
        tally.count(&format!("{title}, {name}"), reason);
        all_passed &= passed;
        count += 1;
    }
    if count == 0 || all_passed != output.status.success() {
        let outcome = Err(format!("they ended with {}", output.status));
        tally.count(&format!("the checks of {title} as a whole"), outcome);
    }
    if !output.status.success() {
        println!("{report}");
    }
    Ok(())
}
