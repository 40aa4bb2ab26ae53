//! The items of all pages of a paginated operation.

use super::Pages;
use crate::error::Error;
use crate::operation::{Operation, PaginatedItems};
use futures_core::Stream;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

/// An item, or why there is none.
type Item<O> = Result<<O as PaginatedItems>::Item, Error<<O as Operation>::Error>>;

/// The items of all pages of a paginated operation. See [`Client::items`](crate::Client::items).
///
/// It is a [`Stream`]; [`try_next`](Self::try_next) does without that trait. After an error there are no more
/// items.
pub struct Items<O: PaginatedItems> {
    pages: Pages<O>,
    page: vec::IntoIter<O::Item>,
    left: Option<usize>,
}

/// Nothing is pinned in place: the request under way is boxed, and items are only moved out.
impl<O: PaginatedItems> Unpin for Items<O> {}

impl<O: PaginatedItems + 'static> Items<O> {
    pub(crate) fn new(pages: Pages<O>) -> Self {
        Self {
            pages,
            page: Vec::new().into_iter(),
            left: None,
        }
    }

    /// Ends after this many items in all. No page is asked for that is not needed for them.
    #[must_use]
    pub fn limit(mut self, items: usize) -> Self {
        self.left = Some(items);
        self
    }

    /// Starts at the page that this token stands for.
    #[must_use]
    pub fn start_at(mut self, token: impl Into<String>) -> Self {
        self.pages = self.pages.start_at(token);
        self
    }

    /// The next item, or `None` after the last one.
    ///
    /// Dropping the future is no loss: the request goes on with the next call.
    ///
    /// # Errors
    ///
    /// As for [`Pages::try_next`].
    pub async fn try_next(&mut self) -> Result<Option<O::Item>, Error<O::Error>> {
        poll_fn(|cx| self.poll_item(cx)).await.transpose()
    }

    fn poll_item(&mut self, cx: &mut Context<'_>) -> Poll<Option<Item<O>>> {
        if self.left == Some(0) {
            return Poll::Ready(None);
        }
        loop {
            if let Some(item) = self.page.next() {
                self.left = self.left.map(|left| left.saturating_sub(1));
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll_page(cx)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                Some(Ok(page)) => self.page = O::into_items(page).into_iter(),
            }
        }
    }
}

impl<O: PaginatedItems + 'static> Stream for Items<O> {
    type Item = Item<O>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_item(cx)
    }
}

impl<O: PaginatedItems> fmt::Debug for Items<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("pages", &self.pages)
            .field("left", &self.left)
            .finish_non_exhaustive()
    }
}
