//! Paths into data: the subset of JMESPath that Smithy models write them in.
//!
//! `smithy.rules#operationContextParams` has paths into an operation's input, `smithy.waiters#waitable` into its output,
//! `smithy.api#paginated` plain ones to tokens and items. Precedences and what a projection takes in are JMESPath's.
//! What is not in the subset is an error by its name: pipes, slices, multi-select hashes, expression references, and
//! literals that are lists or objects.
//!
//! The parser is our own since that of the crate `jmespath` recurses as deep as a path is nested, and a model's text must
//! not be able to overflow the stack; and since what is refused has to be named.

mod parse;
mod print;
mod token;

use std::str::FromStr;

/// A path. Its text is [`Display`](std::fmt::Display)ed such that it parses as the same path.
#[derive(Clone, Debug, PartialEq)]
pub enum Path {
    /// The value that the path starts at, `@`.
    Current,
    /// A value that is written out.
    Literal(Literal),
    /// A member of a structure, or the entry of a map.
    Member(Box<Path>, String),
    /// An element of a list, from its end if the number is negative.
    Element(Box<Path>, i64),
    /// A list of the values of some paths, each of which starts at the same value.
    List(Box<Path>, Vec<Path>),
    /// Values of which each goes through the last path, which leaves out those that are null.
    Project(Box<Path>, Projection, Box<Path>),
    /// A function with its arguments.
    Call(String, Vec<Path>),
    /// Whether a comparison holds.
    Compare(Comparison, Box<Path>, Box<Path>),
    /// The first value if it is false, null or empty, else the second one.
    And(Box<Path>, Box<Path>),
    /// The second value if the first one is false, null or empty, else that.
    Or(Box<Path>, Box<Path>),
    /// Whether the value is false, null or empty.
    Not(Box<Path>),
}

/// What a projection takes of a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Projection {
    /// The elements of a list, `[*]`.
    Elements,
    /// The values of a map, `*`.
    Values,
    /// The elements of a list, and in place of those that are lists their elements, `[]`.
    Flattened,
    /// The elements of a list that a path holds for, `[?…]`.
    Filtered(Box<Path>),
}

/// A value that is written out.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    Null,
    Boolean(bool),
    Number(serde_json::Number),
    String(String),
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Comparison {
    /// As it is written, in JMESPath and in Rust.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }

    /// Whether it is about which value is greater, which only numbers can be.
    #[must_use]
    pub fn is_order(self) -> bool {
        !matches!(self, Self::Equal | Self::NotEqual)
    }

    /// What says the same with the values in the opposite order.
    #[must_use]
    pub fn swapped(self) -> Self {
        match self {
            Self::Less => Self::Greater,
            Self::LessOrEqual => Self::GreaterOrEqual,
            Self::Greater => Self::Less,
            Self::GreaterOrEqual => Self::LessOrEqual,
            same => same,
        }
    }
}

/// Why a text is no path of the subset: where, and what stands there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("at character {at}: {message}")]
pub struct PathError {
    /// The place, in characters from 1.
    pub(crate) at: usize,
    pub(crate) message: String,
}

impl FromStr for Path {
    type Err = PathError;

    fn from_str(text: &str) -> Result<Self, PathError> {
        parse::parse(text)
    }
}

impl Path {
    /// The names on the way, where the path is of members alone: `Result.NextMarker`.
    pub(crate) fn members(&self) -> Option<Vec<&str>> {
        let mut names = Vec::new();
        let mut path = self;
        while let Self::Member(of, name) = path {
            names.push(name.as_str());
            path = of;
        }
        names.reverse();
        (*path == Self::Current && !names.is_empty()).then_some(names)
    }
}

#[cfg(test)]
mod tests;
