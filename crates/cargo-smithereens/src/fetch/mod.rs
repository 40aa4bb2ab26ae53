//! `fetch`: models out of a public repository of them, each with its checksum.

mod job;

use crate::edit::{self, Fetched};
use crate::generate::{self, make, prepare};
use crate::settings::{FILE, Service, Settings};
use crate::{diff, disk, lock};
use anyhow::{Context, Result, bail};
use job::Job;
use smithereens_codegen::Verdict;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

/// Which models.
#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// The services, by what the names of their crates start with; `NAME@VERSION` says which version of a model. Without any,
    /// those that were fetched before.
    #[arg(value_name = "SERVICE")]
    services: Vec<String>,
    /// Take the newest revision, in place of the one that smithereens.toml has: shows what it changes for the operations that
    /// are picked, replaces the models, and generates.
    #[arg(long)]
    update: bool,
    /// The revision to take.
    #[arg(long, value_name = "COMMIT", requires = "update")]
    revision: Option<String>,
    /// With --update: only show what would change. The exit code is that of `diff`.
    #[arg(long, requires = "update")]
    dry_run: bool,
}

/// A service that is asked for.
struct Asked<'a> {
    name: &'a str,
    version: Option<&'a str>,
    known: Option<&'a Service>,
}

/// A model that came.
struct Arrived {
    /// The service's name in `smithereens.toml`.
    name: String,
    text: String,
    /// What it takes the place of.
    before: Option<String>,
    fetched: Fetched,
}

/// Gets the models, and says so in `smithereens.toml`. Where one cannot be had, nothing is changed.
///
/// # Errors
///
/// A model cannot be had, or is not the one that it was.
pub fn run(root: &Path, arguments: &Arguments, start: Instant) -> Result<ExitCode> {
    // From here on no other run changes the file.
    let _lock = lock(root)?;
    let (before, settings) = generate::settings(root)?;
    let asked = asked(arguments, &settings)?;
    let mut job = Job {
        root,
        models: &settings.models,
        downloads: None,
        newest: arguments.revision.clone(),
        is_update: arguments.update,
    };
    let mut arrived = Vec::new();
    for service in &asked {
        arrived.extend(job.get(service)?);
    }
    if arguments.update {
        let Some(worst) = show(root, &settings, &arrived)? else {
            return Ok(ExitCode::FAILURE);
        };
        if arguments.dry_run {
            return Ok(diff::exit_code(worst));
        }
    }
    let is_all = arguments.update && arguments.services.is_empty();
    let pinned = settings.models.revision.as_deref();
    let revision = if is_all {
        job.newest.as_deref().or(pinned)
    } else {
        pinned.or(job.newest.as_deref())
    };
    let fetched = arrived
        .iter()
        .map(|model| (model.name.as_str(), &model.fetched));
    let text = edit::fetched(&before, revision, fetched)
        .with_context(|| format!("cannot change {FILE}"))?;
    take_over(root, arguments.update, &arrived, (&before, &text), start)
}

/// Shows what models change for the operations that are picked of them, and says the worst. Problems of a model are printed,
/// and then there is nothing.
fn show(root: &Path, settings: &Settings, arrived: &[Arrived]) -> Result<Option<Verdict>> {
    let mut worst = Verdict::Nothing;
    for model in arrived {
        let known = settings.service.get(&model.name);
        let Some(old) = model.before.as_ref().filter(|old| **old != model.text) else {
            continue;
        };
        if !known.is_some_and(Service::has_operations) {
            continue;
        }
        let path = root.join(&model.fetched.model);
        let picked = diff::of_service(settings, &model.name)?;
        let Some(changes) = diff::compare((&path, old), (&path, &model.text), &picked) else {
            return Ok(None);
        };
        worst = worst.max(changes.worst());
        println!("service.{}: {}", model.name, model.fetched.model);
        diff::print(&changes);
    }
    Ok(Some(worst))
}

/// Writes the models and `smithereens.toml`, and what is made of them where they were updated. All that can be wrong is found
/// out before.
fn take_over(
    root: &Path,
    is_update: bool,
    arrived: &[Arrived],
    (before, text): (&str, &str),
    start: Instant,
) -> Result<ExitCode> {
    let settings = generate::parse(text)?;
    let models: Vec<_> = arrived
        .iter()
        .map(|model| (model.fetched.model.as_str(), model.text.as_str()))
        .collect();
    let has_crates = settings.service.values().any(Service::has_operations);
    let wanted = if is_update && has_crates {
        let Some(wanted) = make(root, &settings, &models)? else {
            return Ok(ExitCode::FAILURE);
        };
        Some(wanted)
    } else {
        None
    };
    let prepared = wanted
        .as_ref()
        .map(|wanted| prepare(root, &settings, wanted))
        .transpose()?;
    let mut files: Vec<_> = models
        .iter()
        .map(|(path, model)| (root.join(path), *model))
        .collect();
    if text != before {
        files.push((root.join(FILE), text));
    }
    disk::write_all(&files)?;
    for Arrived { text, fetched, .. } in arrived {
        let (path, sha256) = (&fetched.model, &fetched.sha256);
        println!("{path}: {} bytes, sha256 {sha256}", text.len());
    }
    if arrived.is_empty() {
        println!("all models are there, as {FILE} has them");
    }
    if let Some(prepared) = prepared {
        prepared.write(start)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn asked<'a>(arguments: &'a Arguments, settings: &'a Settings) -> Result<Vec<Asked<'a>>> {
    if arguments.services.is_empty() {
        let is_fetched = |it: &Service| it.sha256.is_some() || it.source.is_some();
        let fetched = settings.service.iter().filter(|(_, it)| is_fetched(it));
        let asked: Vec<_> = fetched
            .map(|(name, service)| Asked {
                name,
                version: None,
                known: Some(service),
            })
            .collect();
        if asked.is_empty() {
            bail!(
                "{FILE} has no service that was fetched; name one: `cargo smithereens fetch lambda`"
            );
        }
        return Ok(asked);
    }
    let asked = arguments.services.iter().map(|word| {
        let (name, version) = match word.split_once('@') {
            Some((name, version)) => (name, Some(version)),
            None => (word.as_str(), None),
        };
        if !smithereens_codegen::is_crate_prefix(name) {
            bail!("{name:?} makes no names of crates; a service is named in small letters, digits, `-` and `_`");
        }
        let known = settings.service.get(name);
        Ok(Asked {
            name,
            version,
            known,
        })
    });
    asked.collect()
}
