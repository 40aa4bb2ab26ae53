//! Structures, unions, enums, errors and streams of events: what the crates of shapes and errors have, and what operations
//! have to themselves.

use super::change::{Aspect, Log, Verdict};
use super::enums;
use super::members::{self, Kind, Members, Placed};
use super::operation::{described_element, header};
use super::reach::Reach;
use super::types::Pair;
use crate::ir::{
    BoundStructure, Crate, Direction, Element, Event, EventContent, EventPayload, EventStream,
    IntEnum, Member, Package, ResponseCodec, ResponseLocation, Shape, StringEnum, Structure,
    TypeName, Union,
};
use Verdict::{Breaking, Minor, Nothing, Patch};
use std::collections::BTreeSet;

/// A generated type.
struct Item<'a> {
    name: &'a TypeName,
    krate: Crate,
    content: Content<'a>,
}

impl Item<'_> {
    fn is_error(&self) -> bool {
        matches!(self.content, Content::Structure(structure, _) if structure.error.is_some())
    }
}

enum Content<'a> {
    /// A structure; and where its members come from that are none of the body, if it is an output or an error.
    Structure(&'a Structure, Option<&'a BoundStructure>),
    Union(&'a Union),
    Events(&'a EventStream),
    StringEnum(&'a StringEnum),
    IntEnum(&'a IntEnum),
}

impl<'a> Content<'a> {
    /// Whether its values are not shown in logs, and what is shown of it in documentation.
    fn shown(&self) -> (bool, &'a [String]) {
        match *self {
            Self::Structure(shape, _) => (shape.sensitive, &shape.docs),
            Self::Union(shape) => (shape.sensitive, &shape.docs),
            Self::Events(stream) => (stream.union.sensitive, &stream.union.docs),
            Self::StringEnum(shape) => (shape.sensitive, &shape.docs),
            Self::IntEnum(shape) => (shape.sensitive, &shape.docs),
        }
    }

    /// What it is, for people.
    fn kind(&self) -> &'static str {
        match self {
            Self::Structure(structure, _) if structure.error.is_some() => "error",
            Self::Structure(..) => "structure",
            Self::Union(_) => "union",
            Self::Events(_) => "event stream",
            Self::StringEnum(_) => "enum",
            Self::IntEnum(_) => "intEnum",
        }
    }
}

/// Compares the types of two packages by their names, and outputs by their operations.
pub(super) fn compare(log: &mut Log, pair: Pair<'_>, reach: &Reach) {
    let (old, new) = (items(pair.old), items(pair.new));
    let outputs = outputs(pair);
    let of_new = |name: &str| {
        outputs
            .iter()
            .find(|(old, _)| *old == name)
            .map(|(_, new)| *new)
    };
    let of_old = |name: &str| {
        outputs
            .iter()
            .find(|(_, new)| *new == name)
            .map(|(old, _)| *old)
    };
    for before in &old {
        let shape = &before.name.shape;
        log.of_operations(reach.operations(shape));
        match same_as(before, &new, of_new) {
            Some(after) => item(log, pair, reach, before, after),
            // An error comes and goes with those that operations have, which is said there.
            None if before.is_error() => {}
            None => {
                let text = format!("{} removed", before.content.kind());
                log.add(shape, Aspect::Shape, (Breaking, Nothing), text);
            }
        }
    }
    for after in &new {
        if same_as(after, &old, of_old).is_none() && !after.is_error() {
            let shape = &after.name.shape;
            log.of_operations(reach.operations(shape));
            let text = format!("{} added", after.content.kind());
            log.add(shape, Aspect::Shape, (Minor, Nothing), text);
        }
    }
}

/// The Rust names of what the operations of both packages give.
fn outputs(pair: Pair<'_>) -> Vec<(&str, &str)> {
    let both = pair.old.operations.iter().filter_map(|old| {
        let mut operations = pair.new.operations.iter();
        let new = operations.find(|new| new.name.shape == old.name.shape)?;
        let (old, new) = (old.output.as_ref()?, new.output.as_ref()?);
        Some((
            old.structure.name.name.as_str(),
            new.structure.name.name.as_str(),
        ))
    });
    both.collect()
}

/// The type of the same name in Rust, or else in the model, or else the output of the same operation, which has this name.
fn same_as<'a, 'b, 'n>(
    item: &Item<'_>,
    among: &'b [Item<'a>],
    output: impl Fn(&str) -> Option<&'n str>,
) -> Option<&'b Item<'a>> {
    let in_rust = among
        .iter()
        .find(|other| other.name.name == item.name.name && other.krate == item.krate);
    let in_model = || {
        among
            .iter()
            .find(|other| other.name.shape == item.name.shape)
    };
    let of_operation = || {
        let name = output(&item.name.name)?;
        among.iter().find(|other| other.name.name == name)
    };
    in_rust.or_else(in_model).or_else(of_operation)
}

