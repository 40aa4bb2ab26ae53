//! How text of a model is shown, so that a terminal or a log takes it for nothing but text.
//!
//! The client has a function like this one for what services send; neither side depends on the other.

/// The text with every character that does more than stand where it is as Rust escapes it: control characters, line
/// breaks, those that turn the direction of text around, and what is invisible.
///
/// Whatever is printed of a model, its names and its problems, goes through this, a line at a time.
#[must_use]
pub fn printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if is_printable(character) {
            out.push(character);
        } else {
            out.extend(character.escape_debug());
        }
    }
    out
}

fn is_printable(character: char) -> bool {
    if character.is_ascii() {
        return !character.is_ascii_control();
    }
    // Fillers and selectors count as letters and marks, and show nothing. Emoji are written with two of them.
    let is_invisible = matches!(
        character,
        '\u{34f}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{17b4}'
            | '\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{2800}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0d}'
            | '\u{ffa0}'
            | '\u{e0100}'..='\u{e01ef}'
    );
    // The judgement of `Debug`, within a text: combining characters have something to combine with there.
    let within = format!("a{character}");
    !is_invisible && within.escape_debug().eq(['a', character])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_escaped() {
        assert_eq!(
            printable("Get\u{1b}[2J\u{9b}\n\u{202e}\u{2066}\u{200b}\u{feff}\u{e0041}"),
            r"Get\u{1b}[2J\u{9b}\n\u{202e}\u{2066}\u{200b}\u{feff}\u{e0041}"
        );
        for text in ["a.b#C$d: \"x\" \\ it's", "größe e\u{301} 日本 ❤\u{fe0f}"] {
            assert_eq!(printable(text), text);
        }
    }
}
