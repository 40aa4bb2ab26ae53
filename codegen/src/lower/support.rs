//! What of a closure cannot be generated, or only without something that the model says.

use super::auth::auth;
use super::nesting;
use crate::Problem;
use crate::ast::{Model, Shape, ShapeId, Traits};
use crate::known_traits::{Support, support};
use crate::protocol::Protocol;
use crate::select::{Closure, closure};
use crate::trait_id;
use std::collections::{BTreeMap, BTreeSet};

/// Reports every trait and shape in the closure that would need code which is not generated.
pub(super) fn check(model: &Model, closure: &Closure, protocol: &dyn Protocol) -> Findings {
    let of_protocol = protocol.traits();
    let mut findings = Findings {
        problems: nesting::check(model, closure),
        ..Findings::default()
    };
    let operations = closure
        .operations
        .iter()
        .filter_map(|id| Some((id, model.shape(id)?)));
    for (id, operation) in operations.clone() {
        if let Err(scheme) = auth(model, &closure.service, id, operation) {
            findings.problems.push(Problem::UnsupportedTrait {
                shape: id.clone(),
                trait_id: scheme,
                why: "requests are signed with signature version 4, or have a bearer token"
                    .to_owned(),
                help: "leave out the operations that use it, as --all --skip-unsupported does",
            });
        }
    }
    let mut checked: Vec<(&ShapeId, &Shape)> = operations.clone().collect();
    for (_, operation) in operations {
        for structure in [&operation.input, &operation.output].into_iter().flatten() {
            checked.extend(model.shapes.get_key_value(&structure.target));
        }
    }
    checked.extend(
        closure
            .targets
            .iter()
            .chain(&closure.event_streams)
            .chain(&closure.errors)
            .filter_map(|id| model.shapes.get_key_value(id)),
    );
    checked.extend(model.shapes.get_key_value(&closure.service));
    checked.sort_by_key(|(id, _)| *id);
    checked.dedup_by_key(|(id, _)| *id);
    for (id, shape) in checked {
        if shape.is_event_stream() && !protocol.has_event_streams() {
            findings.problems.push(Problem::UnsupportedTrait {
                shape: id.clone(),
                trait_id: trait_id::STREAMING.to_owned(),
                why: format!("{} has no place for events", protocol.id()),
                help: "leave out the operations that use it, as --all --skip-unsupported does",
            });
        }
        check_traits(id, &shape.traits, of_protocol, &mut findings);
        for (name, member) in shape.all_members() {
            check_traits(&id.member(name), &member.traits, of_protocol, &mut findings);
        }
    }
    findings
}

/// Divides operations into those that can be generated and those that need what is not supported, the latter
/// with the first reason.
pub fn divide(
    model: &Model,
    service: &ShapeId,
    operations: BTreeSet<ShapeId>,
    protocol: &dyn Protocol,
) -> (BTreeSet<ShapeId>, Vec<(String, Problem)>) {
    let mut supported = BTreeSet::new();
    let mut unsupported = Vec::new();
    for id in operations {
        // What is missing altogether is a problem of the model, for the main run to report.
        let alone = BTreeSet::from([id.clone()]);
        let closure = closure(model, service, alone, &mut Vec::new());
        let reason = check(model, &closure, protocol).problems.into_iter().next();
        match reason {
            Some(reason) => unsupported.push((id.name().to_owned(), reason)),
            None => drop(supported.insert(id)),
        }
    }
    (supported, unsupported)
}

fn check_traits(
    id: &ShapeId,
    traits: &Traits,
    of_protocol: &[(&str, Support)],
    findings: &mut Findings,
) {
    for trait_id in traits.ids() {
        match support(of_protocol, trait_id) {
            Support::Supported | Support::Ignored(_) => {}
            Support::Missing(why) => {
                let missing = findings.missing.entry(trait_id.to_owned());
                missing
                    .or_insert_with(|| (why, Vec::new()))
                    .1
                    .push(id.clone());
            }
            Support::Unsupported(why) => findings.problems.push(Problem::UnsupportedTrait {
                shape: id.clone(),
                trait_id: trait_id.to_owned(),
                why: why.to_owned(),
                help: "leave out the operations that use it, or teach the generator this trait",
            }),
        }
    }
}

/// What there is to say of the traits of a closure.
#[derive(Default)]
pub(super) struct Findings {
    pub(super) problems: Vec<Problem>,
    /// The traits that code is generated without: why, and the shapes that have them.
    missing: BTreeMap<String, (&'static str, Vec<ShapeId>)>,
}

impl Findings {
    /// A line for each trait that code is generated without.
    pub(super) fn notes(&self) -> Vec<String> {
        let line = |(trait_id, (why, shapes)): (&String, &(&str, Vec<ShapeId>))| {
            let first = shapes.first().map_or("", ShapeId::as_str);
            let more = match shapes.len() {
                0 | 1 => String::new(),
                2 => " and 1 more".to_owned(),
                count => format!(" and {} more", count - 1),
            };
            format!("{first}{more}: nothing is made of the trait {trait_id} ({why})")
        };
        self.missing.iter().map(line).collect()
    }
}
