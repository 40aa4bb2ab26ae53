//! Shapes as generated code has them.

#[macro_use]
#[path = "../enum_of/mod.rs"]
mod enum_of;

use smithereens_types::{BigDecimal, BigInteger, Blob, Timestamp, UnknownMember, xml};
use std::collections::BTreeMap;

#[derive(Debug, Default, PartialEq)]
pub struct Everything {
    pub id: Option<String>,
    pub since: Option<Timestamp>,
    pub flag: bool,
    pub byte: Option<i8>,
    pub short: Option<i16>,
    pub integer: i32,
    pub long: Option<i64>,
    pub float: Option<f32>,
    pub double: Option<f64>,
    pub big: Option<BigInteger>,
    pub decimal: Option<BigDecimal>,
    pub text: Option<String>,
    pub blob: Option<Blob>,
    pub at: Option<Timestamp>,
    pub epoch: Option<Timestamp>,
    pub date: Option<Timestamp>,
    pub color: Option<Color>,
    pub level: Option<Level>,
    pub names: Vec<String>,
    pub dates: Option<Vec<Timestamp>>,
    pub grid: Vec<Vec<i32>>,
    pub flat: Vec<Everything>,
    pub some: Option<Vec<Color>>,
    pub map: BTreeMap<String, Vec<i32>>,
    pub flat_map: BTreeMap<Color, String>,
    pub holes: Option<Vec<Option<String>>>,
    pub flat_holes: Vec<Option<i32>>,
    pub sparse: Option<BTreeMap<String, Option<i32>>>,
    pub flat_sparse: BTreeMap<String, Option<i32>>,
    pub nested: Option<Box<Everything>>,
    pub choice: Option<Choice>,
}

impl xml::Write for Everything {
    fn attributes(&self, element: &mut xml::Attributes<'_>) {
        element.optional("x:id", &self.id);
        element.optional_as("since", &self.since, xml::EpochSeconds);
    }

    fn write(&self, object: &mut xml::Content<'_>) {
        object.plain("Flag", &self.flag);
        object.optional("Byte", &self.byte);
        object.optional("Short", &self.short);
        object.plain("Integer", &self.integer);
        object.optional("Long", &self.long);
        object.optional("Float", &self.float);
        object.optional("Double", &self.double);
        object.optional("Big", &self.big);
        object.optional("Decimal", &self.decimal);
        object.optional_as(
            "Text",
            &self.text,
            xml::Namespaced("xmlns:t", "urn:t&u", xml::Own),
        );
        object.optional("Blob", &self.blob);
        object.optional("At", &self.at);
        object.optional_as("Epoch", &self.epoch, xml::EpochSeconds);
        object.optional_as("Date", &self.date, xml::HttpDate);
        object.optional("Color", &self.color);
        object.optional("Level", &self.level);
        object.plain_as("Names", &self.names, xml::List("member", xml::Own));
        object.optional_as("Dates", &self.dates, xml::List("Date", xml::HttpDate));
        object.plain_as(
            "Grid",
            &self.grid,
            xml::List("Row", xml::List("Cell", xml::Own)),
        );
        object.flat("Flat", &self.flat, xml::Flat(xml::Own));
        object.optional_flat(
            "Some",
            &self.some,
            xml::Namespaced("xmlns", "urn:s", xml::Flat(xml::Own)),
        );
        object.plain_as(
            "Map",
            &self.map,
            xml::Map(("key", xml::Own), ("value", xml::List("member", xml::Own))),
        );
        object.flat(
            "FlatMap",
            &self.flat_map,
            xml::FlatMap(
                ("K", xml::Namespaced("xmlns", "urn:k", xml::Own)),
                ("V", xml::Own),
            ),
        );
        object.optional_as(
            "Holes",
            &self.holes,
            xml::List("member", xml::Sparse(xml::Own)),
        );
        object.flat(
            "FlatHoles",
            &self.flat_holes,
            xml::Flat(xml::Sparse(xml::Own)),
        );
        object.optional_as(
            "Sparse",
            &self.sparse,
            xml::Map(("key", xml::Own), ("value", xml::Sparse(xml::Own))),
        );
        object.flat(
            "FlatSparse",
            &self.flat_sparse,
            xml::FlatMap(("key", xml::Own), ("value", xml::Sparse(xml::Own))),
        );
        object.optional("Nested", &self.nested);
        object.optional("Choice", &self.choice);
    }
}

impl xml::Read for Everything {
    fn read(element: xml::Element<'_, '_>) -> Result<Self, xml::Error> {
        xml::read_structure(Self::default(), element)
    }
}

impl xml::Structure for Everything {
    fn attribute(&mut self, name: &str, member: xml::Attribute<'_>) -> Result<(), xml::Error> {
        match name {
            "id" => member.optional(&mut self.id),
            "since" => member.optional(&mut self.since),
            _ => Ok(()),
        }
    }

