//! What a newer model changes for the operations that are asked for: both models are lowered, and what would be generated
//! of the one is compared with what would be generated of the other.
//!
//! Each change has two verdicts. That of the API is for programs that are built with crates of the newer model; that of
//! the wire for programs that go on with crates of the older one, while the service is as the newer model says.

mod change;
mod constraints;
mod enums;
mod members;
mod operation;
mod pagination;
mod reach;
mod request;
mod service;
mod shapes;
mod types;
mod waiters;

pub use change::{Aspect, Change, Changes, Verdict};

use crate::lowered::{Lowered, lowered};
use crate::{Operations, Problem};
use change::Log;
use reach::Reach;
use std::collections::BTreeSet;

/// What to compare.
#[derive(Clone, Debug)]
pub struct Comparison<'a> {
    /// The text of the older model.
    pub old: &'a str,
    /// The text of the newer one.
    pub new: &'a str,
    /// The operations.
    pub operations: &'a Operations,
    /// The protocol to speak, as in [`Options`](crate::Options).
    pub protocol: Option<&'a str>,
}

/// Which of two models.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Generation {
    /// The older one.
    Old,
    /// The newer one.
    New,
}

/// Compares two models.
///
/// # Errors
///
/// Everything that is wrong with one of the models, or an operation that neither has.
pub fn diff(comparison: &Comparison<'_>) -> Result<Changes, (Generation, Vec<Problem>)> {
    let mut found = BTreeSet::new();
    let mut lower = |text, protocol, generation| {
        lowered(text, protocol, |name| match comparison.operations {
            Operations::All => true,
            Operations::Named(names) => names.iter().any(|wanted| {
                // By its id, as in `Options`.
                let is_it = wanted.rsplit('#').next() == Some(name);
                if is_it {
                    found.insert(wanted.clone());
                }
                is_it
            }),
        })
        .map_err(|problems| (generation, problems))
    };
    let old = lower(comparison.old, comparison.protocol, Generation::Old)?;
    let mut new = lower(comparison.new, comparison.protocol, Generation::New)?;
    let (before, preferred) = (old.package.protocol.id, new.package.protocol.id);
    // Programs of the older model go on in its protocol, as long as the service speaks it.
    let is_still_spoken = new.protocols.iter().any(|protocol| protocol == before);
    if before != preferred && is_still_spoken {
        new = lower(comparison.new, Some(before), Generation::New)?;
    }
    if let Operations::Named(names) = comparison.operations {
        let missing: Vec<_> = names
            .iter()
            .filter(|name| !found.contains(*name))
            .cloned()
            .collect();
        if !missing.is_empty() {
            return Err((Generation::New, unknown(comparison.new, missing)));
        }
    }
    Ok(compared(&old, &new, preferred))
}

/// Why there are no operations of these names, in the words that generating has for it.
fn unknown(model: &str, names: Vec<String>) -> Vec<Problem> {
    let mut problems = Vec::new();
    let model = match crate::ast::read(model) {
        Ok(model) => model,
        Err(problems) => return problems,
    };
    match crate::select::operations(&model, &Operations::Named(names), &mut problems) {
        Ok(_) => problems,
        Err(problem) => vec![problem],
    }
}

fn compared(old: &Lowered, new: &Lowered, preferred: &str) -> Changes {
    let mut log = Log::default();
    service::compare(&mut log, old, new, preferred);
    let same_protocol = old.package.protocol.id == new.package.protocol.id;
    let pair = types::Pair {
        old: &old.package,
        new: &new.package,
        same_protocol,
    };
    operation::compare(&mut log, pair, &old.unsupported, &new.unsupported);
    let reach = Reach::of([&old.package, &new.package]);
    shapes::compare(&mut log, pair, &reach);
    constraints::compare(&mut log, old, new, &reach);
    log.into_changes()
}
