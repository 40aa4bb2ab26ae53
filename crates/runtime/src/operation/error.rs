//! The two ways in which an operation's own code fails: an input that cannot be sent, a response that cannot be read.

use super::redact;
use crate::excerpt::one_line;
use std::fmt;

/// A member of an operation's input has a value that cannot be sent. Nothing was sent.
#[derive(Clone, PartialEq, Eq)]
pub struct InvalidInput {
    member: String,
    reason: String,
}

impl InvalidInput {
    /// The member, or the header it goes to, and what is wrong with its value.
    ///
    /// The reason completes the sentence "the member …" and does not repeat the value, which may be secret.
    pub fn new(member: impl Into<String>, reason: impl Into<String>) -> Self {
        Self {
            member: member.into(),
            reason: reason.into(),
        }
    }

    /// The member whose value was refused.
    #[must_use]
    pub fn member(&self) -> &str {
        &self.member
    }
}

impl fmt::Display for InvalidInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {}", self.member, self.reason)
    }
}

impl fmt::Debug for InvalidInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "InvalidInput({self})")
    }
}

impl std::error::Error for InvalidInput {}

/// A response does not have the form that the model gives it.
///
/// It says where and how, and shows no value of the response, which may be secret. The path of a member is shown,
/// in which the keys of maps stand like names.
#[derive(Clone, PartialEq, Eq)]
pub struct DecodeError(Box<Repr>);

#[derive(Clone, PartialEq, Eq)]
struct Repr {
    place: String,
    reason: String,
}

/// Places and reasons are cut past this many characters.
const MAX_TEXT: usize = 240;

impl DecodeError {
    /// The place in the response (`the body`, a member's path, a header) and what is wrong there.
    ///
    /// What the reason has in double quotes is taken for a value of the response, and left out.
    pub fn new(place: impl Into<String>, reason: impl fmt::Display) -> Self {
        let reason = reason.to_string();
        Self::of_redacted(&place.into(), &redact::quoted(&reason, &['"']))
    }

    /// A member's path, or `the body`, and what serde has to say of it.
    pub(crate) fn json(place: &str, error: &serde_json::Error) -> Self {
        Self::of_redacted(place, &redact::json(error))
    }

    fn of_redacted(place: &str, reason: &str) -> Self {
        Self(Box::new(Repr {
            place: one_line(place, MAX_TEXT),
            reason: one_line(reason, MAX_TEXT),
        }))
    }

    /// A header whose value does not match the model.
    pub(crate) fn header(name: &str, reason: impl fmt::Display) -> Self {
        Self::new(format!("header `{name}`"), reason)
    }

    /// Where in the response it went wrong: `the body`, a member such as `Configs[3].LastModified`, or a header.
    #[must_use]
    pub fn place(&self) -> &str {
        &self.0.place
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.0.place, self.0.reason)
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DecodeError({self})")
    }
}

impl std::error::Error for DecodeError {}
