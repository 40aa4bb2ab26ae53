//! Whether a figure keeps its bound, in words that say what changed and what to do.

use super::bounds::Bound;
use std::collections::BTreeSet;
use std::process::ExitCode;

#[derive(PartialEq, Debug)]
pub enum Verdict {
    /// All is well.
    Kept(String),
    /// Better than the bound has it: the bound can follow.
    Loose(String),
    /// Worse than the bound allows.
    Broken(String),
}

/// Compares a figure with its bound.
pub fn of(name: &str, bound: Bound, now: f64) -> Verdict {
    let Bound { recorded, slack } = bound;
    let (grown, allowed) = (now - recorded, recorded * slack / 100.0);
    let change = grown / recorded * 100.0;
    let told = format!("{name}: from {recorded} to {now:.0} ({change:+.1}%, {slack}% is allowed)");
    if grown > allowed {
        Verdict::Broken(told)
    } else if grown < -allowed {
        Verdict::Loose(format!("{told}; set `recorded` of [{name}] to {now:.0}"))
    } else {
        Verdict::Kept(told)
    }
}

/// Compares the packages that are there several times with those that may be.
pub fn duplicates(allowed: &BTreeSet<String>, now: &BTreeSet<String>) -> Verdict {
    let list = |names: BTreeSet<&String>| {
        let names: Vec<_> = names.into_iter().map(String::as_str).collect();
        names.join(", ")
    };
    let new = list(now.difference(allowed).collect());
    let gone = list(allowed.difference(now).collect());
    if !new.is_empty() {
        Verdict::Broken(format!(
            "duplicates: new ones are in the tree in several versions: {new}"
        ))
    } else if !gone.is_empty() {
        Verdict::Loose(format!(
            "duplicates: none any more of {gone}; take it from `duplicates`"
        ))
    } else if now.is_empty() {
        Verdict::Kept("duplicates: none".to_owned())
    } else {
        Verdict::Kept(format!(
            "duplicates: as before, {}",
            list(now.iter().collect())
        ))
    }
}

/// Prints the verdicts. `file` is where the bounds are.
pub fn tell(verdicts: &[Verdict], file: &str) -> ExitCode {
    let mut broken = 0;
    for verdict in verdicts {
        match verdict {
            Verdict::Kept(told) => println!("ok        {told}"),
            Verdict::Loose(told) => println!("better    {told} in {file}"),
            Verdict::Broken(told) => {
                broken += 1;
                println!("TOO MUCH  {told}");
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
        assert!(matches!(of("binary", BOUND, 1020.0), Verdict::Kept(_)));
        assert!(matches!(of("binary", BOUND, 980.0), Verdict::Kept(_)));
    }

    #[test]
    fn growth_is_told_with_both_ends() {
        let told = "binary: from 1000 to 1050 (+5.0%, 2% is allowed)".to_owned();
        assert_eq!(of("binary", BOUND, 1050.0), Verdict::Broken(told));
    }

    #[test]
    fn a_bound_that_is_far_above_is_to_follow() {
        let verdict = of("binary", BOUND, 900.0);
        assert!(matches!(verdict, Verdict::Loose(told) if told.contains("to 900")));
    }

    #[test]
    fn a_new_duplicate_breaks_the_budget_and_a_lost_one_does_not() {
        let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let allowed: BTreeSet<String> = set(&["syn"]);
        assert!(matches!(
            duplicates(&allowed, &set(&["syn"])),
            Verdict::Kept(_)
        ));
        assert!(matches!(duplicates(&allowed, &set(&[])), Verdict::Loose(_)));
        let broken = duplicates(&allowed, &set(&["http", "syn"]));
        assert!(matches!(broken, Verdict::Broken(told) if told.ends_with(": http")));
    }
}
