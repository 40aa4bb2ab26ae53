//! Which operations have which shapes.

use crate::ir::{Member, Package, Type};
use std::collections::{BTreeMap, BTreeSet};

/// What is reached from the operations of two packages, by the names of shapes in the models.
#[derive(Default)]
pub(super) struct Reach {
    /// The operations that have a shape in their input, output or errors.
    operations: BTreeMap<String, BTreeSet<String>>,
    /// The shapes that are in inputs.
    written: BTreeSet<String>,
}

impl Reach {
    /// Follows the members of every operation.
    pub(super) fn of(packages: [&Package; 2]) -> Self {
        let mut reach = Self::default();
        for package in packages {
            reach.add(package);
        }
        reach
    }

    /// The operations that have a shape.
    pub(super) fn operations(&self, shape: &str) -> Vec<String> {
        let found = self.operations.get(shape).into_iter().flatten();
        found.cloned().collect()
    }

    /// Whether a shape is in an input.
    pub(super) fn is_written(&self, shape: &str) -> bool {
        self.written.contains(shape)
    }

    fn add(&mut self, package: &Package) {
        let shapes = members(package);
        for operation in &package.operations {
            let written = follow(&shapes, operation.members());
            let outputs = operation.output.iter();
            let errors = operation.errors.iter().map(|error| &error.output);
            let read: Vec<_> = outputs.chain(errors).map(|it| &it.structure).collect();
            let below = follow(&shapes, read.iter().flat_map(|it| &it.members));
            let ends = read.iter().map(|it| it.name.shape.as_str());
            for shape in ends.chain(below).chain(written.iter().copied()) {
                let operations = self.operations.entry(shape.to_owned()).or_default();
                operations.insert(operation.name.shape.clone());
            }
            self.written.extend(written.into_iter().map(str::to_owned));
        }
    }
}

/// Shapes by their Rust names: their names in the model, and their members.
type Shapes<'a> = BTreeMap<&'a str, (&'a str, &'a [Member])>;

/// The shapes that members lead to.
fn follow<'a>(shapes: &Shapes<'a>, members: impl Iterator<Item = &'a Member>) -> BTreeSet<&'a str> {
    let mut seen = BTreeSet::new();
    let mut pending: Vec<&Member> = members.collect();
    while let Some(member) = pending.pop() {
        for name in targets(&member.ty) {
            if let Some((shape, members)) = shapes.get(name)
                && seen.insert(*shape)
            {
                pending.extend(*members);
            }
        }
    }
    seen
}

/// The shapes of a package.
fn members(package: &Package) -> Shapes<'_> {
    let shapes = package.shapes.iter();
    let shapes = shapes.map(|shape| (shape.name(), shape.members()));
    let errors = package.errors.iter();
    let errors = errors.map(|error| (&error.name, error.members.as_slice()));
    let streams = package.event_streams.iter().map(|stream| &stream.union);
    let streams = streams.map(|union| (&union.name, union.members.as_slice()));
    let all = shapes.chain(errors).chain(streams);
    all.map(|(name, members)| (name.name.as_str(), (name.shape.as_str(), members)))
        .collect()
}

/// The generated types that a type is made of.
fn targets(ty: &Type) -> Vec<&str> {
    match ty {
        Type::Shape(shape) => vec![&shape.name],
        Type::Events(events) => vec![&events.union.name],
        Type::List { member, .. } => targets(member),
        Type::Map { key, value, .. } => [targets(key), targets(value)].concat(),
        _ => Vec::new(),
    }
}
