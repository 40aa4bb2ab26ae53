//! What is wrong with a model, and what there is to say of crates that were made of it, for a person.

use smithereens_codegen::{Output, Problem, printable};
use std::path::Path;
use std::process::ExitCode;

/// Prints every problem of a model, a line each.
#[must_use]
pub fn report(model: &Path, problems: &[Problem]) -> ExitCode {
    list_problems(model, problems);
    let count = problems.len();
    let what = if count == 1 {
        "1 problem".to_owned()
    } else {
        format!("{count} problems")
    };
    eprintln!("nothing was written: {} has {what}", model.display());
    ExitCode::FAILURE
}

/// As [`report`], where nothing was to be written.
pub fn list_problems(model: &Path, problems: &[Problem]) {
    for problem in problems {
        let problem = printable(&problem.to_string());
        eprintln!("error: {}: {problem}", model.display());
    }
}

/// What was left out, and what is generated with less than the model says, a line each.
pub fn remarks(generated: &Output) -> impl Iterator<Item = String> {
    let skipped = generated.skipped.iter().map(|(operation, reason)| {
        let reason = printable(&reason.to_string());
        format!("left out {}: {reason}", printable(operation))
    });
    let notes = generated.notes.iter();
    skipped.chain(notes.map(|note| format!("note: {}", printable(note))))
}
