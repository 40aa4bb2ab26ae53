//! What the client is allowed to see of the process around it: variables and files.

use super::ConfigError;
use super::regular_file::read_regular;
use std::ffi::OsString;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Environment variables and files, as far as configuration is read from them: those of the process, or some
/// that are given, which is how a test or a sandboxed program keeps the process's out. The variables that name proxies
/// are among them.
///
/// Where an environment is given, and the feature `aws-config` fetches credentials, containers are not asked, and the
/// metadata of an EC2 instance only where the environment has `AWS_EC2_METADATA_SERVICE_ENDPOINT` or its mode, since both
/// belong to the process and its machine. What stays the process's own are the files that a source names (tokens, the
/// cache of SSO's), the processes it runs, and the variable `AWS_EC2_METADATA_DISABLED` as far as metadata are concerned.
///
/// ```
/// use smithereens::config::Environment;
///
/// let environment = Environment::empty()
///     .variable("HOME", "/home/me")
///     .variable("AWS_PROFILE", "dev")
///     .file("/home/me/.aws/config", "[profile dev]\nregion = eu-west-1\n");
/// ```
#[derive(Clone)]
pub struct Environment(Source);

#[derive(Clone)]
enum Source {
    Process,
    Given(Arc<Given>),
}

/// No two of either have the same name.
#[derive(Clone, Default)]
struct Given {
    variables: Vec<(String, String)>,
    files: Vec<(PathBuf, String)>,
}

impl Environment {
    /// The environment variables and files of this process.
    #[must_use]
    pub fn process() -> Self {
        Self(Source::Process)
    }

    /// No variables and no files. Nothing of the process is seen, its proxy variables included.
    #[must_use]
    pub fn empty() -> Self {
        Self(Source::Given(Arc::default()))
    }

    /// Adds a variable. Of the process's environment, only what is added is seen from then on.
    #[must_use]
    pub fn variable(self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.with(|given| {
            let name = name.into();
            given.variables.retain(|(it, _)| *it != name);
            given.variables.push((name, value.into()));
        })
    }

    /// Adds a file with this text. Of the process's environment, only what is added is seen from then on.
    #[must_use]
    pub fn file(self, path: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        self.with(|given| {
            let path = path.into();
            given.files.retain(|(it, _)| *it != path);
            given.files.push((path, text.into()));
        })
    }

    fn with(self, change: impl FnOnce(&mut Given)) -> Self {
        let mut given = match self.0 {
            Source::Process => Arc::default(),
            Source::Given(given) => given,
        };
        change(Arc::make_mut(&mut given));
        Self(Source::Given(given))
    }

    #[cfg(feature = "aws-config")]
    pub(crate) fn is_process(&self) -> bool {
        matches!(self.0, Source::Process)
    }

    /// A variable's value, without white space around it. One that is empty then counts as unset, as in all AWS SDKs.
    ///
    /// # Errors
    ///
    /// It is not UTF-8. Taken for unset, it would have something else decide, such as another profile.
    pub(crate) fn get(&self, name: &str) -> Result<Option<String>, ConfigError> {
        let value = match &self.0 {
            Source::Process => std::env::var_os(name)
                .map(|value| text(name, value))
                .transpose()?,
            Source::Given(given) => found(&given.variables, |it| it == name),
        };
        Ok(value.as_deref().and_then(set).map(str::to_owned))
    }

    /// The variables whose names start with the prefix: the rest of the name, and the value.
    ///
    /// # Errors
    ///
    /// As those of [`get`](Self::get).
    pub(crate) fn with_prefix(&self, prefix: &str) -> Result<Vec<(String, String)>, ConfigError> {
        let all: Vec<(OsString, OsString)> = match &self.0 {
            Source::Process => std::env::vars_os().collect(),
            Source::Given(given) => {
                let variables = given.variables.iter();
                variables
                    .map(|(name, value)| (name.into(), value.into()))
                    .collect()
            }
        };
        let mut found = Vec::new();
        for (name, value) in all {
            // No setting has a name that is not UTF-8.
            let Ok(name) = name.into_string() else {
                continue;
            };
            let Some(rest) = name.strip_prefix(prefix) else {
                continue;
            };
            if let Some(value) = set(&text(&name, value)?) {
                found.push((rest.to_owned(), value.to_owned()));
            }
        }
        Ok(found)
    }