    fn read(&mut self, name: &str, member: xml::Element<'_, '_>) -> Result<(), xml::Error> {
        match name {
            "Flag" => member.plain(&mut self.flag),
            "Byte" => member.optional(&mut self.byte),
            "Short" => member.optional(&mut self.short),
            "Integer" => member.plain(&mut self.integer),
            "Long" => member.optional(&mut self.long),
            "Float" => member.optional(&mut self.float),
            "Double" => member.optional(&mut self.double),
            "Big" => member.optional(&mut self.big),
            "Decimal" => member.optional(&mut self.decimal),
            "Text" => member.optional(&mut self.text),
            "Blob" => member.optional(&mut self.blob),
            "At" => member.optional(&mut self.at),
            "Epoch" => member.optional_as(&mut self.epoch, xml::EpochSeconds),
            "Date" => member.optional_as(&mut self.date, xml::HttpDate),
            "Color" => member.optional(&mut self.color),
            "Level" => member.optional(&mut self.level),
            "Names" => member.plain_as(&mut self.names, xml::List("member", xml::Own)),
            "Dates" => member.optional_as(&mut self.dates, xml::List("Date", xml::HttpDate)),
            "Grid" => member.plain_as(
                &mut self.grid,
                xml::List("Row", xml::List("Cell", xml::Own)),
            ),
            "Flat" => member.flat(&mut self.flat, xml::Flat(xml::Own)),
            "Some" => member.optional_flat(&mut self.some, xml::Flat(xml::Own)),
            "Map" => member.plain_as(
                &mut self.map,
                xml::Map(("key", xml::Own), ("value", xml::List("member", xml::Own))),
            ),
            "FlatMap" => member.flat(
                &mut self.flat_map,
                xml::FlatMap(("K", xml::Own), ("V", xml::Own)),
            ),
            "Holes" => {
                member.optional_as(&mut self.holes, xml::List("member", xml::Sparse(xml::Own)))
            }
            "FlatHoles" => member.flat(&mut self.flat_holes, xml::Flat(xml::Sparse(xml::Own))),
            "Sparse" => member.optional_as(
                &mut self.sparse,
                xml::Map(("key", xml::Own), ("value", xml::Sparse(xml::Own))),
            ),
            "FlatSparse" => member.flat(
                &mut self.flat_sparse,
                xml::FlatMap(("key", xml::Own), ("value", xml::Sparse(xml::Own))),
            ),
            "Nested" => member.optional(&mut self.nested),
            "Choice" => member.optional(&mut self.choice),
            _ => member.skip(),
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum Choice {
    Text(String),
    Many(Vec<i32>),
    List(Vec<String>),
    Deep(Box<Choice>),
    Nothing {},
    Unknown(UnknownMember<Self>),
}

impl xml::Write for Choice {
    fn write(&self, object: &mut xml::Content<'_>) {
        match self {
            Self::Text(value) => object.plain("text", value),
            Self::Many(value) => object.flat("many", value, xml::Flat(xml::Own)),
            Self::List(value) => object.plain_as("list", value, xml::List("member", xml::Own)),
            Self::Deep(value) => object.plain("deep", value),
            Self::Nothing {} => object.unit("nothing"),
            Self::Unknown(member) => object.unknown(member),
        };
    }
}

impl xml::Read for Choice {
    fn read(element: xml::Element<'_, '_>) -> Result<Self, xml::Error> {
        xml::read_union(element)
    }
}

impl xml::Union for Choice {
    fn read(
        union: &mut Option<Self>,
        name: &str,
        member: xml::Element<'_, '_>,
    ) -> Result<(), xml::Error> {
        match name {
            "text" => member.variant(union, Self::Text),
            "many" => member.flat_variant(
                union,
                Self::Many,
                |union| match union {
                    Self::Many(value) => Some(value),
                    _ => None,
                },
                xml::Flat(xml::Own),
            ),
            "list" => member.variant_as(union, Self::List, xml::List("member", xml::Own)),
            "deep" => member.variant(union, Self::Deep),
            "nothing" => member.unit(union, Self::Nothing {}),
            _ => member.unknown(union, Self::Unknown),
        }
    }
}

string_enum_of!(pub Color, false, Red = "red"; xml);
int_enum_of!(pub Level, false, Low = 1; xml);

/// The structure in a root element `Everything` with this in it.
pub fn read(inside: &str) -> Result<Everything, xml::Error> {
    xml::from_str(
        &format!("<Everything>{inside}</Everything>"),
        &["Everything"],
    )
}

/// What stands between the tags of the structure's element.
pub fn written(value: &Everything) -> String {
    let document = xml::to_string("E", value, &xml::Own);
    let inside = document.split_once('>').unwrap().1;
    inside.strip_suffix("</E>").unwrap().to_owned()
}
