//! Operations: what they send and get, and how they run.

use super::change::{Aspect, Log, Verdict};
use super::members::{self, Kind, Members, Placed};
use super::types::Pair;
use super::{pagination, request, waiters};
use crate::Problem;
use crate::ir::{
    Auth, AuthScheme, BodyStep, BoundMember, ContextValue, Direction, Element, Member, Operation,
    OperationError, Payload, PayloadCodec, RequestLocation, Type,
};
use Verdict::{Breaking, Minor, Nothing, Patch};
use std::fmt::Debug;

/// Compares operations by their names.
pub(super) fn compare(
    log: &mut Log,
    pair: Pair<'_>,
    old_unsupported: &[(String, Problem)],
    new_unsupported: &[(String, Problem)],
) {
    let by_name = |operations: &'_ [Operation], name: &str| {
        operations.iter().position(|it| it.name.shape == name)
    };
    for before in &pair.old.operations {
        let name = &before.name.shape;
        log.of_operations(vec![name.clone()]);
        let after = by_name(&pair.new.operations, name);
        if let Some(after) = after.and_then(|at| pair.new.operations.get(at)) {
            operation(log, pair, before, after);
            continue;
        }
        let why = new_unsupported.iter().find(|(other, _)| other == name);
        let (wire, text) = match why {
            Some((_, why)) => (Nothing, format!("not supported any more: {why}")),
            None => (Breaking, "operation removed".to_owned()),
        };
        log.add(name, Aspect::Operation, (Breaking, wire), text);
    }
    for after in &pair.new.operations {
        let name = &after.name.shape;
        if by_name(&pair.old.operations, name).is_none() {
            log.of_operations(vec![name.clone()]);
            let was_unsupported = old_unsupported.iter().any(|(other, _)| other == name);
            let text = if was_unsupported {
                "supported now"
            } else {
                "operation added"
            };
            log.add(name, Aspect::Operation, (Minor, Nothing), text);
        }
    }
    log.of_operations(Vec::new());
}

fn operation(log: &mut Log, pair: Pair<'_>, old: &Operation, new: &Operation) {
    let name = &new.name.shape;
    if old.name.name != new.name.name {
        let text = format!("name in Rust: {} → {}", old.name.name, new.name.name);
        log.add(name, Aspect::Operation, (Breaking, Nothing), text);
    }
    members::compare(log, pair, &input(old), &input(new));
    output(log, old, new);
    errors(log, old, new);
    if pair.same_protocol {
        request::compare(log, pair, old, new);
    }
    pagination::compare(log, name, old.pagination.as_ref(), new.pagination.as_ref());
    waiters::compare(log, name, &old.waiters, &new.waiters);
    auth(log, name, &old.auth, &new.auth);
    behavior(log, old, new);
    log.docs(name, &old.docs, &new.docs);
}

fn input(operation: &Operation) -> Members<'_> {
    let placed = operation.input.iter().map(|input| Placed {
        member: &input.member,
        place: place(input),
    });
    Members {
        owner: &operation.name.shape,
        kind: Kind::Fields,
        direction: Direction {
            is_written: true,
            is_read: false,
        },
        placed: placed.collect(),
    }
}

/// Where a member goes.
fn place(input: &BoundMember<RequestLocation>) -> Option<String> {
    Some(match &input.location {
        RequestLocation::Label => "path".to_owned(),
        RequestLocation::Query(name) => format!("query {name:?}"),
        RequestLocation::QueryParams => "query, by names of its own".to_owned(),
        RequestLocation::Header(name) => header(name, &input.member),
        RequestLocation::PrefixHeaders(prefix) => format!("headers {prefix:?}…"),
        RequestLocation::Payload(of) => payload(of),
        RequestLocation::Body => return None,
    })
}

/// A header, whose names are alike in any case, and in which text of a media type is encoded.
pub(super) fn header(name: &str, member: &Member) -> String {
    let name = name.to_ascii_lowercase();
    match &member.ty {
        Type::String {
            media_type: Some(media_type),
        } => format!("header {name:?}, encoded as {media_type} is"),
        _ => format!("header {name:?}"),
    }
}

/// What the whole body is.
fn payload(payload: &Payload) -> String {
    match payload {
        Payload::Structured(PayloadCodec::Xml, element) => {
            format!("whole body, element {}", described_element(element))
        }
        Payload::Structured(PayloadCodec::Json, _) => "whole body".to_owned(),
        Payload::Text(media_type) | Payload::Bytes(media_type) => {
            format!("whole body, {media_type}")
        }
        Payload::Events => "whole body, events".to_owned(),
    }
}

/// An element with its namespace.
pub(super) fn described_element(element: &Element) -> String {
    match &element.namespace {
        Some(namespace) => {
            let prefix = namespace
                .prefix
                .as_deref()
                .map_or(String::new(), |it| format!("{it}="));
            format!("{} in {prefix}{:?}", element.name, namespace.uri)
        }
        None => element.name.clone(),
    }
}

