//! The workspace of all generated crates: writing, building and running it.

use super::report::{Kind, Report};
use crate::{cargo, workspace};
use anyhow::{Context, Result, bail};
use cargo_smithereens::apply;
use serde::Deserialize;
use smithereens_codegen::FileTree;
use std::env::consts::EXE_SUFFIX;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the name of each test binary ends with, after the model's.
const BINARY: &str = "-conformance";

/// What a test binary prints of each case.
#[derive(Deserialize)]
struct Case {
    kind: Kind,
    operation: String,
    id: String,
    problem: Option<String>,
}

/// Brings the folder in line with what was generated; what did not change is not built again.
pub fn write(root: &Path, folder: &Path, wanted: FileTree) -> Result<()> {
    let mut files: FileTree = wanted
        .into_iter()
        .filter(|(path, _)| path != "Cargo.toml")
        .collect();
    let workspace_manifest = "[workspace]\nresolver = \"3\"\nmembers = [\"*\"]\n\n[profile.dev]\ndebug = false\nincremental = false\n";
    files.extend([("Cargo.toml".to_owned(), workspace_manifest.to_owned())]);
    let disk = workspace::files_below(folder, "")?;
    apply(folder, &files, &files.compare(&disk))?;
    // The versions that this repository locks are the ones to test with.
    workspace::write(
        &folder.join("Cargo.lock"),
        &workspace::read(&root.join("Cargo.lock"))?,
    )
}

/// Builds everything and gives the folder of the binaries. Crates that do not compile are reported by cargo,
/// and later by the lack of their binary.
pub fn build(folder: &Path) -> Result<PathBuf> {
    let target = folder.with_file_name("conformance-build");
    let built = target.join("debug");
    remove_binaries(&built)?;
    let status = cargo::cargo()
        .args(["build", "--workspace", "--quiet", "--keep-going"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", &target)
        .env("RUSTFLAGS", "-D warnings")
        .status()
        .context("cannot run cargo")?;
    if !status.success() {
        eprintln!("error: not all generated crates compile");
    }
    Ok(built)
}

/// Removes the binaries of earlier builds, which would hide that a crate no longer compiles. Cargo puts those that are
/// up to date back without building them.
fn remove_binaries(built: &Path) -> Result<()> {
    let Ok(entries) = fs::read_dir(built) else {
        return Ok(());
    };
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.ends_with(&format!("{BINARY}{EXE_SUFFIX}")) {
            fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
        }
    }
    Ok(())
}

/// Runs the cases of a model.
pub fn run(built: &Path, report: &mut Report) -> Result<()> {
    let binary = built.join(format!("{}{BINARY}{EXE_SUFFIX}", report.model()));
    if !binary.exists() {
        report.failed(
            Kind::Generation,
            "build",
            "the generated crates do not compile",
        );
        return Ok(());
    }
    let output = Command::new(&binary)
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .output()
        .with_context(|| format!("cannot run {}", binary.display()))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if lines.peek().is_none() {
            if line != r#"{"done":true}"# {
                bail!(
                    "{} stopped before its end: {}",
                    binary.display(),
                    String::from_utf8_lossy(&output.stderr)
                );
            }
            return Ok(());
        }
        let case: Case = serde_json::from_str(line)
            .with_context(|| format!("{} printed {line:?}", binary.display()))?;
        match case.problem {
            None => report.passed(case.kind),
            Some(problem) => report.failed(
                case.kind,
                &format!("{} {}", case.operation, case.id),
                &problem,
            ),
        }
    }
    bail!(
        "{} printed nothing: {}",
        binary.display(),
        String::from_utf8_lossy(&output.stderr)
    )
}
