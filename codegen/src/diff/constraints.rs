//! What services accept of values: `length`, `range`, `pattern` and `uniqueItems`. Clients do not check it, and so nothing is generated
//! of it; but what a service takes no more, programs may still send. A bound that is stated where there was none counts as
//! documentation: services check before their models say so.

use super::change::{Aspect, Log, Verdict};
use super::reach::Reach;
use crate::ast::{Member, Model, Shape, ShapeId, Traits};
use crate::lowered::Lowered;
use Verdict::{Breaking, Minor, Nothing, Patch};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Number;
use std::collections::BTreeSet;

/// Compares the constraints of the shapes that both models have and the operations reach. What is said of a target is said
/// once, and of a member where it has a target of its own, or says more than that does.
pub(super) fn compare(log: &mut Log, old: &Lowered, new: &Lowered, reach: &Reach) {
    let inputs = inputs(new);
    let outputs = new.closure.readable.iter();
    let targets = new.closure.targets.iter();
    let ids: BTreeSet<_> = targets.chain(outputs).chain(&inputs).collect();
    for id in ids {
        let (Some(before), Some(after)) = (named(&old.model, id), new.model.shape(id)) else {
            continue;
        };
        let is_written = inputs.contains(id) || new.closure.writable.contains(id);
        let shape = Constrained { id, is_written };
        for (owner, operations) in owners(new, reach, id) {
            log.of_operations(operations);
            shape.compare(log, id.name(), &[&before.traits], &[&after.traits]);
            for (name, member) in after.all_members() {
                let Some((_, was)) = before.all_members().find(|(other, _)| *other == name) else {
                    continue;
                };
                let has_own = |member: &Member| ALL.iter().any(|id| member.traits.has(id));
                let is_other = was.target.name() != member.target.name();
                if !is_other && !has_own(was) && !has_own(member) {
                    continue;
                }
                let of_target = |model, id| named(model, id).map(|shape: &Shape| &shape.traits);
                let old: Vec<_> = [Some(&was.traits), of_target(&old.model, &was.target)]
                    .into_iter()
                    .flatten()
                    .collect();
                let new: Vec<_> = [Some(&member.traits), of_target(&new.model, &member.target)]
                    .into_iter()
                    .flatten()
                    .collect();
                shape.compare(log, &format!("{owner}${name}"), &old, &new);
            }
        }
    }
}

/// The shape of this id, or the only one of its name.
fn named<'a>(model: &'a Model, id: &ShapeId) -> Option<&'a Shape> {
    if let Some(shape) = model.shape(id) {
        return Some(shape);
    }
    let mut of_name = model
        .shapes
        .iter()
        .filter(|(other, _)| other.name() == id.name());
    match (of_name.next(), of_name.next()) {
        (Some((_, shape)), None) => Some(shape),
        _ => None,
    }
}

const LENGTH: &str = "smithy.api#length";
const RANGE: &str = "smithy.api#range";
const PATTERN: &str = "smithy.api#pattern";
const UNIQUE: &str = "smithy.api#uniqueItems";
const ALL: [&str; 4] = [LENGTH, RANGE, PATTERN, UNIQUE];

/// The inputs of the operations.
fn inputs(lowered: &Lowered) -> BTreeSet<ShapeId> {
    let operations = lowered.closure.operations.iter();
    let shapes = operations.filter_map(|id| lowered.model.shape(id));
    let inputs = shapes.filter_map(|shape| shape.input.as_ref());
    inputs.map(|input| input.target.clone()).collect()
}

/// What the members of a shape are named by, and the operations that have them: those of an input by each operation whose
/// fields they are.
fn owners<'a>(lowered: &'a Lowered, reach: &Reach, id: &'a ShapeId) -> Vec<(&'a str, Vec<String>)> {
    let operations = lowered.closure.operations.iter();
    let of_input = operations.filter(|operation| {
        let shape = lowered.model.shape(operation);
        let input = shape.and_then(|shape| shape.input.as_ref());
        input.is_some_and(|input| input.target == *id)
    });
    let of_input: Vec<_> = of_input
        .map(|operation| (operation.name(), vec![operation.name().to_owned()]))
        .collect();
    if of_input.is_empty() {
        return vec![(id.name(), reach.operations(id.name()))];
    }
    of_input
}

