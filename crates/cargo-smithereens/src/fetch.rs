//! `fetch`: models out of a public repository of them, each with its checksum.

use crate::download::Downloads;
use crate::edit::{self, Fetched};
use crate::generate::{self, make, write};
use crate::models::{self, Models, Values};
use crate::settings::{FILE, Service, Settings};
use crate::{checksum, diff, disk, github};
use anyhow::{Context, Result, bail};
use smithereens_codegen::{Changes, Operations};
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
    fetched: Fetched,
    changes: Option<Changes>,
}

/// Gets the models, and says so in `smithereens.toml`. Where one cannot be had, nothing is changed.
///
/// # Errors
///
/// A model cannot be had, or is not the one that it was.
pub fn run(root: &Path, arguments: &Arguments, start: Instant) -> Result<ExitCode> {
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
    let mut worst = smithereens_codegen::Verdict::Nothing;
    for model in arrived.iter_mut().filter(|_| arguments.update) {
        let Some(known) = settings.service.get(&model.name) else {
            continue;
        };
        let path = root.join(&known.model);
        let old = disk::read(&path)?;
        let picked = diff::of_service(&settings, &model.name)?;
        if old == model.text || picked.operations == Operations::Named(Vec::new()) {
            continue;
        }
        let Some(changes) = diff::compare((&path, &old), (&path, &model.text), &picked) else {
            return Ok(ExitCode::FAILURE);
        };
        worst = worst.max(changes.worst());
        model.changes = Some(changes);
    }
    for model in &arrived {
        if let Some(changes) = &model.changes {
            println!("service.{}: {}", model.name, model.fetched.model);
            diff::print(changes);
        }
    }
    if arguments.dry_run {
        return Ok(diff::exit_code(worst));
    }
    let of_all = arguments.services.is_empty();
    let fetched = arrived
        .iter()
        .map(|model| (model.name.as_str(), &model.fetched));
    let text = edit::fetched(&before, job.newest.as_deref(), of_all, fetched)
        .with_context(|| format!("cannot change {FILE}"))?;
    let changed = generate::parse(&text)?;
    let texts: Vec<_> = arrived
        .iter()
        .map(|model| (model.fetched.model.as_str(), model.text.as_str()))
        .collect();
    let is_generated = arguments.update && changed.service.values().any(Service::has_operations);
    let wanted = if is_generated {
        let Some(wanted) = make(root, &changed, &texts)? else {
            return Ok(ExitCode::FAILURE);
        };
        Some(wanted)
    } else {
        None
    };
    for (path, model) in &texts {
        disk::write(&root.join(path), model)?;
    }
    if text != before {
        disk::write(&root.join(FILE), &text)?;
    }
    for model in &arrived {
        let Fetched {
            model: path,
            sha256,
            ..
        } = &model.fetched;
        println!("{path}: {} bytes, sha256 {sha256}", model.text.len());
    }
    if arrived.is_empty() {
        println!("all models are there, as {FILE} has them");
    }
    if let Some(wanted) = wanted {
        write(root, &changed, &wanted, start)?;
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

struct Job<'a> {
    root: &'a Path,
    models: &'a Models,
    downloads: Option<Downloads>,
    /// The newest revision, once it was asked for.
    newest: Option<String>,
    is_update: bool,
}

impl Job<'_> {
    /// Gets a model, unless it is there as it has to be.
    fn get(&mut self, asked: &Asked<'_>) -> Result<Option<Arrived>> {
        let name = asked.name;
        let model = match asked.known {
            Some(known) => known.model.clone(),
            None => format!("{}/{name}.json", self.models.folder),
        };
        let path = self.root.join(&model);
        let expected = asked.known.and_then(|known| known.sha256.as_deref());
        if !self.is_update && path.is_file() {
            let found = checksum::sha256(disk::read(&path)?.as_bytes());
            match expected {
                Some(expected) if found == expected => return Ok(None),
                Some(_) => bail!(
                    "{model} is not what was fetched: its sha256 is {found}; remove it to get it anew, or take the checksum out of {FILE} to keep it"
                ),
                None => {}
            }
        }
        if expected.is_none() && path.is_file() {
            bail!("{model} is a file of your own, that was not fetched; nothing was written");
        }
        let known_version = asked.known.and_then(|known| known.version.as_deref());
        let (url, version) = self.locate(asked, asked.version.or(known_version))?;
        let text = self.text(&url)?;
        if let Err(problems) = smithereens_codegen::check_model(&text) {
            let first = problems
                .first()
                .map(ToString::to_string)
                .unwrap_or_default();
            bail!("what {url} gives is no model: {first}");
        }
        let sha256 = checksum::sha256(text.as_bytes());
        if let Some(expected) = expected.filter(|_| !self.is_update)
            && sha256 != expected
        {
            bail!(
                "what {url} gives is not what service.{name} in {FILE} has the checksum of: sha256 {sha256}, expected {expected}; nothing was written"
            );
        }
        Ok(Some(Arrived {
            name: name.to_owned(),
            text,
            fetched: Fetched {
                model,
                version,
                sha256,
            },
            changes: None,
        }))
    }

    /// The address of a model, and its version.
    fn locate(
        &mut self,
        asked: &Asked<'_>,
        version: Option<&str>,
    ) -> Result<(String, Option<String>)> {
        let Models {
            address,
            versions,
            latest,
            ..
        } = self.models;
        let pinned = asked.known.and_then(|known| known.revision.as_ref());
        let pinned = pinned.or(self.models.revision.as_ref());
        let revision = match pinned {
            _ if !models::has(address, "revision") => None,
            Some(pinned) if !self.is_update => Some(pinned.clone()),
            _ => {
                if self.newest.is_none() {
                    let commit = self.text(latest)?;
                    let newest = github::revision(&commit);
                    self.newest =
                        Some(newest.with_context(|| format!("{latest} does not say a revision"))?);
                }
                self.newest.clone()
            }
        };
        let source = asked.known.and_then(|known| known.source.as_deref());
        let mut values = Values {
            service: source.unwrap_or(asked.name),
            version,
            revision: revision.as_deref(),
        };
        let found;
        if version.is_none() && models::has(address, "version") {
            let url = models::filled(versions, values)?;
            let listing = self.text(&url).with_context(|| {
                format!(
                    "cannot find out which versions {0} has, if it is the name of a service there; `{0}@VERSION` says one",
                    asked.name
                )
            })?;
            let newest = github::newest_version(&listing);
            found = newest.with_context(|| format!("{url} does not list versions"))?;
            values.version = Some(&found);
        }
        let url = models::filled(address, values)?;
        Ok((url, values.version.map(str::to_owned)))
    }

    fn text(&mut self, url: &str) -> Result<String> {
        if self.downloads.is_none() {
            self.downloads = Some(Downloads::new()?);
        }
        let downloads = self.downloads.as_ref().context("there is no HTTP client")?;
        downloads.text(url)
    }
}
