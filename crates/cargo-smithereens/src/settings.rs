//! `smithereens.toml`: what a repository asks for.

use crate::models::Models;
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use smithereens_codegen::{Layout, Operations, Options, Runtime as Place};
use std::collections::BTreeMap;
use std::path::{Component, Path};

/// The file's name.
pub const FILE: &str = "smithereens.toml";

/// What a repository asks for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// The folder of the crates, below that of the file.
    pub crates: String,
    /// Whether there is one crate for a service, which has its name, rather than three.
    #[serde(default)]
    pub one_crate: bool,
    /// Where the crates find the runtime.
    pub runtime: Runtime,
    /// Where models are fetched from.
    #[serde(default)]
    pub models: Models,
    /// The services, by what the names of their crates start with.
    #[serde(default)]
    pub service: BTreeMap<String, Service>,
    /// The text that all this was read from.
    #[serde(skip)]
    text: String,
}

/// The services alone, of a file whose crates have a place of their own: what is made of this project's own models.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Services {
    service: BTreeMap<String, Service>,
}

/// Reads a file of services alone.
///
/// # Errors
///
/// As those of [`Settings::parse`].
pub fn services(text: &str) -> Result<BTreeMap<String, Service>> {
    let Services { service } = toml::from_str(text).map_err(described)?;
    check(&service)?;
    Ok(service)
}

/// Whether a path leads to something below the folder that it starts in.
pub(crate) fn is_below(path: &str) -> bool {
    let is_name = |part: Component<'_>| matches!(part, Component::Normal(_));
    !path.is_empty() && Path::new(path).components().all(is_name)
}

/// Whether a crate of this name cannot be used, or hides another one that code names.
fn is_reserved(name: &str) -> bool {
    matches!(
        name,
        "alloc"
            | "core"
            | "crate"
            | "proc_macro"
            | "self"
            | "serde"
            | "smithereens"
            | "smithereens-types"
            | "smithereens_types"
            | "std"
            | "super"
            | "test"
    )
}

fn check(services: &BTreeMap<String, Service>) -> Result<()> {
    for (name, service) in services {
        service
            .operations()
            .with_context(|| format!("service.{name}"))?;
    }
    Ok(())
}

/// Where crates find the runtime: one of a version, a repository and a folder.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Runtime {
    /// The version in the registry.
    pub version: Option<String>,
    /// The URL of a repository.
    pub git: Option<String>,
    /// A commit of it.
    pub rev: Option<String>,
    /// A tag of it.
    pub tag: Option<String>,
    /// A branch of it.
    pub branch: Option<String>,
    /// The folder of a checkout, from that of the file.
    pub path: Option<String>,
}

/// What is made of a service.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Service {
    /// Its model, from the folder of the file.
    pub model: String,
    /// The checksum of a model that was fetched: SHA-256 in hexadecimal digits.
    pub sha256: Option<String>,
    /// The version that was fetched.
    pub version: Option<String>,
    /// The revision that was fetched, if it is another one than that of the others.
    pub revision: Option<String>,
    /// What the address of models has for the service, if that is not its name here.
    pub source: Option<String>,
    /// The operations: a list of names, or `"all"`.
    pub operations: Names,
    /// The protocol to speak, where the service speaks several.
    pub protocol: Option<String>,
    /// With all operations: whether those that are not supported are left out.
    #[serde(default)]
    pub skip_unsupported: bool,
}

/// Which operations.
#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "a list of names, or \"all\"")]
pub enum Names {
    /// Those of these names.
    List(Vec<String>),
    /// `all`.
    Word(String),
}

impl Settings {
    /// Reads the text of a file.
    ///
    /// # Errors
    ///
    /// It is no TOML, has a key that is none, or lacks one; the error says in which line.
    pub fn parse(text: &str) -> Result<Self> {
        let mut settings: Self = toml::from_str(text).map_err(described)?;
        text.clone_into(&mut settings.text);
        settings.runtime.keys()?;
        for (key, folder, example) in [
            ("crates", &settings.crates, "aws"),
            ("models.folder", &settings.models.folder, "models"),
        ] {
            if !is_below(folder) {
                bail!(
                    "`{key}` is {folder:?}, and has to be a folder below that of {FILE}, such as {example:?}"
                );
            }
        }
        if Path::new(&settings.models.folder).starts_with(&settings.crates) {
            bail!("`models.folder` is in `crates`, where nothing but generated crates may be");
        }
        if let Some(name) = settings
            .service
            .keys()
            .find(|name| settings.one_crate && is_reserved(name))
        {
            bail!(
                "service.{name} makes a crate of a name that programs have for something else; choose another name"
            );
        }
        check(&settings.service)?;
        Ok(settings)
    }

