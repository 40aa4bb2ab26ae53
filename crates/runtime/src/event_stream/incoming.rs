//! An event that came, as generated code reads it.

use super::header::EventHeader;
use super::names::{CONTENT_TYPE, EVENT_TYPE, EXCEPTION_TYPE, MESSAGE_TYPE};
use crate::body::Body;
use crate::operation::{DecodeError, Response};
use aws_smithy_types::event_stream::{Header, HeaderValue, Message};
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use smithereens_types::Redacted;
use std::fmt;

/// An event that a service sent, for its union to read.
pub struct IncomingEvent {
    event_type: String,
    message: Message,
    /// The payload as the body of a response, which the codecs of all protocols read.
    payload: Response,
}

/// Shows its type and no content, which may be secret.
impl fmt::Debug for IncomingEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IncomingEvent")
            .field("event_type", &self.event_type)
            .finish_non_exhaustive()
    }
}

/// What a message is.
pub(super) enum Kind {
    Event(IncomingEvent),
    /// An exception of this type, that the model may list.
    Exception(String, Message),
    /// An error beside the model.
    Error(Message),
}

impl Kind {
    /// Finds out what a message is.
    ///
    /// # Errors
    ///
    /// The message does not say what it is.
    pub(super) fn of(message: Message) -> Result<Self, DecodeError> {
        match &*text(&message, MESSAGE_TYPE)? {
            "event" => {
                let event_type = text(&message, EVENT_TYPE)?;
                Ok(Self::Event(IncomingEvent {
                    event_type,
                    payload: Response {
                        status: StatusCode::OK,
                        headers: HeaderMap::new(),
                        body: Body::from(message.payload().clone()),
                    },
                    message,
                }))
            }
            "exception" => Ok(Self::Exception(text(&message, EXCEPTION_TYPE)?, message)),
            "error" => Ok(Self::Error(message)),
            _ => Err(DecodeError::new(
                format!("header `{MESSAGE_TYPE}`"),
                "neither `event`, `exception` nor `error`",
            )),
        }
    }
}

impl IncomingEvent {
    /// Its type: the name of its member of the union.
    #[must_use]
    pub fn event_type(&self) -> &str {
        &self.event_type
    }

    /// Its payload, which is read as the body of a response is.
    #[must_use]
    pub fn payload(&self) -> &Response {
        &self.payload
    }

    /// A header (Smithy's `eventHeader` trait), if it is there.
    ///
    /// # Errors
    ///
    /// Its value is of another type.
    pub fn header<T: EventHeader>(&self, name: &str) -> Result<Option<T>, DecodeError> {
        let Some(value) = value(&self.message, name) else {
            return Ok(None);
        };
        T::read(value).map(Some).ok_or_else(|| {
            let text = format!("{}, expected {}", kind_of(value), T::NAME);
            DecodeError::new(format!("header `{name}`"), text)
        })
    }

    pub(super) fn into_unknown(self) -> UnknownEvent {
        UnknownEvent {
            event_type: self.event_type,
            message: self.message,
        }
    }
}

/// An event of a type that its union did not have when it was generated.
#[derive(Clone, PartialEq)]
pub struct UnknownEvent {
    event_type: String,
    message: Message,
}

impl UnknownEvent {
    /// Its type.
    #[must_use]
    pub fn event_type(&self) -> &str {
        &self.event_type
    }

    /// The media type of its payload, if it says one.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        match value(&self.message, CONTENT_TYPE)? {
            HeaderValue::String(text) => Some(text.as_str()),
            _ => None,
        }
    }

    /// A header, if it is there and of this type: `bool`, an integer, `String`, `Blob` or `Timestamp`.
    #[must_use]
    pub fn header<T: EventHeader>(&self, name: &str) -> Option<T> {
        T::read(value(&self.message, name)?)
    }

    /// Its payload.
    #[must_use]
    pub fn payload(&self) -> &Bytes {
        self.message.payload()
    }

    /// The message, to be sent as it came.
    pub(super) fn into_message(self) -> Message {
        self.message
    }
}

/// Shows its type and no content, which may be secret.
impl fmt::Debug for UnknownEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnknownEvent")
            .field("event_type", &self.event_type)
            .field("message", &Redacted)
            .finish()
    }
}

/// The text of a header that a message has to have.
pub(super) fn text(message: &Message, name: &'static str) -> Result<String, DecodeError> {
    let reason = match value(message, name) {
        Some(HeaderValue::String(text)) => return Ok(text.as_str().to_owned()),
        Some(other) => format!("{}, expected a string", kind_of(other)),
        None => "it is missing".to_owned(),
    };
    Err(DecodeError::new(format!("header `{name}`"), reason))
}

fn value<'m>(message: &'m Message, name: &str) -> Option<&'m HeaderValue> {
    let header = message.headers().iter();
    header
        .rev()
        .find(|header| header.name().as_str() == name)
        .map(Header::value)
}

/// The type of a value, which is not shown.
fn kind_of(value: &HeaderValue) -> &'static str {
    match value {
        HeaderValue::Bool(_) => bool::NAME,
        HeaderValue::Byte(_) => i8::NAME,
        HeaderValue::Int16(_) => i16::NAME,
        HeaderValue::Int32(_) => i32::NAME,
        HeaderValue::Int64(_) => i64::NAME,
        HeaderValue::ByteArray(_) => "a blob",
        HeaderValue::String(_) => String::NAME,
        HeaderValue::Timestamp(_) => "a timestamp",
        HeaderValue::Uuid(_) => "a UUID",
        _ => "another type",
    }
}
