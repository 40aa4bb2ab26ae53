//! From shapes to what is generated: resolves targets, traits, HTTP bindings and names, or says why not.
//! What it refuses, it refuses with every reason at once.

mod auth;
mod context;
mod customize;
mod defaults;
mod docs;
mod endpoint;
mod enums;
mod event_stream;
mod http;
mod long_running;
mod lowering;
mod members;
mod names;
mod nesting;
mod operation;
mod output;
mod pagination;
mod path;
mod service;
mod structure;
mod support;
mod types;
mod uri;
mod waiters;
mod wire_names;

pub use endpoint::{RuleParameter, rule_parameters};
pub use support::divide;

use crate::Problem;
use crate::ast::{Model, ShapeId, ShapeType};
use crate::ir;
use crate::protocol::Protocol;
use crate::select::Closure;
use crate::trait_id;
use lowering::Lowering;
use names::Names;
use std::collections::BTreeMap;

/// Lowers the closure of a model.
///
/// # Errors
///
/// The problems found before, and everything in the closure that is not supported or does not fit together.
pub fn lower(
    model: &Model,
    closure: &Closure,
    protocol: &'static dyn Protocol,
    prefix: Option<&str>,
    write_defaults: bool,
    mut problems: Vec<Problem>,
) -> Result<ir::Package, Vec<Problem>> {
    let findings = support::check(model, closure, protocol);
    let notes = findings.notes();
    problems.extend(findings.problems);
    if problems
        .iter()
        .any(|problem| matches!(problem, Problem::DeepNesting { .. }))
    {
        return Err(problems);
    }
    problems.extend(types::check(model, closure, protocol));
    let retryable = operation::retryable(model, closure, &mut problems);
    let paginated = model
        .shape(&closure.service)
        .and_then(|service| service.traits.view(&closure.service, &mut problems));
    let names = Names::assign(model, closure, &mut problems);
    let mut lowering = Lowering {
        model,
        closure,
        protocol,
        names,
        problems,
        required: structure::required_shapes(model, closure, protocol),
        write_defaults,
        retryable,
        paginated: paginated.unwrap_or_default(),
        shapes: path::Shapes::default(),
        structures: BTreeMap::new(),
        bound_structures: BTreeMap::new(),
        inputs: BTreeMap::new(),
        notes,
    };
    let package = lowering.package(prefix);
    match package {
        Some(package) if lowering.problems.is_empty() => Ok(package),
        _ => Err(lowering.problems),
    }
}

impl Lowering<'_> {
    fn package(&mut self, prefix: Option<&str>) -> Option<ir::Package> {
        let service = self.service()?;
        let shared_outputs = Names::shared_outputs(self.model, self.closure);
        let mut shapes: Vec<_> = self
            .closure
            .targets
            .iter()
            .chain(&shared_outputs)
            .filter_map(|id| self.shape(id))
            .collect();
        shapes.sort_by(|a, b| a.name().module.cmp(&b.name().module));
        self.shapes = path::Shapes::new(shapes);
        let errors = self
            .closure
            .errors
            .iter()
            .filter(|id| !self.closure.targets.contains(*id));
        let mut errors: Vec<_> = errors.filter_map(|id| self.structure(id)).collect();
        errors.sort_by(|a, b| a.name.module.cmp(&b.name.module));
        let mut event_streams: Vec<_> = self
            .closure
            .event_streams
            .iter()
            .filter_map(|id| self.event_stream(id))
            .collect();
        event_streams.sort_by(|a, b| a.union.name.module.cmp(&b.union.name.module));
        let mut operations: Vec<_> = self
            .closure
            .operations
            .iter()
            .filter_map(|id| self.operation(id))
            .collect();
        operations.sort_by(|a, b| a.name.module.cmp(&b.name.module));
        waiters::disambiguate(&mut operations);
        let prefix = prefix.map_or_else(
            || crate::naming::crate_prefix(&service.sdk_id),
            str::to_owned,
        );
        let mut package = ir::Package {
            prefix,
            protocol: self.protocol.answers(),
            service,
            shapes: std::mem::take(&mut self.shapes).into_list(),
            errors,
            operations,
            event_streams,
            notes: std::mem::take(&mut self.notes),
        };
        customize::customize(&mut package);
        Some(package)
    }

    /// A shape that becomes a type of its own; simple shapes, lists and maps do not.
    fn shape(&mut self, id: &ShapeId) -> Option<ir::Shape> {
        let shape = self.model.shape(id)?;
        match shape.shape_type {
            ShapeType::Structure => self.structure(id).map(ir::Shape::Structure),
            ShapeType::Union => self.union(id).map(ir::Shape::Union),
            ShapeType::Enum => self.string_enum(id).map(ir::Shape::StringEnum),
            ShapeType::IntEnum => self.int_enum(id).map(ir::Shape::IntEnum),
            ShapeType::String if shape.traits.has(trait_id::ENUM) => {
                self.string_enum(id).map(ir::Shape::StringEnum)
            }
            _ => None,
        }
    }
}
