//! What of a request is the same for all values of the input: its route, its headers, what its body is.

use super::change::{Aspect, Log, Verdict};
use super::operation::described_element;
use super::types::Pair;
use crate::ir::{HostPart, Operation, RequestCodec, UriPart};
use Verdict::{Breaking, Patch};
use std::fmt::Write;

/// Compares the requests of an operation.
pub(super) fn compare(log: &mut Log, pair: Pair<'_>, old: &Operation, new: &Operation) {
    let name = &new.name.shape;
    let mut wire = |what: &str, was: String, is: String| {
        if was != is {
            let text = format!("{what}: {was} → {is}");
            log.add(name, Aspect::Wire, (Patch, Breaking), text);
        }
    };
    let route = |operation: &Operation| format!("{} {}", operation.method.name(), uri(operation));
    wire("route", route(old), route(new));
    wire("host prefix", host(old), host(new));
    let headers = |operation: &Operation| {
        let mut headers = operation.headers.clone();
        headers.sort();
        let headers = headers
            .iter()
            .map(|(name, value)| format!("{name}: {value}"));
        either(headers.collect::<Vec<_>>().join(", "), "none")
    };
    wire("headers", headers(old), headers(new));
    // In codecs that have elements. That a member was added to an empty body is said of the member.
    let has_elements = pair.new.protocol.codecs.request == RequestCodec::Xml;
    if has_elements && old.has_body() && new.has_body() {
        let body = |operation: &Operation| described_element(&operation.body_element);
        wire("element of the body", body(old), body(new));
    }
    let around = |operation: &Operation| either(operation.output_path.join("/"), "nothing");
    wire("elements around the output", around(old), around(new));
}

fn either(text: String, empty: &str) -> String {
    if text.is_empty() {
        empty.to_owned()
    } else {
        text
    }
}

/// The URI as the model has it.
fn uri(operation: &Operation) -> String {
    let mut uri = String::new();
    for part in &operation.uri {
        match part {
            UriPart::Literal(text) => uri.push_str(text),
            UriPart::Label(label) => {
                let plus = if label.greedy { "+" } else { "" };
                // Writing into a String does not fail.
                let _ = write!(uri, "{{{}{plus}}}", label.member.name);
            }
        }
    }
    for (at, literal) in operation.query_literals.iter().enumerate() {
        uri.push(if at == 0 { '?' } else { '&' });
        uri.push_str(literal);
    }
    uri
}

fn host(operation: &Operation) -> String {
    let parts = operation.host_prefix.iter().map(|part| match part {
        HostPart::Literal(text) => text.clone(),
        HostPart::Label(member) => format!("{{{}}}", member.name),
    });
    either(parts.collect(), "nothing")
}
