//! The two ways in which an operation's own code fails: an input that cannot be sent, an answer that cannot be read.

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

/// An answer does not have the form that the model gives it.
#[derive(Clone, PartialEq, Eq)]
pub struct DecodeError(Box<Fault>);

#[derive(Clone, PartialEq, Eq)]
struct Fault {
    place: String,
    reason: String,
}

/// Reasons quote what the service sent; past this many characters they are cut.
const MAX_REASON: usize = 240;

impl DecodeError {
    /// The place in the answer (`the body`, a member's path, a header) and what is wrong there.
    pub fn new(place: impl Into<String>, reason: impl fmt::Display) -> Self {
        Self(Box::new(Fault {
            place: place.into(),
            reason: crate::excerpt::one_line(&reason.to_string(), MAX_REASON),
        }))
    }

    /// A header whose value is not of the modelled form.
    pub(crate) fn header(name: &str, reason: impl fmt::Display) -> Self {
        Self::new(format!("header `{name}`"), reason)
    }

    /// Where in the answer the fault lies: `the body`, a member such as `Configs[3].LastModified`, or a header.
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
