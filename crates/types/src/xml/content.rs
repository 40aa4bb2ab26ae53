//! What is written between the tags of an element.

use super::escape::push_text;
use super::flat::Item;
use super::{Attributes, Own, Text, Write, WriteAs, WriteItems};
use crate::UnknownMember;

/// What stands between the tags of an element that is being written.
#[derive(Debug)]
pub struct Content<'w> {
    pub(super) out: &'w mut String,
}

/// The document with this root element.
#[must_use]
pub fn to_string<T: ?Sized, A: WriteAs<T>>(root: &str, value: &T, adapter: &A) -> String {
    let mut out = String::new();
    Content { out: &mut out }.element(root, value, adapter);
    out
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "an adapter is put together where it is used"
)]
impl Content<'_> {
    /// Writes a member where there is a value.
    pub fn optional<T: Write>(&mut self, name: &str, value: &Option<T>) -> &mut Self {
        match value {
            Some(value) => self.element(name, value, &Own),
            None => self,
        }
    }

    /// As [`optional`](Self::optional), by an adapter.
    pub fn optional_as<T, A: WriteAs<T>>(
        &mut self,
        name: &str,
        value: &Option<T>,
        adapter: A,
    ) -> &mut Self {
        match value {
            Some(value) => self.element(name, value, &adapter),
            None => self,
        }
    }

    /// Writes a member.
    pub fn plain<T: Write + ?Sized>(&mut self, name: &str, value: &T) -> &mut Self {
        self.element(name, value, &Own)
    }

    /// As [`plain`](Self::plain), by an adapter.
    pub fn plain_as<T: ?Sized, A: WriteAs<T>>(
        &mut self,
        name: &str,
        value: &T,
        adapter: A,
    ) -> &mut Self {
        self.element(name, value, &adapter)
    }

    /// Writes each part of a list or map as an element of this name (Smithy's `xmlFlattened` trait).
    pub fn flat<C, A: WriteItems<C>>(&mut self, name: &str, items: &C, adapter: A) -> &mut Self {
        adapter.write_items(Item::named(name), items, self);
        self
    }

    /// As [`flat`](Self::flat), where there is a list or map.
    pub fn optional_flat<C, A: WriteItems<C>>(
        &mut self,
        name: &str,
        items: &Option<C>,
        adapter: A,
    ) -> &mut Self {
        match items {
            Some(items) => self.flat(name, items, adapter),
            None => self,
        }
    }

    /// Writes a member that says all by being there (`smithy.api#Unit`).
    pub fn unit(&mut self, name: &str) -> &mut Self {
        self.out.extend(["<", name, "></", name, ">"]);
        self
    }

    /// Writes the member of a union that the model does not list, as it was read. The one that stands for an absent union
    /// has no name, and writes nothing.
    pub fn unknown<U>(&mut self, member: &UnknownMember<U>) -> &mut Self {
        super::document::write(member.name(), member.value(), self.out);
        self
    }

    /// Writes a value that is text.
    pub fn text<T: Text>(&mut self, value: &T) {
        push_text(self.out, &value.text());
    }

    /// Writes text.
    pub(super) fn push(&mut self, text: &str) {
        push_text(self.out, text);
    }

    pub(super) fn element<T: ?Sized, A: WriteAs<T>>(
        &mut self,
        name: &str,
        value: &T,
        adapter: &A,
    ) -> &mut Self {
        self.item(
            Item::named(name),
            |attributes| adapter.attributes_as(value, attributes),
            |content| adapter.write_as(value, content),
        );
        self
    }

    /// Writes the element of a part of a list or map.
    pub(super) fn item(
        &mut self,
        Item { name, namespace }: Item<'_>,
        attributes: impl FnOnce(&mut Attributes<'_>),
        write: impl FnOnce(&mut Content<'_>),
    ) {
        self.out.extend(["<", name]);
        let start = &mut Attributes { out: self.out };
        if let Some((declared, uri)) = namespace {
            start.text(declared, uri);
        }
        attributes(start);
        self.out.push('>');
        write(&mut Content { out: self.out });
        self.out.extend(["</", name, ">"]);
    }
}
