//! What the program says beside its output: lines on stderr, none of which a terminal obeys.

use smithereens_types::printable;
use std::io::{self, Write};

/// A line is cut off past this many characters: what a service sends is not to bury the rest.
const MAX_LINE: usize = 4_000;

/// Prints a line, with what is not printable escaped.
///
/// That stderr takes nothing, as on a full disk, is no failure: the exit code says what there is to say.
pub fn tell(line: &str) {
    let _ = io::stderr().write_all(fit(line).as_bytes());
}

/// Prints a line that starts with a word in a colour, where stderr is a terminal that shows colours.
pub fn tell_styled(word: &console::StyledObject<&str>, line: &str) {
    let word = word.clone().for_stderr();
    let _ = io::stderr().write_all(format!("{word}: {}", fit(line)).as_bytes());
}

/// The line as it is printed, with its end.
fn fit(line: &str) -> String {
    let mut shown = printable(line).into_owned();
    if let Some((end, _)) = shown.char_indices().nth(MAX_LINE) {
        shown.truncate(end);
        shown.push('…');
    }
    shown.push('\n');
    shown
}

/// Stderr for lines that a library makes up, each given whole.
pub struct Lines;

impl Write for Lines {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        tell(String::from_utf8_lossy(line).trim_end_matches('\n'));
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_line_of_bounded_length() {
        assert_eq!(fit("a\nb\u{1b}[2J\u{202e}"), "a\\nb\\u{1b}[2J\\u{202e}\n");
        let long = fit(&"é".repeat(200_000));
        assert_eq!(long.chars().count(), MAX_LINE + 2);
        assert!(long.ends_with("…\n"));
    }
}
