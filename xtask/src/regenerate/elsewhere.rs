//! Crates from any model into any directory, as a workspace of its own.

use super::{Arguments, COMMAND, formatted};
use crate::workspace;
use anyhow::{Context, Result, bail};
use cargo_smithereens::{apply, list, lock, refuse_foreign, remarks, report};
use smithereens_codegen::{FileTree, Layout, Operations, Options, Runtime, generate};
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
    let options = Options {
        model: &workspace::read(model)?,
        operations: if arguments.all {
            Operations::All
        } else {
            Operations::Named(arguments.operation.clone())
        },
        skip_unsupported: arguments.skip_unsupported,
        write_defaults: false,
        protocol: arguments.protocol.as_deref(),
        prefix: arguments.prefix.as_deref(),
        layout: Layout::Standalone {
            runtime: Runtime::Path {
                runtime: workspace::slashed_absolute(&root.join("crates/runtime")),
                types: workspace::slashed_absolute(&root.join("crates/types")),
            },
            one_crate: false,
        },
        command: COMMAND,
        tests: None,
    };
    let generated = match generate(&options) {
        Ok(generated) => generated,
        Err(problems) => return Ok(report(model, &problems)),
    };
    let remarks: Vec<_> = remarks(&generated).collect();
    let wanted = if arguments.rustfmt {
        formatted(&generated.files)?
    } else {
        generated.files
    };
    // A run that only compares makes no folder to lock.
    let _lock = (!arguments.check || out.is_dir())
        .then(|| lock(out))
        .transpose()?;
    let disk =
        workspace::files_below(out, "").with_context(|| format!("cannot use {}", out.display()))?;
    let place = out.display().to_string();
    refuse_foreign(
        disk.iter().map(|(path, _)| path),
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
    let same_service = of_same_service(&wanted, &disk);
    let disk: FileTree = disk.into_iter().filter(|(path, _)| own(path)).collect();
    let differences = wanted.compare(&disk);
    if arguments.check {
        list(&format!("{}/", out.display()), &differences);
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
    workspace::remove_drafts(out);
    let summary = apply(out, &wanted, &differences)?;
    if !same_service.is_empty() {
        println!(
            "note: {} still holds {}, generated for the same service under another prefix; remove them if nothing uses them",
            out.display(),
            same_service.join(", "),
        );
    }
    for remark in remarks {
        println!("{remark}");
    }
    summary.print(
        generated.operations.len(),
        generated.shapes,
        start.elapsed(),
    );
    Ok(ExitCode::SUCCESS)
}

/// The crates on disk that were generated for the same service as those that are wanted, under another prefix.
fn of_same_service(wanted: &FileTree, disk: &FileTree) -> Vec<String> {
    const SERVICE: &str = "-operations/src/service.rs";
    // The line of the service's description that has its SDK id.
    // It is the first text of the service's description, whose first line may be broken.
    let sdk_id = |text: &str| {
        let (_, rest) = text.split_once("Service::new(")?;
        let (_, rest) = rest.split_once('"')?;
        rest.split_once('"').map(|(sdk_id, _)| sdk_id.to_owned())
    };
    let wanted_ids: Vec<_> = wanted
        .iter()
        .filter(|(path, _)| path.ends_with(SERVICE))
        .filter_map(|(_, text)| sdk_id(text))
        .collect();
    let new = wanted.folders();
    let old: Vec<_> = disk
        .iter()
        .filter_map(|(path, text)| Some((path.strip_suffix(SERVICE)?, sdk_id(text)?)))
        .filter(|(_, id)| wanted_ids.contains(id))
        .map(|(prefix, _)| prefix)
        .collect();
    let of_old = |folder: &&str| {
        let prefix = folder.rsplit_once('-').map_or("", |(prefix, _)| prefix);
        old.contains(&prefix) && !new.contains(folder)
    };
    let folders = disk.folders().into_iter().filter(of_old);
    folders.map(str::to_owned).collect()
}