fn items(package: &Package) -> Vec<Item<'_>> {
    let outputs = package
        .operations
        .iter()
        .filter_map(|it| it.output.as_ref());
    let errors = package.operations.iter().flat_map(|it| &it.errors);
    let bound: Vec<_> = outputs.chain(errors.map(|error| &error.output)).collect();
    let shapes = package.shapes.iter().map(|shape| Item {
        name: shape.name(),
        krate: Crate::Shapes,
        content: match shape {
            Shape::Structure(shape) => structure(shape, &bound),
            Shape::Union(union) => Content::Union(union),
            Shape::StringEnum(shape) => Content::StringEnum(shape),
            Shape::IntEnum(shape) => Content::IntEnum(shape),
        },
    });
    let errors = package.errors.iter().map(|error| Item {
        name: &error.name,
        krate: Crate::Errors,
        content: structure(error, &bound),
    });
    let outputs = package.operations.iter().filter_map(|operation| {
        let output = operation.own_output()?;
        Some(Item {
            name: &output.name,
            krate: Crate::Operations,
            content: Content::Structure(output, operation.output.as_ref()),
        })
    });
    let streams = package.event_streams.iter().map(|stream| Item {
        name: &stream.union.name,
        krate: Crate::Operations,
        content: Content::Events(stream),
    });
    shapes.chain(errors).chain(outputs).chain(streams).collect()
}

fn structure<'a>(structure: &'a Structure, bound: &[&'a BoundStructure]) -> Content<'a> {
    let is_it = |bound: &&&BoundStructure| bound.structure.name == structure.name;
    Content::Structure(structure, bound.iter().find(is_it).copied())
}

fn item(log: &mut Log, pair: Pair<'_>, reach: &Reach, old: &Item<'_>, new: &Item<'_>) {
    let name = &new.name.shape;
    if old.name.name != new.name.name {
        let text = format!("name in Rust: {} → {}", old.name.name, new.name.name);
        log.add(name, Aspect::Shape, (Breaking, Nothing), text);
    }
    if old.krate != new.krate {
        let (was, is) = (old.krate.module(), new.krate.module());
        let text = format!("crate: {was} → {is}");
        log.add(name, Aspect::Shape, (Breaking, Nothing), text);
    }
    let is_written = reach.is_written(name);
    match (&old.content, &new.content) {
        (Content::Structure(a, a_bound), Content::Structure(b, b_bound)) => {
            if a.error.is_some() != b.error.is_some() {
                let text = format!("{} → {}", old.content.kind(), new.content.kind());
                log.add(name, Aspect::Shape, (Breaking, Nothing), text);
            }
            let (old, new) = (fields(a, *a_bound), fields(b, *b_bound));
            members::compare(log, pair, &old, &new);
            directions(log, pair, name, a.direction, b.direction);
        }
        (Content::Union(a), Content::Union(b)) => unions(log, pair, a, b),
        (Content::Events(a), Content::Events(b)) => {
            unions(log, pair, &a.union, &b.union);
            if pair.same_protocol {
                let has_elements = pair.new.protocol.codecs.response == ResponseCodec::Xml;
                events(log, has_elements, a, b);
            }
        }
        (Content::StringEnum(a), Content::StringEnum(b)) => {
            enums::compare(log, name, is_written, &a.values, &b.values);
        }
        (Content::IntEnum(a), Content::IntEnum(b)) => {
            enums::compare(log, name, is_written, &a.values, &b.values);
        }
        (a, b) => {
            let text = format!("{} → {}", a.kind(), b.kind());
            log.add(name, Aspect::Shape, (Breaking, Breaking), text);
            return;
        }
    }
    let ((was_sensitive, old_docs), (is_sensitive, new_docs)) =
        (old.content.shown(), new.content.shown());
    log.shown(name, was_sensitive, is_sensitive);
    log.docs(name, old_docs, new_docs);
}

fn fields<'a>(structure: &'a Structure, bound: Option<&'a BoundStructure>) -> Members<'a> {
    let members = structure.members.iter().map(|member| Placed {
        member,
        place: bound
            .and_then(|bound| bound.location(member))
            .map(|location| place(location, member)),
    });
    Members {
        owner: &structure.name.shape,
        kind: Kind::Fields,
        direction: structure.direction,
        placed: members.collect(),
    }
}

fn unions(log: &mut Log, pair: Pair<'_>, old: &Union, new: &Union) {
    let name = &new.name.shape;
    members::compare(log, pair, &variants(old), &variants(new));
    directions(log, pair, name, old.direction, new.direction);
}

fn variants(union: &Union) -> Members<'_> {
    Members {
        owner: &union.name.shape,
        kind: Kind::Variants,
        direction: union.direction,
        placed: union.members.iter().map(Placed::in_body).collect(),
    }
}

