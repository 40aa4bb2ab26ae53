//! Leaf values, each of which is one text in a form.

use super::{Form, List, Own, WriteAs};
use crate::document::Kind;
use crate::float::special;
use crate::{BigDecimal, BigInteger, Blob, Document, Timestamp};
use base64::display::Base64Display;
use base64::engine::general_purpose::STANDARD;

/// A value that can be written to a form: a leaf value at the name that the form has come to, a structure's members at
/// names below it.
pub trait Write {
    /// Writes the value.
    fn write(&self, form: &mut Form);
}

impl<T: Write + ?Sized> Write for Box<T> {
    fn write(&self, form: &mut Form) {
        (**self).write(form);
    }
}

impl Write for str {
    fn write(&self, form: &mut Form) {
        form.text(self);
    }
}

impl Write for String {
    fn write(&self, form: &mut Form) {
        form.text(self);
    }
}

impl Write for bool {
    fn write(&self, form: &mut Form) {
        form.text(if *self { "true" } else { "false" });
    }
}

macro_rules! displayed {
    ($($ty:ty),*) => {
        $(
            impl Write for $ty {
                fn write(&self, form: &mut Form) {
                    form.display(self);
                }
            }
        )*
    };
}

displayed!(i8, i16, i32, i64, BigDecimal, BigInteger);

/// Decimal digits, or `NaN`, `Infinity` or `-Infinity`.
macro_rules! floating_point {
    ($($ty:ty),*) => {
        $(
            impl Write for $ty {
                fn write(&self, form: &mut Form) {
                    match special(f64::from(*self)) {
                        Some(name) => form.text(name),
                        None => form.display(self),
                    }
                }
            }
        )*
    };
}

floating_point!(f32, f64);

/// Base64.
impl Write for Blob {
    fn write(&self, form: &mut Form) {
        form.display(&Base64Display::new(self.as_ref(), &STANDARD));
    }
}

/// The `date-time` format, which is that of both protocols.
impl Write for Timestamp {
    fn write(&self, form: &mut Form) {
        form.text(&self.date_time());
    }
}

/// A timestamp that is written in the `epoch-seconds` format.
#[derive(Clone, Copy, Debug)]
pub struct EpochSeconds;

/// A timestamp that is written in the `http-date` format.
#[derive(Clone, Copy, Debug)]
pub struct HttpDate;

impl WriteAs<Timestamp> for EpochSeconds {
    fn write_as(self, timestamp: &Timestamp, form: &mut Form) {
        form.text(&timestamp.epoch_seconds());
    }
}

impl WriteAs<Timestamp> for HttpDate {
    fn write_as(self, timestamp: &Timestamp, form: &mut Form) {
        form.text(&timestamp.http_date());
    }
}

/// What was read of a union's member that the model does not list; the protocols have no documents otherwise. Members and
/// elements stand where those of structures and lists do by default, and null nowhere.
impl Write for Document {
    fn write(&self, form: &mut Form) {
        match &self.0 {
            Kind::Null => {}
            Kind::Bool(value) => value.write(form),
            Kind::Number(number) => form.display(number),
            Kind::Text(text) => text.write(form),
            Kind::List(elements) => List("member", Own).write_as(elements, form),
            Kind::Object(members) => {
                for (name, value) in members {
                    form.plain(name, value);
                }
            }
        }
    }
}
