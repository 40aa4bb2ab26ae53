//! Timestamps that are written in another format than XML's own, which is `date-time`. All are read in any.

use super::{Content, Element, Error, Read, ReadAs, TextAs, WriteAs};
use crate::Timestamp;

/// A timestamp that is written in the `http-date` format.
#[derive(Clone, Copy, Debug)]
pub struct HttpDate;

/// A timestamp that is written in the `epoch-seconds` format.
#[derive(Clone, Copy, Debug)]
pub struct EpochSeconds;

impl TextAs<Timestamp> for HttpDate {
    fn text_of(&self, value: &Timestamp) -> String {
        value.http_date()
    }
}

impl TextAs<Timestamp> for EpochSeconds {
    fn text_of(&self, value: &Timestamp) -> String {
        value.epoch_seconds()
    }
}

macro_rules! elements {
    ($($format:ty),*) => {
        $(
            impl ReadAs<Timestamp> for $format {
                fn read_as(&self, element: Element<'_, '_>) -> Result<Timestamp, Error> {
                    Timestamp::read(element)
                }
            }

            impl WriteAs<Timestamp> for $format {
                fn write_as(&self, value: &Timestamp, content: &mut Content<'_>) {
                    content.push(&self.text_of(value));
                }
            }
        )*
    };
}

elements!(HttpDate, EpochSeconds);
