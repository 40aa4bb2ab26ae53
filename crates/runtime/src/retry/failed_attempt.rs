//! What a program sees of a failed attempt, to say whether another one may help.

use super::Classification;
use crate::error::{ErrorKind, Report};
use std::fmt;
use std::sync::Arc;

/// A program's own say on failed attempts.
pub(crate) type Classifier = Arc<dyn Fn(&FailedAttempt<'_>) -> Classification + Send + Sync>;

/// An attempt that failed: see [`Builder::retry_classifier`](crate::Builder::retry_classifier).
#[derive(Clone, Copy)]
pub struct FailedAttempt<'a> {
    report: &'a Report,
    number: u32,
}

impl<'a> FailedAttempt<'a> {
    pub(crate) fn new(report: &'a Report, number: u32) -> Self {
        Self { report, number }
    }

    /// The operation's name.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.report.operation
    }

    /// Which attempt of the call it was, the first being 1.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.number
    }

    /// What sort of failure it is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.report.kind
    }

    /// The error code that the service gave, such as `ResourceNotFoundException`.
    #[must_use]
    pub fn code(&self) -> Option<&'a str> {
        self.report.error_response()?.code.as_deref()
    }

    /// The message that the service gave.
    #[must_use]
    pub fn message(&self) -> Option<&'a str> {
        self.report.error_response()?.message.as_deref()
    }

    /// The HTTP status, if there was a response.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        Some(self.report.status?.as_u16())
    }

    /// A header of the service's error, where it is text. Its name's case does not matter.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&'a str> {
        let headers = &self.report.error_response()?.response.headers;
        headers.get(name)?.to_str().ok()
    }

    /// What the rules of AWS and of the model make of it.
    #[must_use]
    pub fn classification(&self) -> Classification {
        self.report.classification
    }
}

impl fmt::Debug for FailedAttempt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FailedAttempt")
            .field("number", &self.number)
            .field("classification", &self.report.classification)
            .field("report", &self.report)
            .finish()
    }
}
