//! From the start of a process to its first response.

use super::client::{self, Calls};
use super::figure::Figure;
use super::figures::Figures;
use super::server::Server;
use super::subject::Subject;
use anyhow::Result;

/// A single call, as a program makes it that does one thing and ends.
const ONE: Calls = Calls {
    items: 2,
    measured: 1,
    warmup: 0,
    concurrency: 1,
};

/// Starts every program this many times, in turn.
pub fn measure(
    subjects: &[Subject],
    times: u32,
    server: &Server,
    figures: &mut Figures,
) -> Result<()> {
    for _ in 0..times {
        for subject in subjects.iter().copied() {
            let (line, wall) = client::run(&subject.program(), ONE, server)?;
            figures.add(Figure::FirstResponse, subject, wall.as_secs_f64() * 1e3);
            figures.add(Figure::FirstResponseMemory, subject, line.peak_bytes / 1e6);
        }
    }
    Ok(())
}
