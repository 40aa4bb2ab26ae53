//! What is secret in a body, whichever form that has.

use super::{REDACTED, Redaction};
use crate::cbor::Item;
use bytes::Bytes;
use smithereens::test_util::redacted;

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
                    let is_changed = self.in_json(&mut value, false);
                    is_changed.then(|| value.to_string().into_bytes())
                }
                Err(_) => self.in_unreadable(text),
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
                Err(()) => self.in_unreadable(text),
            },
            (Format::Form, Ok(text)) => self.in_form(text).map(String::into_bytes),
            (Format::Cbor, _) => match Item::read(body) {
                Some(mut item) => {
                    let is_changed = self.in_cbor(&mut item, false);
                    is_changed.then(|| item.write())
                }
                None => self.in_unreadable(&String::from_utf8_lossy(body)),
            },
            (_, Ok(text)) => self.in_text(text).map(String::into_bytes),
            // Bytes that mean something only as a whole.
            (_, Err(_)) => redacted(body, &self.texts).map(|_| REDACTED.into()),
        };
        changed.map(Bytes::from)
    }

    /// What is left of a body that is not what it says, such as one that was cut short.
    fn in_unreadable(&self, text: &str) -> Option<Vec<u8>> {
        if self.mentions_secret(text) {
            return Some(REDACTED.into());
        }
        self.in_text(text).map(String::into_bytes)
    }

    /// Parameters whose names end with that of a secret member, such as `Credentials.SessionToken`.
    pub(super) fn in_form(&self, text: &str) -> Option<String> {
        let mut is_changed = false;
        let parameters: Vec<_> = text
            .split('&')
            .map(|parameter| {
                let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
                let last = name.rsplit('.').next().unwrap_or(name);
                if !self.is_secret(last) || value.is_empty() {
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
