//! The leaf values of Smithy models, and how they stand in JSON, and behind features of their own in CBOR, XML and forms.
//!
//! Generated shapes are made of these: a [`Timestamp`], a [`Blob`], a [`Document`], and for everything
//! whose JSON form serde does not give by itself, an adapter in [`json`]. No HTTP and no async: a program
//! can depend on a crate of shapes alone.
//!
//! How they stand in the forms of awsQuery and ec2Query is in the module `query`, behind the feature of that name.

mod absent;
mod blob;
#[cfg(feature = "cbor")]
pub mod cbor;
mod document;
mod float;
mod int_enum;
pub mod json;
mod media_type;
mod number;
mod parse_error;
mod path;
mod printable;
#[cfg(feature = "query")]
pub mod query;
mod redacted;
mod set_message;
mod string_enum;
mod timestamp;
mod unknown_member;
mod unknown_value;
mod whole;
#[cfg(feature = "xml")]
pub mod xml;

pub use absent::{Absent, absent};
pub use blob::Blob;
pub use document::Document;
pub use float::float_text;
pub use int_enum::IntEnum;
pub use media_type::{DecodeBase64Error, decode_base64, encode_base64};
pub use number::{BigDecimal, BigInteger};
pub use parse_error::ParseError;
pub use printable::{is_printable, printable, write_printable};
pub use redacted::Redacted;
pub use set_message::SetMessage;
pub use string_enum::StringEnum;
pub use timestamp::Timestamp;
pub use unknown_member::UnknownMember;
pub use unknown_value::UnknownValue;

#[doc(hidden)]
pub mod __private {
    //! What the macros of this crate expand to.
    pub use crate::int_enum::int_enum;
    pub use crate::string_enum::string_enum;
    pub use serde;
}

/// Says at compile time whether a crate was generated for this generation of the libraries: nothing if it was, and else the
/// one thing to do about it.
///
/// ```
/// smithereens_types::generation!(2);
/// ```
///
/// ```compile_fail
/// smithereens_types::generation!(1);
/// ```
#[macro_export]
macro_rules! generation {
    (2) => {};
    ($other:tt) => {
        ::core::compile_error!(::core::concat!(
            "this crate was generated for generation ",
            ::core::stringify!($other),
            " of smithereens, and this is generation 2: generate it anew"
        ));
    };
}
