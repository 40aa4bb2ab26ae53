//! `smithy.waiters#waitable`.

use super::lowering::Lowering;
use super::path::{Comparator, Scope};
use crate::ast::{MatcherSource, PathMatcher, Shape, ShapeId, Waitable, WaiterSource};
use crate::ir::{
    Acceptor, Matcher, Operation, PathExpression, PathType, PathVariable, TypeName, Waiter,
    WaiterState,
};
use crate::{markdown, naming};
use std::collections::BTreeSet;

/// The least wait between two requests where a waiter says none, in seconds.
const MIN_DELAY: u64 = 2;
/// The longest one, likewise.
const MAX_DELAY: u64 = 120;

impl Lowering<'_> {
    /// The waiters of an operation. One that cannot be made is left out with a note: the operation is right without it.
    pub(super) fn waiters(
        &mut self,
        id: &ShapeId,
        shape: &Shape,
        operation: &Operation,
    ) -> Vec<Waiter> {
        let Some(Waitable(sources)) = shape.traits.view(id, &mut self.problems) else {
            return Vec::new();
        };
        if operation.holds_stream() {
            self.notes.push(format!(
                "{id} has no waiters: its input holds a stream, which cannot be sent twice"
            ));
            return Vec::new();
        }
        let output = operation.output.iter();
        let scope = Scope {
            input: operation.members().collect(),
            output: (output.flat_map(|output| &output.structure.members)).collect(),
            shapes: &self.shapes,
        };
        let mut notes = Vec::new();
        let mut waiters = Vec::new();
        for (name, source) in sources {
            match acceptors(&scope, operation, &source) {
                Ok(acceptors) => waiters.push(waiter(&name, &source, acceptors)),
                Err(message) => notes.push(format!("{id} has no waiter {name:?}: {message}")),
            }
        }
        self.notes.extend(notes);
        waiters
    }
}

/// Gives waiters names that nothing else in their crate has.
pub(super) fn disambiguate(operations: &mut [Operation]) {
    let outputs = operations.iter().filter_map(Operation::own_output);
    let outputs = outputs.map(|output| output.name.module.clone());
    let names = operations.iter().map(|it| it.name.module.clone());
    let own = ["endpoint", "service"].map(str::to_owned);
    let mut taken: BTreeSet<String> = names.chain(outputs).chain(own).collect();
    for waiter in operations.iter_mut().flat_map(|it| &mut it.waiters) {
        while !taken.insert(waiter.name.module.clone()) {
            waiter.name.name.push_str("Waiter");
            waiter.name.module = naming::module_name(&waiter.name.name);
        }
    }
}

fn waiter(name: &str, source: &WaiterSource, acceptors: Vec<Acceptor>) -> Waiter {
    let type_name = naming::type_name(name);
    let min_delay = source.min_delay.unwrap_or(MIN_DELAY).max(1);
    Waiter {
        docs: markdown::lines(source.documentation.as_deref().unwrap_or_default()),
        min_delay,
        max_delay: source.max_delay.unwrap_or(MAX_DELAY).max(min_delay),
        acceptors,
        name: TypeName {
            module: naming::module_name(&type_name),
            name: type_name,
            shape: name.to_owned(),
        },
    }
}

fn acceptors(
    scope: &Scope<'_>,
    operation: &Operation,
    source: &WaiterSource,
) -> Result<Vec<Acceptor>, String> {
    let acceptors = source.acceptors.iter().map(|acceptor| {
        let state = match acceptor.state.as_str() {
            "success" => WaiterState::Success,
            "failure" => WaiterState::Failure,
            "retry" => WaiterState::Retry,
            other => return Err(format!("{other:?} is no state")),
        };
        let matcher = match &acceptor.matcher {
            MatcherSource::Success(true) => Matcher::Output,
            MatcherSource::Success(false) => Matcher::Error,
            MatcherSource::ErrorType(error) => error_of(operation, error),
            MatcherSource::Output(matcher) => that(
                scope,
                matcher,
                &PathExpression::variable(PathVariable::Output, PathType::Output),
            )?,
            // What the variable is does not matter: only its members do.
            MatcherSource::InputOutput(matcher) => that(
                scope,
                matcher,
                &PathExpression::variable(PathVariable::Output, PathType::InputAndOutput),
            )?,
        };
        Ok(Acceptor { state, matcher })
    });
    acceptors.collect()
}

/// The errors of a name, which may be that of a shape or a code: models have both.
fn error_of(operation: &Operation, name: &str) -> Matcher {
    let name = name.rsplit_once('#').map_or(name, |(_, name)| name);
    let modelled = operation
        .errors
        .iter()
        .find(|error| error.output.structure.name.shape == name || error.code == name);
    let mut codes = vec![name.to_owned()];
    codes.extend(modelled.map(|error| error.code.clone()));
    codes.dedup();
    Matcher::ErrorOf {
        codes,
        variant: modelled.map(|error| error.output.structure.name.name.clone()),
    }
}

fn that(
    scope: &Scope<'_>,
    matcher: &PathMatcher,
    start: &PathExpression,
) -> Result<Matcher, String> {
    let in_path = |message: String| format!("the path {:?}: {message}", matcher.path);
    let path = matcher.path.parse();
    let path = path.map_err(|error: crate::PathError| in_path(error.to_string()))?;
    let comparator = Comparator::named(&matcher.comparator)
        .ok_or_else(|| format!("{:?} is no comparator", matcher.comparator))?;
    let holds = scope.matches(&path, start, comparator, &matcher.expected);
    Ok(Matcher::OutputThat(Box::new(holds.map_err(in_path)?)))
}
