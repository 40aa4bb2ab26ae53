//! The server that the programs talk to, for the length of a run, and the CPU time it takes.

use super::build;
use super::subject::Program;
use anyhow::{Context, Result};
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A tick of `/proc`'s clocks: `USER_HZ` is 100 wherever Linux runs.
const TICK: Duration = Duration::from_millis(10);

/// A server that ends with this value, however the run ends.
pub struct Server {
    process: Child,
    url: String,
}

impl Server {
    /// Builds the server, and starts it on a free port of this machine.
    pub fn start() -> Result<Self> {
        let mut process = Command::new(build::update(Program("server"))?)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("the server does not start")?;
        let mut url = String::new();
        if let Some(output) = process.stdout.take() {
            BufReader::new(output).read_line(&mut url)?;
        }
        let url = url.trim().to_owned();
        Ok(Self { process, url })
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    /// User and system time so far, to the tick.
    pub fn cpu(&self) -> Result<Duration> {
        let path = format!("/proc/{}/stat", self.process.id());
        let stat = fs::read_to_string(&path)
            .with_context(|| format!("no {path}, which the server's CPU time is in"))?;
        // The second field is the name in brackets; utime and stime are the 14th and 15th.
        let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields);
        let times = fields.split_ascii_whitespace().skip(11).take(2);
        let ticks: u32 = times.filter_map(|time| time.parse::<u32>().ok()).sum();
        Ok(TICK * ticks)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Either fails only where the process has ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
