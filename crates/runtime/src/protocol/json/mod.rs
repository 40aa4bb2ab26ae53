//! The protocols whose bodies are JSON.

mod error;
mod request;
mod response;
mod text;

use super::Protocol;

/// AWS's awsJson 1.0: one path, the operation in a header, and all of its members in a body of JSON.
pub static AWS_JSON_1_0: Protocol = Protocol {
    read_error: error::read_error,
    header: None,
};

/// AWS's awsJson 1.1, which is [`AWS_JSON_1_0`] by another content type.
pub static AWS_JSON_1_1: Protocol = Protocol {
    read_error: error::read_error,
    header: None,
};

/// Smithy's rpcv2Json: the operation in the path, and all of its members in a body of JSON.
pub static RPC_V2_JSON: Protocol = Protocol {
    read_error: error::read_typed_error,
    header: Some("rpc-v2-json"),
};

/// AWS's restJson1: what the operation binds to the request line and to headers travels there, the rest in a body of JSON.
pub static REST_JSON_1: Protocol = Protocol {
    read_error: error::read_error,
    header: None,
};
