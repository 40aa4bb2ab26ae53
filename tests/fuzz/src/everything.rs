//! An operation whose output has every type and every form, as generated code has them.

mod cbor;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use smithereens::codegen::{
    DecodeError, InvalidInput, Method, Operation, Request, Response, Service,
};
use smithereens_types::{
    BigDecimal, BigInteger, Blob, Document, IntEnum, StringEnum, Timestamp, UnknownMember,
    UnknownValue, json,
};
use std::collections::BTreeMap;
use std::convert::Infallible;

pub(crate) struct Everything;

impl Operation for Everything {
    const NAME: &'static str = "Everything";
    const SERVICE: &'static Service = &tests::sample::SERVICE;
    type Output = EverythingOutput;
    type Error = Infallible;

    fn request(self) -> Result<Request, InvalidInput> {
        Ok(Request::new(Method::GET))
    }

    fn output(response: Response) -> Result<EverythingOutput, DecodeError> {
        let mut output: EverythingOutput = response.json()?;
        output.header_at = response.header("X-Typed-At", Timestamp::parse_http_date)?;
        output.header_count = response.header("X-Typed-Count", str::parse)?;
        output.header_list = response.header_list("X-Typed-List", str::parse)?;
        Ok(output)
    }

    fn error(_: &str, _: &Response) -> Result<Option<Infallible>, DecodeError> {
        Ok(None)
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct EverythingOutput {
    header_at: Option<Timestamp>,
    header_count: Option<i32>,
    header_list: Option<Vec<Color>>,
    name: String,
    big_decimal: Option<BigDecimal>,
    big_integer: Option<BigInteger>,
    blob: Option<Blob>,
    boolean: Option<bool>,
    byte: Option<i8>,
    document: Option<Document>,
    double: Option<f64>,
    float: Option<f32>,
    integer: Option<i32>,
    long: Option<i64>,
    short: Option<i16>,
    seconds: Option<Timestamp>,
    date_time: Option<Timestamp>,
    http_date: Option<Timestamp>,
    color: Option<Color>,
    size: Option<Size>,
    choice: Option<Choice>,
    list: Vec<String>,
    sparse_list: Option<Vec<Option<f64>>>,
    map: Option<BTreeMap<String, Vec<Timestamp>>>,
    sparse_map: Option<BTreeMap<Color, Option<Box<EverythingOutput>>>>,
}

impl Serialize for EverythingOutput {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = json::Object::new(serializer);
        object.optional("headerAt", &self.header_at);
        object.optional("headerCount", &self.header_count);
        object.optional_as::<json::List, _>("headerList", &self.header_list);
        object.plain("name", &self.name);
        object.optional("bigDecimal", &self.big_decimal);
        object.optional("bigInteger", &self.big_integer);
        object.optional("blob", &self.blob);
        object.optional("boolean", &self.boolean);
        object.optional_as::<json::Integer, _>("byte", &self.byte);
        object.optional("document", &self.document);
        object.optional_as::<json::Float, _>("double", &self.double);
        object.optional_as::<json::Float, _>("float", &self.float);
        object.optional_as::<json::Integer, _>("integer", &self.integer);
        object.optional_as::<json::Integer, _>("long", &self.long);
        object.optional_as::<json::Integer, _>("short", &self.short);
        object.optional("seconds", &self.seconds);
        object.optional_as::<json::DateTime, _>("dateTime", &self.date_time);
        object.optional_as::<json::HttpDate, _>("httpDate", &self.http_date);
        object.optional("color", &self.color);
        object.optional("size", &self.size);
        object.optional("choice", &self.choice);
        object.plain_as::<json::List, _>("list", &self.list);
        object.optional_as::<json::SparseList<json::Float>, _>("sparseList", &self.sparse_list);
        object.optional_as::<json::Map<json::List<json::DateTime>>, _>("map", &self.map);
        object.optional_as::<json::SparseMap, _>("sparseMap", &self.sparse_map);
        object.end()
    }
}

impl<'de> Deserialize<'de> for EverythingOutput {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize_structure(Self::default(), deserializer)
    }
}

