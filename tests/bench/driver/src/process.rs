//! What Linux says of this process: CPU time so far, and the most memory it ever held.

use crate::BoxError;
use std::fs;

/// A tick of `/proc`'s clocks: `USER_HZ` is 100 wherever Linux runs.
const TICK_NS: u64 = 10_000_000;

/// User and system time of all threads, in nanoseconds, to the tick.
pub fn cpu_ns() -> Result<u64, BoxError> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    // The second field is the program's name in brackets; utime and stime are the 14th and 15th.
    let (_, fields) = stat.rsplit_once(')').ok_or("/proc/self/stat has no name")?;
    let mut times = fields.split_ascii_whitespace().skip(11);
    let mut ticks = || times.next().unwrap_or_default().parse::<u64>();
    Ok((ticks()? + ticks()?) * TICK_NS)
}

/// The peak of the resident memory, in bytes.
pub fn peak_memory() -> Result<u64, BoxError> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB"));
    let kilobytes: u64 = kilobytes.ok_or("/proc/self/status has no VmHWM")?.parse()?;
    Ok(kilobytes * 1024)
}
