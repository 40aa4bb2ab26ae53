//! How a text in each of the three formats is read.

use time::format_description::well_known::Rfc3339;
use time::{Date, Month, OffsetDateTime, Time, UtcDateTime};

/// The `date-time` format. RFC 3339 knows no years before 0; they have a minus sign here. It asks for an offset, which
/// some services leave out and mean UTC, and some write without its colon, as ISO 8601 allows.
pub(super) fn date_time(text: &str) -> Option<UtcDateTime> {
    let (is_negative, text) = match text.strip_prefix('-') {
        Some(text) => (true, text),
        None => (false, text),
    };
    let at = OffsetDateTime::parse(text, &Rfc3339)
        .or_else(|_| OffsetDateTime::parse(&with_offset(text), &Rfc3339))
        .ok()?;
    let at = if is_negative {
        // A year has the days of its negative: both are leap years or neither is.
        at.replace_year(-at.year()).ok()?
    } else {
        at
    };
    // At the ends of the supported years the offset leads out of them.
    at.checked_to_utc()
}

/// The text with a whole offset: `+0200` gets its colon, and where there is none it is UTC's.
fn with_offset(text: &str) -> String {
    let bytes = text.as_bytes();
    match bytes.split_last_chunk::<5>() {
        Some((_, [b'+' | b'-', digits @ ..])) if digits.iter().all(u8::is_ascii_digit) => {
            // Digits are characters of their own.
            let (before, minutes) = text.split_at(text.len() - "00".len());
            format!("{before}:{minutes}")
        }
        _ => format!("{text}Z"),
    }
}

/// The digits of a fraction as nanoseconds; digits past the ninth are dropped.
fn fraction_nanos(digits: &str) -> Option<u32> {
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    format!("{digits:0<9.9}").parse().ok()
}

/// The `epoch-seconds` format, in nanoseconds.
pub(super) fn epoch_nanos(text: &str) -> Option<i128> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text),
    };
    let (whole, subsec) = match digits.split_once('.') {
        Some((whole, digits)) => (whole, fraction_nanos(digits)?),
        None => (digits, 0),
    };
    if !whole.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    let nanos = i128::from(whole.parse::<i64>().ok()?) * 1_000_000_000 + i128::from(subsec);
    Some(if negative { -nanos } else { nanos })
}

/// The `http-date` format.
pub(super) fn http_date(text: &str) -> Option<UtcDateTime> {
    let (_weekday, rest) = text.trim().split_once(", ")?;
    let mut fields = rest.split(' ');
    let day = fields.next()?.parse().ok()?;
    let month = month(fields.next()?)?;
    let year = fields.next()?.parse().ok()?;
    let clock = fields.next()?;
    if !matches!((fields.next(), fields.next()), (Some("GMT" | "UTC"), None)) {
        return None;
    }
    let (clock, subsec) = match clock.split_once('.') {
        Some((clock, digits)) => (clock, fraction_nanos(digits)?),
        None => (clock, 0),
    };
    let mut clock = clock.splitn(3, ':').map(|field| field.parse().ok());
    let time = Time::from_hms_nano(clock.next()??, clock.next()??, clock.next()??, subsec).ok()?;
    let date = Date::from_calendar_date(year, month, day).ok()?;
    Some(UtcDateTime::new(date, time))
}

fn month(name: &str) -> Option<Month> {
    Some(match name {
        "Jan" => Month::January,
        "Feb" => Month::February,
        "Mar" => Month::March,
        "Apr" => Month::April,
        "May" => Month::May,
        "Jun" => Month::June,
        "Jul" => Month::July,
        "Aug" => Month::August,
        "Sep" => Month::September,
        "Oct" => Month::October,
        "Nov" => Month::November,
        "Dec" => Month::December,
        _ => return None,
    })
}
