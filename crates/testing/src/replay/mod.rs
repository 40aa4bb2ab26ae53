//! A transport that takes the network's place in a client: it knows which requests to expect, gives each what it is to
//! meet with, and keeps what was sent.
//!
//! A test says which calls a program makes, and what comes of them, in the operations' own types:
//!
//! ```
//! use lambda_errors::{ListFunctionEventInvokeConfigsError as ListError, TooManyRequestsException};
//! use lambda_operations::{
//!     ListFunctionEventInvokeConfigs as List, ListFunctionEventInvokeConfigsResponse as Page,
//! };
//! use smithereens_testing::{Expect, Replay};
//!
//! # #[tokio::main(flavor = "current_thread", start_paused = true)]
//! # async fn main() {
//! let slow_down = ListError::TooManyRequestsException(TooManyRequestsException::new());
//! let mut page = Page::new();
//! page.next_marker = Some("more".to_owned());
//! let replay = Replay::expecting([
//!     Expect::call(List::new("my-function")).fails_with(429, slow_down),
//!     Expect::call(List::new("my-function")).returns(page),
//! ]);
//! let client = replay.client().await;
//!
//! // What is tested, which is given the client.
//! let page = client.send(List::new("my-function")).await.unwrap();
//! assert_eq!(page.next_marker.as_deref(), Some("more"));
//!
//! replay.verify();
//! # }
//! ```
//!
//! Requests come in this order, or in any with [`Replay::in_any_order`]. One that is not expected fails its call. That, and
//! what never came, fails the test, at [`Replay::verify`] or when the last handle goes:
//!
//! ```text
//! - request 1 was not expected: Lambda ListFunctionEventInvokeConfigs GET /2019-09-25/functions/my-function/…?MaxItems=5
//!     It differs from expected request 1 of 1 (- expected, + sent):
//!       Lambda ListFunctionEventInvokeConfigs
//!       GET /2019-09-25/functions/my-function/event-invoke-config/list
//!     - ?MaxItems=10
//!     + ?MaxItems=5
//! ```
//!
//! An [`Outcome`] is what any request meets with, in bytes, which are decoded as those of a service: for what a service says
//! that no type holds, and for connections that fail.
//!
//! With tokio's clock paused (`#[tokio::test(start_paused = true)]`, which needs tokio's feature `test-util`), retries, timeouts
//! and waiters take no time.
//!
//! ```
//! use smithereens_testing::replay::{Outcome, Replay};
//!
//! # async fn test() {
//! let replay = Replay::new([Outcome::error(429, "TooManyRequestsException"), Outcome::ok("{}")]);
//! let client = replay.client().await;
//! // … a call of the client, which is retried …
//! assert_eq!(replay.sent().len(), 2);
//! # }
//! ```
//!
//! A request is compared, and met, once its body has come in full. So calls whose events are sent while others are
//! received, over HTTP/2, are not to be tested with it, unless the program sends all events before it awaits the first.

mod body;
mod chunks;
mod difference;
mod expect;
mod outcome;
mod reply;
mod request;
mod script;
mod sent;

pub use chunks::Chunks;
pub use expect::{AnyOperation, Expect, ExpectRequest};
pub use outcome::Outcome;
#[cfg(feature = "recording")]
pub(crate) use request::ANY_TOKEN;
pub use sent::Sent;

use script::Script;
use smithereens::{Body, ByteStream, Client};
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use tokio::time::Instant;
use tower::{BoxError, Service};

/// The transport. Its clones share what is expected and what was sent.
///
/// When the last clone of one that [expects](Self::expecting) requests is dropped, that of the client included, it panics
/// unless all have come, and no other. It does not while the thread panics already: then it prints the requests that were
/// not expected. A client that outlives the test, in a task of its own or in a static, is not dropped in it:
/// [`verify`](Self::verify) asks at once.
#[derive(Clone, Debug)]
pub struct Replay(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    start: Instant,
    script: Mutex<Script>,
    sent: Mutex<Vec<Sent>>,
}

