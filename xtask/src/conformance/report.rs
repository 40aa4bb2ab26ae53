//! The table of what passed and failed.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::process::ExitCode;

/// The kinds of cases.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Request,
    Response,
    Endpoint,
    Example,
    Waiter,
    Event,
    /// A model whose crates could not be made.
    Generation,
    /// A case that could not be made.
    Case,
}

#[derive(Clone, Copy, Default)]
struct Count {
    passed: usize,
    failed: usize,
}

/// What became of the cases of one model.
pub struct Report {
    model: String,
    counts: BTreeMap<Kind, Count>,
    failures: Vec<String>,
}

impl Report {
    pub fn new(model: &str) -> Self {
        Self {
            model: model.to_owned(),
            counts: BTreeMap::new(),
            failures: Vec::new(),
        }
    }

    pub fn model(&self) -> &str {
        &self.model
    }

    /// Whether nothing has failed so far.
    pub fn is_clean(&self) -> bool {
        self.failures.is_empty()
    }

    pub fn passed(&mut self, kind: Kind) {
        self.counts.entry(kind).or_default().passed += 1;
    }

    pub fn failed(&mut self, kind: Kind, case: &str, problem: &str) {
        self.counts.entry(kind).or_default().failed += 1;
        self.failures
            .push(format!("{}: {case}: {problem}", self.model));
    }

    fn count(&self, kind: Kind) -> Count {
        self.counts.get(&kind).copied().unwrap_or_default()
    }
}

/// Prints the failures, the table and the closing line.
pub fn print(reports: &[Report], all_failures: bool) -> ExitCode {
    for report in reports {
        let shown = if all_failures {
            report.failures.len()
        } else {
            5
        };
        for failure in report.failures.iter().take(shown) {
            eprintln!("failed: {failure}");
        }
        if report.failures.len() > shown {
            eprintln!(
                "failed: {}: {} more (--all-failures lists them)",
                report.model,
                report.failures.len() - shown
            );
        }
    }
    let kinds = [
        Kind::Request,
        Kind::Response,
        Kind::Endpoint,
        Kind::Example,
        Kind::Waiter,
        Kind::Event,
        Kind::Generation,
        Kind::Case,
    ];
    let width = reports
        .iter()
        .map(|report| report.model.len())
        .max()
        .unwrap_or_default()
        .max("model".len());
    println!(
        "{:width$}  {:>9}  {:>9}  {:>9}  {:>9}  {:>7}  {:>6}",
        "model", "requests", "responses", "endpoints", "examples", "waiters", "events"
    );
    let (mut passed, mut failed) = (0, 0);
    for report in reports {
        let cells = kinds.map(|kind| report.count(kind));
        passed += cells.iter().map(|count| count.passed).sum::<usize>();
        failed += cells.iter().map(|count| count.failed).sum::<usize>();
        let [request, response, endpoint, example, waiter, event, ..] = cells.map(cell);
        println!(
            "{:width$}  {request:>9}  {response:>9}  {endpoint:>9}  {example:>9}  {waiter:>7}  {event:>6}",
            report.model
        );
    }
    println!("{passed} passed, {failed} failed");
    if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// How many of how many.
fn cell(count: Count) -> String {
    match (count.passed, count.passed + count.failed) {
        (_, 0) => "-".to_owned(),
        (passed, all) => format!("{passed}/{all}"),
    }
}
