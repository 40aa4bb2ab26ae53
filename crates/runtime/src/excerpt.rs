//! How text that came from outside is put into a message: on one line, bounded, with nothing a terminal obeys.

use smithereens_types::{is_printable, write_printable};
use std::fmt::{self, Write};

/// A message is cut off past this many characters: no file, name or list of places makes it longer.
const MAX_MESSAGE: usize = 4_000;

/// The text on one line: runs of white space become one space, what is not
/// [printable](is_printable) is escaped, and what is past `max` characters becomes `…`.
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
            if is_printable(character) {
                out.push(character);
            } else {
                out.extend(character.escape_unicode());
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

/// A message of this library, with what it has from outside: what is not printable is escaped, and it is bounded.
///
/// Every error is displayed through this, so that no message depends on its author having thought of it.
pub(crate) fn message(out: &mut fmt::Formatter<'_>, text: fmt::Arguments<'_>) -> fmt::Result {
    let mut escaping = Escaping {
        out,
        left: MAX_MESSAGE,
        is_cut_off: false,
    };
    let written = escaping.write_fmt(text);
    if escaping.is_cut_off {
        return out.write_char('…');
    }
    written
}

/// Writes this many characters, escaped where they have to be, and refuses the rest.
struct Escaping<'a, 'b> {
    out: &'a mut fmt::Formatter<'b>,
    left: usize,
    is_cut_off: bool,
}

impl Write for Escaping<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let end = text.char_indices().nth(self.left);
        let shown = end.and_then(|(end, _)| text.get(..end)).unwrap_or(text);
        write_printable(self.out, shown)?;
        self.is_cut_off = end.is_some();
        self.left -= shown.chars().count();
        if self.is_cut_off {
            Err(fmt::Error)
        } else {
            Ok(())
        }
    }
}

/// A value whose `Debug` output is cut off with `…` after this many characters.
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

/// Writes this many characters, and refuses the rest.
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
            one_line(
                "\u{1b}[2J\0\u{202e}\u{61c}\u{9b}\u{feff}\u{200b}\u{e0041}",
                80
            ),
            r"\u{1b}[2J\u{0}\u{202e}\u{61c}\u{9b}\u{feff}\u{200b}\u{e0041}"
        );
    }

    #[test]
    fn a_message_is_escaped_and_bounded_whatever_is_in_it() {
        struct Message<'a>(&'a str);
        impl fmt::Display for Message<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                message(f, format_args!("no `{}` here", self.0))
            }
        }
        assert_eq!(
            Message("a  b\n\u{1b}[1m\u{202e}").to_string(),
            r"no `a  b\n\u{1b}[1m\u{202e}` here"
        );
        let rest = "no `` here".len();
        let whole = "é".repeat(MAX_MESSAGE - rest);
        assert!(Message(&whole).to_string().ends_with("` here"));
        for more in [1, 6, 7, 8, 10_000] {
            let shown = Message(&"é".repeat(MAX_MESSAGE - rest + more)).to_string();
            assert_eq!(shown.chars().count(), MAX_MESSAGE + 1, "{more}");
            assert!(shown.ends_with('…'), "{more}");
        }
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
