//! A body as lines that people read and compare: JSON and CBOR by value, whatever its spaces and the order of its members.

use crate::cbor::Item;
use smithereens_types::printable;
use std::fmt::Write as _;

/// How many bytes of a body that is no text are in a line.
const BYTES_IN_A_LINE: usize = 16;

/// The lines. Two bodies that mean the same have the same.
pub(super) fn lines(bytes: &[u8], content_type: &str) -> Vec<String> {
    let value = if content_type.contains("cbor") {
        Item::read(bytes).map(|item| item.to_json())
    } else {
        json(bytes)
    };
    if let Some(value) = value {
        let text = format!("{value:#}");
        return text.lines().map(shown).collect();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if text.starts_with('<') => {
            text.replace("><", ">\n<").lines().map(shown).collect()
        }
        // A form.
        Ok(text) if text.contains('=') && !text.contains(['\n', ' ']) => {
            text.split_inclusive('&').map(shown).collect()
        }
        Ok(text) => text.lines().map(shown).collect(),
        Err(_) => bytes.chunks(BYTES_IN_A_LINE).map(hex).collect(),
    }
}

/// A body that is an object or a list in JSON.
fn json(bytes: &[u8]) -> Option<serde_json::Value> {
    let value: serde_json::Value = serde_json::from_slice(bytes).ok()?;
    (value.is_object() || value.is_array()).then_some(value)
}

fn shown(line: &str) -> String {
    printable(line).to_string()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut line, byte| {
        let _ = write!(line, "{byte:02x} ");
        line
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_the_same_whatever_its_spaces_and_order() {
        let [one, other] = [r#"{"b":[1],"a":"x"}"#, "{ \"a\": \"x\",\n\"b\": [ 1 ] }"];
        assert_eq!(lines(one.as_bytes(), ""), lines(other.as_bytes(), ""));
        assert_eq!(
            lines(one.as_bytes(), ""),
            ["{", r#"  "a": "x","#, r#"  "b": ["#, "    1", "  ]", "}"]
        );
        assert_ne!(lines(br#"{"a":1}"#, ""), lines(br#"{"a":"1"}"#, ""));
    }

    #[test]
    fn other_bodies_come_in_lines_as_well() {
        for (body, expected) in [
            (&b""[..], &[][..]),
            (b"one\ntwo\x1b", &["one", r"two\u{1b}"]),
            (b"<a><b>x</b></a>", &["<a>", "<b>x</b>", "</a>"]),
            (b"Action=List&Version=1", &["Action=List&", "Version=1"]),
            (b"\xff\x00", &["ff 00 "]),
        ] {
            assert_eq!(lines(body, ""), expected);
        }
        let cbor = lines(b"\xa1\x61a\x18\x2a", "application/cbor");
        assert_eq!(cbor, ["{", r#"  "a": 42"#, "}"]);
    }
}
