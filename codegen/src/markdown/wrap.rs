//! Where lines are broken.

use super::text::{escape_first, starts_a_block};

/// How long lines may get, without the `/// ` and the indentation of a field.
const WIDTH: usize = 92;

/// A blank at which no line may be broken; text has none of it, being free of control characters.
pub(super) const GLUE: char = '\0';

/// Breaks a paragraph at blanks where that changes nothing; the first line is to stand behind `indent` columns, the
/// others as well.
pub(super) fn wrap(paragraph: &str, indent: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut width = indent;
    for word in paragraph.split(' ').filter(|word| !word.is_empty()) {
        let letters = word.chars().count();
        if line.is_empty() {
            let first = lines.is_empty() && starts_a_block(word);
            line = if first {
                escape_first(word)
            } else {
                word.to_owned()
            };
            width = indent + letters;
            continue;
        }
        if width + 1 + letters > WIDTH && !starts_a_block(word) {
            lines.push(std::mem::replace(&mut line, word.to_owned()));
            width = indent + letters;
        } else {
            line.push(' ');
            line.push_str(word);
            width += 1 + letters;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    for line in &mut lines {
        *line = line.replace(GLUE, " ");
    }
    lines
}

/// A line that is not to be broken.
pub(super) fn spaced(markdown: &str) -> String {
    markdown.replace(GLUE, " ")
}
