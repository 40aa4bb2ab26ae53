//! Where `fetch` gets models: the addresses of `smithereens.toml`, and what is put into them.

use anyhow::{Result, bail};
use serde::Deserialize;

/// The address of a model in AWS's public repository of them.
pub const ADDRESS: &str = "https://raw.githubusercontent.com/aws/api-models-aws/{revision}/models/{service}/service/{version}/{service}-{version}.json";
/// The address of what says which versions a service has there.
pub const VERSIONS: &str = "https://api.github.com/repos/aws/api-models-aws/contents/models/{service}/service?ref={revision}";
/// The address of what says the newest revision.
pub const LATEST: &str = "https://api.github.com/repos/aws/api-models-aws/commits/main";

/// `[models]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Models {
    /// The folder that models are put in, below that of the file.
    pub folder: String,
    /// The address of a model, with `{service}`, `{version}` and `{revision}` in it.
    pub address: String,
    /// The address of a JSON array of objects whose `name` is a version, as GitHub lists a folder.
    pub versions: String,
    /// The address of a JSON object whose `sha` is the newest revision, as GitHub describes a commit.
    pub latest: String,
    /// The revision of the repository that models are of.
    pub revision: Option<String>,
}

impl Default for Models {
    fn default() -> Self {
        Self {
            folder: "models".to_owned(),
            address: ADDRESS.to_owned(),
            versions: VERSIONS.to_owned(),
            latest: LATEST.to_owned(),
            revision: None,
        }
    }
}

/// What is put into an address.
#[derive(Clone, Copy, Debug, Default)]
pub struct Values<'a> {
    /// What the address has for a service.
    pub service: &'a str,
    /// A version of its model.
    pub version: Option<&'a str>,
    /// A revision of the repository.
    pub revision: Option<&'a str>,
}

/// Whether an address has a place for this.
#[must_use]
pub fn has(address: &str, name: &str) -> bool {
    address.contains(&format!("{{{name}}}"))
}

/// An address with the values in their places.
///
/// # Errors
///
/// One of them is not known, or would change more of the address than its place.
pub fn filled(address: &str, values: Values<'_>) -> Result<String> {
    let mut url = address.to_owned();
    for (name, value) in [
        ("service", Some(values.service)),
        ("version", values.version),
        ("revision", values.revision),
    ] {
        if !has(&url, name) {
            continue;
        }
        let Some(value) = value else {
            bail!("the address {address:?} has a {{{name}}}, and there is none");
        };
        check(name, value)?;
        url = url.replace(&format!("{{{name}}}"), value);
    }
    if let Some((_, rest)) = url.split_once('{') {
        let name = rest.split('}').next().unwrap_or_default();
        bail!(
            "the address {address:?} has a place for {name:?}; there are service, version and revision"
        );
    }
    Ok(url)
}

/// Checks that what came from a file, a command line or a server is one segment of a path.
///
/// # Errors
///
/// It is none.
pub fn check(name: &str, value: &str) -> Result<()> {
    let is_plain = |character: char| character.is_ascii_alphanumeric() || "-_.".contains(character);
    if value.is_empty() || value.starts_with('.') || !value.chars().all(is_plain) {
        bail!("the {name} {value:?} is none: letters, digits, `-`, `_` and `.` are");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_put_into_their_places_and_nothing_else_is() {
        let values = Values {
            service: "lambda",
            version: Some("2015-03-31"),
            revision: Some("abc"),
        };
        assert_eq!(
            filled(ADDRESS, values).unwrap(),
            "https://raw.githubusercontent.com/aws/api-models-aws/abc/models/lambda/service/2015-03-31/lambda-2015-03-31.json"
        );
        for (address, service, expected) in [
            ("http://a/{service}", "../x", "is none"),
            ("http://a/{service}", "", "is none"),
            ("http://a/{service}", "a/b", "is none"),
            ("http://a/{service}", "a?b", "is none"),
            ("http://a/{servic}", "a", "\"servic\""),
            ("http://a/{version}", "a", "there is none"),
        ] {
            let values = Values {
                service,
                ..Values::default()
            };
            let error = filled(address, values).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }
}
