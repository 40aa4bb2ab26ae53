//! What is wrong with the settings of a client.

use crate::excerpt::one_line;
use std::fmt;
use tower::BoxError;

/// A client cannot be made with these settings: a file is malformed, a value is not what its place takes.
///
/// Its text names the place: the variable, the file and line, the method of the builder.
#[derive(Debug)]
pub struct ConfigError {
    message: String,
    source: Option<BoxError>,
}

impl ConfigError {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            // Names of profiles, paths and values come from outside.
            message: one_line(&message.into(), super::MAX_MESSAGE),
            source: None,
        }
    }

    pub(crate) fn caused_by(mut self, source: impl Into<BoxError>) -> Self {
        self.source = Some(source.into());
        self
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
