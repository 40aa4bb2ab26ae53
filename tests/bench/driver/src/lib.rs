//! What the benchmark's programs share: arguments, the runtime, the calls, and the line of figures.
//!
//! A program gives one thing of its own: how it makes a call. Everything that is measured is measured here, so
//! that the programs differ in nothing else.

mod arguments;
mod calls;
mod latency;
mod process;

pub use arguments::{Service, Target};

use arguments::Arguments;
use std::process::ExitCode;
use tokio::runtime::{Builder, Runtime};

/// Whatever went wrong; it ends the program.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Runs a program. `start` makes whatever it keeps between calls, and gives the function that makes one call and
/// counts the items that came back.
pub fn main<Call, Answer>(start: impl AsyncFnOnce(Target) -> Result<Call, BoxError>) -> ExitCode
where
    Call: Fn() -> Answer + Clone + Send + 'static,
    Answer: Future<Output = Result<usize, BoxError>> + Send,
{
    let run = || {
        let arguments = Arguments::read(std::env::args().skip(1))?;
        runtime(arguments.workers)?.block_on(async {
            let call = start(arguments.target()).await?;
            calls::run(&arguments, call).await
        })
    };
    match run() {
        Ok(line) => {
            println!("{line}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// A runtime with this many worker threads, or one that does everything on this thread for 0.
fn runtime(workers: usize) -> std::io::Result<Runtime> {
    let mut builder = match workers {
        0 => Builder::new_current_thread(),
        _ => Builder::new_multi_thread(),
    };
    if workers > 0 {
        builder.worker_threads(workers);
    }
    builder.enable_all().build()
}
