//! What the client is allowed to see of the process around it: variables and files.

use std::ffi::OsString;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Environment variables and files, as far as configuration is read from them: those of the process, or some
/// that are given, which is how a test or a sandboxed program keeps the process's out. The variables that name proxies
/// are among them.
///
/// The feature `aws-config` fetches credentials with providers that read some things by themselves. Where an
/// environment is given, containers are not asked, and the metadata of an EC2 instance only where the environment
/// has `AWS_EC2_METADATA_SERVICE_ENDPOINT` or its mode, since both belong to the process and its machine. What stays the
/// process's own are the files that a source names (tokens, the cache of SSO's), the processes it runs, and the
/// variables `AWS_ENDPOINT_URL`, `AWS_ENDPOINT_URL_STS`, `AWS_ENDPOINT_URL_SSO` and `AWS_EC2_METADATA_DISABLED` as far as
/// STS, SSO and metadata are concerned.
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

    /// A variable's value. An empty one counts as unset, as in all AWS SDKs.
    pub(crate) fn get(&self, name: &str) -> Option<String> {
        let value = match &self.0 {
            Source::Process => std::env::var(name).ok(),
            Source::Given(given) => found(&given.variables, |it| it == name),
        };
        value.filter(|value| !value.is_empty())
    }

    /// The variables whose names start with the prefix: the rest of the name, and the value.
    pub(crate) fn with_prefix(&self, prefix: &str) -> Vec<(String, String)> {
        let rest = |(name, value): (OsString, OsString)| {
            let name = name.into_string().ok()?;
            let rest = name.strip_prefix(prefix)?.to_owned();
            Some((rest, value.into_string().ok()?))
        };
        let mut found: Vec<_> = match &self.0 {
            Source::Process => std::env::vars_os().filter_map(rest).collect(),
            Source::Given(given) => given
                .variables
                .iter()
                .map(|(name, value)| (name.into(), value.into()))
                .filter_map(rest)
                .collect(),
        };
        found.retain(|(_, value)| !value.is_empty());
        found
    }

    /// A file's text, or `None` where there is no such file.
    pub(crate) fn read(&self, path: &Path) -> io::Result<Option<String>> {
        let Some(bytes) = self.read_bytes(path)? else {
            return Ok(None);
        };
        let text = String::from_utf8(bytes);
        // The bytes themselves are not part of the error: they may hold a secret.
        text.map(Some)
            .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error.utf8_error()))
    }

    /// What is in a file, or `None` where there is no such file.
    pub(crate) fn read_bytes(&self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        let bytes = match &self.0 {
            Source::Process => std::fs::read(path),
            Source::Given(given) => {
                let text = found(&given.files, |it| it == path);
                return Ok(text.map(String::into_bytes));
            }
        };
        match bytes {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The user's home directory, by the variables that the AWS SDKs look at.
    pub(crate) fn home(&self) -> Option<PathBuf> {
        let home = self.get("HOME");
        if !cfg!(windows) {
            return home.map(PathBuf::from);
        }
        let of_drive = || Some(self.get("HOMEDRIVE")? + &self.get("HOMEPATH")?);
        let home = home.or_else(|| self.get("USERPROFILE")).or_else(of_drive);
        home.map(PathBuf::from)
    }
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

/// Tells names alone: values and texts hold credentials.
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
    fn a_missing_file_is_nothing_and_an_unreadable_one_an_error() {
        let there = std::env::temp_dir();
        let process = Environment::process();
        assert!(
            process
                .read(&there.join("no-such-file/a"))
                .unwrap()
                .is_none()
        );
        assert!(process.read(&there).is_err());
    }

    #[test]
    fn a_file_that_is_no_text_is_an_error_that_does_not_tell_it() {
        let path = std::env::temp_dir().join(format!("smithereens-{}", std::process::id()));
        std::fs::write(&path, b"[default]\nSECRET = \xff\n").unwrap();
        let error = Environment::process().read(&path).unwrap_err();
        std::fs::remove_file(&path).unwrap();
        assert!(!format!("{error} {error:?}").contains("SECRET"));
    }

    #[test]
    fn an_empty_variable_counts_as_unset() {
        let environment = Environment::empty()
            .variable("A_B", "")
            .variable("A_C", "x");
        assert_eq!(environment.get("A_B"), None);
        let rest = vec![("C".to_owned(), "x".to_owned())];
        assert_eq!(environment.with_prefix("A_"), rest);
    }

    #[test]
    fn what_is_given_replaces_the_process() {
        let environment = Environment::process().variable("A", "x");
        assert_eq!(environment.get("PATH"), None);
        assert!(environment.home().is_none());
    }
}
