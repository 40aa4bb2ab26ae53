//! What a paginated operation adds: the token that leads on, and the items of a page.

use super::Operation;

/// An operation that gives its result page by page (Smithy's `paginated` trait).
pub trait Paginated: Operation + Clone {
    /// The trait's properties, as data.
    const PAGINATION: Pagination;

    /// The token of the page after this one, if the service says there is one.
    fn next_token(output: &Self::Output) -> Option<&str>;

    /// Makes this operation ask for the page that the token stands for.
    fn set_token(&mut self, token: String);
}

/// A paginated operation whose pages hold a list of items (the `items` property of Smithy's `paginated` trait).
pub trait PaginatedItems: Paginated {
    /// One item of the list.
    type Item: Send;

    /// The items of a page, in the service's order.
    fn into_items(output: Self::Output) -> Vec<Self::Item>;
}

/// The properties of Smithy's `paginated` trait, as paths of member names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Pagination {
    /// The input member that takes a token.
    pub input_token: &'static str,
    /// The output member that holds the next page's token.
    pub output_token: &'static str,
    /// The input member that bounds the size of a page.
    pub page_size: Option<&'static str>,
    /// The output member that holds the items.
    pub items: Option<&'static str>,
}

impl Pagination {
    /// The tokens: the input member that takes one, and the output member that holds the next page's.
    #[must_use]
    pub const fn new(input_token: &'static str, output_token: &'static str) -> Self {
        Self {
            input_token,
            output_token,
            page_size: None,
            items: None,
        }
    }

    /// The input member that bounds the size of a page.
    #[must_use]
    pub const fn with_page_size(mut self, member: &'static str) -> Self {
        self.page_size = Some(member);
        self
    }

    /// The output member that holds the items.
    #[must_use]
    pub const fn with_items(mut self, member: &'static str) -> Self {
        self.items = Some(member);
        self
    }
}
