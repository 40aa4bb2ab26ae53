//! What is wrong with the settings of a client.

use crate::excerpt::one_line;
use std::fmt;
use tower::BoxError;

/// A client cannot be made with these settings: a file is malformed, a value is not what its place takes.
///
/// Its text names the place: the variable, the file and line, the method of the builder. A program that takes a setting
/// by a name of its own, such as a flag, has [`setting`](Self::setting), [`value`](Self::value) and
/// [`reason`](Self::reason) to say it in its own words:
///
/// ```
/// # async fn run() {
/// use smithereens::Client;
///
/// let error = Client::builder().region("eu west").build().await.unwrap_err();
/// assert_eq!((error.setting(), error.value()), (Some("region"), Some("eu west")));
/// # }
/// ```
#[derive(Debug)]
pub struct ConfigError {
    message: String,
    setting: Option<&'static str>,
    /// The value that cannot be used, as it is shown, and the reason.
    value: Option<(String, String)>,
    source: Option<BoxError>,
}

impl ConfigError {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            // Names of profiles, paths and values come from outside.
            message: one_line(&message.into(), super::MAX_MESSAGE),
            setting: None,
            value: None,
            source: None,
        }
    }

    /// The value is the program's own, by the method of the builder that has this name.
    pub(super) fn of_setting(mut self, setting: &'static str) -> Self {
        self.setting = Some(setting);
        self
    }

    /// It is about one value, which is shown like this, and cannot be used for this reason.
    pub(super) fn about(mut self, value: &str, reason: &str) -> Self {
        let value = one_line(value, super::MAX_MESSAGE);
        self.value = Some((value, one_line(reason, super::MAX_MESSAGE)));
        self
    }

    pub(crate) fn caused_by(mut self, source: impl Into<BoxError>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// The setting that the program gave a value which cannot be used, by the name of its method of the
    /// [`Builder`](crate::Builder), such as `region` or `endpoint_url`.
    ///
    /// `None` where the value comes from a variable or a file, or where it can be used and does not lead anywhere, such
    /// as the name of a profile that no file has.
    #[must_use]
    pub fn setting(&self) -> Option<&'static str> {
        self.setting
    }

    /// The value that cannot be used, as it can be shown: on one line, cut off where it is long, and without a password.
    /// `None` where the error is not about one value.
    #[must_use]
    pub fn value(&self) -> Option<&str> {
        self.value.as_ref().map(|(value, _)| value.as_str())
    }

    /// What is wrong with that value, as a sentence about it that neither repeats it nor says where it comes from: `it
    /// has to start with http:// or https://`.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        self.value.as_ref().map(|(_, reason)| reason.as_str())
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::excerpt::message(f, format_args!("{}", self.message))
    }
}

impl std::error::Error for ConfigError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source
            .as_deref()
            .map(|source| source as &(dyn std::error::Error + 'static))
    }
}
