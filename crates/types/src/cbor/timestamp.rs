//! Timestamps: a number of seconds since 1970 with tag 1, whatever format the model asks for elsewhere.

use super::{Error, Read, Reader, Write, Writer};
use crate::Timestamp;
use minicbor::data::IanaTag;

/// Reads a number of seconds of any type, or a text in any of the three formats, tagged or not.
impl Read for Timestamp {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        if reader.head() == Some(0xc1) {
            reader.pass_head();
        }
        let at = reader.at();
        let moment = match reader.head() {
            Some(0x00..=0x1b | 0x20..=0x3b) => Self::from_epoch_seconds(i64::read(reader)?),
            Some(0xf9..=0xfb) => Self::from_epoch_float(reader.float()?).ok(),
            _ => return other(reader),
        };
        moment.ok_or_else(|| Error::new(at, "a timestamp past the year 9999"))
    }
}

/// As a whole number where there is no fraction of a second, and else to the millisecond.
impl Write for Timestamp {
    fn write(&self, writer: &mut Writer) {
        writer.put(|encoder| {
            encoder.tag(IanaTag::Timestamp)?;
            match self.epoch_float() {
                Some(seconds) => encoder.f64(seconds).map(drop),
                None => encoder.i64(self.seconds()).map(drop),
            }
        });
    }
}

#[cold]
fn other(reader: &mut Reader<'_>) -> Result<Timestamp, Error> {
    const EXPECTED: &str = "a timestamp (seconds since 1970)";
    let at = reader.at();
    let tag = reader.pass_other_tags()?;
    let text = match (tag, reader.head()) {
        (None, Some(0x60..=0x7b | 0x7f)) => reader.text()?.into_owned(),
        _ => reader.decimal_after(tag, EXPECTED)?,
    };
    let moment = text.parse();
    // What is wrong with it is not said in the words of the parser, which show the text.
    moment.map_err(|_| Error::new(at, format!("no timestamp: expected {EXPECTED}")))
}
