//! Documents. The protocol has none, so that they are what a union keeps of a member that it does not know.
//!
//! What JSON does not have comes as what stands for it there: a byte string as base64, a timestamp as its seconds, a number
//! past 64 bits as the nearest double, one that is not finite as its name. Written again, it is of that form.

use super::{Error, Read, Reader, Write, Writer};
use crate::document::Kind;
use crate::{Document, float_text};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::collections::BTreeMap;

impl Read for Document {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        if let Some(tag) = reader.pass_other_tags()? {
            return Ok(number(&reader.big_number(tag)?));
        }
        Ok(match reader.head() {
            Some(0x00..=0x1b | 0x20..=0x3b) => number(&reader.decimal("a number")?),
            Some(0x40..=0x5b | 0x5f) => STANDARD.encode(reader.bytes()?).into(),
            Some(0x60..=0x7b | 0x7f) => reader.text()?.into_owned().into(),
            Some(0x80..=0x9b | 0x9f) => Vec::<Option<Self>>::read(reader)?.into(),
            Some(0xa0..=0xbb | 0xbf) => BTreeMap::<String, Option<Self>>::read(reader)?.into(),
            Some(0xf4 | 0xf5) => bool::read(reader)?.into(),
            Some(0xf9..=0xfb) => float(reader.float()?),
            _ if reader.null() => Self::NULL,
            _ => return Err(reader.unexpected("a value")),
        })
    }
}

fn number(text: &str) -> Document {
    if let Ok(number) = text.parse::<i64>() {
        return number.into();
    }
    match text.parse::<u64>() {
        Ok(number) => number.into(),
        Err(_) => text.parse().map_or_else(|_| text.into(), float),
    }
}

fn float(number: f64) -> Document {
    Document::try_from(number).unwrap_or_else(|_| float_text(number).into())
}

impl Write for Document {
    fn write(&self, writer: &mut Writer) {
        match &self.0 {
            Kind::Null => writer.value_or_null::<Self>(None),
            Kind::Bool(value) => value.write(writer),
            Kind::Number(number) => match (number.as_i64(), number.as_u64()) {
                (Some(number), _) => number.write(writer),
                (_, Some(number)) => writer.put(|encoder| encoder.u64(number).map(drop)),
                _ => number.as_f64().unwrap_or_default().write(writer),
            },
            Kind::Text(text) => text.write(writer),
            Kind::List(elements) => elements.write(writer),
            Kind::Object(members) => members.write(writer),
        }
    }
}
