//! The profiles: which one is in use, and what the shared config and credentials files say of each.

use super::parse::{About, Kind, Section, Sections, parse};
use super::switches::invalid_value;
use super::{ConfigError, Environment};
use crate::excerpt::one_line;
use std::io;
use std::path::PathBuf;

/// The shared config and credentials files, as they were read once for all that asks.
pub(super) struct Files {
    config: File,
    credentials: File,
}

/// A profile, as the two files have it.
#[derive(Clone, Copy)]
pub(super) struct Profile<'a> {
    pub(super) name: &'a str,
    files: &'a Files,
    config: Option<&'a Section>,
    credentials: Option<&'a Section>,
}

struct File {
    /// How the file is called in messages.
    shown: String,
    contents: Contents,
}

enum Contents {
    NoHome,
    /// The file that counts unless another is named cannot be reached.
    Absent(io::ErrorKind),
    Sections(Sections),
}

/// The name of the profile in use.
///
/// # Errors
///
/// The variable that may name it is not UTF-8.
pub(super) fn name(environment: &Environment, chosen: Option<&str>) -> Result<String, ConfigError> {
    Ok(match chosen {
        Some(name) => name.to_owned(),
        None => environment
            .get("AWS_PROFILE")?
            .unwrap_or_else(|| "default".to_owned()),
    })
}

/// Checks the name of a profile that the program gives.
///
/// # Errors
///
/// No section can have it.
pub(super) fn check(name: &str) -> Result<(), ConfigError> {
    let is_name = !name.is_empty()
        && name.trim() == name
        && !name.contains(|it: char| it == ']' || (it.is_control() && it != '\t'));
    if is_name {
        return Ok(());
    }
    let why = "no name of a profile: a section of a config file cannot have it";
    Err(invalid_value("`profile`", name, why))
}

impl Files {
    /// Reads the files. That one of them cannot be reached is no error, unless it was named by its variable.
    ///
    /// # Errors
    ///
    /// A file that was named cannot be reached; one that is there is no regular file, or is malformed.
    pub(super) fn load(environment: &Environment) -> Result<Self, ConfigError> {
        let file = |variable, name, kind| File::load(environment, variable, name, kind);
        Ok(Self {
            config: file("AWS_CONFIG_FILE", "config", Kind::Config)?,
            credentials: file(
                "AWS_SHARED_CREDENTIALS_FILE",
                "credentials",
                Kind::Credentials,
            )?,
        })
    }

    /// What they say of the profile in use, and whether the program chose it.
    ///
    /// # Errors
    ///
    /// The program chose it, and neither file has it.
    pub(super) fn in_use<'a>(
        &'a self,
        name: &'a str,
        is_chosen: bool,
    ) -> Result<Profile<'a>, ConfigError> {
        let profile = self.profile(name);
        if is_chosen && profile.is_nowhere() {
            return Err(ConfigError::new(format!(
                "there is no profile `{name}`: {}",
                profile.why_not("region").join("; "),
            )));
        }
        Ok(profile)
    }

    /// What they say of a profile.
    pub(super) fn profile<'a>(&'a self, name: &'a str) -> Profile<'a> {
        // In the config file a profile's section says so, but for `default`, where both forms are known, and the one
        // that says so wins. In the credentials file it has its bare name.
        let config = self.config.section(About::Profile, name);
        let or_default = || self.config.section(About::Default, name);
        Profile {
            name,
            files: self,
            config: config.or_else(or_default),
            credentials: self.credentials.section(About::Profile, name),
        }
    }
}

impl<'a> Profile<'a> {
    /// Whether neither file has it.
    pub(super) fn is_nowhere(&self) -> bool {
        self.config.is_none() && self.credentials.is_none()
    }

    /// Another profile of the same files.
    pub(super) fn sibling(&self, name: &'a str) -> Self {
        self.files.profile(name)
    }

