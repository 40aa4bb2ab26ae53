//! A point in time, and the three formats that Smithy knows for it.

mod float;
mod parse;

use crate::ParseError;
use std::fmt;
use std::str::FromStr;
use std::time::SystemTime;
use time::UtcDateTime;

/// A point in time with nanosecond precision, in the years -9999 to 9999 (Smithy's `timestamp` type).
///
/// On the wire a timestamp has one of three formats (Smithy's `timestampFormat` trait). Reading accepts
/// each of them everywhere, since services are known to mix them; writing uses the one that the model asks
/// for, which in JSON is by default a number of seconds. What is written is cut to the precision that Smithy
/// gives the format: whole seconds in HTTP dates, milliseconds in the others.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Timestamp(UtcDateTime);

impl Timestamp {
    /// The start of 1970 in UTC.
    pub const EPOCH: Self = Self(UtcDateTime::UNIX_EPOCH);

    /// The time this many whole seconds after [`EPOCH`](Self::EPOCH) (before it, where negative), or `None`
    /// where that is past the supported years.
    #[must_use]
    pub fn from_epoch_seconds(seconds: i64) -> Option<Self> {
        UtcDateTime::from_unix_timestamp(seconds).ok().map(Self)
    }

    /// As [`from_epoch_seconds`](Self::from_epoch_seconds), for a constant: one that is past the supported years does not
    /// compile.
    ///
    /// ```
    /// # use smithereens_types::Timestamp;
    /// const OPENED: Timestamp = Timestamp::constant(1_577_824_406);
    /// ```
    ///
    /// ```compile_fail
    /// # use smithereens_types::Timestamp;
    /// const OPENED: Timestamp = Timestamp::constant(i64::MAX);
    /// ```
    ///
    /// # Panics
    ///
    /// Outside of a constant, where the time is past the supported years.
    #[must_use]
    #[expect(clippy::panic, reason = "a constant that panics does not compile")]
    pub const fn constant(seconds: i64) -> Self {
        match UtcDateTime::from_unix_timestamp(seconds) {
            Ok(time) => Self(time),
            Err(_) => panic!("the time is past the years -9999 to 9999"),
        }
    }

    /// The time this many milliseconds after [`EPOCH`](Self::EPOCH), or `None` where that is past the
    /// supported years.
    #[must_use]
    pub fn from_epoch_millis(millis: i64) -> Option<Self> {
        Self::from_epoch_nanos(i128::from(millis) * 1_000_000)
    }

    fn from_epoch_nanos(nanos: i128) -> Option<Self> {
        UtcDateTime::from_unix_timestamp_nanos(nanos).ok().map(Self)
    }

    /// Whole seconds since [`EPOCH`](Self::EPOCH), rounded down.
    #[must_use]
    pub fn seconds(self) -> i64 {
        self.0.unix_timestamp()
    }

    /// Nanoseconds past [`seconds`](Self::seconds), below 1,000,000,000.
    #[must_use]
    pub fn subsec_nanos(self) -> u32 {
        self.0.nanosecond()
    }

    /// The `date-time` format: RFC 3339 in UTC, with the digits that milliseconds need, such as
    /// `2019-12-31T20:33:26.719Z`. A year before 0 has a minus sign, which RFC 3339 does not know.
    #[must_use]
    pub fn date_time(self) -> String {
        date_time(self.whole_millis())
    }

    /// The `http-date` format: the IMF-fixdate of RFC 9110, which has no fraction, such as
    /// `Tue, 31 Dec 2019 20:33:26 GMT`.
    #[must_use]
    pub fn http_date(self) -> String {
        let at = self.0;
        let mut year = String::new();
        push_year(&mut year, at.year());
        format!(
            "{:.3}, {:02} {:.3} {year} {:02}:{:02}:{:02} GMT",
            at.weekday().to_string(),
            at.day(),
            at.month().to_string(),
            at.hour(),
            at.minute(),
            at.second(),
        )
    }

    /// The `epoch-seconds` format: seconds since 1970, with the digits that milliseconds need, such as
    /// `1577824406.719`.
    #[must_use]
    pub fn epoch_seconds(self) -> String {
        let nanos = self.whole_millis().unix_timestamp_nanos();
        let (sign, nanos) = if nanos < 0 {
            ("-", nanos.unsigned_abs())
        } else {
            ("", nanos.unsigned_abs())
        };
        let subsec = u32::try_from(nanos % 1_000_000_000).unwrap_or_default();
        format!("{sign}{}{}", nanos / 1_000_000_000, fraction(subsec))
    }

