//! What values and adapters have to say of themselves, and the adapters that are about no type.

use super::{Attributes, Content, Element, Error};

/// A value that an element holds.
pub trait Read: Sized {
    /// Reads the element.
    ///
    /// # Errors
    ///
    /// It is no XML, or holds no such value.
    fn read(element: Element<'_, '_>) -> Result<Self, Error>;
}

/// A value that an element can hold.
pub trait Write {
    /// Writes what stands in the element's start tag.
    fn attributes(&self, _: &mut Attributes<'_>) {}

    /// Writes what stands between the element's tags.
    fn write(&self, content: &mut Content<'_>);
}

/// An adapter by which values of the type `T` are read.
pub trait ReadAs<T> {
    /// Reads the element.
    ///
    /// # Errors
    ///
    /// It is no XML, or holds no such value.
    fn read_as(&self, element: Element<'_, '_>) -> Result<T, Error>;

    /// What an element stands for that is `xsi:nil`, if that is a value.
    #[inline]
    fn nil(&self) -> Option<T> {
        None
    }
}

/// An adapter by which values of the type `T` are written.
pub trait WriteAs<T: ?Sized> {
    /// Writes what stands in the element's start tag.
    fn attributes_as(&self, _: &T, _: &mut Attributes<'_>) {}

    /// Writes what stands between the element's tags.
    fn write_as(&self, value: &T, content: &mut Content<'_>);
}

/// The adapter that leaves it to the type.
#[derive(Clone, Copy, Debug)]
pub struct Own;

/// An adapter for an element that declares a namespace (Smithy's `xmlNamespace` trait): the attribute that declares it,
/// `xmlns` or `xmlns:` with a prefix, what identifies it, and the adapter of the value.
#[derive(Clone, Copy, Debug)]
pub struct Namespaced<A>(pub &'static str, pub &'static str, pub A);

/// The adapter for members of lists and values of maps that may be `xsi:nil` (Smithy's `sparse` trait). A value that is
/// left out of an entry of a map reads as one that is.
#[derive(Clone, Copy, Debug)]
pub struct Sparse<A>(pub A);

impl<T: Read> ReadAs<T> for Own {
    fn read_as(&self, element: Element<'_, '_>) -> Result<T, Error> {
        T::read(element)
    }
}

impl<T: Write + ?Sized> WriteAs<T> for Own {
    fn attributes_as(&self, value: &T, attributes: &mut Attributes<'_>) {
        value.attributes(attributes);
    }

    fn write_as(&self, value: &T, content: &mut Content<'_>) {
        value.write(content);
    }
}

/// What is read is matched by local names, so that a namespace says nothing there.
impl<T, A: ReadAs<T>> ReadAs<T> for Namespaced<A> {
    fn read_as(&self, element: Element<'_, '_>) -> Result<T, Error> {
        self.2.read_as(element)
    }

    fn nil(&self) -> Option<T> {
        self.2.nil()
    }
}

impl<T: ?Sized, A: WriteAs<T>> WriteAs<T> for Namespaced<A> {
    fn attributes_as(&self, value: &T, attributes: &mut Attributes<'_>) {
        attributes.text(self.0, self.1);
        self.2.attributes_as(value, attributes);
    }

    fn write_as(&self, value: &T, content: &mut Content<'_>) {
        self.2.write_as(value, content);
    }
}

impl<T, A: ReadAs<T>> ReadAs<Option<T>> for Sparse<A> {
    fn read_as(&self, element: Element<'_, '_>) -> Result<Option<T>, Error> {
        self.0.read_as(element).map(Some)
    }

    fn nil(&self) -> Option<Option<T>> {
        Some(None)
    }
}

impl<T, A: WriteAs<T>> WriteAs<Option<T>> for Sparse<A> {
    fn attributes_as(&self, value: &Option<T>, attributes: &mut Attributes<'_>) {
        match value {
            Some(value) => self.0.attributes_as(value, attributes),
            None => attributes.nil(),
        }
    }

    fn write_as(&self, value: &Option<T>, content: &mut Content<'_>) {
        if let Some(value) = value {
            self.0.write_as(value, content);
        }
    }
}

impl<T, A: ReadAs<T>> ReadAs<T> for &A {
    fn read_as(&self, element: Element<'_, '_>) -> Result<T, Error> {
        (**self).read_as(element)
    }

    fn nil(&self) -> Option<T> {
        (**self).nil()
    }
}

impl<T: ?Sized, A: WriteAs<T>> WriteAs<T> for &A {
    fn attributes_as(&self, value: &T, attributes: &mut Attributes<'_>) {
        (**self).attributes_as(value, attributes);
    }

    fn write_as(&self, value: &T, content: &mut Content<'_>) {
        (**self).write_as(value, content);
    }
}

impl<T: Read> Read for Box<T> {
    fn read(element: Element<'_, '_>) -> Result<Self, Error> {
        T::read(element).map(Self::new)
    }
}

impl<T: Write + ?Sized> Write for Box<T> {
    fn attributes(&self, attributes: &mut Attributes<'_>) {
        (**self).attributes(attributes);
    }

    fn write(&self, content: &mut Content<'_>) {
        (**self).write(content);
    }
}