    /// A file's text.
    ///
    /// # Errors
    ///
    /// As those of [`read_bytes`](Self::read_bytes), and of kind `InvalidData` if it is not UTF-8.
    pub(crate) fn read(&self, path: &Path) -> io::Result<String> {
        let text = String::from_utf8(self.read_bytes(path)?);
        // The bytes themselves are not part of the error: they may hold a secret.
        text.map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error.utf8_error()))
    }

    /// What is in a file.
    ///
    /// # Errors
    ///
    /// It cannot be reached; or, of kind `InvalidData`, what is there is no regular file of at most 16 MiB.
    pub(crate) fn read_bytes(&self, path: &Path) -> io::Result<Vec<u8>> {
        match &self.0 {
            Source::Process => read_regular(path),
            Source::Given(given) => {
                let text = found(&given.files, |it| it == path);
                text.map(String::into_bytes)
                    .ok_or_else(|| io::ErrorKind::NotFound.into())
            }
        }
    }

    /// The user's home directory, by the variables that the AWS SDKs look at.
    ///
    /// # Errors
    ///
    /// As those of [`get`](Self::get).
    pub(crate) fn home(&self) -> Result<Option<PathBuf>, ConfigError> {
        let mut home = self.get("HOME")?;
        if cfg!(windows) && home.is_none() {
            home = self.get("USERPROFILE")?;
            if home.is_none()
                && let (Some(drive), Some(path)) = (self.get("HOMEDRIVE")?, self.get("HOMEPATH")?)
            {
                home = Some(drive + &path);
            }
        }
        Ok(home.map(PathBuf::from))
    }
}

/// A value as text.
fn text(name: &str, value: OsString) -> Result<String, ConfigError> {
    value
        .into_string()
        .map_err(|_| ConfigError::new(format!("{name} is not UTF-8")))
}

/// The value without white space around it, if there is something left.
pub(super) fn set(value: &str) -> Option<&str> {
    Some(value.trim()).filter(|value| !value.is_empty())
}

/// What is given by the name that is asked for.
fn found<Name>(given: &[(Name, String)], is_asked: impl Fn(&Name) -> bool) -> Option<String> {
    let (_, text) = given.iter().find(|(name, _)| is_asked(name))?;
    Some(text.clone())
}

impl Default for Environment {
    fn default() -> Self {
        Self::process()
    }
}

/// Shows names only: values and texts hold credentials.
impl fmt::Debug for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Source::Process => f.write_str("Environment(process)"),
            Source::Given(given) => {
                let variables: Vec<_> = given.variables.iter().map(|(name, _)| name).collect();
                let files: Vec<_> = given.files.iter().map(|(path, _)| path).collect();
                f.debug_struct("Environment")
                    .field("variables", &variables)
                    .field("files", &files)
                    .finish()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_variable_counts_as_unset_and_others_are_trimmed() {
        let environment = Environment::empty()
            .variable("A_B", "")
            .variable("A_C", " x\t\r\n")
            .variable("A_D", " \n");
        assert_eq!(environment.get("A_B").unwrap(), None);
        assert_eq!(environment.get("A_C").unwrap().unwrap(), "x");
        assert_eq!(environment.get("A_D").unwrap(), None);
        let rest = vec![("C".to_owned(), "x".to_owned())];
        assert_eq!(environment.with_prefix("A_").unwrap(), rest);
    }

    #[test]
    fn what_is_given_replaces_the_process() {
        let environment = Environment::process().variable("A", "x");
        assert_eq!(environment.get("PATH").unwrap(), None);
        assert!(environment.home().unwrap().is_none());
    }
}
