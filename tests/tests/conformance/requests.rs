//! Cases of requests.

use crate::list;
use crate::report::problem;
use smithereens_conformance::RequestCase;
use tests::sample::{ListConfigs, PutThing};

fn put() -> PutThing {
    PutThing {
        name: "x".to_owned(),
        token: None,
        note: Some("n".to_owned()),
    }
}

const LIST: RequestCase = RequestCase {
    method: "GET",
    uri: "/2019-09-25/functions/f/event-invoke-config/list",
    query_params: &["Marker=a%20b", "MaxItems=7"],
    forbid_query_params: &["Other"],
    require_query_params: &["Marker"],
    forbid_headers: &["Content-Length"],
    body: Some(""),
    ..RequestCase::DEFAULT
};

const PUT: RequestCase = RequestCase {
    method: "PUT",
    uri: "/base/things",
    host: Some("a.example:8080/base"),
    headers: &[("x-note", "n"), ("Content-Type", "application/json")],
    require_headers: &["Content-Length"],
    body: Some(r#"{ "token": "00000000-0000-4000-8000-000000000000", "name": "x" }"#),
    body_media_type: Some("application/json"),
    ..RequestCase::DEFAULT
};

#[test]
fn requests_that_are_as_expected_pass() {
    assert_eq!(problem(|suite| suite.request(LIST, list)), "");
    assert_eq!(problem(|suite| suite.request(PUT, put)), "");
    let exact = RequestCase {
        exact_query: true,
        ..LIST
    };
    assert_eq!(problem(|suite| suite.request(exact, list)), "");
}

#[test]
fn whatever_differs_in_a_request_is_told() {
    for (case, expected) in [
        (
            RequestCase {
                method: "POST",
                ..LIST
            },
            "method is GET, expected POST",
        ),
        (RequestCase { uri: "/x", ..LIST }, "list, expected /x"),
        (
            RequestCase {
                query_params: &["Marker=a+b"],
                ..LIST
            },
            "query is MaxItems=7&Marker=a%20b, expected Marker=a+b in it",
        ),
        (
            RequestCase {
                query_params: &["MaxItems=7", "MaxItems=7"],
                ..LIST
            },
            "expected MaxItems=7 in it",
        ),
        (
            RequestCase {
                query_params: &["Marker=a%20b"],
                exact_query: true,
                ..LIST
            },
            "expected no MaxItems=7",
        ),
        (
            RequestCase {
                forbid_query_params: &["Marker"],
                ..LIST
            },
            "expected no Marker",
        ),
        (
            RequestCase {
                require_query_params: &["Other"],
                ..LIST
            },
            "expected Other in it",
        ),
        (
            RequestCase {
                headers: &[("X-Other", "1")],
                ..LIST
            },
            "X-Other is missing, expected `1`",
        ),
        (
            RequestCase {
                forbid_headers: &["Host"],
                ..LIST
            },
            "expected none",
        ),
        (
            RequestCase {
                require_headers: &["X-Other"],
                ..LIST
            },
            "X-Other is missing",
        ),
        (
            RequestCase {
                resolved_host: Some("b.example.com"),
                ..LIST
            },
            "host is example.com (in the header example.com), expected b.example.com",
        ),
        (
            RequestCase {
                body: Some("x"),
                ..LIST
            },
            r#"body is "", expected "x""#,
        ),
    ] {
        let problem = problem(|suite| suite.request(case, list));
        assert!(problem.contains(expected), "{problem}");
        assert!(!problem.contains(';'), "{problem}");
    }
    let different = RequestCase {
        headers: &[("x-note", "m")],
        body: Some(r#"{"name": "x"}"#),
        ..PUT
    };
    let problem = problem(|suite| suite.request(different, put));
    assert!(
        problem.starts_with("x-note is `n`, expected `m`; body is {"),
        "{problem}"
    );
}

#[test]
fn a_body_is_compared_by_its_media_type() {
    // Its members are in another order: as text it is not the same.
    let text = RequestCase {
        body_media_type: Some("text/plain"),
        ..PUT
    };
    assert!(problem(|suite| suite.request(text, put)).starts_with("body is "));
    let empty = RequestCase {
        body: Some(""),
        ..PUT
    };
    assert!(problem(|suite| suite.request(empty, put)).ends_with(r#"expected """#));
    let unchecked = RequestCase { body: None, ..PUT };
    assert_eq!(problem(|suite| suite.request(unchecked, put)), "");
}

#[test]
fn a_request_that_is_never_sent_fails_its_case() {
    let problem = problem(|suite| suite.request(LIST, || ListConfigs::new("")));
    assert!(
        problem.starts_with("nothing was sent: ListConfigs: `FunctionName` is empty"),
        "{problem}"
    );
}
