//! Attributes (Smithy's `xmlAttribute` trait): those that are read, and the start tag that they are written into.

use super::escape::push_attribute;
use super::reader::Reader;
use super::{Error, Text, TextAs};
use std::borrow::Cow;

/// An attribute that has been read.
#[derive(Debug)]
pub struct Attribute<'a> {
    pub(super) reader: &'a Reader<'a>,
    pub(super) value: Cow<'a, str>,
}

#[expect(clippy::missing_errors_doc, reason = "both fail for the same reason")]
impl Attribute<'_> {
    /// Reads the value.
    pub fn optional<T: Text>(self, field: &mut Option<T>) -> Result<(), Error> {
        *field = Some(self.value()?);
        Ok(())
    }

    /// Reads the value of a member that starts as another one.
    pub fn plain<T: Text>(self, field: &mut T) -> Result<(), Error> {
        *field = self.value()?;
        Ok(())
    }

    fn value<T: Text>(self) -> Result<T, Error> {
        T::of_text(self.value).ok_or_else(|| {
            let reason = format!("invalid text, expected {}", T::EXPECTED);
            self.reader.mismatch(reason)
        })
    }
}

/// A start tag that is being written.
#[derive(Debug)]
pub struct Attributes<'w> {
    pub(super) out: &'w mut String,
}

impl Attributes<'_> {
    /// Writes an attribute where there is a value.
    pub fn optional<T: Text>(&mut self, name: &str, value: &Option<T>) {
        if let Some(value) = value {
            self.plain(name, value);
        }
    }

    /// As [`optional`](Self::optional), by an adapter.
    pub fn optional_as<T, A: TextAs<T>>(&mut self, name: &str, value: &Option<T>, adapter: A) {
        if let Some(value) = value {
            self.plain_as(name, value, adapter);
        }
    }

    /// Writes an attribute.
    pub fn plain<T: Text>(&mut self, name: &str, value: &T) {
        self.text(name, &value.text());
    }

    /// As [`plain`](Self::plain), by an adapter.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "as where elements are written"
    )]
    pub fn plain_as<T, A: TextAs<T>>(&mut self, name: &str, value: &T, adapter: A) {
        self.text(name, &adapter.text_of(value));
    }

    /// Writes that the element stands for no value, where a list or map has a place for none (Smithy's `sparse` trait).
    pub(super) fn nil(&mut self) {
        self.text("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
        self.text("xsi:nil", "true");
    }

    pub(super) fn text(&mut self, name: &str, value: &str) {
        self.out.extend([" ", name, "=\""]);
        push_attribute(self.out, value);
        self.out.push('"');
    }
}
