//! `cargo xtask budget`: a program with this project costs no more than was agreed on.

mod bounds;
mod outcome;

use crate::bench::instructions;
use crate::bench::server::Server;
use crate::bench::subject::Subject;
use crate::bench::tree::Tree;
use crate::bench::{build, decode};
use crate::workspace;
use anyhow::{Context, Result};
use bounds::Bounds;
use outcome::Outcome;
use std::process::ExitCode;

const FILE: &str = "tests/bench/budget.toml";

/// Runs the job.
pub fn run() -> Result<ExitCode> {
    let text = workspace::read(&workspace::root().join(FILE))?;
    let bounds: Bounds = toml::from_str(&text).with_context(|| format!("{FILE} is malformed"))?;
    let tree = Tree::of(Subject::Ours)?;
    let mut outcomes = vec![
        outcome::of("crates", bounds.crates, f64::from(tree.count())),
        outcome::duplicates(&bounds.duplicates, &tree.duplicates()),
    ];
    let here = format!("{}-{}", std::env::consts::ARCH, std::env::consts::OS);
    if here == bounds.platform {
        build::update(Subject::Ours)?;
        let size = build::size(Subject::Ours)?;
        outcomes.push(outcome::of("binary", bounds.binary, f64::from(size)));
        outcomes.extend(instructions(&bounds)?);
    } else {
        let text = format!(
            "binary and instructions: skipped, their bounds are for {}",
            bounds.platform
        );
        outcomes.push(Outcome::Kept(text));
    }
    Ok(outcome::print(&outcomes, FILE))
}

fn instructions(bounds: &Bounds) -> Result<Vec<Outcome>> {
    if instructions::valgrind().is_none() {
        let text = "instructions: skipped, there is no valgrind".to_owned();
        return Ok(vec![Outcome::Kept(text)]);
    }
    let server = Server::start()?;
    let program = Subject::Ours.program();
    let sizes = [
        ("instructions-2", 2, bounds.instructions_2),
        ("instructions-50", 50, bounds.instructions_50),
    ];
    let compared = sizes.into_iter().map(|(name, items, bound)| {
        let count = instructions::of_a_call(&program, items, &server)?;
        Ok(outcome::of(name, bound, count))
    });
    let json = decode::percent("json", "derived")
        .map(|now| outcome::of("decode-json", bounds.decode_json, now));
    let xml = decode::percent("xml", "events")
        .map(|now| outcome::of("decode-xml", bounds.decode_xml, now));
    compared.chain([json, xml]).collect()
}
