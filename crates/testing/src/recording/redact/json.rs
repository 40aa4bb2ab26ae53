//! Secret members in JSON, and in what CBOR has for it.

use super::{REDACTED, Redaction};
use crate::cbor::Item;
use serde_json::{Map, Number, Value};
use std::collections::BTreeSet;

impl Redaction {
    /// Takes out what is secret in a value; whether anything was. In a secret member everything is, whatever it holds.
    pub(super) fn in_json(&self, value: &mut Value, is_secret: bool) -> bool {
        match value {
            Value::Object(members) => {
                let is_changed = members.iter_mut().fold(false, |changed, (name, value)| {
                    self.in_json(value, is_secret || self.is_secret(name)) | changed
                });
                self.in_names(members) | is_changed
            }
            Value::Array(items) => {
                let items = items.iter_mut();
                items.fold(false, |changed, item| {
                    self.in_json(item, is_secret) | changed
                })
            }
            Value::String(text) => self.in_string(text, is_secret),
            Value::Number(number) if is_secret || self.is_in_number(number) => {
                *number = 0.into();
                true
            }
            Value::Number(_) | Value::Bool(_) | Value::Null => false,
        }
    }

    /// The names of members may quote a text that is taken out, as those of maps do. Each stays another one.
    fn in_names(&self, members: &mut Map<String, Value>) -> bool {
        if !members.keys().any(|name| self.in_text(name).is_some()) {
            return false;
        }
        for (name, value) in std::mem::take(members) {
            let mut name = self.in_text(&name).unwrap_or(name);
            while members.contains_key(&name) {
                name.push('_');
            }
            members.insert(name, value);
        }
        true
    }

    /// As [`in_json`](Self::in_json).
    pub(super) fn in_cbor(&self, item: &mut Item, is_secret: bool) -> bool {
        match item {
            Item::Map(entries) => {
                let mut is_changed = false;
                let mut names = BTreeSet::new();
                for (key, value) in entries {
                    let is_secret =
                        is_secret || matches!(key, Item::Text(name) if self.is_secret(name));
                    is_changed |= self.in_cbor(value, is_secret);
                    if !self.in_cbor(key, false) {
                        continue;
                    }
                    is_changed = true;
                    if let Item::Text(name) = key {
                        while !names.insert(name.clone()) {
                            name.push('_');
                        }
                    }
                }
                is_changed
            }
            Item::Array(items) => {
                let items = items.iter_mut();
                items.fold(false, |changed, item| {
                    self.in_cbor(item, is_secret) | changed
                })
            }
            Item::Text(text) => self.in_string(text, is_secret),
            Item::Bytes(bytes) => {
                let changed = if is_secret {
                    Some(REDACTED.into())
                } else {
                    self.in_bytes(bytes)
                };
                let is_changed = changed.is_some();
                *bytes = changed.unwrap_or_else(|| std::mem::take(bytes));
                is_changed
            }
            Item::Tagged(_, item) => self.in_cbor(item, is_secret),
            Item::Other(_) => match item.to_json() {
                Value::Number(number) if is_secret || self.is_in_number(&number) => {
                    *item = Item::zero();
                    true
                }
                _ => false,
            },
        }
    }

    /// Whether the digits of a number hold a text that is taken out.
    fn is_in_number(&self, number: &Number) -> bool {
        let digits = number.to_string();
        self.texts.iter().any(|text| digits.contains(text))
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
