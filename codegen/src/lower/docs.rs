//! Documentation: AWS's HTML, or CommonMark as Smithy has it, to Markdown that rustdoc reads.

use super::Lowering;
use crate::ast::{Member, Shape};
use crate::ir::Docs;
use htmd::options::{BulletListMarker, Options};
use htmd::{Element, HtmlToMarkdown};
use std::sync::LazyLock;

/// Where lines are broken, without the `/// ` and the indentation of a field.
const WIDTH: usize = 92;

static CONVERTER: LazyLock<HtmlToMarkdown> = LazyLock::new(|| {
    let options = Options {
        bullet_list_marker: BulletListMarker::Dash,
        ul_bullet_spacing: 1,
        ..Options::default()
    };
    HtmlToMarkdown::builder()
        .options(options)
        .skip_tags(vec!["fullname", "script", "style"])
        .add_handler(vec!["note", "important", "caution", "warning"], callout)
        .add_handler(vec!["a"], link)
        .build()
});

/// AWS's boxes, as a paragraph that says what it is.
#[expect(
    clippy::needless_pass_by_value,
    clippy::unnecessary_wraps,
    reason = "the signature of a handler"
)]
fn callout(
    handlers: &dyn htmd::element_handler::Handlers,
    element: Element<'_>,
) -> Option<htmd::element_handler::HandlerResult> {
    let label = match element.tag {
        "note" => "Note",
        "important" => "Important",
        "caution" => "Caution",
        _ => "Warning",
    };
    let content = handlers.walk_children(element.node).content;
    Some(format!("\n\n**{label}:** {}\n\n", content.trim()).into())
}

/// A link without an address names another operation or shape.
#[expect(
    clippy::needless_pass_by_value,
    clippy::unnecessary_wraps,
    reason = "the signature of a handler"
)]
fn link(
    handlers: &dyn htmd::element_handler::Handlers,
    element: Element<'_>,
) -> Option<htmd::element_handler::HandlerResult> {
    let content = handlers.walk_children(element.node).content;
    let text = content.trim();
    let href = element
        .attrs
        .iter()
        .find(|attr| &*attr.name.local == "href")
        .map(|attr| attr.value.trim());
    Some(match href {
        Some(href) if href.starts_with("http://") || href.starts_with("https://") => {
            format!("[{text}]({href})").into()
        }
        _ if text.contains('`') || text.contains(' ') => text.to_owned().into(),
        _ => format!("`{}`", text.replace('\\', "")).into(),
    })
}

/// The documentation of a shape.
pub(super) fn shape_docs(shape: &Shape) -> Docs {
    markdown(&shape.traits.documentation().unwrap_or_default())
}

impl Lowering<'_> {
    /// The documentation of a member, or else of what it targets.
    pub(super) fn member_docs(&self, member: &Member) -> Docs {
        let own = member.traits.documentation();
        let target = || {
            self.model
                .shape(&member.target)
                .and_then(|shape| shape.traits.documentation())
        };
        markdown(&own.or_else(target).unwrap_or_default())
    }
}

/// Text on one line, without what is not printed.
pub(super) fn one_line(text: &str) -> String {
    printable(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Control characters have no place in a comment, and those that turn the direction of text can hide code.
fn printable(text: &str) -> String {
    let is_bidi = |letter: char| matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars()
        .filter(|letter| *letter == '\n' || !letter.is_control() && !is_bidi(*letter))
        .collect()
}

/// Markdown in lines of bounded width.
pub(super) fn markdown(text: &str) -> Docs {
    let text = &printable(text);
    let is_html = text
        .as_bytes()
        .windows(2)
        .any(|pair| matches!(pair, [b'<', next] if next.is_ascii_alphabetic()));
    let converted = if is_html {
        CONVERTER.convert(text).unwrap_or_else(|_| text.to_owned())
    } else {
        text.to_owned()
    };
    let converted = plain_underscores(&converted);
    let mut lines: Docs = Vec::new();
    let mut fenced = false;
    // How far text below the last list item is indented.
    let mut below = 0;
    for line in converted.trim().lines().map(str::trim_end) {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        }
        if fenced || line.trim_start().starts_with(['|', '`']) && line.len() <= WIDTH {
            lines.push(line.to_owned());
        } else {
            let text = line.trim_start().replace("``", "");
            let indent = if is_list_item(&text) {
                line.len() - line.trim_start().len()
            } else {
                below.min(line.len() - line.trim_start().len())
            };
            let content = wrap(&text, indent, &mut lines);
            if is_list_item(&text) || indent == 0 && !text.is_empty() {
                below = content;
            }
        }
    }
    lines.dedup_by(|next, line| next.is_empty() && line.is_empty());
    tighten_lists(lines)
}

/// Within a word an underscore emphasises nothing, and needs no backslash.
fn plain_underscores(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\\_") {
        plain.push_str(before);
        let within =
            before.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric);
        plain.push_str(if within { "_" } else { "\\_" });
        rest = after;
    }
    plain + rest
}

