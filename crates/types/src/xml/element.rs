//! An element whose start has been read, and whose content comes next.

use super::reader::{Reader, Start};
use super::{Error, Own, Read, ReadAs, ReadItem, Text};
use crate::UnknownMember;

/// An element of which the start has been read, and the content comes next. Each of its methods fails if the content is
/// not of the type that it asks for. Structures are read by the ones that take a field, unions by the others.
#[derive(Debug)]
#[must_use = "what is not read of an element is taken for what follows it"]
pub struct Element<'r, 'x> {
    pub(super) reader: &'r mut Reader<'x>,
    pub(super) start: &'r Start<'x>,
}

#[expect(clippy::missing_errors_doc, reason = "all fail for the same reason")]
#[expect(
    clippy::needless_pass_by_value,
    reason = "an adapter is put together where it is used"
)]
impl Element<'_, '_> {
    /// Reads a value that is there, or `xsi:nil`.
    pub fn optional<T: Read>(self, field: &mut Option<T>) -> Result<(), Error> {
        self.optional_as(field, Own)
    }

    /// As [`optional`](Self::optional), by an adapter.
    pub fn optional_as<T, A: ReadAs<T>>(
        self,
        field: &mut Option<T>,
        adapter: A,
    ) -> Result<(), Error> {
        *field = self.value(&adapter)?;
        Ok(())
    }

    /// Reads a value; `xsi:nil` leaves the field what it was.
    pub fn plain<T: Read>(self, field: &mut T) -> Result<(), Error> {
        self.plain_as(field, Own)
    }

    /// As [`plain`](Self::plain), by an adapter.
    pub fn plain_as<T, A: ReadAs<T>>(self, field: &mut T, adapter: A) -> Result<(), Error> {
        if let Some(value) = self.value(&adapter)? {
            *field = value;
        }
        Ok(())
    }

    /// Reads one of the parts of a list or map that stand in its place (Smithy's `xmlFlattened` trait).
    pub fn flat<C, A: ReadItem<C>>(self, field: &mut C, adapter: A) -> Result<(), Error> {
        adapter.read_item(field, self)
    }

    /// As [`flat`](Self::flat), of a list or map that need not be there.
    pub fn optional_flat<C: Default, A: ReadItem<C>>(
        self,
        field: &mut Option<C>,
        adapter: A,
    ) -> Result<(), Error> {
        adapter.read_item(field.get_or_insert_default(), self)
    }

    /// Reads the value of a union's member, for its variant.
    pub fn variant<T: Read, U>(
        self,
        union: &mut Option<U>,
        variant: impl FnOnce(T) -> U,
    ) -> Result<(), Error> {
        self.variant_as(union, variant, Own)
    }

    /// As [`variant`](Self::variant), by an adapter.
    pub fn variant_as<T, U, A: ReadAs<T>>(
        self,
        union: &mut Option<U>,
        variant: impl FnOnce(T) -> U,
        adapter: A,
    ) -> Result<(), Error> {
        self.refuse_second(union.as_ref())?;
        *union = self.value(&adapter)?.map(variant);
        Ok(())
    }

    /// Reads one of the parts of a list or map that stand in its place, for the variant of which `known` gives the list or
    /// map of a union that has it already.
    pub fn flat_variant<C: Default, U, A: ReadItem<C>>(
        self,
        union: &mut Option<U>,
        variant: impl FnOnce(C) -> U,
        known: impl FnOnce(&mut U) -> Option<&mut C>,
        adapter: A,
    ) -> Result<(), Error> {
        if let Some(collection) = union.as_mut().and_then(known) {
            return adapter.read_item(collection, self);
        }
        self.refuse_second(union.as_ref())?;
        let mut collection = C::default();
        adapter.read_item(&mut collection, self)?;
        *union = Some(variant(collection));
        Ok(())
    }

    /// As [`variant`](Self::variant), of a member that says all by being there (`smithy.api#Unit`).
    pub fn unit<U>(self, union: &mut Option<U>, variant: U) -> Result<(), Error> {
        self.refuse_second(union.as_ref())?;
        *union = Some(variant);
        self.skip()
    }

    /// Reads a member that the union does not have: its text, or the elements in it. Attributes are left out.
    pub fn unknown<U>(
        self,
        union: &mut Option<U>,
        variant: impl FnOnce(UnknownMember<U>) -> U,
    ) -> Result<(), Error> {
        self.refuse_second(union.as_ref())?;
        let name = self.start.name().to_owned();
        let value = super::document::read(self.reader, self.start)?;
        *union = Some(variant(UnknownMember::new(name, value)));
        Ok(())
    }

    /// Reads the text of an element, if it is one of text: one with elements in it says nothing.
    pub fn text_alone(self, field: &mut Option<String>) -> Result<(), Error> {
        if self.start.is_empty {
            return Ok(());
        }
        let (text, child) = self.reader.text_or_child()?;
        let Some(start) = &child else {
            *field = Some(text);
            return Ok(());
        };
        let reader = self.reader;
        Element { reader, start }.skip()?;
        reader.skip()
    }

    /// Passes over the element.
    pub fn skip(self) -> Result<(), Error> {
        if self.start.is_empty {
            return Ok(());
        }
        self.reader.skip()
    }

    /// Reads a value that is text.
    pub(super) fn text<T: Text>(self) -> Result<T, Error> {
        let text = if self.start.is_empty {
            "".into()
        } else {
            self.reader.text()?
        };
        T::of_text(text).ok_or_else(|| {
            let reason = format!("invalid text, expected {}", T::EXPECTED);
            self.reader.mismatch(reason)
        })
    }

    /// Reads a value, or what the adapter has for an element that says that it is none.
    #[inline]
    pub(super) fn value<T, A: ReadAs<T>>(self, adapter: &A) -> Result<Option<T>, Error> {
        if self.start.is_nil() {
            self.skip()?;
            return Ok(adapter.nil());
        }
        adapter.read_as(self).map(Some)
    }

    fn refuse_second<U>(&self, union: Option<&U>) -> Result<(), Error> {
        if union.is_some() {
            return Err(self
                .reader
                .mismatch("a union with more than one member set"));
        }
        Ok(())
    }
}
