//! How documentation of a model becomes Markdown that can be read and never run.
//!
//! The text is taken apart as what it is, HTML or CommonMark, and written anew: code blocks are fenced as `text`, no
//! HTML is written, brackets name no Rust item, links lead to `http`, `https` and `mailto` alone. Nothing of the
//! source reaches the output but through [`text`].

mod block;
mod html;
mod paragraph;
mod table;
mod text;
mod wrap;

pub use text::{code, plain};

use block::Blocks;
use paragraph::Paragraph;
use std::borrow::Cow;

/// Documentation, CommonMark with HTML as Smithy has it or the HTML of AWS's models, in lines of bounded width.
#[must_use]
pub fn lines(documentation: &str) -> Vec<String> {
    let html = if is_html(documentation) {
        Cow::Borrowed(documentation)
    } else {
        Cow::Owned(common_mark_to_html(documentation))
    };
    let mut blocks = Blocks::default();
    html::read(&html, &mut blocks);
    blocks.finish()
}

/// Text on one line, as Markdown that shows it as it is.
#[must_use]
pub fn shown(text: &str) -> String {
    let mut paragraph = Paragraph::default();
    paragraph.text(&plain(text));
    let markdown = paragraph.take(false);
    match markdown.split(' ').next() {
        Some(first) if text::starts_a_block(first) => text::escape_first(&markdown),
        _ => markdown,
    }
}

/// Whether a text is HTML throughout, in which the signs of Markdown stand for themselves: it starts with a tag, or
/// closes one.
fn is_html(text: &str) -> bool {
    let is_tag = |after: &str| after.starts_with(|first: char| first.is_ascii_alphabetic());
    text.trim_start().strip_prefix('<').is_some_and(is_tag)
        || text
            .match_indices("</")
            .any(|(at, found)| text.get(at + found.len()..).is_some_and(is_tag))
}

/// The most signs of quotes and lists that may start a line; nobody's documentation has more than a few, and what it takes to
/// read them grows with their square.
const MAX_SIGNS: usize = 200;

fn common_mark_to_html(text: &str) -> String {
    let is_sign = |letter: char| {
        matches!(
            letter,
            '>' | '-' | '+' | '*' | '.' | ')' | ' ' | '\t' | '0'..='9'
        )
    };
    let signs = |line: &str| line.len() - line.trim_start_matches(is_sign).len();
    if text.lines().any(|line| signs(line) > MAX_SIGNS) {
        return text.replace('&', "&amp;").replace('<', "&lt;");
    }
    let parser = pulldown_cmark::Parser::new_ext(text, pulldown_cmark::Options::ENABLE_TABLES);
    let mut html = String::with_capacity(text.len());
    pulldown_cmark::html::push_html(&mut html, parser);
    html
}

#[cfg(test)]
mod tests;
