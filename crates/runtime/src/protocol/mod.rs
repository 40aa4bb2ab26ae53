//! What differs from protocol to protocol while a program runs: how an error response is read.
//!
//! All else that makes a protocol is decided when a crate is generated. A protocol that no service of a program names is
//! not linked into it.

mod json;

pub use json::{AWS_JSON_1_0, AWS_JSON_1_1, REST_JSON_1, RPC_V2_JSON};

use crate::operation::Response;

/// A protocol, as far as it differs while a program runs. Generated services name theirs.
#[derive(Debug)]
pub struct Protocol {
    read_error: fn(&Response) -> ErrorMetadata,
}

/// What an error response says, whichever error it is.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ErrorMetadata {
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
}

impl Protocol {
    /// Reads a response that is no success.
    pub(crate) fn read_error(&self, response: &Response) -> ErrorMetadata {
        (self.read_error)(response)
    }
}
