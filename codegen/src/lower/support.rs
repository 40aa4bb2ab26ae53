//! Which traits are understood, which say nothing to a client, and which have to be refused.

use super::nesting;
use crate::Problem;
use crate::ast::{Member, Model, Shape, ShapeId, ShapeType, Traits};
use crate::select::{Closure, closure};
use std::collections::BTreeSet;

/// Reports every trait and shape in the closure that would need code which is not generated.
pub(super) fn check(model: &Model, closure: &Closure) -> Vec<Problem> {
    let mut problems = nesting::check(model, closure);
    let operations = closure
        .operations
        .iter()
        .filter_map(|id| Some((id, model.shape(id)?)));
    for (id, operation) in operations.clone() {
        let schemes = auth_schemes(model, closure, id, operation);
        if let Some(scheme) = schemes
            .first()
            .filter(|_| !schemes.iter().any(|scheme| scheme == SIGV4))
        {
            problems.push(Problem::UnsupportedTrait {
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
        check_traits(id, &shape.traits, model, &mut problems);
        for (name, member) in members(shape) {
            check_traits(&id.member(name), &member.traits, model, &mut problems);
        }
        if shape.shape_type == ShapeType::Union && shape.traits.has("smithy.api#streaming") {
            problems.push(Problem::UnsupportedTrait {
                shape: id.clone(),
                trait_id: "smithy.api#streaming".to_owned(),
                why: "an event stream".to_owned(),
                help: "leave out the operations that use it, as --all --skip-unsupported does",
            });
        }
    }
    problems
}

/// The authentication schemes that an operation takes (`smithy.api#auth`), its own or those of its service.
pub(super) fn auth_schemes(
    model: &Model,
    closure: &Closure,
    id: &ShapeId,
    operation: &Shape,
) -> Vec<String> {
    let listed =
        |id: &ShapeId, shape: &Shape| shape.traits.value("smithy.api#auth", id, &mut Vec::new());
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

const SIGV4: &str = "aws.auth#sigv4";

/// The traits that are authentication schemes.
const AUTH_SCHEMES: &[&str] = &[
    SIGV4,
    "aws.auth#sigv4a",
    "smithy.api#httpBearerAuth",
    "smithy.api#httpBasicAuth",
    "smithy.api#httpDigestAuth",
    "smithy.api#httpApiKeyAuth",
];

/// Divides operations into those that can be generated and those that need what is not supported, the latter
/// with the first reason.
pub fn divide(model: &Model, all: Closure) -> (Vec<String>, Vec<(String, Problem)>) {
    let mut supported = Vec::new();
    let mut unsupported = Vec::new();
    for id in all.operations {
        let name = id.name().to_owned();
        // What is missing altogether is a problem of the model, for the main run to report.
        let closure = closure(model, &all.service, BTreeSet::from([id]), &mut Vec::new());
        let reason = check(model, &closure).into_iter().next();
        match reason {
            Some(reason) => unsupported.push((name, reason)),
            None => supported.push(name),
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

fn check_traits(id: &ShapeId, traits: &Traits, model: &Model, problems: &mut Vec<Problem>) {
    for trait_id in traits.ids() {
        if let Some(why) = unsupported(trait_id, model) {
            problems.push(Problem::UnsupportedTrait {
                shape: id.clone(),
                trait_id: trait_id.to_owned(),
                why: why.to_owned(),
                help: "leave out the operations that use it, or teach the generator this trait",
            });
        }
    }
}

/// Why a trait cannot be passed over, if it cannot.
fn unsupported(trait_id: &str, model: &Model) -> Option<&'static str> {
    let (namespace, name) = trait_id.split_once('#').unwrap_or(("", trait_id));
    match namespace {
        "smithy.api" if UNDERSTOOD.contains(&name) || SILENT.contains(&name) => None,
        "smithy.api" => Some("it is not known"),
        "aws.protocols" => match name {
            "httpChecksum" => Some("flexible checksums"),
            _ => None,
        },
        "aws.auth" => match name {
            "sigv4" | "sigv4a" | "unsignedPayload" | "cognitoUserPools" => None,
            _ => Some("it is not known"),
        },
        "smithy.rules" if name == "operationContextParams" => {
            Some("endpoint parameters from paths into the input")
        }
        // What these say concerns documentation, servers, IAM, tests or the console.
        "aws.api" | "aws.cloudformation" | "aws.customizations" | "aws.iam" | "aws.tagging"
        | "smithy.openapi" | "smithy.rules" | "smithy.test" | "smithy.waiters"
        | "smithy.framework" | "smithy.protocols" => None,
        // A trait that the model itself defines is an annotation for its own tools.
        _ if model.shapes.contains_key(trait_id) => None,
        "" => Some("it is no absolute shape id"),
        _ => None,
    }
}

/// Traits of the prelude that lowering reads.
const UNDERSTOOD: &[&str] = &[
    "auth",
    "clientOptional",
    "default",
    "documentation",
    "endpoint",
    "enum",
    "enumValue",
    "error",
    "hostLabel",
    "http",
    "httpHeader",
    "httpLabel",
    "httpPayload",
    "httpPrefixHeaders",
    "httpQuery",
    "httpQueryParams",
    "httpResponseCode",
    "idempotencyToken",
    "idempotent",
    "jsonName",
    "mediaType",
    "mixin",
    "optionalAuth",
    "paginated",
    "readonly",
    "required",
    "requiresLength",
    "retryable",
    "sensitive",
    "sparse",
    "streaming",
    "timestampFormat",
    "title",
    "httpChecksumRequired",
    "requestCompression",
];

/// Traits of the prelude that change nothing a client sends or reads.
const SILENT: &[&str] = &[
    "addedDefault",
    "authDefinition",
    "box",
    "cors",
    "deprecated",
    "eventHeader",
    "eventPayload",
    "examples",
    "externalDocumentation",
    "httpApiKeyAuth",
    "httpBasicAuth",
    "httpBearerAuth",
    "httpDigestAuth",
    "httpError",
    "input",
    "internal",
    "length",
    "nestedProperties",
    "noReplace",
    "notProperty",
    "output",
    "pattern",
    "private",
    "property",
    "protocolDefinition",
    "range",
    "recommended",
    "references",
    "resourceIdentifier",
    "since",
    "suppress",
    "tags",
    "trait",
    "unitType",
    "uniqueItems",
    "unstable",
    "xmlAttribute",
    "xmlFlattened",
    "xmlName",
    "xmlNamespace",
    "traitValidators",
];
