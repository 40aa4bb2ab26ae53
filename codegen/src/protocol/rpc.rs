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
