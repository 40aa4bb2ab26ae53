//! `cargo xtask conformance`: other people's tests, run through the generated code and the runtime.
//!
//! Each model brings its own cases: requests, responses, endpoints and examples. There is no list of skipped
//! cases: one that cannot run counts as failed.

mod build;
mod report;

use crate::workspace;
use anyhow::{Context, Result, bail};
use report::{Kind, Report};
use smithereens_codegen::{FileTree, Layout, Operations, Options, Problem, TestCrates, generate};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What `conformance` is told on the command line.
#[derive(clap::Args)]
pub struct Arguments {
    /// The models to run, or folders with models [default: those of this repository's tests, and every one below the
    /// folder that `SMITHY_MODELS` names].
    models: Vec<PathBuf>,
    /// The protocol to speak, such as awsQuery, with services that speak several [default: the one that AWS prefers].
    #[arg(long, value_name = "NAME")]
    protocol: Option<String>,
    /// List every case that failed, not only the first ones of each model.
    #[arg(long)]
    all_failures: bool,
}

/// Runs the job.
pub fn run(arguments: &Arguments) -> Result<ExitCode> {
    let models = if arguments.models.is_empty() {
        default_models()?
    } else {
        named_models(&arguments.models)?
    };
    let root = workspace::root();
    let folder = root.join("target").join("conformance");
    let mut reports = Vec::new();
    let mut wanted = FileTree::default();
    for path in &models {
        let name = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let prefix = unique(&name, &reports);
        let mut report = Report::new(&prefix);
        match crates(&root, path, &prefix, arguments.protocol.as_deref()) {
            Ok(Ok(files)) => wanted.extend(files),
            Ok(Err(problems)) => {
                let problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
                report.failed(
                    Kind::Generation,
                    &path.display().to_string(),
                    &problems.join("; "),
                );
            }
            Err(error) => report.failed(
                Kind::Generation,
                &path.display().to_string(),
                &format!("{error:#}"),
            ),
        }
        reports.push(report);
    }
    build::write(&root, &folder, wanted)?;
    let built = build::build(&folder)?;
    for report in reports.iter_mut().filter(|report| report.is_clean()) {
        build::run(&built, report)?;
    }
    Ok(report::print(&reports, arguments.all_failures))
}

/// These models, and every one below those that are folders.
fn named_models(paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let models = paths.iter().map(|path| {
        if path.is_dir() {
            models_below(path)
        } else {
            Ok(vec![path.clone()])
        }
    });
    Ok(models.collect::<Result<Vec<_>>>()?.concat())
}

/// The models of this repository's own tests, and every model of the directory that the environment names.
fn default_models() -> Result<Vec<PathBuf>> {
    let mut models = models_below(&workspace::root().join("tests/fixtures/models"))?;
    match std::env::var_os("SMITHY_MODELS") {
        // A relative path is meant from the repository, wherever the job was started.
        Some(folder) => models.extend(models_below(&workspace::root().join(folder))?),
        None => println!(
            "SMITHY_MODELS is not set: only the models of this repository's own tests are run"
        ),
    }
    Ok(models)
}

fn models_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut models = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let context = || format!("cannot list {}", folder.display());
        for entry in fs::read_dir(&folder).with_context(context)? {
            let path = entry.with_context(context)?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|extension| extension == "json")
                && is_model(&path)?
            {
                models.push(path);
            }
        }
    }
    if models.is_empty() {
        bail!("{} holds no Smithy model", folder.display());
    }
    models.sort();
    Ok(models)
}

/// Other data, such as the partitions, may lie beside the models.
fn is_model(path: &Path) -> Result<bool> {
    Ok(workspace::read(path)?.contains("\"smithy\""))
}

/// Whether a model has protocol tests, as Smithy's official ones do, which ask for defaults to be written. The models
/// that AWS publishes have none, and are tested as they are generated for use.
fn has_protocol_tests(model: &str) -> bool {
    model.contains("\"smithy.test#http")
}

/// Models of different directories may have one name.
fn unique(name: &str, reports: &[Report]) -> String {
    let taken = |name: &str| reports.iter().any(|report| report.model() == name);
    let mut unique = name.to_owned();
    let mut count = 2;
    while taken(&unique) {
        unique = format!("{name}-{count}");
        count += 1;
    }
    unique
}

/// The crates of a model with those of its tests. A service without a protocol has endpoint rules alone.
fn crates(
    root: &Path,
    model: &Path,
    prefix: &str,
    protocol: Option<&str>,
) -> Result<Result<FileTree, Vec<Problem>>> {
    let text = workspace::read(model)?;
    let path = |below: &str| workspace::slashed_absolute(&root.join(below));
    let mut options = Options {
        model: &text,
        operations: Operations::All,
        skip_unsupported: true,
        write_defaults: has_protocol_tests(&text),
        protocol,
        prefix: Some(prefix),
        layout: Layout::Standalone {
            runtime: path("crates/runtime"),
            types: path("crates/types"),
        },
        tests: Some(TestCrates {
            tests: path("tests/conformance"),
            runtime: path("crates/runtime"),
            types: path("crates/types"),
        }),
    };
    let mut generated = generate(&options);
    let has_no_protocol = |problem: &Problem| matches!(problem, Problem::UnsupportedProtocol { found, .. } if found.is_empty());
    if generated
        .as_ref()
        .is_err_and(|problems| problems.iter().any(has_no_protocol))
    {
        options.operations = Operations::Named(Vec::new());
        options.skip_unsupported = false;
        generated = generate(&options);
    }
    Ok(generated.map(|generated| {
        for (operation, reason) in &generated.skipped {
            println!("left out of {prefix}: {operation}: {reason}");
        }
        generated.files
    }))
}
