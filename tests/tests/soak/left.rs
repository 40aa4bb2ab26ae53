//! What a program holds: memory and file descriptors, as the kernel counts them.

use crate::lists::Tally;
use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// What this process holds.
pub struct Sample {
    /// The memory that is resident, in KiB.
    pub memory: u64,
    pub descriptors: usize,
}

impl Sample {
    pub fn now() -> Self {
        let status = fs::read_to_string("/proc/self/status").unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let memory = line.unwrap().trim_end_matches("kB").trim().parse().unwrap();
        // The listing has a descriptor of its own.
        let descriptors = fs::read_dir("/proc/self/fd").unwrap().count() - 1;
        Self {
            memory,
            descriptors,
        }
    }
}

/// Takes a sample of the memory after each tenth of the calls, from the second on: the first is the warm-up.
pub struct Watch {
    ended: Arc<AtomicBool>,
    thread: JoinHandle<Vec<u64>>,
}

impl Watch {
    pub fn start(tally: Arc<Tally>) -> Self {
        let ended = Arc::<AtomicBool>::default();
        let has_ended = Arc::clone(&ended);
        let thread = thread::spawn(move || {
            let mut samples = Vec::new();
            while !has_ended.load(Ordering::Relaxed) {
                let tenths = tally.calls.load(Ordering::Relaxed) * 10 / tally.due;
                if tenths >= samples.len() + 2 {
                    samples.push(Sample::now().memory);
                }
                thread::sleep(Duration::from_millis(5));
            }
            samples
        });
        Self { ended, thread }
    }

    /// The samples, in KiB.
    pub fn end(self) -> Vec<u64> {
        self.ended.store(true, Ordering::Relaxed);
        self.thread.join().unwrap()
    }
}