/// The messages that a shape is part of.
fn directions(log: &mut Log, pair: Pair<'_>, name: &str, old: Direction, new: Direction) {
    if old.is_written != new.is_written {
        let (api, text) = if new.is_written {
            (Minor, "part of requests now, with setters")
        } else {
            (Breaking, "part of requests no more, without setters")
        };
        log.add(name, Aspect::Shape, (api, Nothing), text);
    }
    if old.is_read != new.is_read {
        let is_read_all_the_same = pair.new.protocol.codecs.read_all_shapes();
        let (api, text) = match (new.is_read, is_read_all_the_same) {
            (true, _) => (Minor, "part of responses now"),
            (false, true) => (Nothing, "part of responses no more"),
            (false, false) => (Breaking, "part of responses no more, and not read"),
        };
        log.add(name, Aspect::Shape, (api, Nothing), text);
    }
}

/// How events travel, and the exceptions that end them.
fn events(log: &mut Log, has_elements: bool, old: &EventStream, new: &EventStream) {
    let stream = &new.union.name.shape;
    let travels = |event: &Event| {
        let headers = event.headers.iter().map(|member| member.name.as_str());
        let element = |element: &Element| {
            if has_elements {
                described_element(element)
            } else {
                String::new()
            }
        };
        let payload = match &event.payload {
            EventPayload::Empty => "nothing".to_owned(),
            EventPayload::Members(it) => format!("members {}", element(it)),
            EventPayload::Member(member, content) => match content {
                EventContent::Text | EventContent::Bytes => format!("{} {content:?}", member.name),
                EventContent::Structured(it) => format!("{} {}", member.name, element(it)),
            },
        };
        format!("{:?} {payload}", headers.collect::<BTreeSet<_>>())
    };
    for after in &new.events {
        let name = &after.member.name;
        let before = old.events.iter().find(|before| before.member.name == *name);
        if before.is_some_and(|before| travels(before) != travels(after)) {
            let subject = format!("{stream}${name}");
            let text = "headers or payload of the event changed";
            log.add(&subject, Aspect::Wire, (Patch, Breaking), text);
        }
    }
    let exceptions = |stream: &EventStream| {
        let exceptions = stream.exceptions.iter();
        let pairs = exceptions.map(|it| (it.member.name.clone(), it.code.clone()));
        pairs.collect::<BTreeSet<_>>()
    };
    let (was, is) = (exceptions(old), exceptions(new));
    for (name, code) in was.difference(&is) {
        let text = format!("exception {name} ({code}) removed, or of another code");
        log.add(stream, Aspect::Error, (Patch, Breaking), text);
    }
    for (name, code) in is.difference(&was) {
        let text = format!("exception {name} ({code}) added");
        log.add(stream, Aspect::Error, (Patch, Minor), text);
    }
}

/// Where a member comes from.
fn place(location: &ResponseLocation, member: &Member) -> String {
    match location {
        ResponseLocation::Header(name) => header(name, member),
        ResponseLocation::PrefixHeaders(prefix) => format!("headers {prefix:?}…"),
        ResponseLocation::StatusCode => "status code".to_owned(),
        // Whatever its element is called, and its media type.
        ResponseLocation::Payload(_) => "whole body".to_owned(),
    }
}
