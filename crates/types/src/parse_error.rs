//! What is said of a text that is no value of its type.

use std::error::Error;
use std::fmt;

/// How much of the text is shown, in characters.
const MAX_SHOWN: usize = 64;

/// A text that is no value of its type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    text: String,
    expected: &'static str,
}

impl ParseError {
    /// The text, of which the beginning is shown, and what it should have been.
    pub(crate) fn new(text: &str, expected: &'static str) -> Self {
        Self {
            text: text.chars().take(MAX_SHOWN).collect(),
            expected,
        }
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is not {}", self.text, self.expected)
    }
}

impl Error for ParseError {}
