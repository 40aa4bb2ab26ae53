//! Text as it stands in a document.
//!
//! What XML would read as something else is written as a reference: line ends, which a reader may turn into others, and in
//! attributes all white space but the space itself. So are the control characters that XML 1.0 has no place for: the
//! service decides what it makes of them, and nothing is lost on the way.

use std::fmt::Write;

/// Writes the text of an element.
pub(super) fn push_text(out: &mut String, text: &str) {
    push(out, text, |it| {
        matches!(it, '&' | '<' | '>' | '\u{85}' | '\u{2028}')
            || (it.is_ascii_control() && it != '\t')
    });
}

/// Writes the value of an attribute, which stands in double quotes.
pub(super) fn push_attribute(out: &mut String, text: &str) {
    push(out, text, |it| {
        matches!(it, '&' | '<' | '>' | '"' | '\u{85}' | '\u{2028}') || it.is_ascii_control()
    });
}

fn push(out: &mut String, text: &str, is_special: fn(char) -> bool) {
    let mut rest = text;
    while let Some(at) = rest.find(is_special) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let mut characters = from.chars();
        match characters.next() {
            Some('&') => out.push_str("&amp;"),
            Some('<') => out.push_str("&lt;"),
            Some('>') => out.push_str("&gt;"),
            Some('"') => out.push_str("&quot;"),
            // A text takes all that is written to it.
            Some(other) => drop(write!(out, "&#x{:X};", u32::from(other))),
            None => {}
        }
        rest = characters.as_str();
    }
    out.push_str(rest);
}
