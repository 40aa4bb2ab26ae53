//! By which rules failed attempts are made again.

use super::ConfigError;
use super::switches::{Places, refused};

/// The rules by which failed attempts are made again: `retry_mode` of "Retry behavior" in the AWS SDKs and Tools
/// Reference Guide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum RetryMode {
    /// Waits that double, and a quota of retries that all calls of a client share, for each service.
    #[default]
    Standard,
}

impl RetryMode {
    /// The mode that a place names, else the standard one. The name's case does not matter, as in the AWS SDKs.
    ///
    /// # Errors
    ///
    /// It is another one. None is taken for another: they differ in how much load they put on a service.
    pub(super) fn resolve(explicit: Option<Self>, places: Places<'_>) -> Result<Self, ConfigError> {
        if let Some(mode) = explicit {
            return Ok(mode);
        }
        let Some((value, place)) = places.get("AWS_RETRY_MODE", "retry_mode") else {
            return Ok(Self::default());
        };
        let why = match value.to_ascii_lowercase().as_str() {
            "standard" => return Ok(Self::Standard),
            "adaptive" => "not supported yet: only standard is",
            "legacy" => "not supported: only standard is, which replaces it",
            _ => "no retry mode: only standard is supported",
        };
        Err(refused(&place, &value, why))
    }
}
