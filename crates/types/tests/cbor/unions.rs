//! Unions as generated code has them.

use crate::{error, hex};
use smithereens_types::cbor::{self, decode, encode};
use smithereens_types::{Document, UnknownMember};

#[derive(Clone, Debug, PartialEq)]
enum Choice {
    Number(i32),
    Texts(Vec<String>),
    Nothing {},
    Unknown(UnknownMember<Self>),
}

impl cbor::Write for Choice {
    fn write(&self, writer: &mut cbor::Writer) {
        let mut object = writer.map();
        match self {
            Self::Number(value) => object.plain("number", value),
            Self::Texts(value) => object.plain("texts", value),
            Self::Nothing {} => object.unit("nothing"),
            Self::Unknown(member) => object.unknown(member),
        };
        object.end();
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
            "number" => member.variant(Self::Number),
            "texts" => member.variant(Self::Texts),
            "nothing" => member.unit(Self::Nothing {}),
            _ => member.unknown(),
        }
    }

    fn unknown(member: UnknownMember<Self>) -> Self {
        Self::Unknown(member)
    }
}

#[test]
fn a_union_is_a_map_with_one_member_set() {
    for (bytes, expected) in [
        ("a1 66 6e756d626572 05", Choice::Number(5)),
        ("bf 65 7465787473 9f ff ff", Choice::Texts(vec![])),
        ("a1 67 6e6f7468696e67 a0", Choice::Nothing {}),
        // `__type` and members that are null do not count, known or not.
        (
            "a2 66 5f5f74797065 61 61 66 6e756d626572 05",
            Choice::Number(5),
        ),
        (
            "a3 66 6e756d626572 05 65 7465787473 f6 61 78 f7",
            Choice::Number(5),
        ),
    ] {
        assert_eq!(decode(&hex(bytes)), Ok(expected.clone()), "{bytes}");
        assert_eq!(decode(&encode(&expected)), Ok(expected), "{bytes}");
    }
}

#[test]
fn a_union_with_no_member_or_several_is_an_error() {
    for (bytes, described) in [
        ("a0", "a union with no member set at byte 0"),
        (
            "a1 66 6e756d626572 f6",
            "a union with no member set at byte 0",
        ),
        (
            "a2 66 6e756d626572 05 61 78 01",
            "a union with more than one member set at byte 0",
        ),
        (
            "a1 66 6e756d626572 60",
            "number: expected an integer, found a text string at byte 8",
        ),
        ("80", "expected a map, found a list at byte 0"),
    ] {
        assert_eq!(error::<Choice>(&hex(bytes)), described, "{bytes}");
    }
}

#[test]
fn a_member_that_the_union_does_not_list_is_kept() {
    for (value, json) in [
        ("01", "1"),
        ("3b ffffffffffffffff", "-1.8446744073709552e19"),
        ("1b ffffffffffffffff", "18446744073709551615"),
        ("c1 fb 3ff8000000000000", "1.5"),
        ("f9 7e00", r#""NaN""#),
        ("fa ff800000", r#""-Infinity""#),
        ("42 00ff", r#""AP8=""#),
        ("82 f6 a1 61 61 f5", r#"[null,{"a":true}]"#),
        ("c2 49 010000000000000000", "1.8446744073709552e19"),
        ("c4 82 20 0f", "1.5"),
        ("7f 61 61 ff", r#""a""#),
    ] {
        let bytes = hex(&format!("a1 61 78 {value}"));
        let Ok(Choice::Unknown(member)) = decode(&bytes) else {
            panic!("{value}");
        };
        assert_eq!(member.name(), "x");
        assert_eq!(
            *member.value(),
            json.parse::<Document>().unwrap(),
            "{value}"
        );
        let again: Document = decode(&encode(member.value())).unwrap();
        assert_eq!(again, *member.value(), "{value}");
    }
}
