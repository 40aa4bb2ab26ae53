//! The profile in use: its name, and what the shared config and credentials files say of it.

use super::parse::{Section, Sections, parse};
use super::{ConfigError, Environment};
use std::path::PathBuf;

/// A profile, as the two files have it.
pub(super) struct Profile {
    pub(super) name: String,
    config: File,
    credentials: File,
}

struct File {
    /// How the file is called in messages.
    shown: String,
    contents: Contents,
    /// For the chain, which reads it by itself.
    #[cfg(feature = "aws-config")]
    text: String,
}

enum Contents {
    NoHome,
    Missing,
    Sections(Sections),
}

impl Profile {
    /// Reads the files. That one of them is not there is no error.
    ///
    /// # Errors
    ///
    /// A file cannot be read or is malformed, or the profile was asked for by the program and neither file
    /// has it.
    pub(super) fn load(
        environment: &Environment,
        chosen: Option<&str>,
    ) -> Result<Self, ConfigError> {
        let name = chosen
            .map(str::to_owned)
            .or_else(|| environment.get("AWS_PROFILE"))
            .unwrap_or_else(|| "default".to_owned());
        let profile = Self {
            name,
            config: File::load(environment, "AWS_CONFIG_FILE", "config")?,
            credentials: File::load(environment, "AWS_SHARED_CREDENTIALS_FILE", "credentials")?,
        };
        if chosen.is_some() && profile.sections().next().is_none() {
            return Err(ConfigError::new(format!(
                "there is no profile `{}`: {}",
                profile.name,
                profile.why_not("region").join("; "),
            )));
        }
        Ok(profile)
    }

    /// A property's value. The credentials file is asked first, as in the AWS SDKs.
    pub(super) fn get(&self, property: &str) -> Option<&str> {
        self.sections().find_map(|section| value(section, property))
    }

    /// Several properties of one file, such as the parts of credentials: the first one has to be there. The AWS
    /// SDKs put them together from both files, and botocore does not: halves of two key pairs are none.
    pub(super) fn get_together<const N: usize>(
        &self,
        names: [&str; N],
    ) -> Option<[Option<&str>; N]> {
        let first = *names.first()?;
        let section = self.sections().find(|it| value(it, first).is_some())?;
        Some(names.map(|name| value(section, name)))
    }

    /// The URLs of the `[services …]` section that the profile names, by service.
    pub(super) fn service_urls(&self) -> impl Iterator<Item = (&str, &str)> {
        self.get("services")
            .and_then(|name| self.config.section(Some("services"), name))
            .map_or(&[][..], Section::properties)
            .iter()
            .filter_map(|service| Some((service.name.as_str(), service.nested("endpoint_url")?)))
    }

    /// Why neither file gave this property.
    pub(super) fn why_not(&self, property: &str) -> Vec<String> {
        [
            (&self.credentials, self.credentials_section()),
            (&self.config, self.config_section()),
        ]
        .into_iter()
        .map(|(file, section)| {
            let shown = &file.shown;
            match (&file.contents, section) {
                (Contents::NoHome, _) => format!("{shown}: the home directory is not known"),
                (Contents::Missing, _) => format!("{shown}: no such file"),
                (Contents::Sections(_), None) => format!("{shown} has no profile `{}`", self.name),
                (Contents::Sections(_), Some(_)) => {
                    format!("profile `{}` in {shown} has no {property}", self.name)
                }
            }
        })
        .collect()
    }

    /// What stands in the config file and in the credentials file.
    #[cfg(feature = "aws-config")]
    pub(super) fn texts(&self) -> [String; 2] {
        [&self.config, &self.credentials].map(|file| file.text.clone())
    }

    fn sections(&self) -> impl Iterator<Item = &Section> {
        self.credentials_section()
            .into_iter()
            .chain(self.config_section())
    }

    /// In this file a profile's section has its bare name.
    fn credentials_section(&self) -> Option<&Section> {
        self.credentials.section(None, &self.name)
    }

    /// In this file a profile's section says so, but for `default`, where both forms are known, and the one that
    /// says so wins.
    fn config_section(&self) -> Option<&Section> {
        let section = self.config.section(Some("profile"), &self.name);
        if self.name == "default" {
            return section.or_else(|| self.config.section(None, "default"));
        }
        section
    }
}

impl File {
    fn load(environment: &Environment, variable: &str, name: &str) -> Result<Self, ConfigError> {
        let (path, shown) = match (environment.get(variable), environment.home()) {
            (Some(path), home) => (expanded(&path, home), path),
            (None, Some(home)) => (home.join(".aws").join(name), format!("~/.aws/{name}")),
            (None, None) => {
                return Ok(Self {
                    shown: format!("~/.aws/{name}"),
                    contents: Contents::NoHome,
                    #[cfg(feature = "aws-config")]
                    text: String::new(),
                });
            }
        };
        let text = environment.read(&path).map_err(|error| {
            ConfigError::new(format!("{shown} cannot be read")).caused_by(error)
        })?;
        // Editors on Windows put a byte order mark before it.
        let text = text
            .as_deref()
            .map(|text| text.strip_prefix('\u{feff}').unwrap_or(text));
        let contents = match text {
            None => Contents::Missing,
            Some(text) => Contents::Sections(parse(text).map_err(|malformed| {
                ConfigError::new(format!(
                    "{shown}, line {}: {}",
                    malformed.line, malformed.reason
                ))
            })?),
        };
        Ok(Self {
            shown,
            contents,
            #[cfg(feature = "aws-config")]
            text: text.unwrap_or_default().to_owned(),
        })
    }

    fn section(&self, kind: Option<&str>, name: &str) -> Option<&Section> {
        let Contents::Sections(sections) = &self.contents else {
            return None;
        };
        sections.get(kind, name)
    }
}

/// The value of a section's property, unless it is empty.
fn value<'a>(section: &'a Section, property: &str) -> Option<&'a str> {
    section.get(property).filter(|value| !value.is_empty())
}

/// The path with the home directory in the place of a leading `~`, if it is known.
fn expanded(path: &str, home: Option<PathBuf>) -> PathBuf {
    let below = path
        .strip_prefix('~')
        .filter(|below| below.is_empty() || below.starts_with(std::path::is_separator));
    match (below, home) {
        (Some(below), Some(home)) => home.join(below.trim_start_matches(std::path::is_separator)),
        _ => PathBuf::from(path),
    }
}
