//! What the RPC protocols have in common: every operation is a POST, and all of its members are in the body.

use super::{Operation, PatternPart, Route};
use crate::ir::Method;
use crate::trait_id;

/// A route to this path.
pub(super) fn route<const N: usize>(path: String, headers: [(&str, String); N]) -> Route {
    let headers = headers
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value));
    Route {
        method: Some(Method::Post),
        uri: vec![PatternPart::Literal(path)],
        query_literals: Vec::new(),
        headers: headers.collect(),
    }
}

/// The header by which a service that spoke the query protocol before is asked for the error codes of then, where it is
/// one (`aws.protocols#awsQueryCompatible`).
pub(super) fn query_mode(operation: Operation<'_>) -> Option<(String, String)> {
    let traits = &operation.service.traits;
    traits
        .has(trait_id::AWS_QUERY_COMPATIBLE)
        .then(|| ("X-Amzn-Query-Mode".to_owned(), "true".to_owned()))
}

/// The path of an operation in Smithy's RPC v2 protocols.
pub(super) fn path_v2(operation: Operation<'_>) -> String {
    let (service, operation) = (operation.service_id.name(), operation.id.name());
    format!("/service/{service}/operation/{operation}")
}

/// Whether the operation has an input. That of one without is `smithy.api#Unit`.
pub(super) fn has_input(operation: Operation<'_>) -> bool {
    let input = operation.shape.input.as_ref();
    input.is_some_and(|input| !input.target.is_unit())
}
