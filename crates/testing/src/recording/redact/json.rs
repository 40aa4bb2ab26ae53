//! Secret members in JSON, and in what CBOR has for it.

use super::{REDACTED, Redaction};
use crate::cbor::Item;
use serde_json::Value;

impl Redaction {
    /// Takes out what is secret in a value; whether anything was. In a secret member everything is, whatever it holds.
    pub(super) fn in_json(&self, value: &mut Value, is_secret: bool) -> bool {
        match value {
            Value::Object(members) => {
                let members = members.iter_mut();
                members.fold(false, |changed, (name, value)| {
                    self.in_json(value, is_secret || self.is_secret(name)) | changed
                })
            }
            Value::Array(items) => {
                let items = items.iter_mut();
                items.fold(false, |changed, item| {
                    self.in_json(item, is_secret) | changed
                })
            }
            Value::String(text) => self.in_string(text, is_secret),
            Value::Number(number) if is_secret => {
                *number = 0.into();
                true
            }
            Value::Number(_) | Value::Bool(_) | Value::Null => false,
        }
    }

    pub(super) fn in_cbor(&self, item: &mut Item, is_secret: bool) -> bool {
        match item {
            Item::Map(entries) => entries.iter_mut().fold(false, |changed, (key, value)| {
                let is_secret =
                    is_secret || matches!(key, Item::Text(name) if self.is_secret(name));
                self.in_cbor(value, is_secret) | changed
            }),
            Item::Array(items) => {
                let items = items.iter_mut();
                items.fold(false, |changed, item| {
                    self.in_cbor(item, is_secret) | changed
                })
            }
            Item::Text(text) => self.in_string(text, is_secret),
            Item::Bytes(bytes) if is_secret => {
                *bytes = REDACTED.into();
                true
            }
            Item::Tagged(_, item) => self.in_cbor(item, is_secret),
            Item::Bytes(_) | Item::Other(_) => false,
        }
    }

    /// A text may be JSON of its own.
    fn in_string(&self, text: &mut String, is_secret: bool) -> bool {
        if is_secret {
            REDACTED.clone_into(text);
            return true;
        }
        if text.starts_with(['{', '['])
            && let Ok(mut inner) = serde_json::from_str(text)
            && self.in_json(&mut inner, false)
        {
            *text = inner.to_string();
            return true;
        }
        let Some(redacted) = self.in_text(text) else {
            return false;
        };
        *text = redacted;
        true
    }
}
