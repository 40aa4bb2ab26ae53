//! Time and CPU for each call, under each load, all programs in turn.

use super::client::{self, Calls};
use super::figure::{Figure, Load};
use super::figures::Figures;
use super::server::Server;
use super::subject::Subject;
use anyhow::Result;

/// The loads, and the calls that each is measured with: seconds' worth, so that ticks of 10 ms do not show.
pub const LOADS: [(Load, u32); 6] = [
    (Load::new(1, 2), 20_000),
    (Load::new(1, 50), 12_000),
    (Load::new(32, 2), 50_000),
    (Load::new(32, 50), 20_000),
    (Load::new(256, 2), 50_000),
    (Load::new(256, 50), 20_000),
];

/// The share of the calls that are made before, so that connections are there and caches are filled.
const WARMUP: u32 = 10;

/// One round: every load, and for each every program once, with the calls divided by `divisor`.
pub fn round(
    subjects: &[Subject],
    divisor: u32,
    server: &Server,
    figures: &mut Figures,
) -> Result<()> {
    for (load, calls) in LOADS {
        let calls = calls / divisor;
        for subject in subjects.iter().copied() {
            let told = Calls {
                items: load.items,
                measured: calls,
                warmup: calls / WARMUP,
                concurrency: load.concurrency,
            };
            let before = server.cpu()?;
            let (line, _) = client::run(&subject.program(), told, server)?;
            let server_cpu = server.cpu()?.saturating_sub(before);
            let calls = f64::from(calls);
            let served = calls + f64::from(told.warmup);
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
