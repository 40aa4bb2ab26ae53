//! From the operations that are asked for, the closure of shapes they need.

use crate::Problem;
use crate::ast::{Model, Shape, ShapeId, ShapeType, prelude_shape};
use crate::trait_id;
use std::collections::BTreeSet;

/// Which operations of a service to generate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operations {
    /// All of them.
    All,
    /// Those of these names.
    Named(Vec<String>),
}

/// The part of a model that is generated. Everything is sorted by shape id.
#[derive(Debug)]
pub struct Closure {
    /// The service.
    pub service: ShapeId,
    /// The chosen operations.
    pub operations: BTreeSet<ShapeId>,
    /// The errors of the chosen operations and of the service.
    pub errors: BTreeSet<ShapeId>,
    /// Every shape that a member of another one targets, but for event streams and their exceptions.
    pub targets: BTreeSet<ShapeId>,
    /// The event streams: unions whose members are sent one by one.
    pub event_streams: BTreeSet<ShapeId>,
    /// Those of `targets` that can be reached from an input, and so are built by callers.
    pub writable: BTreeSet<ShapeId>,
    /// Outputs, errors, and those of `targets` that can be reached from one, and so are read from responses.
    pub readable: BTreeSet<ShapeId>,
}

/// Finds the service of the model and the chosen ones of its operations. What is missing of them is added to the
/// problems, and the rest goes on, so that the next stage can find its own.
///
/// # Errors
///
/// There is no service or more than one.
pub fn operations<'a>(
    model: &'a Model,
    operations: &Operations,
    problems: &mut Vec<Problem>,
) -> Result<(&'a ShapeId, BTreeSet<ShapeId>), Problem> {
    let (service_id, service) = only_service(model)?;
    let bound = bound_operations(model, service_id, service, problems);
    let chosen = match operations {
        Operations::All => bound,
        Operations::Named(names) => named(model, service_id, &bound, names, problems),
    };
    Ok((service_id, chosen))
}

/// The closure of some operations of a service. What is missing in it is added to the problems.
pub fn closure(
    model: &Model,
    service_id: &ShapeId,
    operations: BTreeSet<ShapeId>,
    problems: &mut Vec<Problem>,
) -> Closure {
    let service_errors = model
        .shape(service_id)
        .map(|service| service.errors.as_slice())
        .unwrap_or_default();
    let mut errors: BTreeSet<ShapeId> = service_errors
        .iter()
        .map(|error| error.target.clone())
        .collect();
    let mut inputs = BTreeSet::new();
    let mut outputs = BTreeSet::new();
    for id in &operations {
        let Some(operation) = model.shape(id) else {
            continue;
        };
        errors.extend(operation.errors.iter().map(|error| error.target.clone()));
        inputs.extend(operation.input.iter().map(|input| (id, &input.target)));
        outputs.extend(operation.output.iter().map(|output| (id, &output.target)));
    }
    let mut from_inputs = Walk::new(model);
    for (operation, input) in inputs {
        from_inputs.structure(operation, input);
    }
    let mut from_outputs = Walk::new(model);
    for (operation, output) in &outputs {
        from_outputs.structure(operation, output);
    }
    for error in &errors {
        from_outputs.structure(service_id, error);
        let shape = model.shape(error);
        let is_no_error = |shape: &Shape| {
            shape.shape_type == ShapeType::Structure && !shape.traits.has(trait_id::ERROR)
        };
        if shape.is_some_and(is_no_error) {
            problems.push(Problem::Misfit {
                shape: error.clone(),
                message: "it is listed as an error, and has no trait smithy.api#error".to_owned(),
            });
        }
    }
    // Whoever sends an exception may be sent it, as any error.
    for exception in &from_inputs.exceptions {
        from_outputs.structure(service_id, exception);
    }
    // What inputs and outputs have in common has been walked twice.
    for problem in from_inputs
        .problems
        .into_iter()
        .chain(from_outputs.problems)
    {
        if !problems.contains(&problem) {
            problems.push(problem);
        }
    }
    let (written, read) = (from_inputs.targets, from_outputs.targets);
    let (sent, received) = (from_inputs.event_streams, from_outputs.event_streams);
    errors.extend(from_inputs.exceptions.iter().cloned());
    errors.extend(from_outputs.exceptions);
    let ends = outputs.iter().map(|(_, output)| *output).chain(&errors);
    let readable = ends.chain(&read).chain(&received).cloned().collect();
    let exceptions = from_inputs.exceptions;
    Closure {
        service: service_id.clone(),
        operations,
        targets: &written | &read,
        event_streams: &sent | &received,
        readable,
        errors,
        writable: written.into_iter().chain(sent).chain(exceptions).collect(),
    }
}

fn only_service(model: &Model) -> Result<(&ShapeId, &Shape), Problem> {
    let mut services = model
        .shapes
        .iter()
        .filter(|(_, shape)| shape.shape_type == ShapeType::Service);
    match (services.next(), services.next()) {
        (None, _) => Err(Problem::NoService),
        (Some(service), None) => Ok(service),
        (Some((first, _)), Some((second, _))) => {
            let rest = services.map(|(id, _)| id.clone());
            Err(Problem::SeveralServices(
                [first.clone(), second.clone()]
                    .into_iter()
                    .chain(rest)
                    .collect(),
            ))
        }
    }
}

