//! Whether two documents of XML mean the same.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::collections::BTreeMap;

/// Compares two documents. White space beside elements says nothing, nor does the order of attributes, of elements of
/// different names, and of the entries of a map, which are elements of one name with two elements in each.
///
/// # Errors
///
/// They differ, or one is no XML: the text shows both.
pub fn same_xml(actual: &[u8], expected: &str) -> Result<(), String> {
    let expected = canonical(expected.trim())
        .map_err(|error| format!("the expected body is no XML: {error}"))?;
    let text = String::from_utf8_lossy(actual);
    let actual = canonical(&text)
        .map_err(|error| format!("\"{}\" is no XML: {error}", actual.escape_ascii()))?;
    if actual == expected {
        return Ok(());
    }
    Err(format!("is {actual}, expected {expected}"))
}

/// An element, with what is in it.
#[derive(Default)]
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    elements: Vec<Element>,
    text: String,
}

/// A text that is the same for all documents that mean the same.
fn canonical(document: &str) -> Result<String, String> {
    let mut reader = Reader::from_str(document);
    // The last is the element that is open; the first stands around the root.
    let mut open = vec![Element::default()];
    loop {
        let event = reader.read_event().map_err(|error| error.to_string())?;
        let last = open.last_mut().ok_or("an element ends that is not open")?;
        match event {
            Event::Start(start) => open.push(element(&start)?),
            Event::Empty(start) => last.elements.push(element(&start)?),
            Event::End(_) => {
                let ended = open.pop().unwrap_or_default();
                let parent = open.last_mut().ok_or("an element ends that is not open")?;
                parent.elements.push(ended);
            }
            Event::Text(text) => last.text.push_str(&text),
            Event::CData(text) => last.text.push_str(&text),
            Event::GeneralRef(name) => {
                let reference = format!("&{};", &*name);
                let text = quick_xml::escape::unescape(&reference);
                last.text
                    .push_str(&text.map_err(|error| error.to_string())?);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    match open.as_slice() {
        [around] if around.text.trim().is_empty() && around.elements.len() == 1 => {
            Ok(around.content())
        }
        [_] => Err("it is not one element".to_owned()),
        _ => Err("it ends before its elements do".to_owned()),
    }
}

fn element(start: &BytesStart<'_>) -> Result<Element, String> {
    let mut attributes = BTreeMap::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|error| error.to_string())?;
        attributes.insert(attribute.key.into_inner().to_owned(), value.into_owned());
    }
    Ok(Element {
        name: start.name().into_inner().to_owned(),
        attributes,
        ..Element::default()
    })
}

impl Element {
    fn text(&self) -> String {
        let Self {
            name, attributes, ..
        } = self;
        format!("<{name} {attributes:?}>{}</>", self.content())
    }

    fn content(&self) -> String {
        if self.elements.is_empty() {
            return self.text.escape_debug().to_string();
        }
        let mut by_name: BTreeMap<&str, Vec<&Self>> = BTreeMap::new();
        for element in &self.elements {
            by_name.entry(&element.name).or_default().push(element);
        }
        let groups = by_name.into_values().map(|group| {
            let mut texts: Vec<_> = group.iter().map(|element| element.text()).collect();
            if group.iter().all(|element| element.elements.len() == 2) {
                texts.sort_unstable();
            }
            texts.concat()
        });
        // Text beside elements is a mistake, and so has to show.
        let beside = self.text.trim().escape_debug().to_string();
        groups.chain([beside]).collect()
    }
}
