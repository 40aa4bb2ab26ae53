//! How work that blocks is done without holding up the end of the program: on a thread of its own, which nobody waits
//! for. The threads for such work of an async runtime are waited for when it ends, however long the system takes.

use std::io;
use std::thread;
use tokio::sync::{Semaphore, oneshot};

/// How much is done at once of each kind; what else there is waits for its turn.
const MAX_THREADS: usize = 128;

/// The turns of one kind of work. Each kind has its own, so that files that keep their readers waiting do not hold up
/// the look-ups of names.
pub(crate) struct Turns(Semaphore);

/// The turns of what reads files.
static FILES: Turns = Turns::new();

impl Turns {
    pub(crate) const fn new() -> Self {
        Self(Semaphore::const_new(MAX_THREADS))
    }
}

/// Reads a file, or does other work of that kind: see [`in_turn`].
///
/// # Errors
///
/// As those of [`in_turn`].
pub(crate) async fn run<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    in_turn(&FILES, work).await
}

/// Does the work when it is its turn. It goes on by itself where this is no longer waited for.
///
/// # Errors
///
/// There is no thread to be had, or what the work gives is an error.
pub(crate) async fn in_turn<T: Send + 'static>(
    turns: &'static Turns,
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    let lost = || io::Error::other("the thread that was to do it ended");
    let turn = turns.0.acquire().await.map_err(|_| lost())?;
    let (sender, receiver) = oneshot::channel();
    thread::Builder::new().spawn(move || {
        let done = work();
        drop(turn);
        // Nobody may wait any more.
        let _ = sender.send(done);
    })?;
    receiver.await.map_err(|_| lost())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, Instant};

    #[test]
    fn a_runtime_ends_while_work_that_was_given_up_goes_on() {
        let start = Instant::now();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            assert_eq!(run(|| Ok(7)).await.unwrap(), 7);
            let endless = run(|| {
                thread::sleep(Duration::from_mins(1));
                Ok(())
            });
            let waited = tokio::time::timeout(Duration::from_millis(50), endless).await;
            assert!(waited.is_err());
        });
        drop(runtime);
        assert!(start.elapsed() < Duration::from_secs(30));
    }
}
