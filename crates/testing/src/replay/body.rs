//! Two bodies as lines that people read and compare: JSON and CBOR by value, whatever its spaces and the order of its
//! members, others byte for byte.

use crate::cbor::Item;
use serde_json::Value;
use smithereens_types::printable;
use std::fmt::Write as _;

/// How many bytes of a body that is no text are in a line.
const BYTES_IN_A_LINE: usize = 16;

/// The lines of both bodies, which are the same if the bodies are.
pub(super) fn lines(bodies: [&[u8]; 2], content_type: &str) -> [Vec<String>; 2] {
    let [one, other] = bodies;
    let values = bodies.map(|body| value(body, content_type));
    let are_values = values.iter().all(Option::is_some);
    let [one_value, other_value] = values;
    let lines = [of_body(one, one_value), of_body(other, other_value)];
    let [one_lines, other_lines] = &lines;
    if are_values || one == other || one_lines != other_lines {
        return lines;
    }
    // They look alike: what is escaped in one may stand so in the other.
    bodies.map(hex_lines)
}

/// What a body means in JSON or in CBOR.
fn value(bytes: &[u8], content_type: &str) -> Option<Value> {
    if content_type.contains("cbor") {
        Item::read(bytes).map(|item| item.to_json())
    } else {
        json(bytes)
    }
}

/// The lines of a body that means this, if it means something. Else none of its bytes is left out.
fn of_body(bytes: &[u8], value: Option<Value>) -> Vec<String> {
    if let Some(value) = value {
        let text = format!("{value:#}");
        return text.lines().map(shown).collect();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if text.starts_with('<') => text
            .split_inclusive('\n')
            .flat_map(elements)
            .map(shown)
            .collect(),
        // A form.
        Ok(text) if text.contains('=') && !text.contains(['\n', ' ']) => {
            text.split_inclusive('&').map(shown).collect()
        }
        Ok(text) => text.split_inclusive('\n').map(shown).collect(),
        Err(_) => hex_lines(bytes),
    }
}

/// A line of XML in pieces, each of which begins with a tag.
fn elements(line: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = line;
    while let Some(at) = rest.find("><") {
        let (piece, after) = rest.split_at(at + 1);
        pieces.push(piece);
        rest = after;
    }
    pieces.push(rest);
    pieces
}

/// A body that is an object or a list in JSON.
fn json(bytes: &[u8]) -> Option<Value> {
    let value: Value = serde_json::from_slice(bytes).ok()?;
    (value.is_object() || value.is_array()).then_some(value)
}

fn shown(line: &str) -> String {
    printable(line).to_string()
}

fn hex_lines(bytes: &[u8]) -> Vec<String> {
    bytes.chunks(BYTES_IN_A_LINE).map(hex).collect()
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

    fn lines_of(body: &[u8], content_type: &str) -> Vec<String> {
        let [lines, again] = lines([body, body], content_type);
        assert_eq!(lines, again);
        lines
    }

    fn is_equal(one: &[u8], other: &[u8], content_type: &str) -> bool {
        let [one, other] = lines([one, other], content_type);
        one == other
    }

    #[test]
    fn json_is_the_same_whatever_its_spaces_and_order() {
        let [one, other] = [r#"{"b":[1],"a":"x"}"#, "{ \"a\": \"x\",\n\"b\": [ 1 ] }"];
        assert!(is_equal(one.as_bytes(), other.as_bytes(), ""));
        assert_eq!(
            lines_of(one.as_bytes(), ""),
            ["{", r#"  "a": "x","#, r#"  "b": ["#, "    1", "  ]", "}"]
        );
        assert!(!is_equal(br#"{"a":1}"#, br#"{"a":"1"}"#, ""));
        // As an indefinite length, and as one.
        let [one, other] = [b"\xbf\x61a\x01\xff", &b"\xa1\x61a\x01"[..]];
        assert!(is_equal(one, other, "application/cbor"));
        assert!(!is_equal(one, other, ""));
    }

    #[test]
    fn other_bodies_are_the_same_byte_for_byte_alone() {
        for (one, other) in [
            (&b"a\r\n"[..], &b"a\n"[..]),
            (b"a\n", b"a"),
            (b"\n", b""),
            (b"<a><b/></a>", b"<a>\n<b/></a>"),
            (b"<a/>", b"<a/>\n"),
            (b"a=1&b=2", b"a=1&b=2\n"),
            // As they are shown.
            (b"a\n", br"a\n"),
            (b"\xff", b"ff "),
            (b"\xa0", b"{}"),
        ] {
            assert!(!is_equal(one, other, ""), "{one:?} {other:?}");
            assert!(
                !is_equal(one, other, "application/cbor"),
                "{one:?} {other:?}"
            );
            assert!(is_equal(one, one, ""), "{one:?}");
        }
    }

    #[test]
    fn other_bodies_come_in_lines_as_well() {
        for (body, expected) in [
            (&b""[..], &[][..]),
            (b"one\ntwo\x1b", &[r"one\n", r"two\u{1b}"]),
            (
                b"<a><b>x</b></a>\n<c/>",
                &["<a>", "<b>x</b>", r"</a>\n", "<c/>"],
            ),
            (b"Action=List&Version=1", &["Action=List&", "Version=1"]),
            (b"\xff\x00", &["ff 00 "]),
        ] {
            assert_eq!(lines_of(body, ""), expected);
        }
        let cbor = lines_of(b"\xa1\x61a\x18\x2a", "application/cbor");
        assert_eq!(cbor, ["{", r#"  "a": 42"#, "}"]);
    }
}
