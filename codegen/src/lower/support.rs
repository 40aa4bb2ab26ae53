//! What of a closure cannot be generated, or only without something that the model says.

use super::nesting;
use crate::Problem;
use crate::ast::{Member, Model, Shape, ShapeId, ShapeType, Traits};
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
        let schemes = auth_schemes(model, closure, id, operation);
        if let Some(scheme) = schemes
            .first()
            .filter(|_| !schemes.iter().any(|scheme| scheme == trait_id::SIGV4))
        {
            findings.problems.push(Problem::UnsupportedTrait {
                shape: id.clone(),
                trait_id: scheme.clone(),
                why: "requests are only ever signed with signature version 4".to_owned(),
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
            .chain(&closure.errors)
            .filter_map(|id| model.shapes.get_key_value(id)),
    );
    checked.extend(model.shapes.get_key_value(&closure.service));
    checked.sort_by_key(|(id, _)| *id);
    checked.dedup_by_key(|(id, _)| *id);
    for (id, shape) in checked {
        check_traits(id, &shape.traits, of_protocol, &mut findings);
        for (name, member) in members(shape) {
            check_traits(&id.member(name), &member.traits, of_protocol, &mut findings);
        }
        if shape.shape_type == ShapeType::Union && shape.traits.has(trait_id::STREAMING) {
            findings.problems.push(Problem::UnsupportedTrait {
                shape: id.clone(),
                trait_id: trait_id::STREAMING.to_owned(),
                why: "an event stream".to_owned(),
                help: "leave out the operations that use it, as --all --skip-unsupported does",
            });
        }
    }
    findings
}

/// The authentication schemes that an operation takes (`smithy.api#auth`), its own or those of its service.
pub(super) fn auth_schemes(
    model: &Model,
    closure: &Closure,
    id: &ShapeId,
    operation: &Shape,
) -> Vec<String> {
    let listed =
        |id: &ShapeId, shape: &Shape| shape.traits.value(trait_id::AUTH, id, &mut Vec::new());
    let service = model.shape(&closure.service);
    listed(id, operation)
        .or_else(|| service.and_then(|service| listed(&closure.service, service)))
        .unwrap_or_else(|| {
            let schemes = service.into_iter().flat_map(|service| service.traits.ids());
            schemes
                .filter(|scheme| AUTH_SCHEMES.contains(scheme))
                .map(str::to_owned)
                .collect()
        })
}

/// The traits that are authentication schemes.
const AUTH_SCHEMES: &[&str] = &[
    trait_id::SIGV4,
    "aws.auth#sigv4a",
    "smithy.api#httpBearerAuth",
    "smithy.api#httpBasicAuth",
    "smithy.api#httpDigestAuth",
    "smithy.api#httpApiKeyAuth",
];

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

fn members(shape: &Shape) -> impl Iterator<Item = (&str, &Member)> {
    let parts = [
        ("member", &shape.member),
        ("key", &shape.key),
        ("value", &shape.value),
    ];
    let parts = parts
        .into_iter()
        .filter_map(|(name, member)| Some((name, member.as_ref()?)));
    shape
        .members
        .iter()
        .map(|(name, member)| (name.as_str(), member))
        .chain(parts)
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