/// The operations of a service and of all resources below it.
fn bound_operations(
    model: &Model,
    service_id: &ShapeId,
    service: &Shape,
    problems: &mut Vec<Problem>,
) -> BTreeSet<ShapeId> {
    let mut operations = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut entities = vec![(service_id, service)];
    while let Some((id, entity)) = entities.pop() {
        let listed: BTreeSet<_> = entity.bound_operations().collect();
        for operation in listed {
            match model.shape(operation) {
                Some(shape) if shape.shape_type == ShapeType::Operation => {
                    operations.insert(operation.clone());
                }
                found => problems.push(bad_target(id, operation, found, "operation")),
            }
        }
        let listed: BTreeSet<_> = entity.resources.iter().map(|it| &it.target).collect();
        for resource in listed {
            match model.shape(resource) {
                Some(shape) if shape.shape_type == ShapeType::Resource => {
                    if seen.insert(resource) {
                        entities.push((resource, shape));
                    }
                }
                found => problems.push(bad_target(id, resource, found, "resource")),
            }
        }
    }
    operations
}

fn named(
    model: &Model,
    service: &ShapeId,
    bound: &BTreeSet<ShapeId>,
    names: &[String],
    problems: &mut Vec<Problem>,
) -> BTreeSet<ShapeId> {
    let mut chosen = BTreeSet::new();
    let mut asked = BTreeSet::new();
    for name in names.iter().filter(|name| asked.insert(*name)) {
        match bound
            .iter()
            .find(|id| id.name() == name || id.as_str() == name)
        {
            Some(id) => {
                chosen.insert(id.clone());
            }
            None => problems.push(Problem::UnknownOperation {
                service: service.clone(),
                name: name.clone(),
                closest: closest(bound, name),
                excerpt_of: model.excerpt_of().map(str::to_owned),
            }),
        }
    }
    chosen
}

/// Up to three operations whose names are near to this one, the nearest first.
fn closest(bound: &BTreeSet<ShapeId>, name: &str) -> Vec<String> {
    let wanted = name.to_lowercase();
    let similarity = |id: &ShapeId| strsim::jaro_winkler(&wanted, &id.name().to_lowercase());
    let mut near: Vec<_> = bound
        .iter()
        .map(|id| (similarity(id), id.name()))
        .filter(|(near, _)| *near > 0.8)
        .collect();
    near.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    near.into_iter()
        .take(3)
        .map(|(_, name)| name.to_owned())
        .collect()
}

fn bad_target(
    from: &ShapeId,
    target: &ShapeId,
    found: Option<&Shape>,
    expected: &'static str,
) -> Problem {
    match found {
        None => Problem::DanglingTarget {
            from: from.clone(),
            target: target.clone(),
        },
        Some(shape) => Problem::WrongTarget {
            from: from.clone(),
            target: target.clone(),
            found: format!("{:?}", shape.shape_type).to_lowercase(),
            expected,
        },
    }
}

/// Follows members to the shapes they target.
struct Walk<'a> {
    model: &'a Model,
    targets: BTreeSet<ShapeId>,
    event_streams: BTreeSet<ShapeId>,
    /// The errors that members of event streams target.
    exceptions: BTreeSet<ShapeId>,
    /// Those whose own members have been followed: several operations may have one input.
    followed: BTreeSet<ShapeId>,
    /// Those whose own members are still to be followed: a list rather than recursion, for chains of any length.
    pending: Vec<&'a ShapeId>,
    problems: Vec<Problem>,
}

impl<'a> Walk<'a> {
    fn new(model: &'a Model) -> Self {
        Self {
            model,
            targets: BTreeSet::new(),
            event_streams: BTreeSet::new(),
            exceptions: BTreeSet::new(),
            followed: BTreeSet::new(),
            pending: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// Everything below an input, output or error.
    fn structure(&mut self, from: &ShapeId, id: &ShapeId) {
        if id.is_unit() {
            return;
        }
        match self.model.shape(id) {
            Some(shape) if shape.shape_type == ShapeType::Structure => {
                self.members(id, shape);
                while let Some(id) = self.pending.pop() {
                    if let Some(shape) = self.model.shape(id) {
                        self.members(id, shape);
                    }
                }
            }
            found => self.problems.push(bad_target(from, id, found, "structure")),
        }
    }

    fn members(&mut self, id: &ShapeId, shape: &'a Shape) {
        let is_enum = matches!(shape.shape_type, ShapeType::Enum | ShapeType::IntEnum);
        if is_enum || !self.followed.insert(id.clone()) {
            return;
        }
        for (name, member) in shape.all_members() {
            self.target(&id.member(name), &member.target, shape.is_event_stream());
        }
    }

    fn target(&mut self, from: &ShapeId, id: &'a ShapeId, of_event_stream: bool) {
        if prelude_shape(id).is_some() || self.targets.contains(id) {
            return;
        }
        match self.model.shape(id) {
            Some(shape) => {
                let kind = if shape.is_event_stream() {
                    &mut self.event_streams
                } else if of_event_stream && shape.traits.has(trait_id::ERROR) {
                    &mut self.exceptions
                } else {
                    &mut self.targets
                };
                kind.insert(id.clone());
                self.pending.push(id);
            }
            None => self.problems.push(bad_target(from, id, None, "shape")),
        }
    }
}
