//! What the documentation of an operation says of how it runs: what it returns, and how it is called.

use super::context::Context;
use crate::ir::{Crate, Docs, Operation, Stream};

/// A list, a line each, with a sign that lists of models do not have, whose documentation may end with one. Links to other
/// crates have the crate's name, since what is in scope depends on what is called alike.
pub(super) fn facts(context: &Context<'_>, operation: &Operation) -> Docs {
    let mut facts = vec![format!("* Output: {}", output(context, operation))];
    if !operation.errors.is_empty() {
        let enum_path = link(context, Crate::Errors, &operation.error_name);
        facts.push(format!("* Errors: {enum_path}"));
    }
    facts.extend(streams(operation).map(|streams| format!("* Streams: {streams}")));
    if let Some(pages) = &operation.pagination {
        let items = pages.items.as_ref().map(|_| "items");
        let methods = ["pages"].into_iter().chain(items);
        let methods = methods.map(|method| format!("[`{method}`](smithereens::Client::{method})"));
        facts.push(format!("* Pages: {}", separated(methods)));
    }
    if !operation.waiters.is_empty() {
        let names = operation.waiters.iter().map(|waiter| &waiter.name.name);
        let waiters = names.map(|name| format!("[`{name}`](crate::{name})"));
        facts.push(format!("* Waiters: {}", separated(waiters)));
    }
    facts
}

fn output(context: &Context<'_>, operation: &Operation) -> String {
    match &operation.output {
        None => "none".to_owned(),
        Some(output) => link(context, output.krate, &output.structure.name.name),
    }
}

/// A link to a type. What is of the crate of operations itself stands in the operation's module.
fn link(context: &Context<'_>, krate: Crate, name: &str) -> String {
    match krate {
        Crate::Operations => format!("[`{name}`]"),
        krate => {
            let path = context.root(krate).to_string().replace(' ', "");
            format!("[`{path}::{name}`]")
        }
    }
}

/// What of its bodies comes or goes in pieces, if anything.
fn streams(operation: &Operation) -> Option<String> {
    let [sent, received] = operation.streams().map(|stream| {
        Some(match stream? {
            Stream::Bytes => "bytes",
            Stream::Events => "events",
        })
    });
    let sent = sent.map(|what| format!("{what} that are sent"));
    let received = received.map(|what| format!("{what} that are received"));
    let streams = separated(sent.into_iter().chain(received));
    (!streams.is_empty()).then_some(streams)
}

fn separated(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}
