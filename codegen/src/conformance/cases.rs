//! The test traits, as they stand in a model.

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::{Map, Value};

pub(super) const REQUEST_TESTS: &str = "smithy.test#httpRequestTests";
pub(super) const RESPONSE_TESTS: &str = "smithy.test#httpResponseTests";
pub(super) const ENDPOINT_TESTS: &str = "smithy.rules#endpointTests";
pub(super) const EXAMPLES: &str = "smithy.api#examples";

/// A case of `smithy.test#httpRequestTests`.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct RequestTest {
    pub id: String,
    pub protocol: String,
    pub applies_to: Option<String>,
    pub method: String,
    pub uri: String,
    pub host: Option<String>,
    pub resolved_host: Option<String>,
    pub query_params: Vec<String>,
    pub forbid_query_params: Vec<String>,
    pub require_query_params: Vec<String>,
    pub headers: IndexMap<String, String>,
    pub forbid_headers: Vec<String>,
    pub require_headers: Vec<String>,
    pub body: Option<String>,
    pub body_media_type: Option<String>,
    pub params: Map<String, Value>,
}

/// A case of `smithy.test#httpResponseTests`.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct ResponseTest {
    pub id: String,
    pub protocol: String,
    pub applies_to: Option<String>,
    pub code: u16,
    pub headers: IndexMap<String, String>,
    pub body: Option<String>,
    pub params: Map<String, Value>,
}

/// Whether a case of the protocol `case` is one for clients of `protocol`.
pub(super) fn applies(protocol: &str, case: &str, applies_to: Option<&str>) -> bool {
    protocol == case && applies_to.is_none_or(|side| side == "client")
}

/// `smithy.rules#endpointTests`.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct EndpointTests {
    pub test_cases: Vec<EndpointTest>,
}

/// A case of `smithy.rules#endpointTests`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct EndpointTest {
    pub documentation: Option<String>,
    pub params: IndexMap<String, Value>,
    pub expect: ExpectedEndpoint,
}

/// What a case of `smithy.rules#endpointTests` expects.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ExpectedEndpoint {
    pub endpoint: Option<EndpointParts>,
    pub error: Option<String>,
}

/// An expected endpoint.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct EndpointParts {
    pub url: String,
    pub headers: Map<String, Value>,
    pub properties: Map<String, Value>,
}

/// An entry of `smithy.api#examples`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Example {
    pub title: String,
    pub input: Map<String, Value>,
    pub output: Option<Map<String, Value>>,
    pub error: Option<ExampleError>,
}

/// The error that an example shows.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ExampleError {
    pub shape_id: crate::ast::ShapeId,
    #[serde(default)]
    pub content: Map<String, Value>,
}
