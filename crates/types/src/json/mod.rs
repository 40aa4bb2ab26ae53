//! How values stand in JSON.
//!
//! A generated structure says by [`Structure`] how its members are read, and writes them to an [`Object`]. A member
//! whose type does not say by itself how it is read and written names an adapter: in `object.optional_as::<List, _>("Layers", &self.layers)`
//! the adapter applies to the matching parts of the member's type.
//!
//! Shapes are `Serialize` and `Deserialize` for JSON, and for formats of its kind: they have to describe themselves
//! and take maps whose length is not known beforehand. A compact format such as bincode does neither.

mod adapter;
mod blob;
mod collection;
mod document;
mod enums;
mod float;
mod integer;
mod number;
mod structure;
mod timestamp;
mod trace;
mod union;

pub use adapter::{Adapted, DeserializeAs, Own, SerializeAs, adapted};
pub use collection::{List, Map, SparseList, SparseMap};
pub use enums::{deserialize_int_enum, deserialize_string_enum};
pub use float::Float;
pub use integer::Integer;
pub use number::QuotedNumber;
pub use structure::{Member, Object, Structure, deserialize_structure};
pub use timestamp::{DateTime, HttpDate};
pub use trace::Trace;
pub use union::{Union, Variant, deserialize_union};