/// `smithy.api#length` and `smithy.api#range`.
#[derive(Default, Deserialize, PartialEq)]
#[serde(default)]
struct Bounds {
    min: Option<Number>,
    max: Option<Number>,
}

impl Bounds {
    /// Whether every value that `other` takes is within these as well.
    fn include(&self, other: &Self) -> bool {
        let value = |number: &Option<Number>| number.as_ref().and_then(Number::as_f64);
        let low = value(&self.min).is_none_or(|min| value(&other.min).is_some_and(|it| min <= it));
        let high = value(&self.max).is_none_or(|max| value(&other.max).is_some_and(|it| it <= max));
        low && high
    }

    /// These, and for an end that they do not say that of `other`.
    fn stated_as(&self, other: &Self) -> Self {
        Self {
            min: self.min.clone().or(other.min.clone()),
            max: self.max.clone().or(other.max.clone()),
        }
    }

    fn described(&self) -> String {
        let end =
            |number: &Option<Number>| number.as_ref().map_or(String::new(), Number::to_string);
        match (&self.min, &self.max) {
            (None, None) => "any".to_owned(),
            (min, max) => format!("{}..={}", end(min), end(max)),
        }
    }
}

struct Constrained<'a> {
    id: &'a ShapeId,
    is_written: bool,
}

impl Constrained<'_> {
    /// Compares what holds: of several traits the first that is there, as a member's go before its target's.
    fn compare(&self, log: &mut Log, subject: &str, old: &[&Traits], new: &[&Traits]) {
        for (trait_id, what) in [(LENGTH, "length"), (RANGE, "range")] {
            let (was, is): (Bounds, Bounds) =
                (self.value(old, trait_id), self.value(new, trait_id));
            if was != is {
                let wire = if is.include(&was) {
                    Minor
                } else if is.include(&was.stated_as(&is)) {
                    Patch
                } else {
                    self.narrower()
                };
                let text = format!("{what}: {} → {}", was.described(), is.described());
                log.add(subject, Aspect::Constraint, (Nothing, wire), text);
            }
        }
        let (was, is): (Option<String>, Option<String>) =
            (self.value(old, PATTERN), self.value(new, PATTERN));
        if was != is {
            // Whether one pattern takes all that another does, nobody can say who does not know what is sent.
            let wire = if was.is_none() { Patch } else { Minor };
            let text = match is {
                None => "pattern removed".to_owned(),
                Some(is) => format!("pattern: {is:?}"),
            };
            log.add(subject, Aspect::Constraint, (Nothing, wire), text);
        }
        let is_unique = |traits: &[&Traits]| traits.iter().any(|traits| traits.has(UNIQUE));
        match (is_unique(old), is_unique(new)) {
            (false, true) => {
                let text = "items have to be unique";
                log.add(
                    subject,
                    Aspect::Constraint,
                    (Nothing, self.narrower()),
                    text,
                );
            }
            (true, false) => {
                let text = "items need not be unique";
                log.add(subject, Aspect::Constraint, (Nothing, Minor), text);
            }
            _ => {}
        }
    }

    /// What it means that not all is taken any more that was.
    fn narrower(&self) -> Verdict {
        if self.is_written { Breaking } else { Nothing }
    }

    /// The first value of a trait. One that is malformed counts as not there: nothing is generated of it.
    fn value<T: DeserializeOwned + Default>(&self, traits: &[&Traits], trait_id: &str) -> T {
        let traits = traits.iter().find(|traits| traits.has(trait_id));
        let value = traits.and_then(|traits| traits.value(trait_id, self.id, &mut Vec::new()));
        value.unwrap_or_default()
    }
}
