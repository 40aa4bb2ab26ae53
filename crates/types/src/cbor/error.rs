//! Why bytes cannot be read as CBOR of the form that is asked for, and where.

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
    /// From the value outwards, as it is found.
    path: Vec<Step>,
    reason: String,
    at: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Name(String),
    Index(usize),
}

impl Error {
    /// What is wrong with the value that begins at this byte.
    #[cold]
    pub(super) fn new(at: usize, reason: impl Into<String>) -> Self {
        Self(Box::new(Repr {
            path: Vec::new(),
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
        self.0.path.push(Step::Name(name.to_owned()));
        self
    }

    /// The error as it is seen from the list around it, where it is in this element.
    #[cold]
    pub(super) fn within_element(mut self, index: usize) -> Self {
        self.0.path.push(Step::Index(index));
        self
    }

    /// The path of the member that is wrong, such as `Items[1].Age`. Empty where it is the value as a whole.
    #[must_use]
    pub fn path(&self) -> String {
        let mut path = String::new();
        for step in self.0.path.iter().rev() {
            match step {
                Step::Name(name) => {
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(name);
                }
                Step::Index(index) => path.extend(["[", &index.to_string(), "]"]),
            }
        }
        path
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
        if !self.0.path.is_empty() {
            write!(f, "{}: ", self.path())?;
        }
        f.write_str(&self.reason())
    }
}

impl std::error::Error for Error {}
