//! What a waiter is: an operation that is repeated until its outcome says that something has come about.

use super::Operation;
use crate::error::Error;
use std::time::Duration;

/// A waiter of a service (Smithy's `waitable` trait): an operation with its input, and what its outcomes mean.
///
/// Generated code implements this. [`Client::wait`](crate::Client::wait) runs it.
pub trait Waiter: Send {
    /// The waiter's name in its model, such as `TableExists`.
    const NAME: &'static str;

    /// The wait between two requests is at least this long.
    const MIN_DELAY: Duration;

    /// The wait between two requests is at most this long.
    const MAX_DELAY: Duration;

    /// The operation that is repeated.
    type Operation: Operation + Clone;

    /// The operation with its input.
    fn operation(&self) -> &Self::Operation;

    /// What an outcome means: what the first of the model's acceptors says that matches it, or `None` where none does.
    fn accept(&self, outcome: Outcome<'_, Self::Operation>) -> Option<WaiterState>;
}

/// What came of a request: the operation's output, or its error.
pub type Outcome<'a, O> = Result<&'a <O as Operation>::Output, &'a Error<<O as Operation>::Error>>;

/// What an outcome means to a waiter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum WaiterState {
    /// What was waited for has come about.
    Success,
    /// It will not come about.
    Failure,
    /// It has not come about yet.
    Retry,
}

/// Whether all of some texts equal one, and there is any (`allStringEquals` of the trait).
pub fn all_equal<'a>(texts: impl IntoIterator<Item = &'a str>, expected: &str) -> bool {
    let mut texts = texts.into_iter().peekable();
    texts.peek().is_some() && texts.all(|text| text == expected)
}
