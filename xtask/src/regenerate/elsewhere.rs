//! Crates from any model into any directory, as a workspace of its own.

use super::{Arguments, apply, refuse_foreign, report};
use crate::{rustfmt, workspace};
use anyhow::{Context, Result, bail};
use smithereens_codegen::{FileTree, Layout, Operations, Request, generate, printable};
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

/// Generates, and writes or only compares.
pub fn run(arguments: &Arguments, model: &Path, out: &Path) -> Result<ExitCode> {
    let start = Instant::now();
    if !arguments.all && arguments.operation.is_empty() {
        bail!("say which operations to generate: --operation NAME (again for more), or --all");
    }
    let root = workspace::root();
    let request = Request {
        model: &workspace::read(model)?,
        operations: if arguments.all {
            Operations::All
        } else {
            Operations::Named(arguments.operation.clone())
        },
        skip_unsupported: arguments.skip_unsupported,
        write_defaults: false,
        prefix: arguments.prefix.as_deref(),
        layout: Layout::Standalone {
            runtime: workspace::slashed_absolute(&root.join("crates/runtime")),
            types: workspace::slashed_absolute(&root.join("crates/types")),
        },
        tests: None,
    };
    let generated = match generate(&request) {
        Ok(generated) => generated,
        Err(problems) => return Ok(report(model, &problems)),
    };
    let wanted = if arguments.rustfmt {
        rustfmt::format(&generated.files)?
    } else {
        generated.files
    };
    let disk =
        workspace::files_below(out, "").with_context(|| format!("cannot use {}", out.display()))?;
    let place = out.display().to_string();
    refuse_foreign(
        &disk,
        &place,
        "choose a directory that is empty or holds generated crates",
    )?;
    // Crates of other models may stand beside these.
    let folders = wanted.folders();
    let own = |path: &str| {
        path.split_once('/')
            .is_none_or(|(folder, _)| folders.contains(&folder))
    };
    let disk: FileTree = disk.into_iter().filter(|(path, _)| own(path)).collect();
    let differences = wanted.compare(&disk);
    if arguments.check {
        apply::list(&format!("{}/", out.display()), &differences);
        if differences.is_empty() {
            println!("{} generated files are up to date", wanted.len());
            return Ok(ExitCode::SUCCESS);
        }
        eprintln!(
            "error: {} is out of date; run the same command without --check",
            out.display()
        );
        return Ok(ExitCode::FAILURE);
    }
    let summary = apply::apply(out, &wanted, &differences)?;
    for (operation, reason) in &generated.skipped {
        let reason = printable(&reason.to_string());
        println!("left out {}: {reason}", printable(operation));
    }
    for note in &generated.notes {
        println!("note: {}", printable(note));
    }
    summary.print(
        generated.operations.len(),
        generated.shapes,
        start.elapsed(),
    );
    Ok(ExitCode::SUCCESS)
}
