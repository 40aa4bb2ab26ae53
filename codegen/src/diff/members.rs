//! The members of inputs, outputs, structures and unions.

use super::change::{Aspect, Log, Verdict};
use super::types::{self, Pair, described, same_in_rust};
use crate::ir::{self, DefaultValue, Direction, Member, Presence};
use Verdict::{Breaking, Minor, Nothing, Patch};

/// Members side by side, which either are the fields of a struct or the variants of an enum.
pub(super) struct Members<'a> {
    /// What they are members of.
    pub(super) owner: &'a str,
    pub(super) kind: Kind,
    /// Which messages they are in.
    pub(super) direction: Direction,
    pub(super) placed: Vec<Placed<'a>>,
}

/// What members are in Rust.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Fields,
    Variants,
}

/// A member, and where it travels, in words; none where that is the body or whatever its structure is in.
pub(super) struct Placed<'a> {
    pub(super) member: &'a Member,
    pub(super) place: Option<String>,
}

impl<'a> Placed<'a> {
    /// A member of the body.
    pub(super) fn in_body(member: &'a Member) -> Self {
        Self {
            member,
            place: None,
        }
    }
}

/// Compares members by their names in the model.
pub(super) fn compare(log: &mut Log, pair: Pair<'_>, old: &Members<'_>, new: &Members<'_>) {
    let direction = Direction {
        is_written: old.direction.is_written || new.direction.is_written,
        is_read: old.direction.is_read || new.direction.is_read,
    };
    for before in &old.placed {
        let subject = format!("{}${}", new.owner, before.member.name);
        let name = &before.member.name;
        match new.placed.iter().find(|after| after.member.name == *name) {
            Some(after) => member(log, pair, &subject, direction, before, after),
            None => log.add(&subject, Aspect::Member, (Breaking, Breaking), "removed"),
        }
    }
    for after in &new.placed {
        let name = &after.member.name;
        if !old.placed.iter().any(|before| before.member.name == *name) {
            let subject = format!("{}${name}", new.owner);
            added(log, &subject, new.kind, direction, after.member);
        }
    }
    if new.kind == Kind::Fields {
        order(log, old, new);
        adders(log, old, new);
    }
}

/// The setters that add to lists and maps are there as long as nothing else is called so.
fn adders(log: &mut Log, old: &Members<'_>, new: &Members<'_>) {
    if !(old.direction.is_written && new.direction.is_written) {
        return;
    }
    let all = |members: &Members<'_>| -> Vec<_> {
        let members: Vec<_> = members.placed.iter().map(|placed| placed.member).collect();
        let adders = members.iter().map(|member| {
            let adder = ir::adder(&members, member);
            (member.name.clone(), adder)
        });
        adders.collect()
    };
    let after = all(new);
    for (member, adder) in all(old) {
        let Some(adder) = adder else { continue };
        let now = after.iter().find(|(name, _)| *name == member);
        // That a member is gone has been said.
        if now.is_some_and(|(_, now)| now.as_ref() != Some(&adder)) {
            let subject = format!("{}${member}", new.owner);
            let text = format!("the setter `{adder}`, which adds to it, removed");
            log.add(&subject, Aspect::Member, (Breaking, Nothing), text);
        }
    }
}

fn added(log: &mut Log, subject: &str, kind: Kind, direction: Direction, member: &Member) {
    let ty = described(&member.ty);
    let is_required = kind == Kind::Fields && member.is_required();
    // What holds a stream is no data any more, which could be copied, compared and written.
    let is_required = is_required || member.ty.is_stream();
    let verdicts = match (is_required, direction.is_written) {
        _ if member.ty.is_stream() => (Breaking, Minor),
        (true, true) => (Breaking, Breaking),
        (true, false) => (Breaking, Minor),
        (false, _) => (Minor, Minor),
    };
    let text = match (kind, is_required) {
        (Kind::Fields, true) => format!("required member added, which `new` takes: {ty}"),
        _ => format!("added: {ty}"),
    };
    log.add(subject, Aspect::Member, verdicts, text);
}

