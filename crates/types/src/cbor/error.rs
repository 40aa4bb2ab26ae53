//! Why bytes cannot be read as CBOR of the form that is asked for, and where.

use crate::path::Path;
use minicbor::decode::Error as Syntax;
use std::fmt;

pub(super) const MALFORMED: &str = "no CBOR";
pub(super) const TRUNCATED: &str = "it ends in the middle of a value";

/// Bytes are no CBOR, or not of the form that is asked for.
///
/// It says where and why, and shows no value. The keys of maps stand in the path like the names of members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(Box<Repr>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Repr {
    path: Path,
    reason: String,
    at: usize,
}

impl Error {
    /// What is wrong with the value that begins at this byte.
    #[cold]
    pub(super) fn new(at: usize, reason: impl Into<String>) -> Self {
        Self(Box::new(Repr {
            path: Path::default(),
            reason: reason.into(),
            at,
        }))
    }

    /// What is wrong with the value that begins at this byte: it is cut off, or no CBOR, or else this.
    #[cold]
    pub(super) fn syntax(at: usize, error: &Syntax, otherwise: &str) -> Self {
        let reason = match error {
            error if error.is_end_of_input() => TRUNCATED,
            error if error.is_type_mismatch() => MALFORMED,
            _ => otherwise,
        };
        Self::new(at, reason)
    }

    /// The error as it is seen from the map around it, where it is in the value of this name.
    #[cold]
    pub(super) fn within(mut self, name: &str) -> Self {
        self.0.path.push_name(name);
        self
    }

    /// The error as it is seen from the list around it, where it is in this element.
    #[cold]
    pub(super) fn within_element(mut self, index: usize) -> Self {
        self.0.path.push_index(index);
        self
    }

    /// The path of the member that is wrong, such as `Items[1].Age`. Empty where it is the value as a whole.
    #[must_use]
    pub fn path(&self) -> String {
        self.0.path.text()
    }

    /// Where in the value: `the body`, or a member such as ``member `Items[1].Age` ``.
    #[must_use]
    pub fn place(&self) -> String {
        self.0.path.place()
    }

    /// What is wrong, and at which byte.
    #[must_use]
    pub fn reason(&self) -> String {
        format!("{} at byte {}", self.0.reason, self.0.at)
    }
}

/// The path and the reason.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path() {
            path if path.is_empty() => f.write_str(&self.reason()),
            path => write!(f, "{path}: {}", self.reason()),
        }
    }
}

impl std::error::Error for Error {}
