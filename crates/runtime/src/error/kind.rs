//! The sorts of failure that a caller may want to distinguish.

use std::fmt;

/// What sort of failure a call met with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A member of the input cannot be sent. Nothing was sent.
    InvalidInput,
    /// The client's settings do not suffice, such as a region that is nowhere to be found, or an override of the
    /// call cannot be used. Nothing was sent.
    Configuration,
    /// There are no credentials, or their provider failed.
    Credentials,
    /// The request could not be signed.
    Signing,
    /// The source of the request's body failed: a file that cannot be read, a stream that gives an error or is not as
    /// long as was said. The request was cut off, so that no service sees it whole.
    RequestBody,
    /// No response: the connection could not be made, or was lost.
    Connection,
    /// One of the timeouts fired.
    Timeout(TimeoutKind),
    /// The response has more bytes than the client's limit allows. It was not read to its end.
    ResponseTooLarge,
    /// The service answered with an error.
    Service,
    /// The response is not what the service means to say: a success in a form that the model does not allow, or a
    /// response of any status whose checksum does not fit.
    Decode,
    /// A page's token came a second time: the pages would never end. All pages up to that one were given.
    Pagination,
}

/// Which of the client's timeouts fired.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TimeoutKind {
    /// The one for making a connection.
    Connect,
    /// The one for the head of a response, from when its request is handed to the transport.
    Read,
    /// The one for an attempt, from its signature to the last byte of the response.
    Attempt,
    /// The one on bodies that make no progress, of requests and responses.
    Stall,
    /// One that a transport of the program's own has, such as a `reqwest::Client`.
    Transport,
    /// The one for the whole operation, with all its attempts and the waits between them.
    Operation,
}

impl fmt::Display for TimeoutKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Connect => "connect timeout",
            Self::Read => "read timeout",
            Self::Attempt => "attempt timeout",
            Self::Stall => "stall timeout",
            Self::Transport => "transport's timeout",
            Self::Operation => "operation timeout",
        })
    }
}
