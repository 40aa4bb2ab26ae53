//! An operation whose output has every type and every form, as generated code has them.

use serde::de::{IgnoredAny, MapAccess};
use serde::{Deserialize, Deserializer, Serialize};
use smithereens::operation::{
    DecodeError, InvalidInput, Method, Operation, Request, Response, Service,
};
use smithereens_types::{BigDecimal, BigInteger, Blob, Document, Timestamp, json};
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

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct EverythingOutput {
    header_at: Option<Timestamp>,
    header_count: Option<i32>,
    header_list: Option<Vec<Color>>,
    #[serde(deserialize_with = "json::or_absent")]
    name: String,
    big_decimal: Option<BigDecimal>,
    big_integer: Option<BigInteger>,
    blob: Option<Blob>,
    boolean: Option<bool>,
    byte: Option<i8>,
    document: Option<Document>,
    #[serde(with = "json::As::<Option<json::Float>>")]
    double: Option<f64>,
    #[serde(with = "json::As::<Option<json::Float>>")]
    float: Option<f32>,
    integer: Option<i32>,
    long: Option<i64>,
    short: Option<i16>,
    seconds: Option<Timestamp>,
    #[serde(with = "json::As::<Option<json::DateTime>>")]
    date_time: Option<Timestamp>,
    #[serde(with = "json::As::<Option<json::HttpDate>>")]
    http_date: Option<Timestamp>,
    color: Option<Color>,
    size: Option<Size>,
    choice: Option<Choice>,
    #[serde(with = "json::As::<json::List>")]
    list: Vec<String>,
    #[serde(with = "json::As::<Option<json::SparseList<json::Float>>>")]
    sparse_list: Option<Vec<Option<f64>>>,
    #[serde(with = "json::As::<Option<json::Map<json::List<json::DateTime>>>>")]
    map: Option<BTreeMap<String, Vec<Timestamp>>>,
    #[serde(with = "json::As::<Option<json::SparseMap>>")]
    sparse_map: Option<BTreeMap<Color, Option<Box<EverythingOutput>>>>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Choice {
    Nested(Box<EverythingOutput>),
    Nothing {},
    #[serde(serialize_with = "json::As::<json::Float>::serialize")]
    Ratio(f64),
    Text(String),
    #[serde(untagged)]
    Unknown(json::UnknownMember),
}

impl<'de> Deserialize<'de> for Choice {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize_union(deserializer)
    }
}

impl<'de> json::Union<'de> for Choice {
    fn member<A: MapAccess<'de>>(
        name: &str,
        object: &mut A,
    ) -> Result<Option<Option<Self>>, A::Error> {
        let member = match name {
            "nested" => object.next_value::<Option<_>>()?.map(Self::Nested),
            "nothing" => object
                .next_value::<Option<IgnoredAny>>()?
                .map(|_| Self::Nothing {}),
            "ratio" => object
                .next_value::<Option<json::Formed<f64, json::Float>>>()?
                .map(|value| Self::Ratio(value.into_inner())),
            "text" => object.next_value::<Option<_>>()?.map(Self::Text),
            _ => return Ok(None),
        };
        Ok(Some(member))
    }

    fn unknown(member: json::UnknownMember) -> Self {
        Self::Unknown(member)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Color {
    Red,
    Unknown(String),
}

impl Color {
    fn as_str(&self) -> &str {
        match self {
            Self::Red => "RED",
            Self::Unknown(value) => value,
        }
    }
}

impl From<&str> for Color {
    fn from(value: &str) -> Self {
        match value {
            "RED" => Self::Red,
            _ => Self::Unknown(value.to_owned()),
        }
    }
}

smithereens_types::string_enum!(Color);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Size {
    Small,
    Unknown(i32),
}

impl Size {
    fn as_i32(self) -> i32 {
        match self {
            Self::Small => 1,
            Self::Unknown(value) => value,
        }
    }
}

impl From<i32> for Size {
    fn from(value: i32) -> Self {
        match value {
            1 => Self::Small,
            _ => Self::Unknown(value),
        }
    }
}

smithereens_types::int_enum!(Size);
