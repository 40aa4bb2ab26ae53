//! How values stand in CBOR (RFC 8949), as Smithy's RPC v2 CBOR protocol has them.
//!
//! A generated structure says by [`Structure`] how its members are read, and writes them to a [`Map`]. A value's type says
//! all there is to its form: a timestamp is a number of seconds with tag 1, a blob a byte string, a number of any size a
//! bignum or a decimal fraction. So there are no adapters here.
//!
//! Reading takes whatever CBOR has for a value: definite and indefinite lengths, numbers of every width where they are the
//! member's number, `undefined` for null. A tag that the value's type does not ask for is passed over, but
//! null has none. Lists and maps may
//! stand 128 deep in each other; a length is believed no further than there are bytes.

mod big;
mod blob;
mod collection;
mod document;
mod enums;
mod error;
mod items;
mod number;
mod reader;
mod scalar;
mod skip;
mod structure;
mod timestamp;
mod union;
mod writer;

pub use crate::json::Variant;
pub use enums::{read_int_enum, read_string_enum};
pub use error::Error;
pub use reader::{Read, Reader, decode};
pub use structure::{Member, Structure, read_structure};
pub use union::{Union, read_union};
pub use writer::{Map, Write, Writer, encode};