/// Breaks a line at spaces; what follows a list's bullet is indented below it. Gives that indentation.
fn wrap(text: &str, indent: usize, lines: &mut Docs) -> usize {
    let hanging = indent
        + if is_list_item(text) {
            text.find(' ').map_or(0, |bullet| bullet + 1)
        } else {
            0
        };
    let mut current = " ".repeat(indent);
    let mut empty = true;
    for word in words(text) {
        if !empty
            && current.chars().count() + 1 + word.chars().count() > WIDTH
            && !starts_a_block(&word)
        {
            lines.push(std::mem::replace(&mut current, " ".repeat(hanging)));
            empty = true;
        }
        if !empty {
            current.push(' ');
        }
        current.push_str(&word);
        empty = false;
    }
    lines.push(current.trim_end().to_owned());
    hanging
}

/// The words of a line; what stands in brackets counts as one, since links read better whole.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut bracket = false;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match words.last_mut() {
            Some(last) if bracket => {
                last.push(' ');
                last.push_str(word);
            }
            _ => words.push(word.to_owned()),
        }
        let last = words.last().map_or("", String::as_str);
        bracket = last.starts_with('[') && !last.contains(']') && last.len() < WIDTH;
    }
    words
}

/// Whether a word at the start of a line would be read as Markdown's own.
fn starts_a_block(word: &str) -> bool {
    word.starts_with(['-', '+', '*', '#', '>', '=', '|', '~']) || is_list_item(&format!("{word} "))
}

fn is_list_item(text: &str) -> bool {
    let number = text.trim_start_matches(|digit: char| digit.is_ascii_digit());
    text.starts_with("- ")
        || number.len() < text.len() && (number.starts_with(". ") || number.starts_with(") "))
}

/// Takes out the empty lines between the items of a list.
fn tighten_lists(lines: Docs) -> Docs {
    let mut tight: Docs = Vec::with_capacity(lines.len());
    let mut lines = lines.into_iter().peekable();
    while let Some(line) = lines.next() {
        let between_items = line.is_empty()
            && lines
                .peek()
                .is_some_and(|next| is_list_item(next.trim_start()))
            && tight
                .last()
                .is_some_and(|last| is_list_item(last.trim_start()) || last.starts_with("  "));
        if !between_items {
            tight.push(line);
        }
    }
    tight
}

#[cfg(test)]
mod tests {
    use super::markdown;

    #[test]
    fn html_becomes_markdown() {
        let html = "<p>Use <a>PutConfig</a> or <a href=\"https://x.test/a\">this</a>.</p> <p class=\"title\"> <b>Formats</b> </p> <ul> <li> <p> <b>Name</b> - <code>my-function</code>.</p> </li> <li> <p>Other</p> </li> </ul> <note> <p>Careful.</p> </note>";
        let expected = [
            "Use `PutConfig` or [this](https://x.test/a).",
            "",
            "**Formats**",
            "",
            "- **Name** - `my-function`.",
            "- Other",
            "",
            "**Note:** Careful.",
        ];
        assert_eq!(markdown(html), expected);
    }

    #[test]
    fn underscores_within_words_are_plain() {
        assert_eq!(markdown("<p>BEST_FIT or _</p>"), ["BEST_FIT or \\_"]);
    }

    #[test]
    fn markdown_stays_what_it_is() {
        let text = "First line.\n\n- one\n- two `<a>`";
        assert_eq!(
            markdown("First line.\n\n- one\n- two"),
            ["First line.", "", "- one", "- two"]
        );
        assert!(!markdown(text).is_empty());
    }

    #[test]
    fn long_lines_are_broken_where_it_changes_nothing() {
        let lines = markdown(&format!("- {} - # 1. end", "word ".repeat(30).trim()));
        assert!(lines.iter().all(|line| line.len() <= 100), "{lines:?}");
        assert!(
            lines[1..].iter().all(|line| line.starts_with("  w")),
            "{lines:?}"
        );
    }
}
