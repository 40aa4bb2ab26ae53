//! The client against the server, by way of tests that are ignored otherwise: `tests/tests/peers.rs`.

use super::reference;
use super::tally::Tally;
use crate::program;
use anyhow::{Context, Result};
use std::process::Stdio;

/// Runs the tests, and counts each of them.
pub fn run(tally: &mut Tally) -> Result<()> {
    let output = program::cargo()
        .args(["test", "--package", "tests", "--test", "peers"])
        .args(["--", "--ignored"])
        .env("SMITHEREENS_PEERS", reference::file())
        .stderr(Stdio::inherit())
        .output()
        .context("cannot run cargo")?;
    let report = String::from_utf8_lossy(&output.stdout);
    let mut all_passed = true;
    let mut tests = 0;
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
        tally.count(&format!("the client, {}", name.replace('_', " ")), reason);
        all_passed &= passed;
        tests += 1;
    }
    if tests == 0 || all_passed != output.status.success() {
        let outcome = Err(format!("they ended with {}", output.status));
        tally.count("the client's checks as a whole", outcome);
    }
    if !output.status.success() {
        println!("{report}");
    }
    Ok(())
}
