//! `cargo xtask conformance`: other people's tests, run through the generated code and the runtime.
//!
//! Each model brings its own cases: requests, responses, endpoints and examples. There is no list of skipped
//! cases: one that cannot run counts as failed.

mod build;
mod report;

pub use report::{Kind, Report};

use crate::botocore::{self, Extent, Written};
use crate::workspace;
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use smithereens_codegen::{
    FileTree, Layout, Operations, Options, Problem, Runtime, TestCrates, generate,
};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The arguments of `conformance`.
#[derive(clap::Args)]
pub struct Arguments {
    /// The models to run, or folders with models [default: those of this repository's tests, and every one below the
    /// folder that `SMITHY_MODELS` names].
    models: Vec<PathBuf>,
    /// The protocol to speak, such as awsQuery, with services that speak several [default: the one that AWS prefers].
    #[arg(long, value_name = "NAME")]
    protocol: Option<String>,
    /// Run the cases of `cargo xtask oracle` as well, for the published models among these.
    #[arg(long, requires = "seed")]
    oracle: bool,
    #[command(flatten)]
    extent: Extent,
    /// List every case that failed, not only the first ones of each model.
    #[arg(long)]
    all_failures: bool,
}

/// A model whose cases are to be run.
pub struct Subject {
    pub path: PathBuf,
    /// The protocol to speak, if it is not the one that AWS prefers.
    pub protocol: Option<String>,
    /// Whether crates are made of it as they are for use, whatever tests it has.
    pub is_for_use: bool,
    /// The cases that have failed before they could be written.
    pub problems: Vec<String>,
}

impl Subject {
    /// The copy of a model with cases that botocore judges, if there is one.
    pub fn with_cases(written: Written) -> Option<Self> {
        Some(Self {
            path: written.copy?,
            protocol: written.protocol,
            // botocore sends what it is given.
            is_for_use: true,
            problems: written.problems,
        })
    }
}

/// Runs the job.
pub fn run(arguments: &Arguments) -> Result<ExitCode> {
    let models = models(&arguments.models)?;
    let subjects = models.into_iter().map(|path| Subject {
        path,
        protocol: arguments.protocol.clone(),
        is_for_use: false,
        problems: Vec::new(),
    });
    let mut subjects: Vec<_> = subjects.collect();
    if arguments.oracle {
        add_cases(&mut subjects, &arguments.extent)?;
    }
    check(&subjects, arguments.all_failures)
}

/// Has copies with cases in them take the place of the models that botocore knows.
fn add_cases(subjects: &mut [Subject], extent: &Extent) -> Result<()> {
    let models: Vec<_> = subjects
        .iter()
        .map(|subject| subject.path.clone())
        .collect();
    let written = botocore::write(&models, extent, Vec::new())?;
    for (subject, written) in subjects.iter_mut().zip(written) {
        if let Some(with_cases) = Subject::with_cases(written) {
            *subject = with_cases;
        }
    }
    Ok(())
}

/// Makes crates of the models, and runs the cases that they hold.
pub fn check(subjects: &[Subject], all_failures: bool) -> Result<ExitCode> {
    let root = workspace::root();
    let folder = root.join("target").join("conformance");
    let mut reports = Vec::new();
    let mut wanted = FileTree::default();
    for subject in subjects {
        let name = subject
            .path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let prefix = unique(&name, &reports);
        let mut report = Report::new(&prefix);
        let path = subject.path.display().to_string();
        match crates(&root, subject, &prefix) {
            Ok(Ok(files)) => wanted.extend(files),
            Ok(Err(problems)) => {
                let problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
                report.failed(Kind::Generation, &path, &problems.join("; "));
            }
            Err(error) => report.failed(Kind::Generation, &path, &format!("{error:#}")),
        }
        reports.push(report);
    }
    build::write(&root, &folder, wanted)?;
    let built = build::build(&folder)?;
    for (report, subject) in reports.iter_mut().zip(subjects) {
        if report.is_clean() {
            build::run(&built, report)?;
        }
        for problem in &subject.problems {
            report.failed(Kind::Case, "no case", problem);
        }
    }
    Ok(report::print(&reports, all_failures))
}

/// These models, and every one below those that are folders; where none are named, the default ones.
pub fn models(named: &[PathBuf]) -> Result<Vec<PathBuf>> {
    if named.is_empty() {
        return default_models();
    }
    let models = named.iter().map(|path| {
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

/// A model whose service has a protocol, of those that bind operations by their names alone. The rules engine's own
/// tests are models without one, and endpoints of operations are a part of them.
fn with_a_protocol(model: &str) -> Result<String> {
    let mut model: Value = serde_json::from_str(model).context("the model is no JSON")?;
    let shapes = model.get_mut("shapes").and_then(Value::as_object_mut);
    for shape in shapes.into_iter().flat_map(|shapes| shapes.values_mut()) {
        if shape.get("type").and_then(Value::as_str) == Some("service")
            && let Some(service) = shape.as_object_mut()
            && let Some(traits) = service
                .entry("traits")
                .or_insert_with(|| json!({}))
                .as_object_mut()
        {
            traits.insert("aws.protocols#awsJson1_0".to_owned(), json!({}));
        }
    }
    Ok(model.to_string())
}

/// The crates of a model with those of its tests.
fn crates(root: &Path, subject: &Subject, prefix: &str) -> Result<Result<FileTree, Vec<Problem>>> {
    let text = workspace::read(&subject.path)?;
    let path = |below: &str| workspace::slashed_absolute(&root.join(below));
    let mut options = Options {
        model: &text,
        operations: Operations::All,
        skip_unsupported: true,
        write_defaults: !subject.is_for_use && has_protocol_tests(&text),
        protocol: subject.protocol.as_deref(),
        prefix: Some(prefix),
        layout: Layout::Standalone {
            runtime: Runtime::Path {
                runtime: path("crates/runtime"),
                types: path("crates/types"),
            },
            one_crate: false,
        },
        command: "xtask conformance",
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
        let spoken = with_a_protocol(&text)?;
        options.model = &spoken;
        generated = generate(&options);
    }
    Ok(generated.map(|generated| {
        for (operation, reason) in &generated.skipped {
            println!("left out of {prefix}: {operation}: {reason}");
        }
        generated.files
    }))
}