    /// Where a service stands in the file, for errors about it.
    #[cfg(feature = "tool")]
    #[must_use]
    pub fn place(&self, name: &str) -> String {
        let document = toml_edit::Document::parse(self.text.as_str()).ok();
        let service = document
            .as_ref()
            .and_then(|document| document.get("service")?.get(name)?.span());
        let above = service.and_then(|span| self.text.get(..span.start));
        match above {
            Some(above) => {
                let line = above.matches('\n').count() + 1;
                format!("{FILE}, line {line}, service.{name}")
            }
            None => format!("{FILE}, service.{name}"),
        }
    }

    /// Where the generated crates stand.
    ///
    /// # Errors
    ///
    /// The runtime is nowhere, or at several places.
    pub fn layout(&self) -> Result<Layout> {
        let runtime = match self.runtime.keys()? {
            Key::Version(version) => Place::Version(version.to_owned()),
            Key::Git(url) => {
                let Runtime {
                    rev, tag, branch, ..
                } = &self.runtime;
                let mut named = [("rev", rev), ("tag", tag), ("branch", branch)].into_iter();
                Place::Git {
                    url: url.to_owned(),
                    reference: named
                        .find_map(|(key, value)| Some((key.to_owned(), value.clone()?))),
                }
            }
            Key::Path(path) => {
                let root = self.path_in_a_crate(path);
                Place::Path {
                    runtime: format!("{root}/crates/runtime"),
                    types: format!("{root}/crates/types"),
                }
            }
        };
        Ok(Layout::Standalone {
            runtime,
            one_crate: self.one_crate,
        })
    }

    /// A path from the folder of the file, as a generated crate has it.
    fn path_in_a_crate(&self, path: &str) -> String {
        if Path::new(path).is_absolute() {
            return crate::disk::slashed_absolute(Path::new(path));
        }
        let depth = Path::new(&self.crates).components().count() + 1;
        format!("{}{}", "../".repeat(depth), path.trim_end_matches('/'))
    }
}

/// The key that says where the runtime is, with its value.
enum Key<'a> {
    Version(&'a str),
    Git(&'a str),
    Path(&'a str),
}

impl Runtime {
    fn keys(&self) -> Result<Key<'_>> {
        let of_git = [&self.rev, &self.tag, &self.branch];
        let named = of_git.into_iter().flatten().count();
        match (&self.version, &self.git, &self.path) {
            (Some(version), None, None) if named == 0 => Ok(Key::Version(version)),
            (None, Some(url), None) if named < 2 => Ok(Key::Git(url)),
            (None, None, Some(path)) if named == 0 => Ok(Key::Path(path)),
            _ => bail!(
                "[runtime] says where the crates find smithereens: `version`, or `git` with one of `rev`, `tag` and `branch`, or `path`"
            ),
        }
    }
}

impl Service {
    /// What the generator is asked for.
    ///
    /// # Errors
    ///
    /// As those of [`operations`](Self::operations).
    pub fn options<'a>(
        &'a self,
        name: &'a str,
        model: &'a str,
        layout: Layout,
        command: &'a str,
    ) -> Result<Options<'a>> {
        Ok(Options {
            model,
            operations: self.operations()?,
            skip_unsupported: self.skip_unsupported,
            write_defaults: false,
            protocol: self.protocol.as_deref(),
            prefix: Some(name),
            layout,
            command,
            tests: None,
        })
    }

    /// Whether there is anything to generate of it.
    #[must_use]
    pub fn has_operations(&self) -> bool {
        !matches!(&self.operations, Names::List(names) if names.is_empty())
    }

    /// The operations.
    ///
    /// # Errors
    ///
    /// It is a word that means nothing.
    pub fn operations(&self) -> Result<Operations> {
        match &self.operations {
            Names::List(names) => Ok(Operations::Named(names.clone())),
            Names::Word(word) if word == "all" => Ok(Operations::All),
            Names::Word(word) => {
                bail!("`operations` is {word:?}, and has to be a list of names, or \"all\"")
            }
        }
    }
}

/// What is wrong, with the closest key that there is where one is unknown.
#[expect(clippy::needless_pass_by_value, reason = "as map_err has it")]
fn described(error: toml::de::Error) -> anyhow::Error {
    let message = error.message();
    let mut quoted = message.split('`').skip(1).step_by(2);
    let unknown = quoted
        .next()
        .filter(|_| message.starts_with("unknown field"));
    let closest = unknown.and_then(|unknown| {
        let near = |known: &&str| strsim::jaro_winkler(unknown, known) > 0.7;
        quoted.filter(near).max_by(|a, b| {
            let nearness = |known| strsim::jaro_winkler(unknown, known);
            nearness(a).total_cmp(&nearness(b))
        })
    });
    let text = error.to_string();
    let text = text.trim_end();
    match closest {
        Some(closest) => anyhow::anyhow!("{text}\ndid you mean `{closest}`?"),
        None => anyhow::anyhow!("{text}"),
    }
}
