//! How times are printed: what the AWS CLI calls `cli_timestamp_format`.

use serde::Serialize;
use smithereens::config::{self, ConfigError, Environment};
use smithereens_types::Timestamp;

/// The setting, of the profile.
const PROPERTY: &str = "cli_timestamp_format";

/// A format of times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TimestampFormat {
    /// ISO 8601, the default of the AWS CLI since its version 2.
    #[default]
    Iso8601,
    /// As the service sent it: seconds since 1970.
    Wire,
}

/// A time as JSON has it.
#[derive(Serialize)]
#[serde(untagged)]
pub enum Stamp {
    Text(String),
    Number(Timestamp),
}

impl TimestampFormat {
    /// What the profile says, if it says something.
    ///
    /// # Errors
    ///
    /// The profile cannot be read, or names another format: then the message says so.
    pub fn of_profile(profile: Option<&str>) -> Result<Self, String> {
        let value = config::profile_property(&Environment::process(), profile, PROPERTY);
        match value
            .map_err(|error: ConfigError| error.to_string())?
            .as_deref()
        {
            None => Ok(Self::default()),
            Some("iso8601") => Ok(Self::Iso8601),
            Some("wire") => Ok(Self::Wire),
            Some(other) => Err(format!(
                "`{PROPERTY}` of the profile is `{other}`, and can be `iso8601` or `wire`"
            )),
        }
    }

    /// For JSON, the text that the AWS CLI prints on a machine whose clock shows UTC.
    pub fn json(self, time: Timestamp) -> Stamp {
        match self {
            Self::Iso8601 => Stamp::Text(iso_format(time)),
            Self::Wire => Stamp::Number(time),
        }
    }

    /// For people: ISO 8601 at its shortest.
    pub fn text(self, time: Timestamp) -> String {
        match self {
            Self::Iso8601 => time.date_time(),
            Self::Wire => time.epoch_seconds(),
        }
    }
}

/// Python's `datetime.isoformat()`, in UTC: six digits of the fraction, or none.
fn iso_format(time: Timestamp) -> String {
    let micros = (u64::from(time.subsec_nanos()) + 500) / 1_000;
    let carried = i64::from(micros == 1_000_000);
    let seconds = Timestamp::from_epoch_seconds(time.seconds() + carried).unwrap_or(time);
    let text = seconds.date_time();
    let whole = text.split(['.', 'Z']).next().unwrap_or_default();
    match micros % 1_000_000 {
        0 => format!("{whole}+00:00"),
        micros => format!("{whole}.{micros:06}+00:00"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_8601_is_what_python_writes() {
        // Each is `datetime.fromtimestamp(x, timezone.utc).isoformat()`.
        for (number, text) in [
            ("1577824406.719", "2019-12-31T20:33:26.719000+00:00"),
            ("1577824406", "2019-12-31T20:33:26+00:00"),
            ("1577824406.000001", "2019-12-31T20:33:26.000001+00:00"),
            ("1577824406.9999999", "2019-12-31T20:33:27+00:00"),
            ("1577824406.1234567", "2019-12-31T20:33:26.123457+00:00"),
            ("0", "1970-01-01T00:00:00+00:00"),
            ("-0.5", "1969-12-31T23:59:59.500000+00:00"),
        ] {
            let time = Timestamp::parse_epoch_seconds(number).unwrap();
            assert_eq!(iso_format(time), text, "{number}");
        }
    }
}
