//! Whether bodies of requests are compressed, and from which size on.

use super::ConfigError;
use super::switches::{Places, invalid_value};

/// The size from which on compression is worth its time, in bytes.
const DEFAULT_MIN_SIZE_BYTES: u64 = 10_240;
/// The highest threshold that may be set, in bytes: the limits of "Request compression" in the AWS SDKs and
/// Tools Reference Guide.
const MAX_MIN_SIZE_BYTES: u64 = 10_485_760;

/// What the program says of compression.
#[derive(Default)]
pub(crate) struct ExplicitCompression {
    pub(crate) disabled: Option<bool>,
    pub(crate) min_size_bytes: Option<u64>,
}

/// The settings of compression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Compression {
    pub(crate) disabled: bool,
    /// Bodies that are shorter go as they are.
    pub(crate) min_size_bytes: u64,
}

impl Default for Compression {
    fn default() -> Self {
        Self {
            disabled: false,
            min_size_bytes: DEFAULT_MIN_SIZE_BYTES,
        }
    }
}

impl ExplicitCompression {
    /// # Errors
    ///
    /// The size is out of range.
    pub(super) fn check(&self) -> Result<(), ConfigError> {
        let size = self.min_size_bytes.unwrap_or_default();
        checked(size, "`request_min_compression_size_bytes`").map(drop)
    }
}

impl Compression {
    pub(super) fn resolve(
        explicit: &ExplicitCompression,
        places: Places<'_>,
    ) -> Result<Self, ConfigError> {
        let disabled = match explicit.disabled {
            Some(disabled) => disabled,
            None => places.switch(
                "AWS_DISABLE_REQUEST_COMPRESSION",
                "disable_request_compression",
            )?,
        };
        let found = places.get(
            "AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES",
            "request_min_compression_size_bytes",
        )?;
        let min_size_bytes = match (explicit.min_size_bytes, found) {
            (Some(size), _) => size,
            (None, Some((value, place))) => match value.parse() {
                Ok(size) => checked(size, &place)?,
                Err(_) => return Err(out_of_range(&place, &value)),
            },
            (None, None) => DEFAULT_MIN_SIZE_BYTES,
        };
        Ok(Self {
            disabled,
            min_size_bytes,
        })
    }
}

fn checked(size: u64, place: &str) -> Result<u64, ConfigError> {
    if size > MAX_MIN_SIZE_BYTES {
        return Err(out_of_range(place, &size.to_string()));
    }
    Ok(size)
}

fn out_of_range(place: &str, value: &str) -> ConfigError {
    let why = format!("no whole number from 0 to {MAX_MIN_SIZE_BYTES}");
    invalid_value(place, value, &why)
}
