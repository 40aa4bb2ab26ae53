//! Structures: an element whose attributes and elements are read into fields.

use super::reader::{Children, local_name};
use super::{Attribute, Element, Error};
use quick_xml::XmlVersion;

/// What a generated structure says of its members, for [`read_structure`].
pub trait Structure {
    /// Reads the attribute of this name into its field. One that the structure does not have says nothing.
    ///
    /// # Errors
    ///
    /// The value is not of the member's type.
    fn attribute(&mut self, _name: &str, _attribute: Attribute<'_>) -> Result<(), Error> {
        Ok(())
    }

    /// Reads the element of this name into its field. One that the structure does not have is to be skipped.
    ///
    /// # Errors
    ///
    /// It is no XML, or the value is not of the member's type.
    fn read(&mut self, name: &str, member: Element<'_, '_>) -> Result<(), Error>;
}

/// Reads a structure. Members that are left out stay what they are in `structure`. Of a member that comes more than once
/// the last counts, unless it is flattened.
///
/// # Errors
///
/// It is no XML, there is text in place of elements, or a member's value is not of its type.
pub fn read_structure<T: Structure>(
    mut structure: T,
    element: Element<'_, '_>,
) -> Result<T, Error> {
    let Element { reader, start } = element;
    if start.has_attributes() {
        for attribute in start.attributes() {
            let attribute =
                attribute.map_err(|_| reader.mismatch("no XML: its attributes are malformed"))?;
            let name = attribute.key.into_inner();
            if name == "xmlns" || name.starts_with("xmlns:") {
                continue;
            }
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|_| reader.mismatch("no XML: an attribute is malformed"))?;
            let name = local_name(name);
            structure
                .attribute(name, Attribute { reader, value })
                .map_err(|error| error.within(name))?;
        }
    }
    let mut children = Children::of(start);
    while let Some(start) = children.next(reader)? {
        let name = start.name();
        let member = Element {
            reader,
            start: &start,
        };
        structure
            .read(name, member)
            .map_err(|error| error.within(name))?;
    }
    Ok(structure)
}
