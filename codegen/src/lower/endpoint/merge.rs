//! Rules that stand next to each other and have the same result, made one.

use super::simplify::{boolean, or};
use super::usage::forget_unused;
use crate::ir::{Condition, Rule};

/// The rules, of which neighbours with the same result are one that holds where either does.
pub(super) fn merged(rules: Vec<Rule>) -> Vec<Rule> {
    let mut merged: Vec<Rule> = Vec::new();
    for mut rule in rules {
        // What two of them come to may go together with the one before.
        while let Some(mut before) = merged.pop() {
            if before.body != rule.body || !take_in(&mut before.conditions, &rule.conditions) {
                merged.push(before);
                break;
            }
            forget_unused(&mut before.conditions, &before.body);
            rule = before;
        }
        merged.push(rule);
    }
    merged
}

/// Has conditions hold where others do as well, if the two differ in one of them at most, and in none that gives a name.
/// Gives whether it did.
fn take_in(conditions: &mut Vec<Condition>, others: &[Condition]) -> bool {
    let pairs = conditions.iter().zip(others);
    let same = pairs.take_while(|(a, b)| a == b).count();
    let (Some(rest), Some(others)) = (conditions.get(same..), others.get(same..)) else {
        return false;
    };
    // A name is what was given it last, so that both have to give their names in one order: at the start.
    let gives_name = |it: &Condition| matches!(it, Condition::Some { .. });
    if rest.iter().chain(others).any(gives_name) {
        return false;
    }
    let own = (same..).zip(rest).filter(|(_, it)| !others.contains(it));
    let own: Vec<_> = own.map(|(at, _)| at).collect();
    let foreign: Vec<_> = others.iter().filter(|it| !rest.contains(it)).collect();
    match (own.as_slice(), foreign.as_slice()) {
        // What one asks for besides is of no account where the other does not.
        ([], _) => {}
        (_, []) => {
            conditions.truncate(same);
            conditions.extend_from_slice(others);
        }
        (&[at], &[Condition::Holds(other)]) => {
            if let Some(Condition::Holds(condition)) = conditions.get_mut(at) {
                or(condition, other);
            }
        }
        _ => return false,
    }
    let certain = Condition::Holds(boolean(true));
    conditions.retain(|it| *it != certain);
    true
}
