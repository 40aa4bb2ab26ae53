//! Cases of endpoint rules.

use crate::report::problem;
use smithereens::codegen::endpoint::{Endpoint, EndpointError, EndpointParams};
use smithereens_conformance::EndpointCase;

fn resolve(params: &EndpointParams<'_>) -> Result<Endpoint, EndpointError> {
    let region = params.region.ok_or(EndpointError::new("no region"))?;
    let endpoint = Endpoint::new(format!("https://{region}.example"));
    Ok(endpoint
        .header("X-A", "1")
        .header("X-A", "2")
        .property("name", params.string("Name").unwrap_or_default()))
}

const ENDPOINT: EndpointCase = EndpointCase {
    url: Some("https://r.example"),
    headers: r#"{"X-A": ["1", "2"]}"#,
    properties: r#"{"name": "n"}"#,
    ..EndpointCase::DEFAULT
};

#[test]
fn endpoints_are_compared_in_full() {
    let checked = |case: EndpointCase| {
        problem(|suite| {
            suite.endpoint(case, resolve, |mut params| {
                params.region = Some("r");
                params.with("Name", "n")
            });
        })
    };
    assert_eq!(checked(ENDPOINT), "");
    for (case, expected) in [
        (
            EndpointCase {
                url: Some("https://s.example"),
                ..ENDPOINT
            },
            "url is https://r.example, expected https://s.example",
        ),
        (
            EndpointCase {
                headers: "{}",
                ..ENDPOINT
            },
            r#"headers are {"X-A":["1","2"]}, expected {}"#,
        ),
        (
            EndpointCase {
                properties: r#"{"name": "m"}"#,
                ..ENDPOINT
            },
            r#"properties are {"name":"n"}, expected {"name":"m"}"#,
        ),
        (
            EndpointCase {
                url: None,
                error: Some("no region"),
                ..ENDPOINT
            },
            "found https://r.example, expected the error: no region",
        ),
        (
            EndpointCase {
                url: None,
                ..ENDPOINT
            },
            "the case has to have either a URL or an error",
        ),
    ] {
        assert_eq!(checked(case), expected);
    }
}

#[test]
fn errors_of_endpoint_rules_are_compared_by_their_text() {
    let checked = |case| problem(|suite| suite.endpoint(case, resolve, |params| params));
    let error = |text| EndpointCase {
        error: Some(text),
        ..EndpointCase::DEFAULT
    };
    assert_eq!(checked(error("no region")), "");
    assert_eq!(
        checked(error("no zone")),
        "found no endpoint: no region; expected no zone"
    );
    assert_eq!(
        checked(ENDPOINT),
        "found no endpoint: no region; expected https://r.example"
    );
}
