//! Whole documents; and values that no model describes, as which the unknown members of unions are kept.

use super::escape::push_text;
use super::reader::{Children, Reader, Start};
use super::{Element, Error, Read};
use crate::document::Kind;
use crate::{Document, printable};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// How much of the name of a root element an error shows, in characters.
const MAX_NAME: usize = 64;

/// Reads the value of an element of this document. `path` begins with the name of the root, and goes down from there; an
/// empty one is the root's, whatever its name.
///
/// An element that is missing below the root reads as one with nothing in it, and so does an empty text: what an operation
/// was to do is done, and the service has nothing to say of it. A byte order mark before the document is passed over.
///
/// # Errors
///
/// The text is no XML, the root has another name, or the value is not of its type.
pub fn from_str<T: Read>(text: &str, path: &[&str]) -> Result<T, Error> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    read_document(text, path).map_err(|error| error.of(text))
}

/// The name of a document's root element.
///
/// # Errors
///
/// The text does not begin as XML.
pub fn root(text: &str) -> Result<String, Error> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let root = Reader::new(text).root();
    root.map(|root| root.name().to_owned())
        .map_err(|error| error.of(text))
}

fn read_document<T: Read>(text: &str, path: &[&str]) -> Result<T, Error> {
    if let Some(offset) = text.find('\0') {
        return Err(Error::malformed("it has a NUL in it", offset));
    }
    let mut reader = Reader::new(text);
    if text.is_empty() {
        return empty(&mut reader);
    }
    let root = reader.root()?;
    let below = match path.split_first() {
        Some((name, below)) if *name == root.name() => below,
        Some((name, _)) => {
            let found: String = root.name().chars().take(MAX_NAME).collect();
            let found = printable(&found);
            let reason = format!("the root element is `{found}`, expected `{name}`");
            return Err(reader.mismatch(reason));
        }
        None => path,
    };
    let value = descend(&mut reader, &root, below)?;
    reader.end()?;
    Ok(value)
}

/// Reads the element at the end of the path, and to the end of the one that is open.
fn descend<'x, T: Read>(
    reader: &mut Reader<'x>,
    start: &Start<'x>,
    path: &[&str],
) -> Result<T, Error> {
    let Some((name, below)) = path.split_first() else {
        return T::read(Element { reader, start });
    };
    let mut found = None;
    let mut children = Children::of(start);
    while let Some(start) = &children.next(reader)? {
        if found.is_none() && start.name() == *name {
            found = Some(descend(reader, start, below)?);
        } else {
            Element { reader, start }.skip()?;
        }
    }
    found.map_or_else(|| empty(reader), Ok)
}

fn empty<T: Read>(reader: &mut Reader<'_>) -> Result<T, Error> {
    let start = &Start::empty();
    T::read(Element { reader, start })
}

/// Reads an element that no model describes: its text, or an object of the elements in it, in which one that comes more
/// than once is a list. Attributes are left out, and so is text that stands beside elements.
pub(super) fn read(reader: &mut Reader<'_>, start: &Start<'_>) -> Result<Document, Error> {
    if !is_name(start.name()) {
        return Err(reader.mismatch("no XML: an element has a name that is none"));
    }
    if start.is_empty {
        return Ok(Document(Kind::Text(String::new())));
    }
    let (text, mut next) = reader.text_or_child()?;
    if next.is_none() {
        return Ok(Document(Kind::Text(text)));
    }
    let mut members = BTreeMap::new();
    while let Some(start) = &next {
        let value = read(reader, start)?;
        match members.entry(start.name().to_owned()) {
            Entry::Vacant(entry) => drop(entry.insert(value)),
            Entry::Occupied(mut entry) => match &mut entry.get_mut().0 {
                Kind::List(list) => list.push(value),
                first => *first = Kind::List(vec![Document(std::mem::take(first)), value]),
            },
        }
        next = reader.child(true)?;
    }
    Ok(Document(Kind::Object(members)))
}

/// Writes what [`read`] has read. What has no name is nothing.
pub(super) fn write(name: &str, value: &Document, out: &mut String) {
    if name.is_empty() {
        return;
    }
    if let Kind::List(list) = &value.0 {
        for value in list {
            write(name, value, out);
        }
        return;
    }
    out.extend(["<", name, ">"]);
    match &value.0 {
        Kind::Text(text) => push_text(out, text),
        Kind::Object(members) => {
            for (name, value) in members {
                write(name, value, out);
            }
        }
        // No element reads as one of these.
        Kind::Null | Kind::Bool(_) | Kind::Number(_) | Kind::List(_) => {}
    }
    out.extend(["</", name, ">"]);
}

/// Whether this can be written as the name of an element and read as the same.
fn is_name(name: &str) -> bool {
    let is_part = |it: char| it.is_alphanumeric() || matches!(it, '_' | '-' | '.');
    name.starts_with(|first: char| first.is_alphabetic() || first == '_')
        && name.chars().all(is_part)
}
