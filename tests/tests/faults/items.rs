//! An operation of a service that speaks awsJson and keeps the codes of the query protocol, written as the generator writes
//! it, with an output that has members of every kind.

use serde::{Deserialize, Deserializer};
use smithereens::codegen::endpoint::explicit;
use smithereens::codegen::{
    AWS_JSON_1_0, DecodeError, InvalidInput, Method, Operation, Request, Response, Service,
};
use smithereens_types::{Blob, SetMessage, Timestamp, json};
use std::collections::BTreeMap;
use std::fmt;

static SERVICE: Service = Service::new("Items", &AWS_JSON_1_0, explicit)
    .with_signing_name("items")
    .with_version("2026-01-01")
    .with_query_error_codes();

/// Lists items.
pub struct ListItems;

impl Operation for ListItems {
    const NAME: &'static str = "ListItems";
    const SERVICE: &'static Service = &SERVICE;
    const IDEMPOTENT: bool = true;

    type Output = Items;
    type Error = NoSuchItem;

    fn request(self) -> Result<Request, InvalidInput> {
        let mut request = Request::new(Method::POST);
        request.path("/");
        request.header("Content-Type", Some("application/x-amz-json-1.0"))?;
        request.header("X-Amz-Target", Some("Items.ListItems"))?;
        request.payload("application/x-amz-json-1.0", "{}");
        Ok(request)
    }

    fn output(response: Response) -> Result<Items, DecodeError> {
        response.json()
    }

    fn error(code: &str, response: &Response) -> Result<Option<NoSuchItem>, DecodeError> {
        match code {
            "NoSuchItem" => response.modelled_error().map(Some),
            _ => Ok(None),
        }
    }
}

#[derive(Debug, Default)]
pub struct Items {
    pub items: Vec<Item>,
}

#[derive(Debug, Default)]
pub struct Item {
    pub name: Option<String>,
    number: Option<i32>,
    ratio: Option<f64>,
    flag: Option<bool>,
    data: Option<Blob>,
    at: Option<Timestamp>,
    tags: Option<BTreeMap<String, String>>,
    inner: Option<Box<Item>>,
}

/// The error whose name is `NoSuchItem`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NoSuchItem {
    message: Option<String>,
    limit: Option<i32>,
}

macro_rules! read {
    ($($name:ident),*) => {$(
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                json::deserialize_structure(Self::default(), deserializer)
            }
        }
    )*};
}

read!(Items, Item, NoSuchItem);

impl json::Structure for Items {
    fn read<M: json::Member>(&mut self, name: &str, member: M) -> Result<(), M::Error> {
        match name {
            "Items" => member.plain_as::<json::List, _>(&mut self.items),
            _ => member.skip(),
        }
    }
}

impl json::Structure for Item {
    fn read<M: json::Member>(&mut self, name: &str, member: M) -> Result<(), M::Error> {
        match name {
            "Name" => member.optional(&mut self.name),
            "Number" => member.optional_as::<json::Integer, _>(&mut self.number),
            "Ratio" => member.optional_as::<json::Float, _>(&mut self.ratio),
            "Flag" => member.optional(&mut self.flag),
            "Data" => member.optional(&mut self.data),
            "At" => member.optional(&mut self.at),
            "Tags" => member.optional_as::<json::Map, _>(&mut self.tags),
            "Inner" => member.optional(&mut self.inner),
            _ => member.skip(),
        }
    }
}

impl json::Structure for NoSuchItem {
    fn read<M: json::Member>(&mut self, name: &str, member: M) -> Result<(), M::Error> {
        match name {
            "message" => member.optional(&mut self.message),
            "Limit" => member.optional_as::<json::Integer, _>(&mut self.limit),
            _ => member.skip(),
        }
    }
}

impl SetMessage for NoSuchItem {
    fn set_message(&mut self, message: String) {
        self.message = Some(message);
    }
}

impl fmt::Display for NoSuchItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NoSuchItem: {:?}, {:?}", self.message, self.limit)
    }
}

impl std::error::Error for NoSuchItem {}
