//! Why the bytes of a stream do not come.

use std::fmt;
use tower::BoxError;

/// A stream of bytes broke off: the connection was lost, or what gives the bytes failed.
///
/// Of an answer, its text names the operation and the host.
pub struct StreamError(BoxError);

impl StreamError {
    /// Wraps an error, unless it is one of these already.
    pub(crate) fn new(error: impl Into<BoxError>) -> Self {
        match error.into().downcast::<Self>() {
            Ok(error) => *error,
            Err(error) => Self(error),
        }
    }
}

impl fmt::Display for StreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for StreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// It stands for what it wraps, text and source alike.
impl std::error::Error for StreamError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source()
    }
}
