//! Where it is kept why the body of a request failed.

use crate::byte_stream::StreamError;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Why the source of a body failed, once it has. The transport may say so in words of its own, or not at all.
#[derive(Clone, Default)]
pub(crate) struct SourceFailure(Arc<Mutex<Option<StreamError>>>);

impl SourceFailure {
    pub(crate) fn take(&self) -> Option<StreamError> {
        self.slot().take()
    }

    /// Keeps the error, and gives one for the transport.
    pub(crate) fn keep(&self, error: StreamError) -> StreamError {
        *self.slot() = Some(error);
        StreamError::new("the source of the body failed")
    }

    fn slot(&self) -> MutexGuard<'_, Option<StreamError>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
