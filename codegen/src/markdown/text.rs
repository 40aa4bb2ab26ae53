//! How text of a model is written where it must not be read as anything but text.

use std::fmt::Write;

/// Text on one line, without what is not printed.
#[must_use]
pub fn plain(text: &str) -> String {
    printable(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Text on one line, as a code span.
///
/// The fence is longer than any run of backticks inside, which is what keeps the text from ending it.
#[must_use]
pub fn code(text: &str) -> String {
    let text = plain(text);
    if text.is_empty() {
        return "\"\"".to_owned();
    }
    let fence = "`".repeat(longest_run(&text) + 1);
    let space = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{space}{text}{space}{fence}")
}

/// How many backticks stand in a row at most.
pub(super) fn longest_run(text: &str) -> usize {
    text.split(|letter| letter != '`')
        .map(str::len)
        .max()
        .unwrap_or_default()
}

/// Control characters have no place in a comment, and those that turn the direction of text can hide code.
/// Whitespace of any kind but the end of a line becomes a blank.
pub(super) fn printable(text: &str) -> String {
    let is_hidden = |letter: char| matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    text.chars()
        .filter_map(|letter| match letter {
            '\n' => Some('\n'),
            _ if letter.is_whitespace() => Some(' '),
            _ if letter.is_control() || is_hidden(letter) => None,
            _ => Some(letter),
        })
        .collect()
}

/// Adds text to a paragraph, escaped wherever Markdown, as rustdoc reads it, would see a sign of its own.
pub(super) fn push_escaped(markdown: &mut String, text: &str) {
    for (at, letter) in text.char_indices() {
        let after = text.get(at + letter.len_utf8()..).unwrap_or_default();
        let is_sign = match letter {
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' | '|' => true,
            // Within a word an underscore emphasises nothing.
            '_' => {
                !(markdown.ends_with(char::is_alphanumeric)
                    && after.starts_with(char::is_alphanumeric))
            }
            '&' => {
                after.is_empty()
                    || after.starts_with(|next: char| next == '#' || next.is_ascii_alphabetic())
            }
            _ => false,
        };
        if is_sign {
            markdown.push('\\');
        }
        markdown.push(letter);
    }
}

/// An address for a link, if it is one that a page may lead to.
pub(super) fn address(href: &str) -> Option<String> {
    // A browser passes over line ends and tabs in an address, wherever they stand.
    let href: String = href
        .trim()
        .chars()
        .filter(|letter| !letter.is_control())
        .collect();
    let scheme = href.split_once(':')?.0.to_ascii_lowercase();
    let rest = href.get(scheme.len() + 1..)?;
    let leads_somewhere = match scheme.as_str() {
        "http" | "https" => rest.strip_prefix("//").is_some_and(|rest| !rest.is_empty()),
        "mailto" => !rest.is_empty(),
        _ => false,
    };
    leads_somewhere.then(|| format!("{scheme}:{}", escaped_address(rest)))
}

/// Percent-encodes what would end an address in Markdown, and what it would be read as something else.
fn escaped_address(rest: &str) -> String {
    let mut address = String::with_capacity(rest.len());
    for (at, letter) in rest.char_indices() {
        match letter {
            '(' | ')' | '<' | '>' | '[' | ']' | '\\' | '`' | '"' | '|' | '*' | '~' | '{' | '}'
            | ' ' => {
                // Writing to a string does not fail.
                let _ = write!(address, "%{:02X}", u32::from(letter));
            }
            '&' if is_entity(rest.get(at..).unwrap_or_default()) => address.push_str("\\&"),
            _ if letter.is_whitespace()
                || printable(letter.encode_utf8(&mut [0; 4])).is_empty() => {}
            _ => address.push(letter),
        }
    }
    address
}

/// Whether a text starts with what Markdown takes for a character's name, such as `&copy;`.
fn is_entity(text: &str) -> bool {
    let name = text.split_once(';').map_or("", |(name, _)| name);
    name.chars()
        .skip(1)
        .all(|letter| letter == '#' || letter.is_ascii_alphanumeric())
        && name.len() > 1
}

/// Where an address that stands in text starts and how long it is.
pub(super) fn bare_address(text: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    while let Some(found) = text.get(from..)?.find("http") {
        let start = from + found;
        let candidate = text.get(start..)?;
        let rest = candidate
            .strip_prefix("https://")
            .or_else(|| candidate.strip_prefix("http://"));
        if let Some(rest) = rest {
            let ends = |letter: char| {
                letter.is_whitespace()
                    || letter.is_control()
                    || matches!(letter, '<' | '>' | '"' | '`' | '\\')
            };
            let inside = rest.split(ends).next().unwrap_or_default();
            let inside = inside.trim_end_matches(|letter: char| {
                matches!(
                    letter,
                    '.' | ','
                        | ';'
                        | ':'
                        | '!'
                        | '?'
                        | ')'
                        | ']'
                        | '}'
                        | '\''
                        | '*'
                        | '_'
                        | '’'
                        | '”'
                )
            });
            if !inside.is_empty() {
                return Some((start, candidate.len() - rest.len() + inside.len()));
            }
        }
        from = start + "http".len();
    }
    None
}

/// Whether a word at the start of a line would be read as the start of something else than a paragraph.
pub(super) fn starts_a_block(word: &str) -> bool {
    word.starts_with(['-', '+', '*', '#', '>', '=', '|', '~', ':'])
        || word.starts_with("___")
        // A tag; the address in `<…>` of a link is none.
        || word.starts_with('<') && !word.starts_with("<http")
        || is_number(word)
}

/// Whether a word is that of an item in a numbered list.
fn is_number(word: &str) -> bool {
    let sign = word.trim_start_matches(|digit: char| digit.is_ascii_digit());
    sign.len() < word.len() && matches!(sign, "." | ")")
}

/// Takes from the first word of a paragraph what it would start in place of the paragraph.
pub(super) fn escape_first(markdown: &str) -> String {
    // What is escaped anyway, and the marks that are meant, stay.
    if markdown.starts_with(['\\', '*', '<', '`']) {
        return markdown.to_owned();
    }
    let digits = markdown.len()
        - markdown
            .trim_start_matches(|digit: char| digit.is_ascii_digit())
            .len();
    let (number, rest) = markdown.split_at(digits);
    format!("{number}\\{rest}")
}
