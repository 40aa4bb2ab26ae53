//! An operation of a service that speaks awsQuery, written as the generator writes it, with an output that has members of
//! every kind.

use smithereens::codegen::endpoint::explicit;
use smithereens::codegen::{
    AWS_QUERY, DecodeError, InvalidInput, Method, Operation, Request, Response, Service,
};
use smithereens_types::{BigInteger, Blob, SetMessage, Timestamp, query, xml};
use std::collections::BTreeMap;
use std::fmt;

static SERVICE: Service = Service::new("Things", &AWS_QUERY, explicit)
    .with_signing_name("things")
    .with_version("2026-01-01");

/// Lists things.
pub struct ListThings;

impl query::Write for ListThings {
    fn write(&self, form: &mut query::Form) {
        form.plain("MaxItems", &7);
    }
}

impl Operation for ListThings {
    const NAME: &'static str = "ListThings";
    const SERVICE: &'static Service = &SERVICE;
    const IDEMPOTENT: bool = true;

    type Output = Things;
    type Error = NoSuchThing;

    fn request(self) -> Result<Request, InvalidInput> {
        let mut request = Request::new(Method::POST);
        request.path("/");
        request.form(&self);
        Ok(request)
    }

    fn output(response: Response) -> Result<Things, DecodeError> {
        response.xml(&["ListThingsResponse", "ListThingsResult"])
    }

    fn error(code: &str, response: &Response) -> Result<Option<NoSuchThing>, DecodeError> {
        match code {
            "Things.None" => response.modelled_xml_error().map(Some),
            _ => Ok(None),
        }
    }
}

#[derive(Debug, Default)]
pub struct Things {
    pub things: Vec<Thing>,
}

read_xml!(Things, Thing, NoSuchThing);

impl xml::Structure for Things {
    fn read(&mut self, name: &str, member: xml::Element<'_, '_>) -> Result<(), xml::Error> {
        match name {
            "Things" => member.plain_as(&mut self.things, xml::List("member", xml::Own)),
            _ => member.skip(),
        }
    }
}

#[derive(Debug, Default)]
pub struct Thing {
    pub name: Option<String>,
    number: Option<i32>,
    ratio: Option<f64>,
    whole: Option<BigInteger>,
    flag: Option<bool>,
    data: Option<Blob>,
    at: Option<Timestamp>,
    tags: Option<BTreeMap<String, String>>,
    flat: Option<Vec<String>>,
    inner: Option<Box<Thing>>,
    choice: Option<Choice>,
}

impl xml::Structure for Thing {
    fn read(&mut self, name: &str, member: xml::Element<'_, '_>) -> Result<(), xml::Error> {
        match name {
            "Name" => member.optional(&mut self.name),
            "Number" => member.optional(&mut self.number),
            "Ratio" => member.optional(&mut self.ratio),
            "Whole" => member.optional(&mut self.whole),
            "Flag" => member.optional(&mut self.flag),
            "Data" => member.optional(&mut self.data),
            "At" => member.optional(&mut self.at),
            "Tags" => member.optional_as(
                &mut self.tags,
                xml::Map(("key", xml::Own), ("value", xml::Own)),
            ),
            "Flat" => member.optional_flat(&mut self.flat, xml::Flat(xml::Own)),
            "Inner" => member.optional(&mut self.inner),
            "Choice" => member.optional(&mut self.choice),
            _ => member.skip(),
        }
    }
}

#[derive(Debug)]
#[expect(dead_code, reason = "it is only ever read from a response")]
enum Choice {
    Text(String),
    Number(i32),
    Unknown(smithereens_types::UnknownMember<Self>),
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
            "Text" => member.variant(union, Self::Text),
            "Number" => member.variant(union, Self::Number),
            _ => member.unknown(union, Self::Unknown),
        }
    }
}

/// The error whose code is `Things.None`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NoSuchThing {
    message: Option<String>,
    limit: Option<i32>,
}

impl fmt::Display for NoSuchThing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NoSuchThing: {:?}, {:?}", self.message, self.limit)
    }
}

impl std::error::Error for NoSuchThing {}

impl SetMessage for NoSuchThing {
    fn set_message(&mut self, message: String) {
        self.message = Some(message);
    }
}

impl xml::Structure for NoSuchThing {
    fn read(&mut self, name: &str, member: xml::Element<'_, '_>) -> Result<(), xml::Error> {
        match name {
            "Message" => member.optional(&mut self.message),
            "Limit" => member.optional(&mut self.limit),
            _ => member.skip(),
        }
    }
}
