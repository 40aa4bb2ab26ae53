//! The same in CBOR.

use super::{Choice, EverythingOutput};
use smithereens_types::{UnknownMember, cbor};

impl cbor::Read for EverythingOutput {
    fn read(reader: &mut cbor::Reader<'_>) -> Result<Self, cbor::Error> {
        cbor::read_structure(Self::default(), reader)
    }
}

/// Reads and writes each member by one name.
macro_rules! members {
    ($($wire:literal => $how:ident $field:ident,)*) => {
        impl cbor::Structure for EverythingOutput {
            fn read(&mut self, name: &str, member: cbor::Member<'_, '_>) -> Result<(), cbor::Error> {
                match name {
                    $($wire => member.$how(&mut self.$field),)*
                    _ => member.skip(),
                }
            }
        }

        impl cbor::Write for EverythingOutput {
            fn write(&self, writer: &mut cbor::Writer) {
                let mut map = writer.map();
                $(map.$how($wire, &self.$field);)*
                map.end();
            }
        }
    };
}

members! {
    "name" => plain name,
    "bigDecimal" => optional big_decimal,
    "bigInteger" => optional big_integer,
    "blob" => optional blob,
    "boolean" => optional boolean,
    "byte" => optional byte,
    "document" => optional document,
    "double" => optional double,
    "float" => optional float,
    "integer" => optional integer,
    "long" => optional long,
    "short" => optional short,
    "seconds" => optional seconds,
    "color" => optional color,
    "size" => optional size,
    "choice" => optional choice,
    "list" => plain list,
    "sparseList" => optional sparse_list,
    "map" => optional map,
    "sparseMap" => optional sparse_map,
}

impl cbor::Write for Choice {
    fn write(&self, writer: &mut cbor::Writer) {
        let mut map = writer.map();
        match self {
            Self::Nested(value) => map.plain("nested", value),
            Self::Nothing {} => map.unit("nothing"),
            Self::Ratio(value) => map.plain("ratio", value),
            Self::Text(value) => map.plain("text", value),
            Self::Unknown(member) => map.unknown(member),
        };
        map.end();
    }
}

impl cbor::Read for Choice {
    fn read(reader: &mut cbor::Reader<'_>) -> Result<Self, cbor::Error> {
        cbor::read_union(reader)
    }
}

impl cbor::Union for Choice {
    fn read(name: &str, member: cbor::Member<'_, '_>) -> Result<cbor::Variant<Self>, cbor::Error> {
        match name {
            "nested" => member.variant(Self::Nested),
            "nothing" => member.unit(Self::Nothing {}),
            "ratio" => member.variant(Self::Ratio),
            "text" => member.variant(Self::Text),
            _ => member.unknown(),
        }
    }

    fn unknown(member: UnknownMember<Self>) -> Self {
        Self::Unknown(member)
    }
}
