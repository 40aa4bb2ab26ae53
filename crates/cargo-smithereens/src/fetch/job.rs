//! How one model is got: where it is, and whether it is the one that it has to be.

use super::{Arrived, Asked};
use crate::download::Downloads;
use crate::edit::Fetched;
use crate::generate::not_fetched;
use crate::models::{self, Models, Values};
use crate::settings::{FILE, is_below};
use crate::{checksum, disk, github};
use anyhow::{Context, Result, bail};
use std::path::Path;

/// What all models of a run are got with.
pub(super) struct Job<'a> {
    pub(super) root: &'a Path,
    pub(super) models: &'a Models,
    pub(super) downloads: Option<Downloads>,
    /// The newest revision, once it was asked for.
    pub(super) newest: Option<String>,
    pub(super) is_update: bool,
}

/// Where a model is.
struct Located {
    url: String,
    version: Option<String>,
    revision: Option<String>,
}

impl Job<'_> {
    /// Gets a model, unless it is there as it has to be.
    ///
    /// # Errors
    ///
    /// It cannot be had, is not the one that it was, or would replace a file that was not fetched.
    pub(super) fn get(&mut self, asked: &Asked<'_>) -> Result<Option<Arrived>> {
        let name = asked.name;
        let model = match asked.known {
            Some(known) => known.model.clone(),
            None => format!("{}/{name}.json", self.models.folder),
        };
        if !is_below(&model) || Path::new(&model).extension().is_none_or(|it| it != "json") {
            bail!(
                "the model of service.{name} is {model:?}; one that is fetched is a file below the folder of {FILE}, and its name ends with .json"
            );
        }
        let path = self.root.join(&model);
        let expected = asked.known.and_then(|known| known.sha256.as_deref());
        let version = asked.known.and_then(|known| known.version.as_deref());
        if let (Some(wanted), Some(version), false) = (asked.version, version, self.is_update)
            && wanted != version
        {
            bail!(
                "service.{name} in {FILE} is of version {version}; `cargo smithereens fetch --update {name}@{wanted}` takes the other"
            );
        }
        if path.exists() && !path.is_file() {
            bail!("{model} is there, and is no file; nothing was written");
        }
        let before = path.is_file().then(|| disk::read(&path)).transpose()?;
        if let Some(text) = &before {
            let found = checksum::sha256(text.as_bytes());
            match expected {
                None => bail!(
                    "{model} is a file of your own, that was not fetched; nothing was written"
                ),
                Some(expected) if found != expected => bail!("{}", not_fetched(&model, &found)),
                Some(_) if !self.is_update => return Ok(None),
                Some(_) => {}
            }
        }
        let located = self.locate(asked, asked.version.or(version))?;
        let url = &located.url;
        let text = self.text(url)?;
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
            before,
            fetched: Fetched {
                model,
                version: located.version,
                revision: located.revision,
                sha256,
            },
        }))
    }

    /// Where a model is.
    fn locate(&mut self, asked: &Asked<'_>, version: Option<&str>) -> Result<Located> {
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
        let version = values.version.map(str::to_owned);
        Ok(Located {
            url,
            version,
            revision,
        })
    }

    fn text(&mut self, url: &str) -> Result<String> {
        if self.downloads.is_none() {
            self.downloads = Some(Downloads::new()?);
        }
        let downloads = self.downloads.as_ref().context("there is no HTTP client")?;
        downloads.text(url)
    }
}
