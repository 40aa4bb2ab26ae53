//! What is secret in a body, whichever form that has.

use super::{REDACTED, Redaction};
use crate::cbor::Item;
use bytes::Bytes;
use percent_encoding::percent_decode_str;

/// A body is JSON, XML, CBOR, a form, or something else.
enum Format {
    Json,
    Xml,
    Cbor,
    Form,
    Other,
}

impl Format {
    fn of(body: &[u8], content_type: &str) -> Self {
        let start = body.trim_ascii_start().first();
        if content_type.contains("cbor") {
            Self::Cbor
        } else if content_type.contains("x-www-form-urlencoded") {
            Self::Form
        } else if content_type.contains("json") || matches!(start, Some(b'{' | b'[')) {
            Self::Json
        } else if content_type.contains("xml") || start == Some(&b'<') {
            Self::Xml
        } else {
            Self::Other
        }
    }
}

impl Redaction {
    /// A body without what is secret, if anything is. One that cannot be read, and seems to hold something secret, is
    /// taken out as a whole.
    pub(super) fn in_body(&self, body: &Bytes, content_type: &str) -> Option<Bytes> {
        if body.is_empty() {
            return None;
        }
        let changed = match (Format::of(body, content_type), std::str::from_utf8(body)) {
            (Format::Json, Ok(text)) => match serde_json::from_str(text) {
                Ok(mut value) => {
                    if self.in_json(&mut value, false) {
                        Some(value.to_string().into_bytes())
                    } else {
                        // It may be in the text and not in the value: in the first of two members of one name.
                        self.in_text(text).map(|_| REDACTED.into())
                    }
                }
                Err(_) => self.in_unreadable(body),
            },
            (Format::Xml, Ok(text)) => match self.in_xml(text) {
                Ok(None) => self.in_text(text).map(String::into_bytes),
                Ok(Some(changed)) => {
                    let text = String::from_utf8_lossy(&changed);
                    Some(
                        self.in_text(&text)
                            .map_or(changed.clone(), String::into_bytes),
                    )
                }
                Err(()) => self.in_unreadable(body),
            },
            (Format::Form, Ok(text)) => self.in_form(text).map(String::into_bytes),
            (Format::Cbor, _) => match Item::read(body) {
                Some(mut item) => {
                    let is_changed = self.in_cbor(&mut item, false);
                    is_changed.then(|| item.write())
                }
                None => self.in_unreadable(body),
            },
            (Format::Other, _) => self.in_bytes(body),
            (_, Err(_)) => self.in_unreadable(body),
        };
        changed.map(Bytes::from)
    }

    /// What is left of a body that is not what it says, such as one that was cut short.
    fn in_unreadable(&self, body: &[u8]) -> Option<Vec<u8>> {
        if self.mentions_secret(&String::from_utf8_lossy(body)) {
            return Some(REDACTED.into());
        }
        self.in_bytes(body)
    }

    /// Parameters that are of a secret member, or of a list, a map or a structure that is one: `Credentials.SessionToken`,
    /// `Passwords.member.1`.
    pub(super) fn in_form(&self, text: &str) -> Option<String> {
        let mut is_changed = false;
        let parameters: Vec<_> = text
            .split('&')
            .map(|parameter| {
                let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
                let decoded = percent_decode_str(name).decode_utf8_lossy();
                let is_secret = decoded.split('.').any(|member| self.is_secret(member));
                if !is_secret || value.is_empty() {
                    return parameter.to_owned();
                }
                is_changed = true;
                format!("{name}={REDACTED}")
            })
            .collect();
        let parameters = parameters.join("&");
        let redacted = self.in_text(&parameters);
        redacted.or(is_changed.then_some(parameters))
    }
}
