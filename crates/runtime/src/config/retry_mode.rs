//! The rules by which failed attempts are made again.

use super::ConfigError;
use super::switches::{Places, invalid_value};

/// The rules by which failed attempts are made again: `retry_mode` of "Retry behavior" in the AWS SDKs and Tools
/// Reference Guide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum RetryMode {
    /// Waits that double, and a quota of retries that all calls of a client share, for each service.
    #[default]
    Standard,
    /// As [`Standard`](Self::Standard), and once a service has throttled, each attempt waits until the service
    /// is likely to take it: the rate of attempts falls and rises with what it takes. For programs that would
    /// rather be slow than refused, and have a client for each thing that is throttled on its own.
    Adaptive,
}

impl RetryMode {
    /// The mode that a place names, else the standard one. The name's case does not matter, as in the AWS SDKs. The
    /// mode before it, `legacy`, is taken for it.
    ///
    /// # Errors
    ///
    /// It is another one. None is taken for another: they differ in how much load they put on a service.
    pub(super) fn resolve(explicit: Option<Self>, places: Places<'_>) -> Result<Self, ConfigError> {
        if let Some(mode) = explicit {
            return Ok(mode);
        }
        let Some((value, place)) = places.get("AWS_RETRY_MODE", "retry_mode")? else {
            return Ok(Self::default());
        };
        match value.to_ascii_lowercase().as_str() {
            "standard" => Ok(Self::Standard),
            "legacy" => {
                tracing::warn!(
                    place,
                    "the retry mode `legacy` is taken as `standard`, which replaced it"
                );
                Ok(Self::Standard)
            }
            "adaptive" => Ok(Self::Adaptive),
            _ => {
                let why = "no retry mode: those are standard and adaptive";
                Err(invalid_value(&place, &value, why))
            }
        }
    }
}
