//! Why a document cannot be read.

use crate::path::{BODY, Path};
use std::borrow::Cow;
use std::fmt;

/// Why a document cannot be read, and where. It shows no value, since any may be secret.
#[derive(Clone, PartialEq, Eq)]
pub struct Error(Box<Repr>);

#[derive(Clone, PartialEq, Eq)]
struct Repr {
    reason: Cow<'static, str>,
    /// Whether it is about what stands in the document, rather than about its being none.
    is_of_member: bool,
    path: Path,
    offset: usize,
    position: Option<(usize, usize)>,
}

impl Error {
    /// The text at this offset is no XML.
    pub(super) fn malformed(reason: &'static str, offset: usize) -> Self {
        Self::new(format!("no XML: {reason}").into(), false, offset)
    }

    /// What stands before this offset is well-formed, and not what it should be.
    pub(super) fn mismatch(reason: impl Into<Cow<'static, str>>, offset: usize) -> Self {
        Self::new(reason.into(), true, offset)
    }

    fn new(reason: Cow<'static, str>, is_of_member: bool, offset: usize) -> Self {
        Self(Box::new(Repr {
            reason,
            is_of_member,
            path: Path::default(),
            offset,
            position: None,
        }))
    }

    /// The error as one in the member of this name.
    #[cold]
    pub(super) fn within(mut self, name: &str) -> Self {
        self.0.path.push_name(name);
        self
    }

    /// The error as one in the part of a list or map that has this number, from 0.
    #[cold]
    pub(super) fn at(mut self, index: usize) -> Self {
        self.0.path.push_index(index);
        self
    }

    /// The error as one of this text, which gives it a line and a column.
    pub(super) fn of(mut self, text: &str) -> Self {
        let before = text.get(..self.0.offset).unwrap_or(text);
        let line = 1 + before.matches('\n').count();
        let column = 1 + before.chars().rev().take_while(|it| *it != '\n').count();
        self.0.position = Some((line, column));
        self
    }

    /// Where in the document: `the body`, or a member such as ``member `Configs[3].LastModified` ``.
    #[must_use]
    pub fn place(&self) -> String {
        if self.0.is_of_member {
            self.0.path.place()
        } else {
            BODY.to_owned()
        }
    }

    /// What is wrong there, and at which line and column.
    #[must_use]
    pub fn reason(&self) -> String {
        let reason = &self.0.reason;
        self.0.position.map_or_else(
            || reason.to_string(),
            |(line, column)| format!("{reason} at line {line} column {column}"),
        )
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place(), self.reason())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Error({self})")
    }
}

impl std::error::Error for Error {}
