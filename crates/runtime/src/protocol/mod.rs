//! The protocols that services speak, each with what differs in it while a program runs.
//!
//! All else that makes a protocol is decided when a crate is generated. A protocol that no service of a program names is
//! not linked into it.

#[cfg(feature = "cbor")]
mod cbor;
mod code;
mod json;
#[cfg(feature = "query")]
mod query;
#[cfg(feature = "xml")]
mod xml;

pub(crate) use crate::operation::ErrorMetadata;
pub use crate::operation::Protocol;
#[cfg(feature = "cbor")]
pub use cbor::RPC_V2_CBOR;
pub use json::{AWS_JSON_1_0, AWS_JSON_1_1, REST_JSON_1, RPC_V2_JSON};
#[cfg(feature = "query")]
pub use query::{AWS_QUERY, EC2_QUERY};
#[cfg(feature = "xml")]
pub use xml::REST_XML;
