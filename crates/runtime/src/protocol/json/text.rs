//! How the JSON of a response is read: strictly where it is JSON, and past what services are known to get wrong.

use crate::operation::DecodeError;
use serde::de::DeserializeOwned;
use smithereens_types::json::Trace;
use std::borrow::Cow;

/// What stands for an encoded code point that is none (Unicode, section 3.9), as long as the escape that it replaces.
const REPLACEMENT: &str = "\\ufffd";

/// Reads a text of JSON. A byte order mark before it is passed over, as RFC 8259 allows (section 8.1), and where there
/// is nothing, it is an object with nothing in it. Half of a surrogate pair, which a service leaves where it cuts a text
/// off in the middle of one, is read as U+FFFD.
///
/// A program has this once for each type, so what goes for all of them stands elsewhere.
pub(super) fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, DecodeError> {
    let mut text = text_of(body)?;
    loop {
        let trace = Trace::start();
        match serde_json::from_str(&text) {
            Ok(value) => return Ok(value),
            Err(error) => text = Cow::Owned(mended(&text, &error, trace)?),
        }
    }
}

/// The text of a body.
fn text_of(body: &[u8]) -> Result<Cow<'_, str>, DecodeError> {
    // JSON is UTF-8. To find that out for the whole body is faster than for each text in it.
    let text = std::str::from_utf8(body)
        .map_err(|error| DecodeError::new("the body", format!("no JSON: {error}")))?;
    Ok(match text.strip_prefix('\u{feff}').unwrap_or(text) {
        "" => Cow::Borrowed("{}"),
        text => Cow::Borrowed(text),
    })
}

/// What to read in place of a text that cannot be read as it is; or why it cannot be read, where it has nothing to mend,
/// as a text that was mended. Only such a text pays for a closer look.
#[cold]
fn mended(text: &str, error: &serde_json::Error, trace: Trace) -> Result<String, DecodeError> {
    match without_lone_surrogates(text) {
        Cow::Owned(mended) => Ok(mended),
        Cow::Borrowed(_) if error.is_data() => {
            Err(DecodeError::json(&trace.place_of(error), error))
        }
        // Such an error is of a fixed set, none of which shows the text.
        Cow::Borrowed(_) => Err(DecodeError::new("the body", format!("no JSON: {error}"))),
    }
}

/// The text with U+FFFD for each escape of a surrogate that has no other half. Places in the text stay what they are.
fn without_lone_surrogates(text: &str) -> Cow<'_, str> {
    let mut mended = String::new();
    let mut kept = 0;
    let mut at = 0;
    // A backslash stands in texts alone, and begins an escape of two characters or of six.
    while let Some(found) = text.get(at..).and_then(|rest| rest.find('\\')) {
        let escape = at + found;
        at = match escaped_unit(text, escape) {
            None => after_escape(text, escape),
            Some(0xd800..=0xdbff) if is_low(escaped_unit(text, escape + 6)) => escape + 12,
            Some(0xd800..=0xdfff) => {
                mended.push_str(text.get(kept..escape).unwrap_or_default());
                mended.push_str(REPLACEMENT);
                kept = escape + 6;
                kept
            }
            Some(_) => escape + 6,
        };
    }
    if kept == 0 {
        return Cow::Borrowed(text);
    }
    mended.push_str(text.get(kept..).unwrap_or_default());
    Cow::Owned(mended)
}

fn is_low(unit: Option<u16>) -> bool {
    matches!(unit, Some(0xdc00..=0xdfff))
}

/// The UTF-16 code unit of the escape at this place, if it is one such as `\u00e9`.
fn escaped_unit(text: &str, at: usize) -> Option<u16> {
    let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
    // The parser of numbers takes a sign, which an escape has not.
    let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hex.then(|| u16::from_str_radix(digits, 16).ok())?
}