    /// The last whole millisecond that is not after this time, on either side of 1970.
    fn whole_millis(self) -> UtcDateTime {
        self.0
            .replace_millisecond(self.0.millisecond())
            .unwrap_or(self.0)
    }

    /// Reads the `date-time` format. Any offset is accepted, and none is UTC, as which services that leave it out mean
    /// it; so is a year before 0 as it is written.
    ///
    /// # Errors
    ///
    /// The text is not an RFC 3339 time in the supported years, its offset aside.
    pub fn parse_date_time(text: &str) -> Result<Self, ParseError> {
        parse::date_time(text).map(Self).ok_or_else(|| {
            ParseError::new(text, "an RFC 3339 time, such as 2019-12-31T20:33:26.719Z")
        })
    }

    /// Reads the `http-date` format, with or without a fraction.
    ///
    /// # Errors
    ///
    /// The text is not an HTTP date.
    pub fn parse_http_date(text: &str) -> Result<Self, ParseError> {
        parse::http_date(text).map(Self).ok_or_else(|| {
            ParseError::new(text, "an HTTP date, such as Tue, 31 Dec 2019 20:33:26 GMT")
        })
    }

    /// Reads the `epoch-seconds` format, exact to the nanosecond.
    ///
    /// # Errors
    ///
    /// The text is not a decimal number of seconds in the supported years.
    pub fn parse_epoch_seconds(text: &str) -> Result<Self, ParseError> {
        parse::epoch_nanos(text)
            .and_then(Self::from_epoch_nanos)
            .ok_or_else(|| {
                ParseError::new(
                    text,
                    "a number of seconds since 1970, such as 1577824406.719",
                )
            })
    }
}

/// RFC 3339 in UTC, with as many digits of the fraction as there are.
///
/// Put together from digits: each signature has a time, and the formatting machinery takes ten times as long.
fn date_time(at: UtcDateTime) -> String {
    let mut text = String::with_capacity("-9999-12-31T23:59:59.123456789Z".len());
    push_year(&mut text, at.year());
    for (before, number) in [
        ('-', u8::from(at.month())),
        ('-', at.day()),
        ('T', at.hour()),
        (':', at.minute()),
        (':', at.second()),
    ] {
        text.push(before);
        push_two_digits(&mut text, number);
    }
    if at.nanosecond() > 0 {
        text.push_str(&fraction(at.nanosecond()));
    }
    text.push('Z');
    text
}

/// Four digits, with a minus sign before them where the year is before 0.
fn push_year(text: &mut String, year: i32) {
    if year < 0 {
        text.push('-');
    }
    let years = year.unsigned_abs();
    for part in [years / 100, years % 100] {
        push_two_digits(text, u8::try_from(part).unwrap_or_default());
    }
}

/// A number below 100.
fn push_two_digits(text: &mut String, number: u8) {
    text.push(char::from(b'0' + number / 10 % 10));
    text.push(char::from(b'0' + number % 10));
}

/// `.719` for 719,000,000 ns, nothing for 0.
fn fraction(nanos: u32) -> String {
    if nanos == 0 {
        return String::new();
    }
    format!(".{nanos:09}").trim_end_matches('0').to_owned()
}

/// The start of 1970: what stands in for a required timestamp that a service left out.
impl Default for Timestamp {
    fn default() -> Self {
        Self::EPOCH
    }
}

/// The `date-time` format.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.date_time())
    }
}

/// As [`Display`](fmt::Display), to the nanosecond.
impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Timestamp({})", date_time(self.0))
    }
}

/// Reads any of the three formats.
impl FromStr for Timestamp {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse_date_time(text)
            .or_else(|_| Self::parse_http_date(text))
            .or_else(|_| Self::parse_epoch_seconds(text))
            .map_err(|_| {
                ParseError::new(
                    text,
                    "a timestamp (RFC 3339, an HTTP date or seconds since 1970)",
                )
            })
    }
}

impl From<Timestamp> for SystemTime {
    fn from(timestamp: Timestamp) -> Self {
        timestamp.0.into()
    }
}

/// Fails for times past the supported years.
impl TryFrom<SystemTime> for Timestamp {
    type Error = ParseError;

    fn try_from(time: SystemTime) -> Result<Self, Self::Error> {
        let nanos = match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => i128::try_from(after.as_nanos()),
            Err(before) => i128::try_from(before.duration().as_nanos()).map(|nanos| -nanos),
        };
        nanos.ok().and_then(Self::from_epoch_nanos).ok_or_else(|| {
            ParseError::new(&format!("{time:?}"), "a time in the years -9999 to 9999")
        })
    }
}
