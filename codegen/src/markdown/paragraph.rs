//! A paragraph, from its parts to Markdown on one line.

use super::text::{address, bare_address, code, longest_run, printable, push_escaped};
use super::wrap::GLUE;

/// How a part of a paragraph is emphasised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Strong,
    Emphasis,
}

impl Mark {
    fn sign(self) -> &'static str {
        match self {
            Self::Strong => "**",
            Self::Emphasis => "*",
        }
    }
}

#[derive(Debug)]
enum Part {
    Text(String),
    Code(String),
    Open(Mark),
    Close(Mark),
    Link {
        href: Option<String>,
        parts: Vec<Part>,
    },
}

/// What has been said of a paragraph so far.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    parts: Vec<Part>,
    /// Where the link that is open starts among the parts, and where it leads.
    link: Option<(usize, Option<String>)>,
    /// The code span that is open.
    code: Option<String>,
    /// The marks that are open. They stay open in the next paragraph, as in HTML.
    open: Vec<Mark>,
}

impl Paragraph {
    pub(super) fn text(&mut self, text: &str) {
        match &mut self.code {
            Some(code) => code.push_str(text),
            None => self.push_text(text),
        }
    }

    /// Adds to the text before, so that what makes a sign or an address is seen as one.
    fn push_text(&mut self, text: &str) {
        let start = self.link.as_ref().map_or(0, |(start, _)| *start);
        match self.parts.get_mut(start..).and_then(<[Part]>::last_mut) {
            Some(Part::Text(before)) => before.push_str(text),
            _ if text.is_empty() => {}
            _ => self.parts.push(Part::Text(text.to_owned())),
        }
    }

    pub(super) fn open_code(&mut self) {
        self.code.get_or_insert_default();
    }

    pub(super) fn close_code(&mut self) {
        let Some(code) = self.code.take() else {
            return;
        };
        let before = if code.starts_with(char::is_whitespace) {
            " "
        } else {
            ""
        };
        let after = if code.ends_with(char::is_whitespace) {
            " "
        } else {
            ""
        };
        self.push_text(before);
        if !printable(&code).trim().is_empty() {
            let start = self.link.as_ref().map_or(0, |(start, _)| *start);
            match self.parts.get_mut(start..).and_then(<[Part]>::last_mut) {
                Some(Part::Code(before)) => before.push_str(&code),
                _ => self.parts.push(Part::Code(code)),
            }
            self.push_text(after);
        }
    }

    pub(super) fn open_mark(&mut self, mark: Mark) {
        if self.code.is_none() && !self.open.contains(&mark) {
            self.open.push(mark);
            self.parts.push(Part::Open(mark));
        }
    }

    pub(super) fn close_mark(&mut self, mark: Mark) {
        // A code span takes no marks, and what is closed out of turn is closed once.
        if let Some(at) = self.open.iter().position(|open| *open == mark)
            && self.code.is_none()
        {
            self.open.remove(at);
            match self.parts.last() {
                Some(Part::Open(last)) if *last == mark => drop(self.parts.pop()),
                _ => self.parts.push(Part::Close(mark)),
            }
        }
    }

    pub(super) fn open_link(&mut self, href: Option<&str>) {
        self.close_link();
        if self.code.is_none() {
            self.link = Some((self.parts.len(), href.map(str::to_owned)));
        }
    }

    pub(super) fn close_link(&mut self) {
        if self.code.is_some() {
            return;
        }
        if let Some((start, href)) = self.link.take() {
            let parts = self.parts.split_off(start.min(self.parts.len()));
            self.parts.push(Part::Link { href, parts });
        }
    }

    /// Whether nothing would be seen of it.
    pub(super) fn is_empty(&self) -> bool {
        self.code.is_none() && self.parts.iter().all(Part::is_blank)
    }

    /// The paragraph on one line, with [`GLUE`] where it must not be broken; the next one starts with the same marks.
    pub(super) fn take(&mut self, in_table: bool) -> String {
        self.close_code();
        self.close_link();
        let mut parts = std::mem::take(&mut self.parts);
        parts.extend(self.open.iter().rev().map(|mark| Part::Close(*mark)));
        self.parts = self.open.iter().map(|mark| Part::Open(*mark)).collect();
        let mut writer = Writer {
            in_table,
            ..Writer::default()
        };
        writer.parts(&parts, false);
        writer.markdown
    }
}

