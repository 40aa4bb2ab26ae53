//! Paginated operations as streams.

mod items;
mod pages;

pub use items::Items;
pub use pages::Pages;

use crate::client::Client;
use crate::operation::{Paginated, PaginatedItems};

impl Client {
    /// The pages of a paginated operation, one request each, made when the page is asked for.
    pub fn pages<O: Paginated + 'static>(&self, operation: O) -> Pages<O> {
        Pages::new(self.clone(), operation)
    }

    /// The items of all pages of a paginated operation. A page is asked for when the items of the one before
    /// are used up.
    pub fn items<O: PaginatedItems + 'static>(&self, operation: O) -> Items<O> {
        Items::new(self.pages(operation))
    }
}
