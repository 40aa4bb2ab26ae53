//! How values stand in XML, behind the feature `xml`.
//!
//! A generated structure says by [`Structure`] how the elements in it are read, and by [`Write`] how they are written. Both
//! name each member once, in plain calls. A member whose type does not say by itself what it is in XML comes with an
//! adapter, which is a value, since it holds names: in
//! `element.optional_as(&mut self.layers, xml::List("Layer", xml::Own))` each member of the list is an element `Layer`.
//!
//! Shapes of services that speak XML have this form alone: they are not `Serialize` and `Deserialize`.
//!
//! What is read is matched by local names, whatever the prefix. Elements and attributes that the model does not list are
//! passed over at any depth, and so are comments, processing instructions and text beside elements. There is no document type: a document that
//! declares one is refused, nothing outside of it is ever looked at, and an entity other than XML's own five is an error.
//! The text of a string, and of an enum of strings, is kept as it is, white space with it; that of all else may have white space around it.

mod adapter;
mod attribute;
mod collection;
mod content;
mod document;
mod element;
mod error;
mod escape;
mod flat;
mod reader;
mod structure;
mod text;
mod timestamp;
mod union;

pub use adapter::{Namespaced, Own, Read, ReadAs, Sparse, Write, WriteAs};
pub use attribute::{Attribute, Attributes};
pub use collection::{List, Map};
pub use content::{Content, to_string};
pub use document::{from_str, root};
pub use element::Element;
pub use error::Error;
pub use flat::{Flat, FlatMap, Item, ReadItem, WriteItems};
pub use structure::{Structure, read_structure};
pub use text::{Text, TextAs, read_text};
pub use timestamp::{EpochSeconds, HttpDate};
pub use union::{Union, read_union};
