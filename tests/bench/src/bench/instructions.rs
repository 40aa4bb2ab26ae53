//! Instructions for each call, as callgrind counts them: of the client alone, whatever else the machine does.

use super::client::{self, Calls};
use super::server::Server;
use super::{folder, usage};
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// Calls of the shorter run; the longer one makes twice as many, and the difference is theirs alone.
const CALLS: u32 = 300;
/// Enough for the connection to be there and for everything that is made once.
const WARMUP: u32 = 20;

/// What is known of valgrind: its version, or nothing where there is none.
pub fn valgrind() -> Option<String> {
    let mut command = Command::new("valgrind");
    let output = command
        .arg("--version")
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let version = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    (output.status.success() && !version.is_empty()).then_some(version)
}

/// Instructions in user space for a call with pages of this many items, one call at a time on one thread.
pub fn of_a_call(program: &Path, items: u32, server: &Server) -> Result<f64> {
    let short = count(program, items, CALLS, server)?;
    let long = count(program, items, 2 * CALLS, server)?;
    Ok((long - short) / f64::from(CALLS))
}

fn count(program: &Path, items: u32, calls: u32, server: &Server) -> Result<f64> {
    let calls = Calls {
        items,
        measured: calls,
        warmup: WARMUP,
        concurrency: 1,
    };
    of_all(program, |command| calls.add_to(command, server))
}

/// Instructions in user space of all that a program does with these arguments.
pub fn of_all(program: &Path, arguments: impl FnOnce(&mut Command)) -> Result<f64> {
    let profile = folder().join("callgrind.out");
    let mut output = std::ffi::OsString::from("--callgrind-out-file=");
    output.push(&profile);
    let mut command = client::command(Path::new("valgrind"));
    command
        .args(["--tool=callgrind", "--quiet"])
        .arg(output)
        .arg(program);
    arguments(&mut command);
    usage::run(&mut command)?;
    let counted = fs::read_to_string(&profile)
        .with_context(|| format!("callgrind wrote no {}", profile.display()))?;
    let total = counted.lines().find_map(|line| {
        let line = line
            .strip_prefix("totals:")
            .or_else(|| line.strip_prefix("summary:"));
        line?.trim().parse().ok()
    });
    total.with_context(|| format!("no total in {}", profile.display()))
}
