//! The protocols whose responses are XML.

mod error;
mod request;
mod response;

pub(super) use error::read_error;

use super::Protocol;

/// AWS's restXml: what the operation binds to the request line and to headers travels there, the rest in a body of XML.
pub static REST_XML: Protocol = Protocol {
    read_error,
    header: None,
};
