//! Why the bytes of a stream do not come.

use crate::error::{ErrorKind, Report};
use crate::excerpt::one_line;
use crate::retry::Verdict;
use std::error::Error;
use std::fmt;
use std::io;
use tower::BoxError;

/// A stream of bytes broke off: the connection was lost, or what gives the bytes failed.
///
/// Of an answer, its text names the operation and the host.
pub struct StreamError(Repr);

enum Repr {
    /// What is known of an answer that broke off.
    Answer(Box<Report>),
    /// What the source of a body gave.
    Source(BoxError),
}

/// So many characters of a source's error are shown in the error of the call.
const MAX_CAUSE: usize = 400;

impl StreamError {
    /// Wraps an error, unless it is one of these already.
    pub(crate) fn new(error: impl Into<BoxError>) -> Self {
        let error = match error.into().downcast::<Self>() {
            Ok(error) => return *error,
            Err(error) => error,
        };
        Self(match error.downcast::<Report>() {
            Ok(report) => Repr::Answer(report),
            Err(error) => Repr::Source(error),
        })
    }

    /// What sort of failure it is: of an answer, that of its call; [`ErrorKind::RequestBody`] where what the body was
    /// made of failed.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match &self.0 {
            Repr::Answer(report) => report.kind,
            Repr::Source(_) => ErrorKind::RequestBody,
        }
    }

    /// The failure of a call whose request has this for a body.
    pub(crate) fn of_request(self, operation: &'static str) -> Report {
        let cause = one_line(&self.to_string(), MAX_CAUSE);
        let text = format!("the request's body could not be read: {cause}");
        let report = Report::new(ErrorKind::RequestBody, operation, text).judged(self.verdict());
        match self.0 {
            Repr::Answer(answer) => report.caused_by(answer),
            Repr::Source(error) => report.caused_by(error),
        }
    }

    /// Whether to read the body once more may help: a file that is not there stays so.
    fn verdict(&self) -> Verdict {
        use io::ErrorKind as Of;
        if let Repr::Answer(report) = &self.0 {
            return match report.kind {
                ErrorKind::Connection | ErrorKind::Timeout(_) => Verdict::Transient,
                _ => Verdict::Final,
            };
        }
        match self.io_kind() {
            Some(
                Of::ConnectionReset
                | Of::ConnectionAborted
                | Of::ConnectionRefused
                | Of::NotConnected
                | Of::BrokenPipe
                | Of::HostUnreachable
                | Of::NetworkUnreachable
                | Of::NetworkDown
                | Of::Interrupted
                | Of::TimedOut
                | Of::WouldBlock
                | Of::ResourceBusy
                | Of::StaleNetworkFileHandle,
            ) => Verdict::Transient,
            _ => Verdict::Final,
        }
    }

    /// What the first error of input and output in it says of itself.
    fn io_kind(&self) -> Option<io::ErrorKind> {
        let mut next: Option<&(dyn Error + 'static)> = match &self.0 {
            Repr::Answer(report) => Some(&**report),
            Repr::Source(error) => Some(&**error),
        };
        while let Some(error) = next {
            if let Some(error) = error.downcast_ref::<io::Error>() {
                return Some(error.kind());
            }
            next = error.source();
        }
        None
    }
}

impl fmt::Display for StreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Repr::Answer(report) => report.fmt(f),
            Repr::Source(error) => error.fmt(f),
        }
    }
}

impl fmt::Debug for StreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Repr::Answer(report) => fmt::Debug::fmt(report, f),
            Repr::Source(error) => fmt::Debug::fmt(error, f),
        }
    }
}

/// It stands for what it wraps, text and source alike.
impl Error for StreamError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.0 {
            Repr::Answer(report) => report.source(),
            Repr::Source(error) => error.source(),
        }
    }
}
