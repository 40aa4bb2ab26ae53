//! `cargo xtask budget`: a program with this project costs no more than was agreed on.

mod bounds;
mod verdict;

use crate::bench::build;
use crate::bench::instructions;
use crate::bench::server::Server;
use crate::bench::subject::Subject;
use crate::bench::tree::Tree;
use crate::workspace;
use anyhow::{Context, Result};
use bounds::Bounds;
use std::process::ExitCode;
use verdict::Verdict;

const FILE: &str = "tests/bench/budget.toml";

/// Runs the job.
pub fn run() -> Result<ExitCode> {
    let text = workspace::read(&workspace::root().join(FILE))?;
    let bounds: Bounds = toml::from_str(&text).with_context(|| format!("{FILE} is malformed"))?;
    let tree = Tree::of(Subject::Ours)?;
    let mut verdicts = vec![
        verdict::of("crates", bounds.crates, f64::from(tree.count())),
        verdict::duplicates(&bounds.duplicates, &tree.duplicates()),
    ];
    let here = format!("{}-{}", std::env::consts::ARCH, std::env::consts::OS);
    if here == bounds.platform {
        build::update(Subject::Ours)?;
        let size = build::size(Subject::Ours)?;
        verdicts.push(verdict::of("binary", bounds.binary, f64::from(size)));
        verdicts.extend(instructions(&bounds)?);
    } else {
        let told = format!(
            "binary and instructions: skipped, their bounds are for {}",
            bounds.platform
        );
        verdicts.push(Verdict::Kept(told));
    }
    Ok(verdict::tell(&verdicts, FILE))
}

fn instructions(bounds: &Bounds) -> Result<Vec<Verdict>> {
    if instructions::valgrind().is_none() {
        let told = "instructions: skipped, there is no valgrind".to_owned();
        return Ok(vec![Verdict::Kept(told)]);
    }
    let server = Server::start()?;
    let program = Subject::Ours.program();
    let sizes = [
        ("instructions-2", 2, bounds.instructions_2),
        ("instructions-50", 50, bounds.instructions_50),
    ];
    let judged = sizes.into_iter().map(|(name, items, bound)| {
        let count = instructions::of_a_call(&program, items, &server)?;
        Ok(verdict::of(name, bound, count))
    });
    judged.collect()
}