fn member(
    log: &mut Log,
    pair: Pair<'_>,
    subject: &str,
    direction: Direction,
    before: &Placed<'_>,
    after: &Placed<'_>,
) {
    let (old, new) = (before.member, after.member);
    if old.rust != new.rust {
        let text = format!("name in Rust: {} → {}", old.rust, new.rust);
        log.add(subject, Aspect::Member, (Breaking, Nothing), text);
    }
    let api = if same_in_rust(&old.ty, &new.ty) {
        Nothing
    } else {
        Breaking
    };
    let wire = pair.on_the_wire(&old.ty, &new.ty, direction);
    let wire = if pair.same_protocol { wire } else { Nothing };
    if api.max(wire) != Nothing {
        let (was, is) = (described(&old.ty), described(&new.ty));
        let text = if was == is {
            format!("{is}, of another form in Rust or on the wire")
        } else {
            format!("{was} → {is}")
        };
        log.add(subject, Aspect::Type, (api, wire), text);
    }
    optionality(log, subject, direction, old, new);
    if pair.same_protocol {
        place(log, subject, direction, before, after);
    }
    log.shown(subject, old.sensitive, new.sensitive);
    log.docs(subject, &old.docs, &new.docs);
}

fn optionality(log: &mut Log, subject: &str, direction: Direction, old: &Member, new: &Member) {
    // A stream of an output is there in any case.
    let is_there = old.ty.is_stream() && new.ty.is_stream() && !direction.is_written;
    if old.presence == new.presence || is_there {
        return;
    }
    let differs = |of: fn(&Member) -> bool| of(old) != of(new);
    let api = if differs(Member::is_optional) || differs(Member::is_required) {
        Breaking
    } else {
        Patch
    };
    let wire = types::presence(old, new, direction);
    let text = format!("{} → {}", described_presence(old), described_presence(new));
    log.add(subject, Aspect::Optionality, (api, wire), text);
}

fn described_presence(member: &Member) -> String {
    match &member.presence {
        Presence::Optional => "optional".to_owned(),
        Presence::Required => "required".to_owned(),
        Presence::Default(default) => format!("default {}", value(default)),
        Presence::Collection => "possibly empty".to_owned(),
    }
}

/// A default as the model has it.
fn value(default: &DefaultValue) -> String {
    match default {
        DefaultValue::Zero => "of the type".to_owned(),
        DefaultValue::True => "true".to_owned(),
        DefaultValue::Integer(number) | DefaultValue::Timestamp(number) => number.to_string(),
        DefaultValue::Float(number) => number.to_string(),
        DefaultValue::String(text) => format!("{text:?}"),
        DefaultValue::Blob(bytes) => format!("of {} bytes", bytes.len()),
        DefaultValue::Document(document) => format!("{document:?}"),
    }
}

fn place(
    log: &mut Log,
    subject: &str,
    direction: Direction,
    before: &Placed<'_>,
    after: &Placed<'_>,
) {
    if before.place != after.place {
        let place = |placed: &Placed<'_>| placed.place.clone().unwrap_or("the body".to_owned());
        let text = format!("{} → {}", place(before), place(after));
        log.add(subject, Aspect::Wire, (Patch, Breaking), text);
        return;
    }
    // Elsewhere the place has the name.
    if before.place.is_some() {
        return;
    }
    let (old, new) = (&before.member.wire, &after.member.wire);
    let names = [
        (direction.is_written, &old.write, &new.write),
        (direction.is_read, &old.read, &new.read),
    ];
    let changed = names
        .into_iter()
        .find(|(matters, was, is)| *matters && was != is);
    if let Some((_, was, is)) = changed {
        let text = format!("name in the body: {was:?} → {is:?}");
        log.add(subject, Aspect::Wire, (Patch, Breaking), text);
    }
    let is_same = (old.is_attribute, old.is_flattened) == (new.is_attribute, new.is_flattened);
    if !is_same || old.namespace != new.namespace {
        let text = "another kind of XML element or attribute";
        log.add(subject, Aspect::Wire, (Patch, Breaking), text);
    }
}

/// The arguments of `new` are in the order of the model.
fn order(log: &mut Log, old: &Members<'_>, new: &Members<'_>) {
    fn required<'a>(these: &'a Members<'_>, those: &Members<'_>) -> Vec<&'a str> {
        let is_in = |name: &str| {
            let mut those = those.placed.iter();
            those.any(|other| other.member.name == name && other.member.is_required())
        };
        let members = these.placed.iter().map(|placed| placed.member);
        let required = members.filter(|member| member.is_required() && is_in(&member.name));
        required.map(|member| member.name.as_str()).collect()
    }
    let (was, is) = (required(old, new), required(new, old));
    if was != is {
        let text = format!("arguments of `new`: {} → {}", was.join(", "), is.join(", "));
        log.add(new.owner, Aspect::Shape, (Breaking, Nothing), text);
    }
}
