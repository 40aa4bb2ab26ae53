//! All of Lambda: what generating it takes, and what checking the crates takes next to the SDK's crate.

use super::figure::Figure;
use super::figures::Figures;
use super::subject::Subject;
use super::{build, folder, usage};
use crate::program::cargo;
use crate::workspace;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The large one of the published models.
const MODEL: &str = "lambda.json";
const PREFIX: &str = "all-lambda";
/// The parts of a service, which are crates each.
const PARTS: [&str; 3] = ["shapes", "errors", "operations"];
const SDK: &str = "aws-sdk-lambda";

/// The published model of Lambda, if there is one.
pub fn model() -> Option<PathBuf> {
    let path = workspace::models()?.join(MODEL);
    path.is_file().then_some(path)
}

/// Generates all of the model this many times, from the start of the process to files on disk.
pub fn generate(model: &Path, times: u32, figures: &mut Figures) -> Result<()> {
    let generator = build::own("xtask")?;
    for _ in 0..times {
        build::remove(&crates())?;
        let mut command = Command::new(&generator);
        command
            .args([
                "regenerate",
                "--all",
                "--skip-unsupported",
                "--prefix",
                PREFIX,
                "--model",
            ])
            .arg(model)
            .arg("--out")
            .arg(crates());
        let usage = usage::run(&mut command)?;
        let mut add = |figure, sample| figures.add(figure, Subject::Ours, sample);
        add(Figure::GeneratorTime, usage.wall.as_secs_f64() * 1e3);
        #[expect(clippy::cast_precision_loss, reason = "no memory is that large")]
        add(Figure::GeneratorMemory, usage.peak_memory as f64 / 1e6);
    }
    Ok(())
}

/// Checks the generated crates, and the SDK's, this many times in turn: of each only its own code, everything that it
/// depends on being there.
pub fn check(times: u32, figures: &mut Figures) -> Result<()> {
    let ours: Vec<_> = PARTS.map(|part| format!("{PREFIX}-{part}")).into();
    let sides = [
        (Subject::Ours, crates(), ours),
        (
            Subject::SdkTuned,
            Subject::SdkTuned.folder(),
            vec![SDK.to_owned()],
        ),
    ];
    for (subject, source, packages) in &sides {
        cargo_check(*subject, source, packages)
            .with_context(|| format!("the code of {} cannot be checked", subject.name()))?;
    }
    for _ in 0..times {
        for (subject, source, packages) in &sides {
            let mut clean = at(*subject, source, "clean");
            usage::run(packages_of(&mut clean, packages))?;
            let cpu = cargo_check(*subject, source, packages)?;
            figures.add(Figure::Check, *subject, cpu);
        }
    }
    Ok(())
}

/// User and system time in seconds.
fn cargo_check(subject: Subject, source: &Path, packages: &[String]) -> Result<f64> {
    let mut check = at(subject, source, "check");
    let usage = usage::run(packages_of(&mut check, packages))?;
    Ok(usage.cpu.as_secs_f64())
}

/// A command of cargo. Incremental compilation, which cargo turns on for a workspace's own crates alone, is off, so
/// that both sides do the same.
fn at(subject: Subject, source: &Path, job: &str) -> Command {
    let mut command = cargo();
    command
        .current_dir(source)
        .env("CARGO_INCREMENTAL", "0")
        .args([job, "--quiet", "--target-dir"])
        .arg(folder().join("check").join(subject.name()));
    command
}

fn packages_of<'a>(command: &'a mut Command, packages: &[String]) -> &'a mut Command {
    for package in packages {
        command.args(["--package", package]);
    }
    command
}

fn crates() -> PathBuf {
    folder().join("generated")
}
