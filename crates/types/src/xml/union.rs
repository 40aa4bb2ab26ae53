//! Unions: an element that holds one of several.

use super::reader::Children;
use super::{Element, Error};

/// What a generated union says of its members, for [`read_union`].
pub trait Union: Sized {
    /// Reads the member of this name into its variant. One that the union does not have is
    /// [unknown](Element::unknown).
    ///
    /// # Errors
    ///
    /// It is no XML, the value is not of the member's type, or another member is set already.
    fn read(union: &mut Option<Self>, name: &str, member: Element<'_, '_>) -> Result<(), Error>;
}

/// Reads a union: the one element in the element. Attributes are passed over.
///
/// # Errors
///
/// It is no XML, no member is set, more than one is, or the member's value is not of its type.
pub fn read_union<U: Union>(element: Element<'_, '_>) -> Result<U, Error> {
    let Element { reader, start } = element;
    let mut union = None;
    let mut children = Children::of(start);
    while let Some(start) = children.next(reader)? {
        let name = start.name();
        let member = Element {
            reader,
            start: &start,
        };
        U::read(&mut union, name, member).map_err(|error| error.within(name))?;
    }
    union.ok_or_else(|| reader.mismatch("a union with no member set"))
}
