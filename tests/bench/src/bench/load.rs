//! Time and CPU for each call, under each load, all programs in turn.

use super::client::{self, Calls};
use super::figure::{Figure, Load};
use super::figures::Figures;
use super::server::Server;
use super::subject::Subject;
use anyhow::{Result, bail};
use std::fs;

/// The loads, and the calls that each is measured with: seconds' worth, so that ticks of 10 ms do not show.
pub const LOADS: [(Load, u32); 8] = [
    (Load::new(1, 2), 20_000),
    (Load::new(1, 50), 12_000),
    (Load::new(32, 2), 50_000),
    (Load::new(32, 50), 20_000),
    (Load::new(256, 2), 50_000),
    (Load::new(256, 50), 20_000),
    (Load::new(1024, 2), 50_000),
    (Load::new(1024, 50), 20_000),
];

/// Each call that is under way at the widest load has a connection; some more are for the rest of a program.
const OPEN_FILES: u64 = 1024 + 256;

/// How often one call at a time is measured in a round. Whether the system puts client and server on one processor or on two
/// makes four times the difference of any client, and it decides anew for each run: one run each compares its decisions.
const RUNS_ONE_AT_A_TIME: u32 = 5;

/// The share of the calls that are made before, so that connections are there and caches are filled.
const WARMUP: u32 = 10;

/// Makes sure that programs may have as many connections as there are calls at a time.
pub fn check_open_files() -> Result<()> {
    let limits = fs::read_to_string("/proc/self/limits")?;
    let line = limits
        .lines()
        .find_map(|line| line.strip_prefix("Max open files"));
    let soft = line.and_then(|line| line.split_whitespace().next());
    let files: u64 = soft.and_then(|soft| soft.parse().ok()).unwrap_or(u64::MAX);
    if files < OPEN_FILES {
        bail!(
            "a process may open {files} files, and this takes {OPEN_FILES}: run `ulimit -n 4096` before"
        );
    }
    Ok(())
}

/// One round: every load, and for each every program once, with the calls divided by `divisor`.
pub fn round(
    subjects: &[Subject],
    divisor: u32,
    server: &Server,
    figures: &mut Figures,
) -> Result<()> {
    for (load, calls) in LOADS {
        let calls = calls / divisor;
        let runs = match load.concurrency {
            1 => RUNS_ONE_AT_A_TIME,
            _ => 1,
        };
        let in_turn = (0..runs).flat_map(|_| subjects.iter().copied());
        for subject in in_turn {
            let run = Calls {
                items: load.items,
                measured: calls,
                warmup: calls / WARMUP,
                concurrency: load.concurrency,
            };
            let before = server.cpu()?;
            let (line, _) = client::run(&subject.program(), run, server)?;
            let server_cpu = server.cpu()?.saturating_sub(before);
            let calls = f64::from(calls);
            let served = calls + f64::from(run.warmup);
            let mut add = |figure, sample| figures.add(figure, subject, sample);
            add(Figure::CallTime(load), line.wall_ns / calls / 1e3);
            add(Figure::CallCpu(load), line.cpu_ns / calls / 1e3);
            add(Figure::CallTail(load), line.p99_ns / 1e3);
            add(Figure::CallMemory(load), line.peak_bytes / 1e6);
            add(
                Figure::ServerCpu(load),
                server_cpu.as_secs_f64() * 1e6 / served,
            );
        }
    }
    Ok(())
}
