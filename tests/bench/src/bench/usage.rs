//! Runs a process to its end, and measures what it took.

use anyhow::{Context, Result, bail};
use std::io::Read;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};
use wait4::Wait4;

pub struct Usage {
    pub wall: Duration,
    /// User and system time, with that of the processes it started.
    pub cpu: Duration,
    /// The most resident memory, in bytes. The kernel counts from this process's own, which is small.
    pub peak_memory: u64,
    /// What it printed.
    pub output: String,
}

/// Runs a program that has to end well.
///
/// # Errors
///
/// It does not start, or ends with a failure: then with what it said on standard error.
pub fn run(command: &mut Command) -> Result<Usage> {
    let name = command.get_program().display().to_string();
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let start = Instant::now();
    let mut child = command
        .spawn()
        .with_context(|| format!("cannot run {name}"))?;
    let said = child.stderr.take().map(|stream| {
        // Both streams are read at once, so that neither fills up.
        thread::spawn(|| text(stream))
    });
    let output = child.stdout.take().map(text).unwrap_or_default();
    let ended = child
        .wait4()
        .with_context(|| format!("cannot wait for {name}"))?;
    let wall = start.elapsed();
    let said = said.and_then(|said| said.join().ok()).unwrap_or_default();
    if !ended.status.success() {
        bail!("{name} ended with {}: {}", ended.status, said.trim());
    }
    Ok(Usage {
        wall,
        cpu: ended.rusage.utime + ended.rusage.stime,
        peak_memory: ended.rusage.maxrss,
        output,
    })
}

/// What a stream holds to its end, or up to where it fails.
fn text(mut stream: impl Read) -> String {
    let mut bytes = Vec::new();
    // A failure shows in the status of the process.
    let _ = stream.read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}
