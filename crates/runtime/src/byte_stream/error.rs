//! Why the bytes of a stream do not come.

use crate::error::{Classification, ErrorKind, Report};
use crate::excerpt::one_line;
use std::error::Error;
use std::fmt;
use std::io;
use tower::BoxError;

/// A stream of bytes broke off: the connection was lost, or what gives the bytes failed.
///
/// Of a response, its text names the operation and the host.
pub struct StreamError(Repr);

enum Repr {
    /// What is known of a response that broke off.
    Response(Box<Report>),
    /// What the source of a body gave.
    Source(BoxError),
    /// It has more bytes than the reader would take.
    TooLarge { limit: u64 },
}

/// The characters of a source's error that are shown in the error of the call.
const MAX_CAUSE: usize = 400;

impl StreamError {
    /// Wraps an error, unless it is one of these already.
    pub(crate) fn new(error: impl Into<BoxError>) -> Self {
        let error = match error.into().downcast::<Self>() {
            Ok(error) => return *error,
            Err(error) => error,
        };
        Self(match error.downcast::<Report>() {
            Ok(report) => Repr::Response(report),
            Err(error) => Repr::Source(error),
        })
    }

    /// There are more bytes than this.
    pub(super) fn too_large(limit: u64) -> Self {
        Self(Repr::TooLarge { limit })
    }

    /// What sort of failure it is: of a response, that of its call; [`ErrorKind::RequestBody`] where what the body was
    /// made of failed.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match &self.0 {
            Repr::Response(report) => report.kind,
            Repr::Source(_) => ErrorKind::RequestBody,
            Repr::TooLarge { .. } => ErrorKind::ResponseTooLarge,
        }
    }

    /// The name of the operation whose response broke off.
    #[must_use]
    pub fn operation(&self) -> Option<&'static str> {
        Some(self.of_response()?.operation)
    }

    /// The HTTP status of the response that broke off.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        Some(self.of_response()?.status?.as_u16())
    }

    /// The id that the service gave the request whose response broke off, which its support asks for.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.of_response()?.request_id.as_deref()
    }

    /// Whether one of the timeouts fired.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(self.kind(), ErrorKind::Timeout(_))
    }

    fn of_response(&self) -> Option<&Report> {
        match &self.0 {
            Repr::Response(report) => Some(report),
            Repr::Source(_) | Repr::TooLarge { .. } => None,
        }
    }

    /// What it wraps: an error of its own, or text alone.
    fn inner(&self) -> Option<&(dyn Error + 'static)> {
        match &self.0 {
            Repr::Response(report) => Some(&**report),
            Repr::Source(error) => Some(&**error),
            Repr::TooLarge { .. } => None,
        }
    }

    /// The failure of a call whose response has this for a body.
    #[cfg(feature = "event-stream")]
    pub(crate) fn into_report(self, operation: &'static str) -> Report {
        match self.0 {
            Repr::Response(report) => *report,
            other => {
                let error = Self(other);
                let text = format!("the event stream broke off: {error}");
                Report::new(error.kind(), operation, text).caused_by(error)
            }
        }
    }

    /// The failure of a call whose request has this for a body.
    pub(crate) fn of_request(self, operation: &'static str) -> Report {
        let cause = one_line(&self.to_string(), MAX_CAUSE);
        let text = format!("the request's body could not be read: {cause}");
        let report =
            Report::new(ErrorKind::RequestBody, operation, text).classified(self.classification());
        match self.0 {
            Repr::Response(response) => report.caused_by(response),
            Repr::Source(error) => report.caused_by(error),
            Repr::TooLarge { .. } => report,
        }
    }

    /// Whether to read the body once more may help: a file that is not there stays so.
    fn classification(&self) -> Classification {
        use io::ErrorKind as Of;
        if let Some(report) = self.of_response() {
            return match report.kind {
                ErrorKind::Connection | ErrorKind::Timeout(_) => Classification::Transient,
                _ => Classification::Final,
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
            ) => Classification::Transient,
            _ => Classification::Final,
        }
    }

    /// What the first error of input and output in it says of itself.
    fn io_kind(&self) -> Option<io::ErrorKind> {
        let mut next = self.inner();
        while let Some(error) = next {
            if let Some(error) = error.downcast_ref::<io::Error>() {
                return Some(error.kind());
            }
            next = error.source();
        }
        None
    }
}

/// Of the kind that the error of input and output below it has, if there is one. The stream's error is in it.
impl From<StreamError> for io::Error {
    fn from(error: StreamError) -> Self {
        let kind = match (error.io_kind(), error.kind()) {
            (Some(kind), _) => kind,
            (None, ErrorKind::Timeout(_)) => io::ErrorKind::TimedOut,
            (None, ErrorKind::Connection) => io::ErrorKind::UnexpectedEof,
            (None, ErrorKind::ResponseTooLarge) => io::ErrorKind::FileTooLarge,
            (None, _) => io::ErrorKind::Other,
        };
        Self::new(kind, error)
    }
}

impl fmt::Display for StreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Repr::Response(report) => report.fmt(f),
            Repr::Source(error) => error.fmt(f),
            Repr::TooLarge { limit } => {
                write!(
                    f,
                    "the stream has more than the {limit} bytes that are the limit"
                )
            }
        }
    }
}

impl fmt::Debug for StreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.inner() {
            Some(inner) => fmt::Debug::fmt(inner, f),
            None => write!(f, "StreamError({self})"),
        }
    }
}

/// It stands for what it wraps, text and source alike.
impl Error for StreamError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.inner()?.source()
    }
}
