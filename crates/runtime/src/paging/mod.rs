//! Paginated operations as streams.

mod items;
mod pages;

pub use items::Items;
pub use pages::Pages;
