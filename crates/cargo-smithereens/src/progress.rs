//! What is under way, said on a terminal once it has taken a second.

use indicatif::{ProgressBar, ProgressStyle};
use smithereens_codegen::printable;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(1);
const TICK: Duration = Duration::from_millis(100);

/// Ends what is said when it is dropped.
#[must_use]
pub struct Progress {
    end: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Progress {
    /// From now on this is under way.
    pub fn of(what: &str) -> Self {
        let what = printable(what);
        let (end, ended) = mpsc::channel();
        let say = move || {
            if ended.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            // Nothing is shown where stderr is no terminal.
            let spinner = ProgressBar::new_spinner();
            spinner.set_style(ProgressStyle::default_spinner());
            spinner.set_message(what);
            spinner.enable_steady_tick(TICK);
            // It ends with the sender.
            let _ = ended.recv();
            spinner.finish_and_clear();
        };
        Self {
            end: Some(end),
            // Where there is no thread to be had, nothing is said.
            thread: thread::Builder::new().spawn(say).ok(),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.end = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
