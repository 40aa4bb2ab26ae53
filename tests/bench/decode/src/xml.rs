//! A page in XML, as generated code reads it: record sets such as Route 53 lists.

use quick_xml::events::Event;
use smithereens_types::{Timestamp, xml};
use std::fmt::Write;

/// How many items the page has.
pub const ITEMS: usize = 1_000;

/// The text of the page.
pub fn page() -> String {
    let mut text = String::from("<?xml version=\"1.0\"?>\n<Page xmlns=\"urn:page\"><Sets>");
    for item in 0..ITEMS {
        let byte = item % 256;
        // A text takes all that is written to it.
        let _ = write!(
            text,
            "<Set><Name>host-{item}.example.com.</Name><Type>A</Type><TTL>{}</TTL><Weight>{item}</Weight>\
             <At>2014-04-29T18:30:38Z</At><Records><Record><Value>192.0.2.{byte}</Value></Record>\
             <Record><Value>198.51.100.{byte}</Value></Record></Records></Set>",
            300 + item
        );
    }
    text.push_str("</Sets><IsTruncated>false</IsTruncated></Page>");
    text
}

/// Makes values of the page: how many items there are.
pub fn values(text: &str) -> usize {
    let page = xml::from_str::<Page>(text, &["Page"]);
    page.map_or(0, |page| page.sets.len())
}

/// Reads the events of the page: how many elements begin.
pub fn events(text: &str) -> usize {
    let mut reader = quick_xml::Reader::from_str(text);
    let mut elements = 0;
    loop {
        match reader.read_event() {
            Ok(Event::Start(_)) => elements += 1,
            Ok(Event::Eof) => return elements,
            Ok(_) => {}
            Err(_) => return 0,
        }
    }
}

#[derive(Default)]
struct Page {
    sets: Vec<Set>,
    is_truncated: bool,
}

#[derive(Default)]
struct Set {
    name: String,
    kind: String,
    ttl: Option<i64>,
    weight: Option<i64>,
    at: Option<Timestamp>,
    records: Option<Vec<Record>>,
}

#[derive(Default)]
struct Record {
    value: String,
}

impl xml::Read for Page {
    fn read(element: xml::Element<'_, '_>) -> Result<Self, xml::Error> {
        xml::read_structure(Self::default(), element)
    }
}

impl xml::Structure for Page {
    fn read(&mut self, name: &str, member: xml::Element<'_, '_>) -> Result<(), xml::Error> {
        match name {
            "Sets" => member.plain_as(&mut self.sets, xml::List("Set", xml::Own)),
            "IsTruncated" => member.plain(&mut self.is_truncated),
            _ => member.skip(),
        }
    }
}

impl xml::Read for Set {
    fn read(element: xml::Element<'_, '_>) -> Result<Self, xml::Error> {
        xml::read_structure(Self::default(), element)
    }
}

impl xml::Structure for Set {
    fn read(&mut self, name: &str, member: xml::Element<'_, '_>) -> Result<(), xml::Error> {
        match name {
            "Name" => member.plain(&mut self.name),
            "Type" => member.plain(&mut self.kind),
            "TTL" => member.optional(&mut self.ttl),
            "Weight" => member.optional(&mut self.weight),
            "At" => member.optional(&mut self.at),
            "Records" => member.optional_as(&mut self.records, xml::List("Record", xml::Own)),
            _ => member.skip(),
        }
    }
}

impl xml::Read for Record {
    fn read(element: xml::Element<'_, '_>) -> Result<Self, xml::Error> {
        xml::read_structure(Self::default(), element)
    }
}

impl xml::Structure for Record {
    fn read(&mut self, name: &str, member: xml::Element<'_, '_>) -> Result<(), xml::Error> {
        match name {
            "Value" => member.plain(&mut self.value),
            _ => member.skip(),
        }
    }
}
