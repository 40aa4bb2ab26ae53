//! How text that came over the wire is put into a message: on one line, bounded, with nothing a terminal obeys.

use std::fmt::{self, Write};

/// The text on one line: runs of white space become one space, other control characters are escaped, and
/// what is past `max` characters becomes `…`.
pub(crate) fn one_line(text: &str, max: usize) -> String {
    let mut out = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        if length > 0 {
            out.push(' ');
            length += 1;
        }
        for character in word.chars() {
            if length >= max {
                out.push('…');
                return out;
            }
            if is_unprintable(character) {
                out.extend(character.escape_unicode());
            } else {
                out.push(character);
            }
            length += 1;
        }
    }
    out
}

/// As [`one_line`], of bytes that may be anything.
pub(crate) fn of_bytes(bytes: &[u8], max: usize) -> String {
    // Four bytes make at most one character, so this is enough of them whatever the size of the body.
    let head = bytes.get(..max * 4 + 4).unwrap_or(bytes);
    let mut out = one_line(&String::from_utf8_lossy(head), max);
    if head.len() < bytes.len() && !out.ends_with('…') {
        out.push('…');
    }
    out
}

/// A value whose `Debug` output is cut off with `…` after so many characters.
pub(crate) struct Bounded<'a, T>(pub(crate) &'a T, pub(crate) usize);

impl<T: fmt::Debug> fmt::Debug for Bounded<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_alternate = f.alternate();
        let mut bound = Bound {
            out: f,
            left: self.1,
            is_met: false,
        };
        let written = if is_alternate {
            write!(bound, "{:#?}", self.0)
        } else {
            write!(bound, "{:?}", self.0)
        };
        if bound.is_met {
            return f.write_char('…');
        }
        written
    }
}

/// Writes so many characters, and refuses the rest.
struct Bound<'a, 'b> {
    out: &'a mut fmt::Formatter<'b>,
    left: usize,
    is_met: bool,
}

impl Write for Bound<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for character in text.chars() {
            if self.left == 0 {
                self.is_met = true;
                return Err(fmt::Error);
            }
            self.left -= 1;
            self.out.write_char(character)?;
        }
        Ok(())
    }
}

/// Control characters, and those that turn the direction of the text around.
fn is_unprintable(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_put_on_one_line() {
        assert_eq!(one_line(" a\r\n\tb  c ", 80), "a b c");
    }

    #[test]
    fn what_a_terminal_would_obey_is_escaped() {
        assert_eq!(
            one_line("\u{1b}[2J\0\u{202e}\u{61c}", 80),
            r"\u{1b}[2J\u{0}\u{202e}\u{61c}"
        );
    }

    #[test]
    fn debug_output_is_bounded() {
        let long = vec![7; 1_000];
        assert_eq!(format!("{:?}", Bounded(&long, 6)), "[7, 7,…");
        assert_eq!(format!("{:#?}", Bounded(&long, 8)), "[\n    7,…");
        assert_eq!(format!("{:?}", Bounded(&[7], 3)), "[7]");
    }

    #[test]
    fn text_is_bounded() {
        assert_eq!(one_line("abcdef", 4), "abcd…");
        assert_eq!(one_line("abcd", 4), "abcd");
        assert_eq!(of_bytes(&[b'x'; 1000], 4), "xxxx…");
        assert_eq!(of_bytes(&[b' '; 1000], 4), "…");
        assert_eq!(of_bytes(b"\xff\xfeok", 80), "\u{fffd}\u{fffd}ok");
    }
}
