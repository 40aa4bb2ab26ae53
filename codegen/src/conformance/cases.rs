//! The test traits, as they stand in a model.

use indexmap::IndexMap;
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

pub(super) const REQUEST_TESTS: &str = "smithy.test#httpRequestTests";
pub(super) const RESPONSE_TESTS: &str = "smithy.test#httpResponseTests";
pub(super) const ENDPOINT_TESTS: &str = "smithy.rules#endpointTests";
pub(super) const EVENT_STREAM_TESTS: &str = "smithy.test#eventStreamTests";
pub(super) const WAITER_TESTS: &str = "smithereens.test#waiterTests";
pub(super) const EXAMPLES: &str = "smithy.api#examples";

/// A case of `smithy.test#httpRequestTests`.
#[derive(Clone, Debug, Default, Deserialize)]
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
    #[serde(deserialize_with = "params")]
    pub params: Map<String, Value>,
    pub vendor_params: VendorParams,
}

/// A case of `smithy.test#httpResponseTests`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct ResponseTest {
    pub id: String,
    pub protocol: String,
    pub applies_to: Option<String>,
    pub code: u16,
    pub headers: IndexMap<String, String>,
    pub body: Option<String>,
    pub body_media_type: Option<String>,
    #[serde(deserialize_with = "params")]
    pub params: Map<String, Value>,
    pub vendor_params: VendorParams,
}

/// A case of `smithy.test#eventStreamTests`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct EventStreamTest {
    pub id: String,
    pub protocol: String,
    pub applies_to: Option<String>,
    pub initial_request_params: Map<String, Value>,
    pub initial_request: Option<RequestTest>,
    pub initial_response_params: Map<String, Value>,
    pub initial_response: Option<ResponseTest>,
    pub events: Vec<EventTest>,
    pub expectation: Expectation,
}

/// An event of such a case.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct EventTest {
    #[serde(rename = "type")]
    pub direction: String,
    /// Its value, unless it is a message that is no event, such as an initial one.
    pub params: Option<Map<String, Value>>,
    /// The message, in base64.
    pub bytes: String,
}

/// What is to become of such a case.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Expectation {
    pub failure: Option<ExpectedFailure>,
}

/// The failure that is to become of it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct ExpectedFailure {
    pub error_id: Option<crate::ast::ShapeId>,
}

/// What a case says beyond what Smithy has a place for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub(super) struct VendorParams(Value);

impl VendorParams {
    /// Whether the query must have no other items than those of `queryParams`, as in the cases of `cargo xtask oracle`.
    pub(super) fn has_exact_query(&self) -> bool {
        self.0.get("exactQuery") == Some(&Value::Bool(true))
    }

    /// What an error says, whichever it is, by the name that programs ask it by: the code in Smithy's official cases
    /// (`aws.protocoltests.config#ErrorCodeParams`), and the message as well in those of `cargo xtask oracle`. The fault
    /// that the official ones have beside the code (`type`) is nothing that an error can be asked.
    pub(super) fn error_texts(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let text = |name| Some((name, self.0.get(name)?.as_str()?));
        ["code", "message"].into_iter().filter_map(text)
    }
}

/// The values of a case, in which numbers that would lose digits stand as strings.
fn params<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Map<String, Value>, D::Error> {
    let members = IndexMap::<String, Box<RawValue>>::deserialize(deserializer)?;
    let members = members
        .into_iter()
        .map(|(name, value)| Ok((name, exact(&value)?)));
    members
        .collect::<Result<_, serde_json::Error>>()
        .map_err(D::Error::custom)
}

fn exact(raw: &RawValue) -> Result<Value, serde_json::Error> {
    /// The most digits of a double.
    const DIGITS: usize = 17;
    let text = raw.get();
    if text.starts_with('{') {
        let members: IndexMap<String, Box<RawValue>> = serde_json::from_str(text)?;
        let members = members
            .into_iter()
            .map(|(name, value)| Ok((name, exact(&value)?)));
        return Ok(Value::Object(members.collect::<Result<_, _>>()?));
    }
    if text.starts_with('[') {
        let elements: Vec<Box<RawValue>> = serde_json::from_str(text)?;
        return elements.iter().map(|element| exact(element)).collect();
    }
    let value: Value = serde_json::from_str(text)?;
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if value.is_f64() && digits > DIGITS {
        return Ok(Value::String(text.to_owned()));
    }
    Ok(value)
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
#[serde(rename_all = "camelCase", default)]
pub(super) struct EndpointTest {
    pub documentation: Option<String>,
    pub params: IndexMap<String, Value>,
    pub operation_inputs: Vec<OperationInput>,
    pub expect: ExpectedEndpoint,
}

/// An operation of which a client has to find the endpoint of the case.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct OperationInput {
    pub operation_name: String,
    pub operation_params: Map<String, Value>,
    /// What the client knows, by the ids of built-ins.
    pub built_in_params: IndexMap<String, Value>,
    /// What the program gave the client.
    pub client_params: IndexMap<String, Value>,
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

/// A case of `smithereens.test#waiterTests`, which is our own: a waiter that meets with these responses, and what becomes
/// of it after how many requests.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct WaiterTest {
    pub id: String,
    pub waiter: String,
    pub params: Map<String, Value>,
    pub responses: Vec<WaiterResponse>,
    pub outcome: String,
    pub requests: u32,
}

/// A response of such a case.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct WaiterResponse {
    pub code: u16,
    pub headers: IndexMap<String, String>,
    pub body: Option<String>,
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

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn numbers_that_would_lose_digits_stand_as_strings() {
        let text = r#"{"params": {"a": 0.100000000000000000000001, "b": [9223372036854775808000, 1.5], "c": {"d": 1e10}}}"#;
        let case: RequestTest = serde_json::from_str(text).unwrap();
        let expected = json!({
            "a": "0.100000000000000000000001",
            "b": ["9223372036854775808000", 1.5],
            "c": { "d": 1e10 },
        });
        assert_eq!(Value::Object(case.params), expected);
    }
}