impl Part {
    fn is_blank(&self) -> bool {
        match self {
            Self::Text(text) | Self::Code(text) => printable(text).trim().is_empty(),
            Self::Open(_) | Self::Close(_) => true,
            Self::Link { parts, .. } => parts.iter().all(Part::is_blank),
        }
    }
}

#[derive(Default)]
struct Writer {
    markdown: String,
    in_table: bool,
    /// Whether a blank is due before what comes next.
    blank: bool,
    /// Marks that nothing follows yet.
    pending: Vec<Mark>,
    /// Where the last code span ended.
    code_end: usize,
}

impl Writer {
    fn parts(&mut self, parts: &[Part], in_link: bool) {
        for part in parts {
            match part {
                Part::Text(text) => self.text(text, in_link),
                // A bar ends a cell of a table even within a code span.
                Part::Code(text) if part.is_blank() || self.in_table && text.contains('|') => {
                    self.text(text, in_link);
                }
                Part::Code(text) => self.code(text, in_link),
                Part::Open(mark) => self.pending.push(*mark),
                Part::Close(mark) => {
                    match self.pending.iter().rposition(|pending| pending == mark) {
                        Some(at) => drop(self.pending.remove(at)),
                        None => self.markdown.push_str(mark.sign()),
                    }
                }
                Part::Link { href, parts } => self.link(href.as_deref(), parts, in_link),
            }
        }
    }

    /// Writes what is due before something that is seen.
    fn start(&mut self) {
        if std::mem::take(&mut self.blank) && !self.markdown.is_empty() {
            self.markdown.push(' ');
        }
        for mark in self.pending.drain(..) {
            self.markdown.push_str(mark.sign());
        }
    }

    fn code(&mut self, text: &str, in_link: bool) {
        self.start();
        if self.code_end == self.markdown.len() && self.code_end > 0 {
            // The fences of two spans would be one.
            self.markdown.push(' ');
        }
        let span = code(text);
        let is_broken = longest_run(text) == 0 && !in_link;
        self.markdown
            .push_str(&if is_broken { span } else { glued(&span) });
        self.code_end = self.markdown.len();
    }

    fn text(&mut self, text: &str, in_link: bool) {
        let text = printable(text);
        let mut rest = text.as_str();
        while let Some((start, length)) = bare_address(rest).filter(|_| !in_link) {
            let (before, found) = rest.split_at(start);
            let (found, after) = found.split_at(length);
            self.words(before);
            self.start();
            let address = address(found).unwrap_or_default();
            self.markdown
                .extend(["<", &address.replace("\\&", "&amp;"), ">"]);
            rest = after;
        }
        self.words(rest);
    }

    fn words(&mut self, text: &str) {
        for (index, word) in text.split_whitespace().enumerate() {
            self.blank |= index > 0 || text.starts_with(char::is_whitespace);
            self.start();
            push_escaped(&mut self.markdown, word);
        }
        self.blank |= text.ends_with(char::is_whitespace);
    }

    fn link(&mut self, href: Option<&str>, parts: &[Part], in_link: bool) {
        let is_blank = parts.iter().all(Part::is_blank);
        match (href.and_then(address), parts) {
            (Some(address), _) if !is_blank => {
                let mut inside = Self {
                    in_table: self.in_table,
                    ..Self::default()
                };
                inside.parts(parts, true);
                self.blank |= matches!(parts.first(), Some(Part::Text(text)) if text.starts_with(char::is_whitespace));
                self.start();
                if self.markdown.ends_with('!') {
                    // Together they would be an image.
                    self.markdown.insert(self.markdown.len() - 1, '\\');
                }
                self.markdown
                    .extend(["[", &glued(&inside.markdown), "](", &address, ")"]);
                self.blank |= inside.blank;
            }
            // A link without an address names another operation or shape.
            (None, [Part::Text(text)])
                if !text.trim().contains([' ', '\n', '\t', '|']) && !is_blank =>
            {
                self.code(text, in_link);
            }
            (_, parts) => self.parts(parts, in_link),
        }
    }
}

fn glued(markdown: &str) -> String {
    markdown.replace(' ', &GLUE.to_string())
}
