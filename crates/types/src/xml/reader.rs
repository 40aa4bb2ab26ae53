//! The events of a document, as far as values need them. They borrow from the text; no tree is built.

use super::Error;
use quick_xml::errors::{Error as Malformed, IllFormedError};
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::attributes::Attributes;
use quick_xml::events::{BytesRef, BytesStart, Event};
use std::borrow::Cow;

/// How deep elements may stand in each other, since reading them takes stack.
const MAX_DEPTH: usize = 128;

const TRUNCATED: &str = "it ends before its elements do";
const DOCUMENT_TYPE: &str = "it declares a document type, as no service does";

/// A document that is being read.
#[derive(Debug)]
pub(super) struct Reader<'x> {
    events: quick_xml::Reader<&'x [u8]>,
    /// How many elements are open.
    depth: usize,
}

/// The start of an element.
#[derive(Debug)]
pub(super) struct Start<'x> {
    tag: BytesStart<'x>,
    /// Whether it is its end as well: `<A/>`.
    pub(super) is_empty: bool,
}

impl Start<'_> {
    /// An element with nothing in it.
    pub(super) fn empty() -> Self {
        Self {
            tag: BytesStart::new("empty"),
            is_empty: true,
        }
    }

    /// The name without its prefix.
    #[inline]
    pub(super) fn name(&self) -> &str {
        local_name(self.tag.name().into_inner())
    }

    /// Whether anything follows the name in the tag.
    #[inline]
    pub(super) fn has_attributes(&self) -> bool {
        !self.tag.attributes_raw().is_empty()
    }

    pub(super) fn attributes(&self) -> Attributes<'_> {
        self.tag.attributes()
    }

    /// Whether it says `xsi:nil="true"`: that it stands for nothing, rather than for an empty value.
    #[inline]
    pub(super) fn is_nil(&self) -> bool {
        self.has_attributes() && self.says_nil()
    }

    #[cold]
    fn says_nil(&self) -> bool {
        let mut attributes = self.tag.attributes().flatten();
        attributes.any(|attribute| {
            attribute.key.prefix().is_some()
                && local_name(attribute.key.into_inner()) == "nil"
                && matches!(&*attribute.value, "true" | "1")
        })
    }
}

/// The elements in the one that is open.
#[derive(Debug)]
pub(super) struct Children {
    is_begun: bool,
    /// Whether the element was over as it began, so that nothing of it is left to be read.
    is_over: bool,
}

impl Children {
    /// Those in the element that has just begun.
    #[inline]
    pub(super) fn of(start: &Start<'_>) -> Self {
        Self {
            is_begun: false,
            is_over: start.is_empty,
        }
    }

    /// The next one.
    #[inline]
    pub(super) fn next<'x>(&mut self, reader: &mut Reader<'x>) -> Result<Option<Start<'x>>, Error> {
        if self.is_over {
            return Ok(None);
        }
        reader.child(std::mem::replace(&mut self.is_begun, true))
    }
}

/// A name without its prefix.
#[inline]
pub(super) fn local_name(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}

impl<'x> Reader<'x> {
    pub(super) fn new(text: &'x str) -> Self {
        Self {
            events: quick_xml::Reader::from_str(text),
            depth: 0,
        }
    }