impl json::Structure for EverythingOutput {
    fn read<M: json::Member>(&mut self, name: &str, member: M) -> Result<(), M::Error> {
        match name {
            "headerAt" => member.optional(&mut self.header_at),
            "headerCount" => member.optional(&mut self.header_count),
            "headerList" => member.optional_as::<json::List, _>(&mut self.header_list),
            "name" => member.plain(&mut self.name),
            "bigDecimal" => member.optional(&mut self.big_decimal),
            "bigInteger" => member.optional(&mut self.big_integer),
            "blob" => member.optional(&mut self.blob),
            "boolean" => member.optional(&mut self.boolean),
            "byte" => member.optional_as::<json::Integer, _>(&mut self.byte),
            "document" => member.optional(&mut self.document),
            "double" => member.optional_as::<json::Float, _>(&mut self.double),
            "float" => member.optional_as::<json::Float, _>(&mut self.float),
            "integer" => member.optional_as::<json::Integer, _>(&mut self.integer),
            "long" => member.optional_as::<json::Integer, _>(&mut self.long),
            "short" => member.optional_as::<json::Integer, _>(&mut self.short),
            "seconds" => member.optional(&mut self.seconds),
            "dateTime" => member.optional_as::<json::DateTime, _>(&mut self.date_time),
            "httpDate" => member.optional_as::<json::HttpDate, _>(&mut self.http_date),
            "color" => member.optional(&mut self.color),
            "size" => member.optional(&mut self.size),
            "choice" => member.optional(&mut self.choice),
            "list" => member.plain_as::<json::List, _>(&mut self.list),
            "sparseList" => {
                member.optional_as::<json::SparseList<json::Float>, _>(&mut self.sparse_list)
            }
            "map" => member.optional_as::<json::Map<json::List<json::DateTime>>, _>(&mut self.map),
            "sparseMap" => member.optional_as::<json::SparseMap, _>(&mut self.sparse_map),
            _ => member.skip(),
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Choice {
    Nested(Box<EverythingOutput>),
    Nothing {},
    Ratio(f64),
    Text(String),
    Unknown(UnknownMember<Self>),
}

impl Serialize for Choice {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = json::Object::new(serializer);
        match self {
            Self::Nested(value) => object.plain("nested", value),
            Self::Nothing {} => object.unit("nothing"),
            Self::Ratio(value) => object.plain_as::<json::Float, _>("ratio", value),
            Self::Text(value) => object.plain("text", value),
            Self::Unknown(member) => object.unknown(member),
        };
        object.end()
    }
}

impl<'de> Deserialize<'de> for Choice {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize_union(deserializer)
    }
}

impl json::Union for Choice {
    fn read<M: json::Member>(name: &str, member: M) -> Result<json::Variant<Self>, M::Error> {
        match name {
            "nested" => member.variant(Self::Nested),
            "nothing" => member.unit(Self::Nothing {}),
            "ratio" => member.variant_as::<json::Float, _, _>(Self::Ratio),
            "text" => member.variant(Self::Text),
            _ => member.unknown(),
        }
    }

    fn unknown(member: UnknownMember<Self>) -> Self {
        Self::Unknown(member)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Color {
    Red,
    Unknown(UnknownValue<Self>),
}

impl Color {
    fn as_str(&self) -> &str {
        match self {
            Self::Red => "RED",
            Self::Unknown(value) => value.text(),
        }
    }
}

impl StringEnum for Color {
    fn known(value: &str) -> Option<Self> {
        match value {
            "RED" => Some(Self::Red),
            _ => None,
        }
    }
}

smithereens_types::string_enum!(Color, json, cbor);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Size {
    Small,
    Unknown(UnknownValue<Self, i32>),
}

impl Size {
    fn as_i32(self) -> i32 {
        match self {
            Self::Small => 1,
            Self::Unknown(value) => value.number(),
        }
    }
}

impl IntEnum for Size {
    fn known(value: i32) -> Option<Self> {
        match value {
            1 => Some(Self::Small),
            _ => None,
        }
    }
}

smithereens_types::int_enum!(Size, json, cbor);
