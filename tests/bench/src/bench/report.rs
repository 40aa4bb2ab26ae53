//! Everything as JSON: each sample, what it is of, the goals, and the machine.

use super::figure::Figure;
use super::figures::Figures;
use super::goal::{Bound, GOALS};
use super::machine::Machine;
use anyhow::Result;
use serde_json::{Map, Value, json};

pub fn json(machine: &Machine, figures: &Figures) -> Result<String> {
    let all: Vec<Value> = figures
        .iter()
        .map(|(figure, _)| self::figure(figures, figure))
        .collect();
    let goals: Vec<Value> = GOALS
        .iter()
        .map(|goal| {
            let measured = goal.measured(figures);
            let (relation, bound) = match goal.bound {
                Bound::AtMost(bound) => ("at most", bound),
                Bound::AtLeast(bound) => ("at least", bound),
            };
            json!({
                "what": goal.what,
                "measured": measured.map(|summary| summary.median),
                "min": measured.map(|summary| summary.min),
                "max": measured.map(|summary| summary.max),
                "relation": relation,
                "bound": bound,
                "met": measured.map(|summary| goal.bound.is_met(summary.median)),
            })
        })
        .collect();
    let report = json!({ "machine": machine, "goals": goals, "figures": all });
    Ok(serde_json::to_string_pretty(&report)? + "\n")
}

fn figure(figures: &Figures, figure: Figure) -> Value {
    let mut subjects = Map::new();
    for (_, all) in figures.iter().filter(|(other, _)| *other == figure) {
        for (subject, samples) in all {
            let median = figures
                .summary(figure, *subject)
                .map(|summary| summary.median);
            let value = json!({ "median": median, "samples": samples });
            subjects.insert(subject.name().to_owned(), value);
        }
    }
    json!({ "title": figure.title(), "unit": figure.unit().name(), "subjects": subjects })
}
