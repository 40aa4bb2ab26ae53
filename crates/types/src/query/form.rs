//! The form: one text for all pairs, and the name of the value that is written next.

use super::{Write, WriteAs};
use crate::UnknownMember;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::fmt::{self, Display, Write as _};

/// All but RFC 3986's unreserved characters. A space is `%20`: services read `+` as well, signatures do not.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The body of a request of awsQuery or ec2Query, as it is being written.
#[derive(Debug)]
pub struct Form {
    /// The pairs so far, percent-encoded.
    text: String,
    /// The name of what is written next, percent-encoded. It grows on the way into a value, and is cut back after it.
    name: String,
}

impl Form {
    /// A form that asks for an action of this version of a service.
    #[must_use]
    pub fn new(action: &str, version: &str) -> Self {
        let mut form = Self {
            text: String::with_capacity(256),
            name: String::with_capacity(64),
        };
        form.plain("Action", action);
        form.plain("Version", version);
        form
    }

    /// Writes a member where there is a value.
    pub fn optional<T: Write>(&mut self, name: &str, value: &Option<T>) -> &mut Self {
        match value {
            Some(value) => self.plain(name, value),
            None => self,
        }
    }

    /// As [`optional`](Self::optional), by an adapter.
    pub fn optional_as<T>(
        &mut self,
        name: &str,
        value: &Option<T>,
        adapter: impl WriteAs<T>,
    ) -> &mut Self {
        match value {
            Some(value) => self.plain_as(name, value, adapter),
            None => self,
        }
    }

    /// Writes a member.
    pub fn plain<T: Write + ?Sized>(&mut self, name: &str, value: &T) -> &mut Self {
        self.below(name, |form| value.write(form))
    }

    /// As [`plain`](Self::plain), by an adapter.
    pub fn plain_as<T>(&mut self, name: &str, value: &T, adapter: impl WriteAs<T>) -> &mut Self {
        self.below(name, |form| adapter.write_as(value, form))
    }

    /// Writes a union of which a member is set that says all by being there (`smithy.api#Unit`): an empty structure, of
    /// which nothing is left in a form.
    pub fn unit(&mut self, _name: &str) -> &mut Self {
        self
    }

    /// Writes the member of a union that the model does not list, as it was read.
    pub fn unknown<U>(&mut self, member: &UnknownMember<U>) -> &mut Self {
        self.plain(member.name(), member.value())
    }

    /// Writes the value that the members on the way here have led to.
    pub fn text(&mut self, text: &str) {
        self.value().write(text);
    }

    /// As [`text`](Self::text), for a value that is displayed as its text.
    pub(super) fn display(&mut self, value: &impl Display) {
        // Nothing that is written to a string fails.
        let _ = write!(self.value(), "{value}");
    }

    /// Writes what is one name further down.
    pub(super) fn below(&mut self, name: &str, write: impl FnOnce(&mut Self)) -> &mut Self {
        let end = self.name.len();
        self.dot();
        self.name.extend(utf8_percent_encode(name, ENCODED));
        write(self);
        self.name.truncate(end);
        self
    }

    /// Writes what is one position further down.
    pub(super) fn at(&mut self, position: usize, write: impl FnOnce(&mut Self)) {
        let end = self.name.len();
        self.dot();
        let _ = write!(self.name, "{position}");
        write(self);
        self.name.truncate(end);
    }

    fn dot(&mut self) {
        if !self.name.is_empty() {
            self.name.push('.');
        }
    }

    /// Begins a pair, whose value is written to what this gives.
    fn value(&mut self) -> Encoded<'_> {
        if !self.text.is_empty() {
            self.text.push('&');
        }
        self.text.push_str(&self.name);
        self.text.push('=');
        Encoded(&mut self.text)
    }
}

/// The form's text, `application/x-www-form-urlencoded`.
impl From<Form> for String {
    fn from(form: Form) -> Self {
        form.text
    }
}

/// Percent-encodes what is written to it.
struct Encoded<'a>(&'a mut String);

impl Encoded<'_> {
    fn write(&mut self, text: &str) {
        self.0.extend(utf8_percent_encode(text, ENCODED));
    }
}

impl fmt::Write for Encoded<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.write(text);
        Ok(())
    }
}
