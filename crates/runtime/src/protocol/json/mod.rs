//! The protocols whose bodies are JSON.

mod error;
mod request;
mod response;
mod text;

use super::Protocol;

/// AWS's restJson1: what the operation binds to the request line and to headers travels there, the rest in a body of JSON.
pub static REST_JSON_1: Protocol = Protocol {
    read_error: error::read_error,
};
