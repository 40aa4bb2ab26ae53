//! Whether a figure keeps its bound, in words that say what changed and what to do.

use super::bounds::Bound;
use std::collections::BTreeSet;
use std::process::ExitCode;

#[derive(PartialEq, Debug)]
pub enum Outcome {
    /// All is well.
    Kept(String),
    /// Better than the bound has it: the bound can follow.
    Loose(String),
    /// Worse than the bound allows.
    Broken(String),
}

/// Compares a figure with its bound.
pub fn of(name: &str, bound: Bound, now: f64) -> Outcome {
    let Bound { recorded, slack } = bound;
    let (grown, allowed) = (now - recorded, recorded * slack / 100.0);
    let change = grown / recorded * 100.0;
    let text = format!("{name}: from {recorded} to {now:.0} ({change:+.1}%, {slack}% is allowed)");
    if grown > allowed {
        Outcome::Broken(text)
    } else if grown < -allowed {
        Outcome::Loose(format!("{text}; set `recorded` of [{name}] to {now:.0}"))
    } else {
        Outcome::Kept(text)
    }
}

/// Compares the packages that are there several times with those that may be.
pub fn duplicates(allowed: &BTreeSet<String>, now: &BTreeSet<String>) -> Outcome {
    let list = |names: BTreeSet<&String>| {
        let names: Vec<_> = names.into_iter().map(String::as_str).collect();
        names.join(", ")
    };
    let new = list(now.difference(allowed).collect());
    let gone = list(allowed.difference(now).collect());
    if !new.is_empty() {
        Outcome::Broken(format!(
            "duplicates: new ones are in the tree in several versions: {new}"
        ))
    } else if !gone.is_empty() {
        Outcome::Loose(format!(
            "duplicates: none any more of {gone}; take it from `duplicates`"
        ))
    } else if now.is_empty() {
        Outcome::Kept("duplicates: none".to_owned())
    } else {
        Outcome::Kept(format!(
            "duplicates: as before, {}",
            list(now.iter().collect())
        ))
    }
}

/// Prints the outcomes. `file` is where the bounds are.
pub fn print(outcomes: &[Outcome], file: &str) -> ExitCode {
    let mut broken = 0;
    for outcome in outcomes {
        match outcome {
            Outcome::Kept(text) => println!("ok        {text}"),
            Outcome::Loose(text) => println!("better    {text} in {file}"),
            Outcome::Broken(text) => {
                broken += 1;
                println!("TOO MUCH  {text}");
            }
        }
    }
    if broken == 0 {
        return ExitCode::SUCCESS;
    }
    eprintln!(
        "error: a program with this project costs more than {file} allows. See what did it: `cargo tree --duplicates` \
         in tests/bench/ours for crates, callgrind on its profile `profiling` for instructions. If it is worth its \
         price, record the new figure in {file}, and say in the commit what it buys."
    );
    ExitCode::FAILURE
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUND: Bound = Bound {
        recorded: 1000.0,
        slack: 2.0,
    };

    #[test]
    fn a_figure_may_move_by_its_slack() {
        assert!(matches!(of("binary", BOUND, 1020.0), Outcome::Kept(_)));
        assert!(matches!(of("binary", BOUND, 980.0), Outcome::Kept(_)));
    }

    #[test]
    fn growth_is_told_with_both_ends() {
        let text = "binary: from 1000 to 1050 (+5.0%, 2% is allowed)".to_owned();
        assert_eq!(of("binary", BOUND, 1050.0), Outcome::Broken(text));
    }

    #[test]
    fn a_bound_that_is_far_above_is_to_follow() {
        let outcome = of("binary", BOUND, 900.0);
        assert!(matches!(outcome, Outcome::Loose(text) if text.contains("to 900")));
    }

    #[test]
    fn a_new_duplicate_breaks_the_budget_and_a_lost_one_does_not() {
        let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let allowed: BTreeSet<String> = set(&["syn"]);
        assert!(matches!(
            duplicates(&allowed, &set(&["syn"])),
            Outcome::Kept(_)
        ));
        assert!(matches!(duplicates(&allowed, &set(&[])), Outcome::Loose(_)));
        let broken = duplicates(&allowed, &set(&["http", "syn"]));
        assert!(matches!(broken, Outcome::Broken(text) if text.ends_with(": http")));
    }
}
