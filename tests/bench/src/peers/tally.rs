//! What passed and what failed.

use std::process::ExitCode;

#[derive(Default)]
pub struct Tally {
    passed: usize,
    failed: usize,
}

impl Tally {
    /// Counts a check, and prints it.
    pub fn count(&mut self, title: &str, outcome: Result<(), String>) {
        match outcome {
            Ok(()) => {
                self.passed += 1;
                println!("ok      {title}");
            }
            Err(reason) => {
                self.failed += 1;
                println!("FAILED  {title}: {reason}");
            }
        }
    }

    /// Prints the sum.
    pub fn finish(&self) -> ExitCode {
        println!("{} passed, {} failed", self.passed, self.failed);
        if self.failed == 0 && self.passed > 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}
