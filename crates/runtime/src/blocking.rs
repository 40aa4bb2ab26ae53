//! Work that would hold up the runtime's thread for a moment, and ends: the pieces of files, and hashes of much. What
//! may not end is for [`detached`](crate::detached).

use std::io;
use tokio::runtime::Handle;

/// Does the work on a thread that may be held up. Where no tokio runtime is, it is done here.
///
/// # Errors
///
/// The runtime is shutting down.
pub(crate) async fn run<T, F>(work: F) -> io::Result<T>
where
    T: Send + 'static,
    F: FnOnce() -> T + Send + 'static,
{
    match Handle::try_current() {
        Ok(runtime) => runtime.spawn_blocking(work).await.map_err(io::Error::from),
        Err(_) => Ok(work()),
    }
}
