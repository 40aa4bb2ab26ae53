//! The crates of this repository: those that `model/*.toml` ask for, below `crates/`.

use super::{COMMAND, dependencies, formatted};
use crate::workspace;
use anyhow::{Context, Result, bail};
use cargo_smithereens::settings;
use cargo_smithereens::{apply, list, lock, refuse_foreign, remarks, report};
use smithereens_codegen::{Difference, FileTree, Layout, generate, is_generated};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

/// Generates, and writes or only compares.
pub fn run(root: &Path, check: bool) -> Result<ExitCode> {
    let start = Instant::now();
    let mut wanted = FileTree::default();
    let (mut operations, mut shapes) = (0, 0);
    let mut failed = None;
    for path in selections(&root.join("model"))? {
        let services = settings::services(&workspace::read(&path)?)
            .with_context(|| format!("cannot use {}", path.display()))?;
        for (prefix, service) in services {
            let model = root.join("model").join(&service.model);
            let text = workspace::read(&model)?;
            let options = service.options(&prefix, &text, Layout::Repository, COMMAND)?;
            match generate(&options) {
                Ok(generated) => {
                    operations += generated.operations.len();
                    shapes += generated.shapes;
                    for remark in remarks(&generated) {
                        println!("{remark}");
                    }
                    wanted.extend(generated.files);
                }
                Err(problems) => failed = Some(report(&model, &problems)),
            }
        }
    }
    if let Some(failed) = failed {
        return Ok(failed);
    }
    let wanted = formatted(&wanted)?;
    let crates = root.join("crates");
    let _lock = lock(&crates)?;
    let disk = generated_files(&crates, &wanted)?;
    let differences = wanted.compare(&disk);
    let manifest = dependencies::missing(root, &wanted.folders())?;
    if check {
        if differences.is_empty() && manifest.is_none() {
            println!("{} generated files are up to date", wanted.len());
            return Ok(ExitCode::SUCCESS);
        }
        list("crates/", &differences);
        if manifest.is_some() {
            list("", &[(Difference::Stale, "Cargo.toml".to_owned())]);
        }
        eprintln!("error: the generated crates are out of date; run `cargo xtask regenerate`");
        return Ok(ExitCode::FAILURE);
    }
    let on_disk = differences
        .iter()
        .filter(|(difference, _)| *difference != Difference::Missing);
    refuse_foreign(
        on_disk.map(|(_, path)| path.as_str()),
        &disk,
        "crates/",
        "move them out of the way of the generated crates",
    )?;
    // First what makes the crates known: without them it says nothing yet, they without it are no workspace.
    if let Some(manifest) = manifest {
        workspace::write(&root.join("Cargo.toml"), &manifest)?;
        println!("Cargo.toml: the generated crates were added to the workspace's dependencies");
    }
    for folder in wanted.folders() {
        workspace::remove_drafts(&crates.join(folder));
    }
    apply(&crates, &wanted, &differences)?.print(operations, shapes, start.elapsed());
    Ok(ExitCode::SUCCESS)
}

/// The TOML files of `model/`, sorted.
fn selections(folder: &Path) -> Result<Vec<PathBuf>> {
    let context = || format!("cannot list {}", folder.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(context)? {
        let path = entry.with_context(context)?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "toml")
        {
            files.push(path);
        }
    }
    if files.is_empty() {
        bail!(
            "{} has no TOML file that says what to generate",
            folder.display()
        );
    }
    files.sort();
    Ok(files)
}

/// What is on disk in the folders of generated crates, those included that nothing asks for any more.
fn generated_files(crates: &Path, wanted: &FileTree) -> Result<FileTree> {
    let mut files = FileTree::default();
    let context = || format!("cannot list {}", crates.display());
    for entry in fs::read_dir(crates).with_context(context)? {
        let entry = entry.with_context(context)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_generated = fs::read_to_string(entry.path().join("Cargo.toml"))
            .is_ok_and(|manifest| is_generated(&manifest));
        if is_generated || wanted.folders().contains(&name.as_str()) {
            let found = workspace::files_below(crates, &name)?;
            files.extend(found);
        }
    }
    Ok(files)
}