impl Replay {
    /// Gives whatever requests come these outcomes, in this order. They need not be used up, unless
    /// [`verify`](Self::verify) asks; a request after the last one fails, and is not sent again.
    #[must_use]
    pub fn new(outcomes: impl IntoIterator<Item = Outcome>) -> Self {
        Self::following(Script::new(outcomes.into_iter().map(Into::into)))
    }

    /// Expects these requests, in this order. One that is not expected fails, and is not sent again.
    #[must_use = "what is expected of nobody never comes"]
    pub fn expecting(expected: impl IntoIterator<Item = Expect>) -> Self {
        let mut script = Script::new(expected);
        script.is_verified_on_drop = true;
        Self::following(script)
    }

    /// As [`expecting`](Self::expecting). Requests are compared as this function has them.
    #[cfg(feature = "recording")]
    pub(crate) fn expecting_after(
        expected: impl IntoIterator<Item = Expect>,
        normalize: impl Fn(http::Request<bytes::Bytes>) -> http::Request<bytes::Bytes>
        + Send
        + Sync
        + 'static,
    ) -> Self {
        let mut script = Script::new(expected);
        script.is_verified_on_drop = true;
        script.normalize = Some(Box::new(normalize));
        Self::following(script)
    }

    fn following(script: Script) -> Self {
        Self(Arc::new(Shared {
            start: Instant::now(),
            script: Mutex::new(script),
            sent: Mutex::default(),
        }))
    }

    /// Expects the requests in any order. One that several fit takes the first of these.
    #[must_use]
    pub fn in_any_order(self) -> Self {
        lock(&self.0.script).in_any_order = true;
        self
    }

    /// A client of [`builder`](crate::builder) that sends through this transport.
    ///
    /// # Panics
    ///
    /// The client cannot be made.
    pub async fn client(&self) -> Client {
        let builder = crate::builder().transport(self.clone());
        builder.build().await.expect("a client")
    }

    /// Gives these outcomes from now on, in place of what is left.
    pub fn go_on_with(&self, outcomes: impl IntoIterator<Item = Outcome>) {
        let mut script = lock(&self.0.script);
        script.go_on_with(outcomes.into_iter().map(Into::into));
    }

    /// The requests so far; they are gone afterwards.
    #[must_use]
    pub fn sent(&self) -> Vec<Sent> {
        std::mem::take(&mut *lock(&self.0.sent))
    }

    /// After how many milliseconds each request was sent.
    #[must_use]
    pub fn times(&self) -> Vec<u128> {
        let sent = self.sent();
        sent.iter().map(|sent| sent.at.as_millis()).collect()
    }

    /// Looks whether all expected requests have come, and no other.
    ///
    /// # Panics
    ///
    /// They have not: the message says which, and how those that came differ.
    #[track_caller]
    pub fn verify(&self) {
        let failure = lock(&self.0.script).failure();
        if let Some(failure) = failure {
            // It is said once.
            *lock(&self.0.script) = Script::default();
            panic!("{failure}");
        }
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        let script = self
            .script
            .get_mut()
            .unwrap_or_else(PoisonError::into_inner);
        if !script.is_verified_on_drop {
            return;
        }
        let Some(failure) = script.failure() else {
            return;
        };
        assert!(std::thread::panicking(), "{failure}");
        if script.has_unexpected() {
            eprintln!("{failure}");
        }
    }
}

impl Service<http::Request<Body>> for Replay {
    type Response = http::Response<Chunks>;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<http::Response<Chunks>, BoxError>> + Send>>;

    fn poll_ready(&mut self, _cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        let at = self.0.start.elapsed();
        let shared = Arc::clone(&self.0);
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let body = ByteStream::from(body).collect().await?;
            let sent = Sent {
                at,
                request: http::Request::from_parts(parts, body),
            };
            let expect = lock(&shared.script).meet(&sent);
            lock(&shared.sent).push(sent);
            drop(shared);
            Ok(expect?.meet().await?)
        })
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
