//! The pages of a paginated operation, and how a token that comes back is noticed.

use crate::client::Client;
use crate::error::{Error, ErrorKind, Report};
use crate::operation::{Operation, Paginated};
use crate::stack::Call;
use futures_core::Stream;
use std::collections::HashSet;
use std::collections::hash_map::RandomState;
use std::fmt;
use std::future::{Future, poll_fn};
use std::hash::BuildHasher;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

/// A page, or why there is none.
type Page<O> = Result<<O as Operation>::Output, Error<<O as Operation>::Error>>;

/// A page to come, with the call that it is read from.
type PageFuture<O> = Pin<Box<dyn Future<Output = (Page<O>, Option<Arc<Call>>)> + Send>>;

/// The pages of a paginated operation, one request each. See [`Client::pages`].
///
/// It is a [`Stream`]; [`try_next`](Self::try_next) does without that trait. After an error there are no more
/// pages; [`next_token`](Self::next_token) then says where to take up again.
///
/// An empty token, like a missing one, is the end. A page without items that has a token is not.
///
/// A token that was seen before, however long ago, is an error, since the pages would never end. The page that
/// came with it is given first, as botocore does, and the error instead of the page after it. A token is sent
/// once at most, so each page given is the response to a request of its own: of `A, A` and of `A, B, A, B` every
/// page comes once. What cannot be noticed is a service that answers two tokens alike, such as one that takes no
/// notice of them: what it sent twice is given twice, before the error. The token of the first page counts as
/// sent only if it was given to [`start_at`](Self::start_at): one that was set in the operation itself is not
/// known here.
pub struct Pages<O: Paginated> {
    client: Client,
    /// The operation of the next page; `None` after the last one.
    next: Option<O>,
    token: Option<String>,
    in_flight: Option<PageFuture<O>>,
    seen: Seen,
    /// `token` as an error shows it, if it was seen before, so that it leads nowhere.
    repeated: Option<String>,
}

/// Nothing is pinned in place: the request under way is boxed.
impl<O: Paginated> Unpin for Pages<O> {}

impl<O: Paginated + 'static> Pages<O> {
    pub(crate) fn new(client: Client, operation: O) -> Self {
        Self {
            client,
            next: Some(operation),
            token: None,
            in_flight: None,
            seen: Seen::default(),
            repeated: None,
        }
    }

    /// Starts at the page that this token stands for, such as one that [`next_token`](Self::next_token) gave.
    #[must_use]
    pub fn start_at(mut self, token: impl Into<String>) -> Self {
        let token = token.into();
        if !token.is_empty() {
            self.seen.insert(&token);
            self.lead_to(token);
        }
        self
    }

    /// The token of the page that comes next, or that could not be read; `None` at the start and at the end, and
    /// after a token has led in a circle: there is nowhere to take up again then.
    #[must_use]
    pub fn next_token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    /// The next page, or `None` after the last one.
    ///
    /// Dropping the future is no loss: the request goes on with the next call.
    ///
    /// # Errors
    ///
    /// As for [`Client::send`], and when the last page came with a token that was seen before.
    pub async fn try_next(&mut self) -> Result<Option<O::Output>, Error<O::Error>> {
        poll_fn(|cx| self.poll_page(cx)).await.transpose()
    }

    pub(super) fn poll_page(&mut self, cx: &mut Context<'_>) -> Poll<Option<Page<O>>> {
        if let Some(shown) = self.repeated.take() {
            self.token = None;
            self.next = None;
            return Poll::Ready(Some(Err(repeated::<O>(&shown))));
        }
        let Some(operation) = &self.next else {
            return Poll::Ready(None);
        };
        let in_flight = self.in_flight.get_or_insert_with(|| {
            let client = self.client.clone();
            let operation = operation.clone();
            Box::pin(async move {
                let mut call = None;
                let page = client.send_keeping(operation, Some(&mut call)).await;
                (page, call)
            })
        });
        let (answer, call) = ready!(in_flight.as_mut().poll(cx));
        self.in_flight = None;
        match &answer {
            Ok(page) => self.follow(O::next_token(page), call.as_deref()),
            Err(_) => self.next = None,
        }
        Poll::Ready(Some(answer))
    }

    /// Makes ready for the page after one that came with this token.
    fn follow(&mut self, token: Option<&str>, call: Option<&Call>) {
        match token.filter(|token| !token.is_empty()) {
            None => {
                self.next = None;
                self.token = None;
            }
            Some(token) if self.seen.insert(token) => self.lead_to(token.to_owned()),
            Some(token) => {
                self.token = Some(token.to_owned());
                let shown = call.map(|call| call.plan.progress.redacted(token.to_owned()));
                self.repeated = Some(shown.unwrap_or_default());
            }
        }
    }

    fn lead_to(&mut self, token: String) {
        if let Some(operation) = &mut self.next {
            operation.set_token(token.clone());
        }
        self.token = Some(token);
        self.repeated = None;
    }
}

fn repeated<O: Paginated>(token: &str) -> Error<O::Error> {
    let text = format!(
        "the service gave the token `{}` ({}) a second time, so that its pages would never end",
        crate::excerpt::one_line(token, 60),
        O::PAGINATION.output_token,
    );
    Error::new(Report::new(ErrorKind::Pagination, O::NAME, text), None)
}

impl<O: Paginated + 'static> Stream for Pages<O> {
    type Item = Page<O>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_page(cx)
    }
}

impl<O: Paginated> fmt::Debug for Pages<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("operation", &O::NAME)
            .field("next_token", &self.token)
            .finish_non_exhaustive()
    }
}

/// The tokens seen so far, as hashes: eight bytes a page, however long the tokens and many the pages.
#[derive(Default)]
struct Seen {
    hasher: RandomState,
    hashes: HashSet<u64>,
}

impl Seen {
    /// Takes note of a token. Whether it is new.
    fn insert(&mut self, token: &str) -> bool {
        self.hashes.insert(self.hasher.hash_one(token))
    }
}
