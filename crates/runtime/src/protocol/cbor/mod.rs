//! The protocol whose bodies are CBOR.

mod error;
mod request;
mod response;

use super::Protocol;

/// Smithy's rpcv2Cbor: the operation in the path, and all of its members in a body of CBOR.
pub static RPC_V2_CBOR: Protocol = Protocol {
    read_error: error::read_error,
    header: Some("rpc-v2-cbor"),
};
