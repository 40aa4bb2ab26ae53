//! From HTML to blocks: which tags mean what.

use super::block::Blocks;
use super::paragraph::Mark;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use std::cell::RefCell;

/// Adds what stands in HTML to the blocks. The tags are taken one by one and never made a tree of, so that their
/// nesting costs nothing.
pub(super) fn read(html: &str, blocks: &mut Blocks) {
    let sink = Sink(RefCell::new(State {
        blocks,
        skipped: None,
    }));
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
}

struct Sink<'a>(RefCell<State<'a>>);

struct State<'a> {
    blocks: &'a mut Blocks,
    /// The tag whose content is passed over.
    skipped: Option<String>,
}

impl TokenSink for Sink<'_> {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut state = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) if state.skipped.is_none() => state.blocks.text(&text),
            Token::TagToken(tag) => return state.tag(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl State<'_> {
    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name = &*tag.name;
        let is_start = tag.kind == TagKind::StartTag;
        if let Some(skipped) = &self.skipped {
            if !is_start && skipped == name {
                self.skipped = None;
            }
            return TokenSinkResult::Continue;
        }
        if is_start && matches!(name, "fullname" | "script" | "style") {
            self.skipped = Some(name.to_owned());
            // What stands in these is no HTML.
            return if name == "fullname" {
                TokenSinkResult::Continue
            } else {
                TokenSinkResult::RawData(RawKind::Rawtext)
            };
        }
        if self.blocks.is_code() {
            match name {
                "pre" if !is_start => self.blocks.end_code(),
                "br" => self.blocks.text("\n"),
                _ => {}
            }
        } else if is_start {
            self.start(name, tag);
        } else {
            self.end(name);
        }
        TokenSinkResult::Continue
    }

    fn start(&mut self, name: &str, tag: &Tag) {
        let blocks = &mut *self.blocks;
        match name {
            "p" => blocks.end_paragraph(),
            "note" => blocks.start_box("Note"),
            "important" => blocks.start_box("Important"),
            "caution" => blocks.start_box("Caution"),
            "warning" => blocks.start_box("Warning"),
            "b" | "strong" => blocks.inline().open_mark(Mark::Strong),
            "i" | "em" => blocks.inline().open_mark(Mark::Emphasis),
            "code" => blocks.inline().open_code(),
            "a" => blocks.inline().open_link(attribute(tag, "href")),
            "img" => blocks.text(attribute(tag, "alt").unwrap_or_default()),
            "ul" | "menu" | "dir" => blocks.start_list(None),
            "ol" => {
                let first = attribute(tag, "start").and_then(|start| start.parse().ok());
                blocks.start_list(Some(first.unwrap_or(1).min(999_999_999)));
            }
            "li" => blocks.start_item(),
            "pre" => blocks.start_code(),
            "table" => blocks.start_table(),
            "tr" => blocks.start_row(),
            "td" | "th" => blocks.start_cell(),
            _ => match heading(name) {
                Some(level) => blocks.start_heading(level),
                None if is_block(name) => blocks.end_block(),
                None => {}
            },
        }
    }

    fn end(&mut self, name: &str) {
        let blocks = &mut *self.blocks;
        match name {
            "b" | "strong" => blocks.inline().close_mark(Mark::Strong),
            "i" | "em" => blocks.inline().close_mark(Mark::Emphasis),
            "code" => blocks.inline().close_code(),
            "a" => blocks.inline().close_link(),
            "ul" | "ol" | "menu" | "dir" => blocks.end_list(),
            "table" => blocks.end_table(),
            "p" | "li" | "pre" | "tr" | "td" | "th" | "note" | "important" | "caution"
            | "warning" => blocks.end_block(),
            _ if heading(name).is_some() || is_block(name) => blocks.end_block(),
            _ => {}
        }
    }
}

fn attribute<'a>(tag: &'a Tag, name: &str) -> Option<&'a str> {
    tag.attrs
        .iter()
        .find(|attribute| &*attribute.name.local == name)
        .map(|attribute| &*attribute.value)
}

fn heading(name: &str) -> Option<usize> {
    Some(match name {
        "h1" => 1,
        "h2" => 2,
        "h3" => 3,
        "h4" => 4,
        "h5" => 5,
        "h6" => 6,
        _ => return None,
    })
}

/// Whether a tag ends the paragraph before it and means nothing more.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "br"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "div"
            | "dl"
            | "dt"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "header"
            | "hr"
            | "html"
            | "main"
            | "nav"
            | "section"
            | "summary"
            | "tbody"
            | "tfoot"
            | "thead"
    )
}
