//! Whether a request is the one that a case expects.

use crate::{RequestCase, body};
use http::Request;
use smithereens_testing::replay::Sent;

/// All that differs, on one line.
pub(super) fn check(case: &RequestCase, sent: &Sent) -> Result<(), String> {
    let mut problems = Vec::new();
    let request = &sent.request;
    if request.method() != case.method {
        problems.push(format!(
            "method is {}, expected {}",
            request.method(),
            case.method
        ));
    }
    if request.uri().path() != case.uri {
        problems.push(format!(
            "path is {}, expected {}",
            request.uri().path(),
            case.uri
        ));
    }
    check_host(case, request, &mut problems);
    check_query(
        case,
        request.uri().query().unwrap_or_default(),
        &mut problems,
    );
    check_headers(case, request, &mut problems);
    if let Err(problem) = body::check(case, request.body()) {
        problems.push(format!("body {problem}"));
    }
    if problems.is_empty() {
        return Ok(());
    }
    Err(problems.join("; "))
}

fn check_host<B>(case: &RequestCase, request: &Request<B>, problems: &mut Vec<String>) {
    let Some(expected) = case.resolved_host else {
        return;
    };
    let host = request.uri().host().unwrap_or_default();
    let header = header(request, "host").unwrap_or_default();
    if host != expected || header != expected {
        problems.push(format!(
            "host is {host} (in the header {header}), expected {expected}"
        ));
    }
}

fn check_query(case: &RequestCase, query: &str, problems: &mut Vec<String>) {
    let mut left: Vec<_> = query.split('&').filter(|item| !item.is_empty()).collect();
    let has = |name: &str| {
        query
            .split('&')
            .any(|item| item.split('=').next() == Some(name))
    };
    for expected in case.query_params {
        // An item that is expected twice has to be there twice.
        match left.iter().position(|item| item == expected) {
            Some(at) => drop(left.swap_remove(at)),
            None => problems.push(format!("query is {query}, expected {expected} in it")),
        }
    }
    if case.exact_query && !left.is_empty() {
        let left = left.join("&");
        problems.push(format!("query is {query}, expected no {left}"));
    }
    for name in case.forbid_query_params.iter().filter(|name| has(name)) {
        problems.push(format!("query is {query}, expected no {name}"));
    }
    for name in case.require_query_params.iter().filter(|name| !has(name)) {
        problems.push(format!("query is {query}, expected {name} in it"));
    }
}

fn check_headers<B>(case: &RequestCase, request: &Request<B>, problems: &mut Vec<String>) {
    for (name, expected) in case.headers {
        match header(request, name) {
            Some(value) if value == *expected => {}
            Some(value) => problems.push(format!("{name} is `{value}`, expected `{expected}`")),
            None => problems.push(format!("{name} is missing, expected `{expected}`")),
        }
    }
    for name in case.forbid_headers {
        if let Some(value) = header(request, name) {
            problems.push(format!("{name} is `{value}`, expected none"));
        }
    }
    for name in case.require_headers {
        if header(request, name).is_none() {
            problems.push(format!("{name} is missing"));
        }
    }
}

/// The values of all headers of this name, with commas between them.
fn header<B>(request: &Request<B>, name: &str) -> Option<String> {
    let values = request.headers().get_all(name).iter();
    let texts: Vec<_> = values
        .map(|value| String::from_utf8_lossy(value.as_bytes()))
        .collect();
    (!texts.is_empty()).then(|| texts.join(", "))
}