fn output(log: &mut Log, old: &Operation, new: &Operation) {
    let name = &new.name.shape;
    let output = |operation: &Operation| {
        let output = operation.output.as_ref();
        output.map(|output| output.structure.name.name.clone())
    };
    let (was, is) = (output(old), output(new));
    if was != is {
        let nothing = || "nothing".to_owned();
        let wire = match (&was, &is) {
            (Some(_), None) => Breaking,
            (None, _) => Minor,
            // Their members are compared.
            (Some(_), Some(_)) => Nothing,
        };
        let (was, is) = (was.unwrap_or_else(nothing), is.unwrap_or_else(nothing));
        let text = format!("output: {was} → {is}");
        log.add(name, Aspect::Operation, (Breaking, wire), text);
    }
}

fn errors(log: &mut Log, old: &Operation, new: &Operation) {
    let name = &new.name.shape;
    match (old.errors.is_empty(), new.errors.is_empty()) {
        (true, false) | (false, true) => {
            let text = "type of its error: from none of its own to an enum, or back";
            log.add(name, Aspect::Error, (Breaking, Nothing), text);
        }
        _ if old.error_name != new.error_name => {
            let text = format!("type of its error: {} → {}", old.error_name, new.error_name);
            log.add(name, Aspect::Error, (Breaking, Nothing), text);
        }
        _ => {}
    }
    for before in &old.errors {
        let shape = &before.output.structure.name.shape;
        let is_it = |after: &&OperationError| after.output.structure.name.shape == *shape;
        match new.errors.iter().find(is_it) {
            None => {
                let text = format!("error {shape} removed");
                log.add(name, Aspect::Error, (Breaking, Nothing), text);
            }
            Some(after) if after.code != before.code => {
                let text = format!("code of {shape}: {:?} → {:?}", before.code, after.code);
                log.add(name, Aspect::Error, (Patch, Breaking), text);
            }
            Some(_) => {}
        }
    }
    for after in &new.errors {
        let shape = &after.output.structure.name.shape;
        if !old
            .errors
            .iter()
            .any(|before| before.output.structure.name.shape == *shape)
        {
            let text = format!("error {shape} added");
            log.add(name, Aspect::Error, (Minor, Minor), text);
        }
    }
}

fn auth(log: &mut Log, name: &str, old: &Auth, new: &Auth) {
    if old == new {
        return;
    }
    let (was, is) = (schemes(old), schemes(new));
    let wire = if was.iter().all(|scheme| is.contains(scheme)) {
        Patch
    } else {
        Breaking
    };
    let text = format!("authentication: {} → {}", was.join(", "), is.join(", "));
    log.add(name, Aspect::Auth, (Patch, wire), text);
}

fn schemes(auth: &Auth) -> Vec<&'static str> {
    match auth {
        Auth::None => vec!["nothing"],
        Auth::SigV4 => vec!["sigv4"],
        Auth::FirstOf(schemes) => {
            let schemes = schemes.iter().map(|scheme| match scheme {
                AuthScheme::SigV4 => "sigv4",
                AuthScheme::Bearer => "a bearer token",
            });
            schemes.collect()
        }
    }
}

/// What is done behind the same interface.
fn behavior(log: &mut Log, old: &Operation, new: &Operation) {
    let name = &new.name.shape;
    let mut patch = |is_same: bool, text: &str| {
        if !is_same {
            log.add(name, Aspect::Behavior, (Patch, Nothing), text);
        }
    };
    let text = if new.idempotent {
        "idempotent now: retried after a timeout"
    } else {
        "not idempotent any more: not retried after a timeout"
    };
    patch(old.idempotent == new.idempotent, text);
    patch(
        old.attempt_timeout == new.attempt_timeout,
        "attempt timeout changed",
    );
    patch(
        old.retryable_errors == new.retryable_errors,
        "retryable errors changed",
    );
    let token = |operation: &Operation| {
        operation
            .idempotency_token
            .as_ref()
            .map(|it| it.name.clone())
    };
    let (was, is) = (token(old), token(new));
    let none = || "none".to_owned();
    patch(
        was == is,
        &format!(
            "idempotency token: {} → {}",
            was.clone().unwrap_or_else(none),
            is.clone().unwrap_or_else(none)
        ),
    );
    patch(
        old.unsigned_payload == new.unsigned_payload,
        "signing of the body changed",
    );
    patch(
        debug(&old.message_checks) == debug(&new.message_checks),
        "checksums of messages changed",
    );
    let sets = |operation: &Operation| {
        let params = operation.context.iter().map(|param| {
            let value = match &param.value {
                ContextValue::Member(member) => member.name.clone(),
                other => debug(other),
            };
            format!("{} {value}", param.name)
        });
        params.collect::<Vec<_>>()
    };
    if sets(old) != sets(new) {
        let text = "parameters of its endpoint changed";
        log.add(name, Aspect::Endpoint, (Patch, Patch), text);
    }
    if old.body_steps != new.body_steps {
        let is_checksum =
            |step: &BodyStep| matches!(step, BodyStep::ContentMd5 | BodyStep::Sha256TreeHash);
        let gained = new
            .body_steps
            .iter()
            .any(|step| is_checksum(step) && !old.body_steps.contains(step));
        let wire = if gained { Breaking } else { Patch };
        let text = "compression, checksum or length of the body changed";
        log.add(name, Aspect::Behavior, (Patch, wire), text);
    }
}

fn debug(value: &impl Debug) -> String {
    format!("{value:?}")
}
