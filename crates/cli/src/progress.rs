//! The spinner that counts pages and configurations while they come in.

use indicatif::{ProgressBar, ProgressStyle};
use std::time::Duration;

const TICK: Duration = Duration::from_millis(100);

/// A spinner on stderr, which shows only where stderr is a terminal.
pub struct Progress {
    spinner: ProgressBar,
    pages: usize,
    items: usize,
}

impl Progress {
    /// Starts the spinner; a `hidden` one only counts, as beside log lines.
    pub fn start(hidden: bool) -> Self {
        let spinner = if hidden {
            ProgressBar::hidden()
        } else {
            ProgressBar::new_spinner()
        };
        if !spinner.is_hidden() {
            spinner.set_style(ProgressStyle::default_spinner());
            spinner.set_message("waiting for the first page");
            spinner.enable_steady_tick(TICK);
        }
        Self {
            spinner,
            pages: 0,
            items: 0,
        }
    }

    /// Counts a page.
    pub fn page(&mut self, items: usize) {
        self.pages += 1;
        self.items += items;
        self.spinner.set_message(format!(
            "pages: {}, configurations: {}",
            self.pages, self.items
        ));
    }

    /// Runs what prints to the terminal, with the spinner out of its way.
    pub fn paused<T>(&self, print: impl FnOnce() -> T) -> T {
        self.spinner.suspend(print)
    }

    /// Takes the spinner off the screen.
    pub fn clear(&self) {
        self.spinner.finish_and_clear();
    }
}

/// A failure leaves no spinner behind either.
impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}