/// The place after a backslash and the character that it escapes.
fn after_escape(text: &str, at: usize) -> usize {
    let escaped = text.get(at + 1..).and_then(|rest| rest.chars().next());
    at + 1 + escaped.map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};
    use smithereens_types::json::{Adapted, Integer, List};

    type Numbers<T> = Adapted<Vec<T>, List<Integer>>;

    #[test]
    fn half_of_a_surrogate_pair_is_replaced_and_all_else_is_kept() {
        for (text, expected) in [
            (r#""a\ud800b""#, json!("a\u{fffd}b")),
            (r#""\uDBFF""#, json!("\u{fffd}")),
            (r#""\udc00""#, json!("\u{fffd}")),
            (r#""\ud83d\ud83d\ude00""#, json!("\u{fffd}😀")),
            (r#""\ud83d\ude00\ude00""#, json!("😀\u{fffd}")),
            (r#""\ude00\ud83d""#, json!("\u{fffd}\u{fffd}")),
            (r#""\ud83d\u0041""#, json!("\u{fffd}A")),
            (r#""\ud83d\n\"\\""#, json!("\u{fffd}\n\"\\")),
            (r#""\ud83dé\u00e9""#, json!("\u{fffd}éé")),
            // An escaped backslash, and a text that looks like an escape after it.
            (r#""\\ud800\ud800""#, json!("\\ud800\u{fffd}")),
            (
                r#"{"\ud800": ["\udfff"]}"#,
                json!({ "\u{fffd}": ["\u{fffd}"] }),
            ),
        ] {
            assert_eq!(read::<Value>(text.as_bytes()), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_json_stays_an_error_at_the_place_where_it_is() {
        for (text, place) in [
            (r#"["\ud800", 1 2]"#, "line 1 column 14"),
            (r#"["\ud800"#, "line 1 column 8"),
            (r#"["\ud80"]"#, "column"),
            (r#"["\ud800\"]"#, "column"),
            (r#"["\ud800\é"]"#, "column"),
            (r#"["\u+d80"]"#, "column"),
        ] {
            let error = read::<Value>(text.as_bytes()).unwrap_err().to_string();
            assert!(error.starts_with("the body: no JSON: "), "{text}: {error}");
            assert!(error.contains(place), "{text}: {error}");
        }
        let error = read::<Numbers<i32>>(br#"[1, "\ud800"]"#).err().unwrap();
        assert_eq!(error.place(), "member `[1]`");
    }

    #[test]
    fn where_another_text_was_wrong_is_forgotten() {
        type Lists = Adapted<Vec<Vec<i32>>, List<List<Integer>>>;
        let of = |text: &str| read::<Lists>(text.as_bytes()).err().unwrap();
        let same = "invalid type: boolean, expected a list at line 1 column 5";
        for _ in 0..2 {
            assert_eq!(of(" true").to_string(), format!("the body: {same}"));
            assert_eq!(of("[true]").to_string(), format!("member `[0]`: {same}"));
            // What a program reads by itself is read by the same types.
            assert!(serde_json::from_str::<Lists>("[true]").is_err());
        }
    }

    #[test]
    fn a_long_that_cannot_be_read_is_told_like_any_other_member() {
        for (text, described) in [
            (
                r#"[1.0, "s3cr3t"]"#,
                "member `[1]`: invalid type: string, expected i64 at line 1 column 15",
            ),
            (
                "[1e0, 2.5 ]",
                "member `[1]`: invalid type: floating point, expected i64 at line 1 column 11",
            ),
            (
                "[1e300]",
                "member `[0]`: invalid value: number, expected i64 at line 1 column 7",
            ),
        ] {
            let error = read::<Numbers<i64>>(text.as_bytes()).err().unwrap();
            assert_eq!(error.to_string(), described, "{text}");
        }
    }

    #[test]
    fn a_byte_order_mark_is_passed_over_where_a_text_begins() {
        assert_eq!(read::<Value>("\u{feff}[1]".as_bytes()), Ok(json!([1])));
        assert_eq!(read::<Value>("\u{feff}".as_bytes()), Ok(json!({})));
        for text in ["\u{feff}\u{feff}[1]", " \u{feff}[1]", "[\u{feff}1]"] {
            assert!(read::<Value>(text.as_bytes()).is_err(), "{text:?}");
        }
    }
}
