//! Whether endpoint rules find what a case expects.

use crate::EndpointCase;
use serde_json::{Map, Value, json};
use smithereens::codegen::endpoint::{Endpoint, EndpointError};

/// All that differs, on one line.
pub(super) fn check(
    case: &EndpointCase,
    found: Result<Endpoint, EndpointError>,
) -> Result<(), String> {
    match (found, case.url, case.error) {
        (Ok(endpoint), Some(url), None) => check_endpoint(case, &endpoint, url),
        (Err(error), None, Some(expected)) if error.to_string() == expected => Ok(()),
        (Ok(endpoint), None, Some(expected)) => Err(format!(
            "found {}, expected the error: {expected}",
            endpoint.url()
        )),
        (Err(error), _, expected) => Err(format!(
            "found no endpoint: {error}; expected {}",
            expected.or(case.url).unwrap_or_default()
        )),
        (Ok(_), _, _) => Err("the case has to have either a URL or an error".to_owned()),
    }
}

fn check_endpoint(case: &EndpointCase, endpoint: &Endpoint, url: &str) -> Result<(), String> {
    let mut problems = Vec::new();
    if endpoint.url() != url {
        problems.push(format!("url is {}, expected {url}", endpoint.url()));
    }
    let expected = parse("headers", case.headers)?;
    let headers = headers(endpoint);
    if headers != expected {
        problems.push(format!("headers are {headers}, expected {expected}"));
    }
    let expected = parse("properties", case.properties)?;
    let properties = json!(endpoint.properties());
    if properties != expected {
        problems.push(format!("properties are {properties}, expected {expected}"));
    }
    if problems.is_empty() {
        return Ok(());
    }
    Err(problems.join("; "))
}

/// The headers by name, each with the list of its values.
fn headers(endpoint: &Endpoint) -> Value {
    let mut headers = Map::new();
    for (name, value) in endpoint.headers() {
        let values = headers.entry(name).or_insert_with(|| json!([]));
        if let Value::Array(values) = values {
            values.push(json!(value));
        }
    }
    Value::Object(headers)
}

fn parse(what: &str, text: &str) -> Result<Value, String> {
    serde_json::from_str(text).map_err(|error| format!("the case's {what} are no JSON: {error}"))
}
