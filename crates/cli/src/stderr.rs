//! What the program says beside its output: lines on stderr, none of which a terminal obeys.

use clap::builder::styling::{AnsiColor, Style};
use smithereens_types::printable;
use std::io::{self, Write};

/// A line is cut off past this many characters: what a service sends is not to bury the rest.
const MAX_LINE: usize = 4_000;

/// A token is whole or of no use; one that is longer is more than a command line takes.
const MAX_TOKEN: usize = 128 * 1024;

/// A word that a line starts with, and how it looks where there are colours.
pub struct Label(&'static str, Style);

/// As the parser of the command line has it.
pub const ERROR: Label = Label("error", AnsiColor::Red.on_default().bold());
pub const HINT: Label = Label("hint", AnsiColor::Cyan.on_default());

/// Prints a line, with what is not printable escaped.
///
/// That stderr takes nothing, as on a full disk, is no failure: the exit code says what there is to say.
pub fn print_line(line: &str) {
    print(&fit(line, MAX_LINE));
}

/// Prints a line that starts with a word, in colour by the rules that hold for what the parser of the command line prints:
/// on a terminal, unless `NO_COLOR` or `CLICOLOR_FORCE` say otherwise.
pub fn print_styled(Label(word, style): &Label, line: &str) {
    let line = fit(line, MAX_LINE);
    let _ = anstream::stderr().write_all(format!("{style}{word}:{style:#} {line}").as_bytes());
}

/// Prints how to go on at a place.
pub fn print_place(before: &str, token: &str) {
    print(&place(before, token));
}

fn place(before: &str, token: &str) -> String {
    if token.len() > MAX_TOKEN {
        let length = token.len();
        let line = format!(
            "{before}, with a token of {length} characters, more than a command line takes"
        );
        return fit(&line, MAX_LINE);
    }
    let line = format!("{before} with --starting-token {token}");
    fit(&line, MAX_LINE + MAX_TOKEN)
}

fn print(line: &str) {
    let _ = io::stderr().write_all(line.as_bytes());
}

/// The line as it is printed, with its end.
fn fit(line: &str, max: usize) -> String {
    let mut shown = printable(line).into_owned();
    if let Some((end, _)) = shown.char_indices().nth(max) {
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
        print_line(String::from_utf8_lossy(line).trim_end_matches('\n'));
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
        assert_eq!(
            fit("a\nb\u{1b}[2J\u{202e}", 80),
            "a\\nb\\u{1b}[2J\\u{202e}\n"
        );
        let long = fit(&"é".repeat(200_000), MAX_LINE);
        assert_eq!(long.chars().count(), MAX_LINE + 2);
        assert!(long.ends_with("…\n"));
    }

    #[test]
    fn a_token_is_whole_or_not_there() {
        let token = "x".repeat(MAX_TOKEN);
        let line = place("go on", &token);
        assert_eq!(line, format!("go on with --starting-token {token}\n"));
        let line = place("go on", &(token + "x"));
        assert_eq!(
            line,
            "go on, with a token of 131073 characters, more than a command line takes\n"
        );
    }
}
