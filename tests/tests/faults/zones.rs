//! An operation of a service that speaks restXml, written as the generator writes it, with an output that has members of
//! every kind.

use smithereens::codegen::endpoint::explicit;
use smithereens::codegen::{
    DecodeError, InvalidInput, Method, Operation, REST_XML, Request, Response, Service,
};
use smithereens_types::{Blob, SetMessage, Timestamp, UnknownMember, xml};
use std::collections::BTreeMap;

static SERVICE: Service = Service::new("Zones", &REST_XML, explicit)
    .with_signing_name("zones")
    .with_version("2026-01-01");

/// Lists zones.
#[derive(Clone, Copy, Debug)]
pub struct ListZones;

#[derive(Clone, Debug, Default, thiserror::Error)]
#[error("NoSuchZone")]
pub struct NoSuchZone {
    message: Option<String>,
}

#[derive(Debug, Default)]
pub struct Zones {
    pub zones: Vec<Zone>,
    next: Option<String>,
}

#[derive(Debug, Default)]
pub struct Zone {
    id: Option<i64>,
    pub name: Option<String>,
    count: Option<i32>,
    at: Option<Timestamp>,
    is_private: Option<bool>,
    ratio: Option<f64>,
    key: Option<Blob>,
    tags: BTreeMap<String, i32>,
    aliases: Vec<Zone>,
    target: Option<Target>,
}

#[derive(Debug)]
#[expect(dead_code, reason = "how it is read is what the rows are about")]
pub enum Target {
    Zone(Box<Zone>),
    Unknown(UnknownMember<Self>),
}

impl Operation for ListZones {
    const NAME: &'static str = "ListZones";
    const SERVICE: &'static Service = &SERVICE;
    const IDEMPOTENT: bool = true;
    type Output = Zones;
    type Error = NoSuchZone;

    fn request(self) -> Result<Request, InvalidInput> {
        let mut request = Request::new(Method::GET);
        request.path("/zones");
        Ok(request)
    }

    fn output(response: Response) -> Result<Zones, DecodeError> {
        response.xml(&["ListZonesResponse"])
    }

    fn error(code: &str, response: &Response) -> Result<Option<NoSuchZone>, DecodeError> {
        match code {
            "NoSuchZone" => response.modelled_xml_error().map(Some),
            _ => Ok(None),
        }
    }
}

impl SetMessage for NoSuchZone {
    fn set_message(&mut self, message: String) {
        self.message = Some(message);
    }
}

read_xml!(Zones, Zone, NoSuchZone);

impl xml::Structure for NoSuchZone {
    fn read(&mut self, name: &str, member: xml::Element<'_, '_>) -> Result<(), xml::Error> {
        match name {
            "Message" => member.optional(&mut self.message),
            _ => member.skip(),
        }
    }
}

impl xml::Structure for Zones {
    fn read(&mut self, name: &str, member: xml::Element<'_, '_>) -> Result<(), xml::Error> {
        match name {
            "Zones" => member.plain_as(&mut self.zones, xml::List("Zone", xml::Own)),
            "Next" => member.optional(&mut self.next),
            _ => member.skip(),
        }
    }
}

impl xml::Structure for Zone {
    fn attribute(&mut self, name: &str, member: xml::Attribute<'_>) -> Result<(), xml::Error> {
        match name {
            "Id" => member.optional(&mut self.id),
            _ => Ok(()),
        }
    }

    fn read(&mut self, name: &str, member: xml::Element<'_, '_>) -> Result<(), xml::Error> {
        match name {
            "Name" => member.optional(&mut self.name),
            "Count" => member.optional(&mut self.count),
            "At" => member.optional(&mut self.at),
            "IsPrivate" => member.optional(&mut self.is_private),
            "Ratio" => member.optional(&mut self.ratio),
            "Key" => member.optional(&mut self.key),
            "Tags" => member.plain_as(
                &mut self.tags,
                xml::Map(("key", xml::Own), ("value", xml::Own)),
            ),
            "Alias" => member.flat(&mut self.aliases, xml::Flat(xml::Own)),
            "Target" => member.optional(&mut self.target),
            _ => member.skip(),
        }
    }
}

impl xml::Read for Target {
    fn read(element: xml::Element<'_, '_>) -> Result<Self, xml::Error> {
        xml::read_union(element)
    }
}

impl xml::Union for Target {
    fn read(
        union: &mut Option<Self>,
        name: &str,
        member: xml::Element<'_, '_>,
    ) -> Result<(), xml::Error> {
        match name {
            "Zone" => member.variant(union, Self::Zone),
            _ => member.unknown(union, Self::Unknown),
        }
    }
}
