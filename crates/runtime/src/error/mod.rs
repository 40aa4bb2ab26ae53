//! What a caller gets when a call fails.

mod accessors;
mod any;
mod builder;
mod classification;
mod error_response;
mod hint;
mod kind;
mod report;

pub use any::AnyError;
pub use builder::ErrorBuilder;
pub use classification::Classification;
pub(crate) use classification::{classify, is_clock_skew, is_expired_credentials};
pub(crate) use error_response::{
    ErrorResponse, content_encoding, request_id, retry_after, shown_id,
};
pub use kind::{ErrorKind, TimeoutKind};
pub(crate) use report::Report;

use crate::excerpt::Bounded;
use std::fmt;

/// A call failed: what, where, why, after how many attempts, and, where a service answered, its own error.
///
/// `E` is the operation's error type, from the model. The type is one word wide, whatever `E` is.
///
/// Displayed, it is one line that a person can act on:
///
/// ```text
/// ListFunctionEventInvokeConfigs: ResourceNotFoundException (404): Function not found: … [request 4c62…, 1 attempt]
/// ```
///
/// The [source](std::error::Error::source) is what lies below this library: the error of the HTTP client, or
/// of a credentials provider. Its text is not repeated here, unless it is the source of the request's body that
/// failed: what that gave is in the line as well.
pub struct Error<E>(Box<Inner<E>>);

struct Inner<E> {
    report: Report,
    service: Option<E>,
}

/// The characters of what lies within an error that are shown in `Debug` output, of each part of it.
const MAX_DEBUG: usize = 2_000;

impl<E> Error<E> {
    pub(crate) fn new(report: Report, service: Option<E>) -> Self {
        Self(Box::new(Inner { report, service }))
    }

    /// The same error without its operation's type, to stand beside those of other operations.
    #[must_use]
    pub fn erase(self) -> AnyError
    where
        E: std::error::Error + Send + Sync + 'static,
    {
        AnyError::from(self)
    }

    fn report(&self) -> &Report {
        &self.0.report
    }

    /// The service's error as the model has it, where the model lists it for the operation.
    #[must_use]
    pub fn service(&self) -> Option<&E> {
        self.0.service.as_ref()
    }

    /// As [`service`](Self::service), by value.
    #[must_use]
    pub fn into_service(self) -> Option<E> {
        self.0.service
    }
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.report.fmt(f)
    }
}

impl<E: fmt::Debug> fmt::Debug for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug("Error", &self.0.report, &self.0.service, f)
    }
}

fn debug(
    name: &str,
    report: &Report,
    service: &impl fmt::Debug,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    f.debug_struct(name)
        .field("kind", &report.kind)
        .field("text", &format_args!("{report}"))
        .field("service", &Bounded(service, MAX_DEBUG))
        .field("source", &Bounded(&report.source, MAX_DEBUG))
        .finish()
}

impl<E: fmt::Debug> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::error::Error::source(&self.0.report)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_one_word_wide() {
        assert_eq!(size_of::<Error<[u64; 64]>>(), size_of::<usize>());
    }
}