    /// A property's value. The credentials file is asked first, as in the AWS SDKs.
    pub(super) fn get(&self, property: &str) -> Option<&'a str> {
        self.sections().find_map(|section| section.get(property))
    }

    /// What the credentials file says of it.
    pub(super) fn in_credentials(&self) -> Option<&'a Section> {
        self.credentials
    }

    /// What the config file says of it.
    pub(super) fn in_config(&self) -> Option<&'a Section> {
        self.config
    }

    /// The section of the config file that a property of this profile names, such as `sso_session` and `services`.
    ///
    /// # Errors
    ///
    /// There is no such section.
    pub(super) fn named_section(
        &self,
        property: &str,
        about: About,
        kind: &str,
    ) -> Result<Option<(&'a str, &'a Section)>, String> {
        let Some(name) = self.get(property) else {
            return Ok(None);
        };
        let config = &self.files.config;
        match config.section(about, name) {
            Some(section) => Ok(Some((name, section))),
            None => Err(format!(
                "profile `{}` has {property} = {name}, and {} has no section [{kind} {name}]",
                self.name, config.shown,
            )),
        }
    }

    /// The profiles from this one on, each the `source_profile` of the one before, as long as they are there and none
    /// comes twice.
    pub(super) fn with_sources(self) -> impl Iterator<Item = Self> {
        let mut seen = Vec::new();
        std::iter::successors(Some(self), move |profile| {
            seen.push(profile.name);
            let source = profile.sibling(profile.get("source_profile")?);
            (!source.is_nowhere() && !seen.contains(&source.name)).then_some(source)
        })
    }

    /// Why neither file gave this property.
    pub(super) fn why_not(&self, property: &str) -> Vec<String> {
        [
            (&self.files.credentials, self.credentials),
            (&self.files.config, self.config),
        ]
        .into_iter()
        .map(|(file, section)| {
            let shown = &file.shown;
            match (&file.contents, section) {
                (Contents::NoHome, _) => format!("{shown}: the home directory is not known"),
                (Contents::Absent(io::ErrorKind::NotFound), _) => format!("{shown}: no such file"),
                (Contents::Absent(why), _) => format!("{shown} cannot be read ({why})"),
                (Contents::Sections(_), None) => format!("{shown} has no profile `{}`", self.name),
                (Contents::Sections(_), Some(_)) => {
                    format!("profile `{}` in {shown} has no {property}", self.name)
                }
            }
        })
        .collect()
    }

    fn sections(&self) -> impl Iterator<Item = &'a Section> + use<'a> {
        self.credentials.into_iter().chain(self.config)
    }
}

impl File {
    fn load(
        environment: &Environment,
        variable: &str,
        name: &str,
        kind: Kind,
    ) -> Result<Self, ConfigError> {
        let named = environment.get(variable)?;
        let is_named = named.is_some();
        let (path, shown) = match named {
            Some(path) => {
                let shown = format!("{} of {variable}", one_line(&path, 200));
                (expanded(&path, environment)?, shown)
            }
            None => {
                let shown = format!("~/.aws/{name}");
                let Some(home) = environment.home()? else {
                    let contents = Contents::NoHome;
                    return Ok(Self { shown, contents });
                };
                (home.join(".aws").join(name), shown)
            }
        };
        let text = match environment.read(&path) {
            Ok(text) => text,
            Err(error) if is_named && error.kind() == io::ErrorKind::NotFound => {
                return Err(ConfigError::new(format!("{shown}: there is no such file")));
            }
            // What is there, and is no config file, is an error even where it was not named.
            Err(error) if is_named || error.kind() == io::ErrorKind::InvalidData => {
                return Err(ConfigError::new(format!("{shown} cannot be read")).caused_by(error));
            }
            Err(error) => {
                let contents = Contents::Absent(error.kind());
                return Ok(Self { shown, contents });
            }
        };
        // Editors on Windows put a byte order mark before it.
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let sections = parse(text, kind).map_err(|malformed| {
            ConfigError::new(format!(
                "{shown}, line {}: {}",
                malformed.line, malformed.reason
            ))
        })?;
        let contents = Contents::Sections(sections);
        Ok(Self { shown, contents })
    }

    fn section(&self, about: About, name: &str) -> Option<&Section> {
        let Contents::Sections(sections) = &self.contents else {
            return None;
        };
        sections.get(about, name)
    }
}

/// The path with the home directory in the place of a leading `~`, if it is known.
fn expanded(path: &str, environment: &Environment) -> Result<PathBuf, ConfigError> {
    let below = path
        .strip_prefix('~')
        .filter(|below| below.is_empty() || below.starts_with(std::path::is_separator));
    let Some(below) = below else {
        return Ok(PathBuf::from(path));
    };
    Ok(match environment.home()? {
        Some(home) => home.join(below.trim_start_matches(std::path::is_separator)),
        None => PathBuf::from(path),
    })
}