    /// The root of the document.
    pub(super) fn root(&mut self) -> Result<Start<'x>, Error> {
        loop {
            match self.event()? {
                Event::Start(tag) => return self.start(tag, false),
                Event::Empty(tag) => return self.start(tag, true),
                Event::Text(text) if is_space(&text) => {}
                Event::Comment(_) | Event::PI(_) | Event::Decl(_) => {}
                Event::DocType(_) => return Err(self.malformed(DOCUMENT_TYPE)),
                Event::Eof => return Err(self.malformed("it has no element")),
                Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) | Event::End(_) => {
                    return Err(self.malformed("it does not begin with an element"));
                }
            }
        }
    }

    /// What follows the root: nothing but comments.
    pub(super) fn end(&mut self) -> Result<(), Error> {
        loop {
            match self.event()? {
                Event::Eof => return Ok(()),
                Event::Text(text) if is_space(&text) => {}
                Event::Comment(_) | Event::PI(_) => {}
                _ => return Err(self.malformed("something follows its root element")),
            }
        }
    }

    /// The next element in the one that is open, or none where that one ends. Text beside elements says nothing; text
    /// without any is something else than elements, unless one has come `before`.
    pub(super) fn child(&mut self, before: bool) -> Result<Option<Start<'x>>, Error> {
        let mut is_text = false;
        loop {
            match self.event()? {
                Event::Start(tag) => return self.start(tag, false).map(Some),
                Event::Empty(tag) => return self.start(tag, true).map(Some),
                Event::End(_) => {
                    self.depth -= 1;
                    if is_text && !before {
                        return Err(self.mismatch("invalid type: text, expected elements"));
                    }
                    return Ok(None);
                }
                Event::Text(text) => is_text |= !is_space(&text),
                Event::CData(text) => is_text |= !is_space(&text),
                Event::GeneralRef(reference) => {
                    self.resolve(&reference)?;
                    is_text = true;
                }
                event => self.pass(&event)?,
            }
        }
    }

    /// The text in the element that is open, to its end.
    pub(super) fn text(&mut self) -> Result<Cow<'x, str>, Error> {
        let mut text = Cow::Borrowed("");
        loop {
            let piece = match self.event()? {
                Event::End(_) => {
                    self.depth -= 1;
                    return Ok(text);
                }
                Event::Text(piece) => with_line_feeds(piece.into_inner()),
                Event::CData(piece) => with_line_feeds(piece.into_inner()),
                Event::GeneralRef(reference) => self.resolve(&reference)?,
                Event::Start(_) | Event::Empty(_) => {
                    return Err(self.mismatch("invalid type: an element, expected text"));
                }
                event => {
                    self.pass(&event)?;
                    continue;
                }
            };
            if text.is_empty() {
                text = piece;
            } else {
                text.to_mut().push_str(&piece);
            }
        }
    }

    /// Text, or elements: what comes first in the element that is open. The text is what has been read of it.
    pub(super) fn text_or_child(&mut self) -> Result<(String, Option<Start<'x>>), Error> {
        let mut text = String::new();
        loop {
            match self.event()? {
                Event::Start(tag) => return Ok((text, Some(self.start(tag, false)?))),
                Event::Empty(tag) => return Ok((text, Some(self.start(tag, true)?))),
                Event::End(_) => {
                    self.depth -= 1;
                    return Ok((text, None));
                }
                Event::Text(piece) => text.push_str(&with_line_feeds(piece.into_inner())),
                Event::CData(piece) => text.push_str(&with_line_feeds(piece.into_inner())),
                Event::GeneralRef(reference) => text.push_str(&self.resolve(&reference)?),
                event => self.pass(&event)?,
            }
        }
    }

    /// Passes over what is in the element that is open, and its end.
    pub(super) fn skip(&mut self) -> Result<(), Error> {
        let outside = self.depth - 1;
        while self.depth > outside {
            match self.event()? {
                Event::Start(tag) => drop(self.start(tag, false)?),
                Event::End(_) => self.depth -= 1,
                Event::GeneralRef(reference) => drop(self.resolve(&reference)?),
                Event::Empty(_) | Event::Text(_) | Event::CData(_) => {}
                event => self.pass(&event)?,
            }
        }
        Ok(())
    }

    /// What may stand anywhere in an element and says nothing; or the end of the document, where it must not be.
    fn pass(&self, event: &Event<'_>) -> Result<(), Error> {
        match event {
            Event::DocType(_) => Err(self.malformed(DOCUMENT_TYPE)),
            Event::Eof => Err(self.malformed(TRUNCATED)),
            _ => Ok(()),
        }
    }

    #[inline]
    fn start(&mut self, tag: BytesStart<'x>, is_empty: bool) -> Result<Start<'x>, Error> {
        if tag.name().into_inner().is_empty() {
            return Err(self.malformed("an element has no name"));
        }
        if !is_empty {
            self.depth += 1;
            if self.depth > MAX_DEPTH {
                return Err(self.malformed("its elements stand too deep in each other"));
            }
        }
        Ok(Start { tag, is_empty })
    }

    /// What a reference stands for: a character, or one of XML's own entities.
    fn resolve(&self, reference: &BytesRef<'_>) -> Result<Cow<'static, str>, Error> {
        match reference.resolve_char_ref() {
            Ok(Some(character)) => Ok(Cow::Owned(character.into())),
            Ok(None) => resolve_xml_entity(reference)
                .map(Cow::Borrowed)
                .ok_or_else(|| self.malformed("an entity is not defined")),
            Err(_) => Err(self.malformed("a reference names no character")),
        }
    }

    #[inline]
    fn event(&mut self) -> Result<Event<'x>, Error> {
        self.events
            .read_event()
            .map_err(|error| self.syntax(&error))
    }

    #[cold]
    fn syntax(&self, error: &Malformed) -> Error {
        // Its own messages show names and attributes, which may be anything.
        let reason = match error {
            Malformed::Syntax(_) => TRUNCATED,
            Malformed::IllFormed(
                IllFormedError::MismatchedEndTag { .. } | IllFormedError::UnmatchedEndTag(_),
            ) => "an end tag has another name than its start tag",
            Malformed::IllFormed(IllFormedError::UnclosedReference) => {
                "an ampersand begins no reference"
            }
            _ => "its markup is malformed",
        };
        let offset = usize::try_from(self.events.error_position());
        Error::malformed(reason, offset.unwrap_or(usize::MAX))
    }

    #[cold]
    fn malformed(&self, reason: &'static str) -> Error {
        Error::malformed(reason, self.offset())
    }

    /// What stands here is not what it should be.
    #[cold]
    pub(super) fn mismatch(&self, reason: impl Into<Cow<'static, str>>) -> Error {
        Error::mismatch(reason, self.offset())
    }

    fn offset(&self) -> usize {
        usize::try_from(self.events.buffer_position()).unwrap_or(usize::MAX)
    }
}

/// White space as XML has it.
fn is_space(text: &str) -> bool {
    text.bytes()
        .all(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'))
}

/// The text with each of its line ends as a line feed, as XML wants it read (XML 1.0, section 2.11).
#[inline]
fn with_line_feeds(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.as_bytes().contains(&b'\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        text
    }
}
