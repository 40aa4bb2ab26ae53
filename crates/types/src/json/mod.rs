//! The JSON forms that serde does not give by itself.
//!
//! A generated member names its form in an attribute, such as `#[serde(with = "As::<Option<List>>")]` for
//! an optional list: [`As`] applies the adapters of this module to the matching parts of the member's type.

mod absent;
mod as_objects;
mod collection;
mod float;
mod string;
mod timestamp;
mod union;

pub use absent::{Absent, absent, or_absent};
pub use as_objects::AsObjects;
pub use collection::{List, Map, SparseList, SparseMap};
pub use float::Float;
pub use serde_with::de::DeserializeAsWrap as Formed;
pub use serde_with::{As, Same};
pub use string::deserialize_string_enum;
pub use timestamp::{DateTime, HttpDate};
pub use union::{Union, UnknownMember, deserialize_union};
