//! An operation of rpcv2Cbor, as generated code has it, whose output has a member of every type.

use smithereens::codegen::{
    DecodeError, InvalidInput, Method, Operation, RPC_V2_CBOR, Request, Response, Service, endpoint,
};
use smithereens_types::{
    BigDecimal, BigInteger, Blob, IntEnum, SetMessage, StringEnum, Timestamp, UnknownMember,
    UnknownValue, cbor,
};
use std::collections::BTreeMap;

static SERVICE: Service =
    Service::new("Things", &RPC_V2_CBOR, endpoint::explicit).with_signing_name("things");

#[derive(Clone, Default)]
pub struct ListCborThings {
    pub token: Option<String>,
}

#[derive(Clone, Debug, Default)]
pub struct Page {
    pub things: Vec<Thing>,
    pub token: Option<String>,
}

#[derive(Clone, Debug, Default)]
pub struct Thing {
    pub name: Option<String>,
    pub flag: Option<bool>,
    pub byte: Option<i8>,
    pub long: Option<i64>,
    pub float: Option<f32>,
    pub double: Option<f64>,
    pub big_integer: Option<BigInteger>,
    pub big_decimal: Option<BigDecimal>,
    pub blob: Option<Blob>,
    pub time: Option<Timestamp>,
    pub color: Option<Color>,
    pub size: Option<Size>,
    pub list: Option<Vec<i32>>,
    pub map: Option<BTreeMap<String, i32>>,
    pub choice: Option<Choice>,
    pub inner: Option<Box<Thing>>,
}

#[derive(Clone, Debug, thiserror::Error)]
pub enum ListCborThingsError {
    #[error("NoSuchThing")]
    NoSuchThing(NoSuchThing),
}

#[derive(Clone, Debug, Default)]
pub struct NoSuchThing {
    pub message: Option<String>,
}

impl Operation for ListCborThings {
    const NAME: &'static str = "ListCborThings";
    const SERVICE: &'static Service = &SERVICE;
    type Output = Page;
    type Error = ListCborThingsError;

    fn request(self) -> Result<Request, InvalidInput> {
        let mut request = Request::new(Method::POST);
        request.path("/service/Things/operation/ListCborThings");
        request.header("Smithy-Protocol", Some("rpc-v2-cbor"))?;
        request.header("Accept", Some("application/cbor"))?;
        request.cbor(&self);
        Ok(request)
    }

    fn output(response: Response) -> Result<Page, DecodeError> {
        response.cbor()
    }

    fn error(code: &str, response: &Response) -> Result<Option<ListCborThingsError>, DecodeError> {
        Ok(match code {
            "NoSuchThing" => Some(ListCborThingsError::NoSuchThing(response.cbor_error()?)),
            _ => None,
        })
    }
}

impl cbor::Write for ListCborThings {
    fn write(&self, writer: &mut cbor::Writer) {
        let mut map = writer.map();
        map.optional("token", &self.token);
        map.end();
    }
}

/// How a structure of optional members is read.
macro_rules! structure {
    ($name:ident { $($wire:literal => $how:ident $field:ident,)* }) => {
        impl cbor::Read for $name {
            fn read(reader: &mut cbor::Reader<'_>) -> Result<Self, cbor::Error> {
                cbor::read_structure(Self::default(), reader)
            }
        }

        impl cbor::Structure for $name {
            fn read(&mut self, name: &str, member: cbor::Member<'_, '_>) -> Result<(), cbor::Error> {
                match name {
                    $($wire => member.$how(&mut self.$field),)*
                    _ => member.skip(),
                }
            }
        }
    };
}

structure!(Page {
    "things" => plain things,
    "token" => optional token,
});

structure!(Thing {
    "name" => optional name,
    "flag" => optional flag,
    "byte" => optional byte,
    "long" => optional long,
    "float" => optional float,
    "double" => optional double,
    "bigInteger" => optional big_integer,
    "bigDecimal" => optional big_decimal,
    "blob" => optional blob,
    "time" => optional time,
    "color" => optional color,
    "size" => optional size,
    "list" => optional list,
    "map" => optional map,
    "choice" => optional choice,
    "inner" => optional inner,
});

structure!(NoSuchThing {
    "message" => optional message,
});

impl SetMessage for NoSuchThing {
    fn set_message(&mut self, message: String) {
        self.message = Some(message);
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum Choice {
    Number(i32),
    Nothing {},
    Unknown(UnknownMember<Self>),
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
            "nothing" => member.unit(Self::Nothing {}),
            _ => member.unknown(),
        }
    }

    fn unknown(member: UnknownMember<Self>) -> Self {
        Self::Unknown(member)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Color {
    Red,
    Unknown(UnknownValue<Self>),
}

impl Color {
    fn as_str(&self) -> &str {
        match self {
            Self::Red => "red",
            Self::Unknown(value) => value.text(),
        }
    }
}

impl StringEnum for Color {
    fn known(value: &str) -> Option<Self> {
        (value == "red").then_some(Self::Red)
    }
}

smithereens_types::string_enum!(Color, cbor);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
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
        (value == 1).then_some(Self::Small)
    }
}

smithereens_types::int_enum!(Size, cbor);
