//! What a service's protocol decides while a program runs: how an error response is read.

use super::Response;

/// A protocol, as far as it differs while a program runs. Generated services name theirs.
#[derive(Debug)]
pub struct Protocol {
    pub(crate) read_error: fn(&Response) -> ErrorMetadata,
}

/// What an error response says, whichever error it is.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ErrorMetadata {
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    /// The id that the body gives the request; headers say it as well.
    pub(crate) request_id: Option<String>,
}

impl Protocol {
    /// Reads a response that is no success.
    pub(crate) fn read_error(&self, response: &Response) -> ErrorMetadata {
        (self.read_error)(response)
    }
}
