//! Structures and enums as generated code has them.

#[macro_use]
#[path = "../enum_of/mod.rs"]
mod enum_of;

use crate::hex;
use smithereens_types::cbor::{self, decode, encode};
use smithereens_types::{Blob, Timestamp};
use std::collections::BTreeMap;

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Outer {
    pub(crate) inner: Option<Box<Outer>>,
    pub(crate) count: Option<i32>,
    pub(crate) name: String,
    pub(crate) colors: Vec<Color>,
    pub(crate) sizes: BTreeMap<Color, Size>,
    pub(crate) data: Option<Blob>,
    pub(crate) at: Option<Timestamp>,
}

impl cbor::Read for Outer {
    fn read(reader: &mut cbor::Reader<'_>) -> Result<Self, cbor::Error> {
        cbor::read_structure(Self::default(), reader)
    }
}

impl cbor::Structure for Outer {
    fn read(&mut self, name: &str, member: cbor::Member<'_, '_>) -> Result<(), cbor::Error> {
        match name {
            "Inner" => member.optional(&mut self.inner),
            "Count" => member.optional(&mut self.count),
            "Name" => member.plain(&mut self.name),
            "Colors" => member.plain(&mut self.colors),
            "Sizes" => member.plain(&mut self.sizes),
            "Data" => member.optional(&mut self.data),
            "At" => member.optional(&mut self.at),
            _ => member.skip(),
        }
    }
}

impl cbor::Write for Outer {
    fn write(&self, writer: &mut cbor::Writer) {
        let mut object = writer.map();
        object.optional("Inner", &self.inner);
        object.optional("Count", &self.count);
        object.plain("Name", &self.name);
        object.plain("Colors", &self.colors);
        object.plain("Sizes", &self.sizes);
        object.optional("Data", &self.data);
        object.optional("At", &self.at);
        object.end();
    }
}

string_enum_of!(pub(crate) Color, false, Red = "red"; cbor);
int_enum_of!(pub(crate) Size, false, Small = 1; cbor);

fn read(bytes: &str) -> Outer {
    decode(&hex(bytes)).unwrap()
}

#[test]
fn a_structure_comes_back_as_it_was_written() {
    let outer = Outer {
        inner: Some(Box::default()),
        count: Some(-7),
        name: "é\u{0}\"".to_owned(),
        colors: vec![Color::Red, "blue".into()],
        sizes: [("red".into(), Size::Small), ("blue".into(), 9.into())].into(),
        data: Some(Blob::from(vec![0xff])),
        at: Timestamp::from_epoch_millis(1_500),
    };
    assert_eq!(decode(&encode(&outer)), Ok(outer));
}

#[test]
fn members_that_are_not_set_are_not_written() {
    // {_ "Name": "", "Colors": [], "Sizes": {}}
    assert_eq!(
        encode(&Outer::default()),
        hex("bf 64 4e616d65 60 66 436f6c6f7273 80 65 53697a6573 a0 ff")
    );
}

#[test]
fn members_come_in_any_order_and_null_is_none() {
    for bytes in [
        "a2 64 4e616d65 61 61 65 436f756e74 01",
        "bf 65 436f756e74 01 64 4e616d65 7f 61 61 ff ff",
        // A name in chunks, and a tag on the map.
        "d9d9f7 a2 7f 62 4e61 62 6d65 ff 61 61 65 436f756e74 c2 41 01",
        // Null leaves what is there where the member has to be.
        "a3 65 436f756e74 01 64 4e616d65 61 61 64 4e616d65 f7",
        "a3 65 436f756e74 02 64 4e616d65 61 61 65 436f756e74 01",
    ] {
        let read = read(bytes);
        assert_eq!((read.count, read.name.as_str()), (Some(1), "a"), "{bytes}");
    }
    assert_eq!(read("a2 65 436f756e74 01 65 436f756e74 f6").count, None);
}

#[test]
fn members_that_the_structure_does_not_have_are_passed_over_whatever_they_hold() {
    for value in [
        "00",
        "3b ffffffffffffffff",
        "40",
        "5f 41 00 ff",
        "60",
        "7f 61 61 ff",
        "80",
        "9f 01 ff",
        "82 9f ff bf ff",
        "a1 01 02",
        "bf 80 a0 ff",
        "c1 01",
        "c2 41 ff",
        "d9d9f7 f6",
        "e0",
        "f8 ff",
        "f4",
        "f5",
        "f6",
        "f7",
        "f9 7e00",
        "fa 00000000",
        "fb 0000000000000000",
        "9f 9f 9f 82 bf 60 9f ff ff 01 ff ff ff",
    ] {
        let bytes = format!("bf 61 78 {value} 65 436f756e74 01 ff");
        assert_eq!(read(&bytes).count, Some(1), "{value}");
    }
}

#[test]
fn values_that_an_enum_does_not_list_are_kept() {
    let read = read(
        "bf 66 436f6c6f7273 82 63 726564 62 6262 65 53697a6573 a2 63 726564 01 60 fa 41100000 ff",
    );
    assert_eq!(read.colors, [Color::Red, "bb".into()]);
    assert_eq!(read.sizes[&Color::Red], Size::Small);
    assert_eq!(read.sizes[""], 9.into());
}
