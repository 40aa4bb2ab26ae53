//! What is wrong with a model, for a person.

use smithereens_codegen::{Problem, printable};
use std::path::Path;
use std::process::ExitCode;

/// Prints every problem of a model, a line each.
#[must_use]
pub fn report(model: &Path, problems: &[Problem]) -> ExitCode {
    for problem in problems {
        let problem = printable(&problem.to_string());
        eprintln!("error: {}: {problem}", model.display());
    }
    let count = problems.len();
    let what = if count == 1 {
        "1 problem".to_owned()
    } else {
        format!("{count} problems")
    };
    eprintln!("nothing was written: {} has {what}", model.display());
    ExitCode::FAILURE
}
