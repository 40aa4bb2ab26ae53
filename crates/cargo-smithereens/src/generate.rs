//! `generate`: what `smithereens.toml` asks for, made or compared.

use crate::progress::Progress;
use crate::settings::{FILE, Service, Settings};
use crate::{Lock, Summary, apply, checksum, disk, list, lock, refuse_foreign, remarks, report};
use anyhow::{Context, Result, bail};
use smithereens_codegen::{Difference, FileTree, generate, generated_by};
use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

/// What generated files name as the command that makes them.
const COMMAND: &str = "smithereens generate";

/// What keeps the rustfmt of the repository's own code away from code that is formatted already.
fn rustfmt() -> (String, String) {
    let header = generated_by(COMMAND);
    let text = format!("# {header}\ndisable_all_formatting = true\n");
    ("rustfmt.toml".to_owned(), text)
}

/// The crates that a repository asks for.
pub struct Wanted {
    /// The files, by their path below the folder of the crates.
    files: FileTree,
    operations: usize,
    shapes: usize,
    /// What there is to say beside.
    notes: Vec<String>,
}

/// Reads `smithereens.toml` in this folder.
///
/// # Errors
///
/// There is none, or something is wrong with it.
pub fn settings(root: &Path) -> Result<(String, Settings)> {
    let path = root.join(FILE);
    if !path.is_file() {
        bail!(
            "there is no {FILE} in {}; `cargo smithereens init` writes one",
            root.display()
        );
    }
    let text = disk::read(&path)?;
    let settings = parse(&text)?;
    Ok((text, settings))
}

/// Reads the text of a `smithereens.toml`.
///
/// # Errors
///
/// Something is wrong with it.
pub fn parse(text: &str) -> Result<Settings> {
    Settings::parse(text).with_context(|| format!("cannot use {FILE}"))
}

/// Makes in memory what is asked for. Problems of models are printed, and then there is nothing. These models, by their
/// paths, stand for those on disk.
///
/// # Errors
///
/// A model cannot be read, or is not the one that was fetched.
pub fn make(root: &Path, settings: &Settings, models: &[(&str, &str)]) -> Result<Option<Wanted>> {
    let layout = settings.layout()?;
    let mut wanted = Wanted {
        files: [rustfmt()].into_iter().collect(),
        operations: 0,
        shapes: 0,
        notes: Vec::new(),
    };
    let mut is_whole = true;
    let services = settings.service.iter();
    for (name, service) in services.filter(|(_, service)| service.has_operations()) {
        let model = model(root, service, models).with_context(|| settings.place(name))?;
        let _progress = Progress::of(&format!("generating service.{name}"));
        let options = service.options(name, &model, layout.clone(), COMMAND)?;
        match generate(&options) {
            Ok(generated) => {
                wanted.operations += generated.operations.len();
                wanted.shapes += generated.shapes;
                wanted.notes.extend(remarks(&generated));
                wanted.files.extend(generated.files);
            }
            Err(problems) => {
                eprintln!("error: {} cannot be generated:", settings.place(name));
                let _ = report(Path::new(&service.model), &problems);
                is_whole = false;
            }
        }
    }
    Ok(is_whole.then_some(wanted))
}

/// A service's model, which is one of these, by their paths, or on disk.
fn model<'a>(root: &Path, service: &Service, models: &[(&str, &'a str)]) -> Result<Cow<'a, str>> {
    let given = models.iter().find(|(path, _)| *path == service.model);
    let model = match given {
        Some((_, text)) => Cow::Borrowed(*text),
        None => {
            let text = disk::read(&root.join(&service.model));
            let text = match &service.sha256 {
                Some(_) => {
                    text.context("`cargo smithereens fetch` gets the models that are not there")
                }
                None => text,
            };
            text?.into()
        }
    };
    if let Some(expected) = &service.sha256 {
        let found = checksum::sha256(model.as_bytes());
        if found != *expected {
            bail!("{}", not_fetched(&service.model, &found));
        }
    }
    Ok(model)
}

/// That a model is another one than that which was fetched.
pub fn not_fetched(model: &str, sha256: &str) -> String {
    format!(
        "{model} is not the model that was fetched: its sha256 is {sha256}; remove it and `cargo smithereens fetch` gets it anew, or take `sha256` out of {FILE} to keep it"
    )
}

/// What is to be written, while no other run works on the folder.
pub struct Prepared<'a> {
    folder: PathBuf,
    wanted: &'a Wanted,
    differences: Vec<(Difference, String)>,
    _lock: Lock,
}

/// Compares what is wanted with what is there. Nothing is written yet.
///
/// # Errors
///
/// The folder of the crates has files that are nobody's but the user's, or cannot be read.
pub fn prepare<'a>(root: &Path, settings: &Settings, wanted: &'a Wanted) -> Result<Prepared<'a>> {
    let folder = root.join(&settings.crates);
    let lock = lock(&folder)?;
    let differences = differences(&folder, &settings.crates, wanted)?;
    Ok(Prepared {
        folder,
        wanted,
        differences,
        _lock: lock,
    })
}

impl Prepared<'_> {
    /// Writes what differs.
    ///
    /// # Errors
    ///
    /// A file cannot be written or removed.
    pub fn write(&self, start: Instant) -> Result<()> {
        disk::remove_drafts(&self.folder);
        let summary: Summary = apply(&self.folder, &self.wanted.files, &self.differences)?;
        for note in &self.wanted.notes {
            println!("{note}");
        }
        summary.print(self.wanted.operations, self.wanted.shapes, start.elapsed());
        Ok(())
    }
}

/// Compares, and lists what differs.
///
/// # Errors
///
/// The folder of the crates has files that are nobody's but the user's, or cannot be read.
pub fn check(root: &Path, settings: &Settings, wanted: &Wanted) -> Result<ExitCode> {
    let differences = differences(&root.join(&settings.crates), &settings.crates, wanted)?;
    if differences.is_empty() {
        println!("{} generated files are up to date", wanted.files.len());
        return Ok(ExitCode::SUCCESS);
    }
    list(&format!("{}/", settings.crates), &differences);
    eprintln!(
        "error: the generated crates are not what {FILE} asks for; run `cargo smithereens generate`"
    );
    Ok(ExitCode::FAILURE)
}

fn differences(folder: &Path, name: &str, wanted: &Wanted) -> Result<Vec<(Difference, String)>> {
    let disk = disk::files_below(folder, "")?;
    refuse_foreign(
        disk.iter().map(|(path, _)| path),
        &disk,
        &format!("{name}/"),
        "the folder that `crates` names is for generated crates alone",
    )?;
    Ok(wanted.files.compare(&disk))
}
