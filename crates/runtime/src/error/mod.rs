//! What a caller gets when a call fails.

mod hint;
mod kind;
mod report;
mod service_fault;

pub use kind::{ErrorKind, TimeoutKind};
pub(crate) use report::Report;
pub(crate) use service_fault::{ServiceFault, content_encoding, request_id, shown_id};

use crate::excerpt::Bounded;
use http::StatusCode;
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

/// So many characters of what lies within an error are shown in `Debug` output, of each part of it.
const MAX_DEBUG: usize = 2_000;

impl<E> Error<E> {
    pub(crate) fn new(report: Report, service: Option<E>) -> Self {
        Self(Box::new(Inner { report, service }))
    }

    /// What sort of failure it is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.report.kind
    }

    /// The operation's name.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.0.report.operation
    }

    /// The error code that the service gave, such as `ResourceNotFoundException`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.report.fault()?.code.as_deref()
    }

    /// The message that the service gave, as it came: it may have several lines.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.0.report.fault()?.message.as_deref()
    }

    /// The HTTP status of the answer, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.0.report.status.as_ref().map(StatusCode::as_u16)
    }

    /// The id that the service gave the request, which its support asks for. One of more than 128 characters is none,
    /// and is cut off with `…`.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.report.request_id.as_deref()
    }

    /// How many times the request was sent; 0 where the call failed before.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.report.attempts
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

    /// Whether one of the timeouts fired.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(self.kind(), ErrorKind::Timeout(_))
    }

    /// Whether no answer came because of the connection, timeouts aside.
    #[must_use]
    pub fn is_connection(&self) -> bool {
        self.kind() == ErrorKind::Connection
    }

    /// Whether the service asked to slow down, by one of AWS's throttling codes, the model's or what the program's
    /// [classifier](crate::Builder::retry_classifier) takes for one.
    #[must_use]
    pub fn is_throttled(&self) -> bool {
        self.0.report.is_throttled()
    }

    /// What the person who reads the error may try, where that is known.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        hint::for_report(&self.0.report)
    }
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.report.fmt(f)
    }
}

impl<E: fmt::Debug> fmt::Debug for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.0.report.kind)
            .field("text", &format_args!("{}", self.0.report))
            .field("service", &Bounded(&self.0.service, MAX_DEBUG))
            .field("source", &Bounded(&self.0.report.source, MAX_DEBUG))
            .finish()
    }
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
