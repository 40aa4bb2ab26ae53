//! The command line.

use crate::generate::{self, check, make, prepare, settings};
use crate::settings::FILE;
use crate::{diff, disk, edit, fetch, init, listing, lock};
use anyhow::{Context, Result};
use clap::{Args, Command, Parser, Subcommand};
use clap_complete::Shell;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

/// As cargo calls it: with the name of the subcommand first.
#[derive(Parser)]
#[command(name = "cargo", bin_name = "cargo", styles = clap::builder::Styles::styled())]
enum Cargo {
    Smithereens(Arguments),
}

/// Makes the crates of AWS operations that a repository asks for, and keeps them up to date.
#[derive(clap::Args)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    job: Job,
}

#[derive(Subcommand)]
enum Job {
    /// Write a first smithereens.toml, and show what Cargo.toml needs.
    Init(init::Arguments),
    /// Get published models, with a checksum of each in smithereens.toml.
    Fetch(fetch::Arguments),
    /// List the operations of a model: whether they are paged, stream, have waiters, or are not supported.
    List {
        /// The model, in the JSON of Smithy.
        model: PathBuf,
        /// Only those whose line has this text in it, whatever its case.
        #[arg(long, value_name = "TEXT")]
        grep: Option<String>,
        /// The protocol to speak, of a service that speaks several.
        #[arg(long, value_name = "NAME")]
        protocol: Option<String>,
    },
    /// Add operations of a service to smithereens.toml, and generate.
    Add {
        /// What the names of the service's crates start with, such as `lambda`.
        service: String,
        /// The operations, by their names in the model.
        #[arg(required = true)]
        operations: Vec<String>,
        /// The service's model, if it is not there yet: a path from the folder of smithereens.toml.
        #[arg(long, value_name = "FILE")]
        model: Option<String>,
    },
    /// Take operations out of smithereens.toml, or a service as a whole, and generate.
    Remove {
        /// What the names of the service's crates start with.
        service: String,
        /// The operations; the service as a whole where there are none.
        operations: Vec<String>,
    },
    /// Make what smithereens.toml asks for; nothing is written that is there already.
    Generate {
        /// Write nothing; list every stale, missing and orphaned file, and exit with 1 if there is any.
        #[arg(long)]
        check: bool,
    },
    /// Compare two models: what the newer one changes for the operations that are picked.
    ///
    /// Each change has a verdict for the generated API, that is for programs which are built with the newer model, and one
    /// for the wire, that is for programs which are not. The exit code says the worst of them: 0 where nothing changes, 3
    /// for patch, 4 for minor and 5 for breaking changes.
    Diff(diff::Arguments),
    /// Print what completes `cargo-smithereens`, as which this command can be called as well, in a shell.
    Completions {
        /// The shell.
        shell: Shell,
    },
}

/// Runs the command that the process was called with.
#[must_use]
pub fn run() -> ExitCode {
    // Called by its own name, it does the same.
    let mut words: Vec<_> = std::env::args_os().collect();
    if words.get(1).is_none_or(|word| word != "smithereens") {
        words.insert(1.min(words.len()), "smithereens".into());
    }
    let Cargo::Smithereens(arguments) = Cargo::parse_from(words);
    let outcome = root().and_then(|root| job(&root, arguments.job));
    outcome.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::FAILURE
    })
}

/// The nearest folder from here up that has a `smithereens.toml`, or else this one.
fn root() -> Result<PathBuf> {
    let current = std::env::current_dir().context("there is no current directory")?;
    let found = current
        .ancestors()
        .find(|folder| folder.join(FILE).is_file());
    Ok(found.map_or_else(|| current.clone(), Path::to_owned))
}

fn job(root: &Path, job: Job) -> Result<ExitCode> {
    let start = Instant::now();
    match job {
        Job::Init(arguments) => {
            let current = std::env::current_dir().context("there is no current directory")?;
            init::run(&current, &arguments)?;
            Ok(ExitCode::SUCCESS)
        }
        Job::Fetch(arguments) => fetch::run(root, &arguments, start),
        Job::List {
            model,
            grep,
            protocol,
        } => listing::run(&model, protocol.as_deref(), grep.as_deref()),
        Job::Add {
            service,
            operations,
            model,
        } => changed(root, start, |text| {
            edit::add(text, &service, &operations, model.as_deref())
        }),
        Job::Remove {
            service,
            operations,
        } => changed(root, start, |text| {
            edit::remove(text, &service, &operations)
        }),
        Job::Generate { check: is_check } => {
            let (_, settings) = settings(root)?;
            let Some(wanted) = make(root, &settings, &[])? else {
                return Ok(ExitCode::FAILURE);
            };
            if is_check {
                return check(root, &settings, &wanted);
            }
            prepare(root, &settings, &wanted)?.write(start)?;
            Ok(ExitCode::SUCCESS)
        }
        Job::Diff(arguments) => diff::run(root, &arguments),
        Job::Completions { shell } => {
            let command = Command::new("cargo-smithereens");
            let mut command = Arguments::augment_args(command);
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut command, "cargo-smithereens", &mut script);
            // Whoever reads on no more has read enough.
            let _ = std::io::stdout().write_all(&script);
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// Changes `smithereens.toml`, and makes what it asks for then. Where that cannot be made, nothing is changed.
fn changed(
    root: &Path,
    start: Instant,
    change: impl FnOnce(&str) -> Result<String>,
) -> Result<ExitCode> {
    // From here on no other run changes the file.
    let _lock = lock(root)?;
    let (before, _) = settings(root)?;
    let text = change(&before).with_context(|| format!("cannot change {FILE}"))?;
    let settings = generate::parse(&text)?;
    let Some(wanted) = make(root, &settings, &[])? else {
        return Ok(ExitCode::FAILURE);
    };
    let prepared = prepare(root, &settings, &wanted)?;
    if text != before {
        disk::write(&root.join(FILE), &text)?;
    }
    prepared.write(start)?;
    Ok(ExitCode::SUCCESS)
}
