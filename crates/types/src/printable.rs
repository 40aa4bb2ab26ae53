//! How text from outside is shown, so that a terminal, a log or a reader takes it for nothing but text.

use std::borrow::Cow;
use std::fmt::Write;

/// The text with every character that is not [printable](is_printable) as Rust escapes it: `\n`, `\u{1b}`.
///
/// Whatever comes from a service, a file, a model or the environment goes through this before it is printed.
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_printable) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    // Nothing that is written to a string fails.
    let _ = write_printable(&mut out, text);
    Cow::Owned(out)
}

/// Writes what [`printable`] gives.
///
/// # Errors
///
/// Those of the writer.
pub fn write_printable(out: &mut impl Write, text: &str) -> std::fmt::Result {
    text.chars().try_for_each(|character| {
        if is_printable(character) {
            out.write_char(character)
        } else if character.is_ascii() {
            write!(out, "{}", character.escape_debug())
        } else {
            // Rust's own escapes for `Debug` leave fillers and selectors alone.
            write!(out, "{}", character.escape_unicode())
        }
    })
}

/// Whether the character does no more than stand where it is.
///
/// Control characters do more (C0, DEL, C1), so do those that turn the direction of text around, join or hide, the line
/// separators of Unicode, the tags, and what no one knows to show: private and unassigned characters.
#[must_use]
pub fn is_printable(character: char) -> bool {
    if character.is_ascii() {
        return !character.is_ascii_control();
    }
    // Blanks of other widths, and the ones below, are all that Rust's own judgement does not cover.
    let is_blank =
        character.is_whitespace() && !matches!(character, '\u{85}' | '\u{2028}' | '\u{2029}');
    is_blank || (is_shown(character) && !is_invisible(character))
}

/// Rust's judgement for `Debug`, within a text: combining characters have something to combine with there.
fn is_shown(character: char) -> bool {
    let mut text = String::from('a');
    text.push(character);
    text.escape_debug().eq(['a', character])
}

/// Fillers and selectors, which count as letters and marks and show nothing. Emoji are written with U+FE0E and U+FE0F.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{34f}'
            | '\u{115f}' | '\u{1160}'
            | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{2800}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0d}'
            | '\u{ffa0}'
            | '\u{e0100}'..='\u{e01ef}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_more_than_stand_where_it_is_is_escaped() {
        let ranges = [
            '\0'..='\u{1f}',
            '\u{7f}'..='\u{9f}',
            '\u{ad}'..='\u{ad}',
            '\u{61c}'..='\u{61c}',
            '\u{180e}'..='\u{180e}',
            '\u{200b}'..='\u{200f}',
            '\u{2028}'..='\u{202e}',
            '\u{2060}'..='\u{206f}',
            '\u{3164}'..='\u{3164}',
            '\u{e000}'..='\u{e001}',
            '\u{feff}'..='\u{feff}',
            '\u{fff9}'..='\u{fffb}',
            '\u{1d173}'..='\u{1d17a}',
            '\u{e0001}'..='\u{e007f}',
            '\u{e0100}'..='\u{e01ef}',
            '\u{10fffe}'..='\u{10ffff}',
        ];
        for character in ranges.into_iter().flatten() {
            assert!(!is_printable(character), "{character:?}");
            let text = format!("a{character}b");
            let shown = printable(&text);
            assert!(shown.chars().all(is_printable), "{shown}");
            assert!(shown.contains('\\'), "{shown}");
        }
    }

    #[test]
    fn text_stays_as_it_is() {
        for text in [
            "",
            r#"a "quoted" back\slash, it's ~"#,
            "schlüssel 😀 ❤\u{fe0f}",
            "e\u{301}, न\u{93f}, 日本\u{3000}語, a\u{a0}b",
            "\u{fffd}",
        ] {
            assert!(matches!(printable(text), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn escapes_are_those_of_rust() {
        assert_eq!(
            printable("\u{1b}[2J\r\n\0\u{9b}1m"),
            r"\u{1b}[2J\r\n\0\u{9b}1m"
        );
        assert_eq!(printable("é\u{202e}\u{e0041}"), r"é\u{202e}\u{e0041}");
    }
}
