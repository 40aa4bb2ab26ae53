//! What a waiter ends with.

use crate::error::Error;
use crate::operation::Operation;
use std::fmt;
use std::time::Duration;

/// What came of a request: the operation's output, or its error.
pub type WaiterOutcome<O> = Result<<O as Operation>::Output, Error<<O as Operation>::Error>>;

/// What was waited for has come about.
pub struct Waited<O: Operation> {
    pub(super) outcome: WaiterOutcome<O>,
    pub(super) requests: u32,
}

impl<O: Operation> Waited<O> {
    /// The outcome that says so. It may be an error of the operation, as where something was waited for to be gone.
    ///
    /// # Errors
    ///
    /// That error.
    pub fn outcome(&self) -> Result<&O::Output, &Error<O::Error>> {
        self.outcome.as_ref()
    }

    /// As [`outcome`](Self::outcome), by value.
    ///
    /// # Errors
    ///
    /// That error.
    pub fn into_outcome(self) -> WaiterOutcome<O> {
        self.outcome
    }

    /// How many requests were made, retries within a call aside.
    #[must_use]
    pub fn requests(&self) -> u32 {
        self.requests
    }
}

impl<O: Operation> fmt::Debug for Waited<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Waited")
            .field("operation", &O::NAME)
            .field("is_output", &self.outcome.is_ok())
            .field("requests", &self.requests)
            .finish_non_exhaustive()
    }
}

/// What was waited for has not come about.
///
/// Displayed, it is one line: `TableExists: it has not come about within 300s (5 requests)`. Its [source](std::error::Error::source) is the last error
/// of the operation, if that was the last outcome.
pub struct WaiterError<O: Operation> {
    pub(super) waiter: &'static str,
    pub(super) kind: WaiterErrorKind,
    pub(super) outcome: Option<WaiterOutcome<O>>,
    pub(super) requests: u32,
    pub(super) max_wait: Duration,
}

/// Why what was waited for has not come about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum WaiterErrorKind {
    /// The last outcome says that it will not.
    Failure,
    /// A request failed with an error that says nothing of it, such as one of permissions or of the connection.
    Error,
    /// It has not within the time that the program gave it.
    Timeout,
}

impl<O: Operation> WaiterError<O> {
    /// Why.
    #[must_use]
    pub fn kind(&self) -> WaiterErrorKind {
        self.kind
    }

    /// The last outcome; there is none where the time was over before the first one.
    #[must_use]
    pub fn outcome(&self) -> Option<Result<&O::Output, &Error<O::Error>>> {
        self.outcome.as_ref().map(Result::as_ref)
    }

    /// As [`outcome`](Self::outcome), by value.
    #[must_use]
    pub fn into_outcome(self) -> Option<WaiterOutcome<O>> {
        self.outcome
    }

    /// How many requests were made, retries within a call aside.
    #[must_use]
    pub fn requests(&self) -> u32 {
        self.requests
    }

    fn last_error(&self) -> Option<&Error<O::Error>> {
        self.outcome.as_ref()?.as_ref().err()
    }
}

impl<O: Operation> fmt::Display for WaiterError<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let requests = match self.requests {
            1 => "1 request".to_owned(),
            count => format!("{count} requests"),
        };
        write!(f, "{}: ", self.waiter)?;
        match (self.kind, self.last_error()) {
            (WaiterErrorKind::Failure, None) => write!(
                f,
                "the response to {} says that it will not come about ({requests})",
                O::NAME
            ),
            (WaiterErrorKind::Failure, Some(_)) => write!(
                f,
                "the error of {} says that it will not come about ({requests})",
                O::NAME
            ),
            (WaiterErrorKind::Error, _) => write!(f, "{} failed ({requests})", O::NAME),
            (WaiterErrorKind::Timeout, _) => write!(
                f,
                "it has not come about within {:?} ({requests})",
                self.max_wait
            ),
        }
    }
}

impl<O: Operation> fmt::Debug for WaiterError<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WaiterError")
            .field("kind", &self.kind)
            .field("text", &format_args!("{self}"))
            .field("error", &self.last_error())
            .finish_non_exhaustive()
    }
}

impl<O: Operation> std::error::Error for WaiterError<O> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        let error = self.last_error()?;
        Some(error)
    }
}
