//! A transport that gives prepared responses, and keeps the requests that it was sent.
//!
//! With tokio's clock paused (`#[tokio::test(start_paused = true)]`, which needs tokio's feature `test-util`), retries and
//! timeouts take no time.
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

mod chunks;
mod outcome;
mod sent;

pub use chunks::Chunks;
pub use outcome::Outcome;
pub use sent::Sent;

use smithereens::{Body, ByteStream, Client};
use std::collections::VecDeque;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use tokio::time::Instant;
use tower::Service;

/// The transport. Its clones share responses and requests.
#[derive(Clone, Debug)]
pub struct Replay {
    start: Instant,
    outcomes: Arc<Mutex<VecDeque<Outcome>>>,
    sent: Arc<Mutex<Vec<Sent>>>,
}

impl Replay {
    /// Gives these responses, in this order. A request after the last one fails, and the error's source says why.
    #[must_use]
    pub fn new(outcomes: impl IntoIterator<Item = Outcome>) -> Self {
        Self {
            start: Instant::now(),
            outcomes: Arc::new(Mutex::new(outcomes.into_iter().collect())),
            sent: Arc::default(),
        }
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

    /// Gives these responses from now on, in place of those that are left.
    ///
    /// # Panics
    ///
    /// A thread that was sending did.
    pub fn go_on_with(&self, outcomes: impl IntoIterator<Item = Outcome>) {
        let mut left = self.outcomes.lock().expect("no panic holds the lock");
        *left = outcomes.into_iter().collect();
    }

    /// The requests so far; they are gone afterwards.
    ///
    /// # Panics
    ///
    /// A thread that was sending did.
    #[must_use]
    pub fn sent(&self) -> Vec<Sent> {
        std::mem::take(&mut *self.sent.lock().expect("no panic holds the lock"))
    }

    /// After how many milliseconds each request was sent.
    #[must_use]
    pub fn times(&self) -> Vec<u128> {
        let sent = self.sent();
        sent.iter().map(|sent| sent.at.as_millis()).collect()
    }
}

impl Service<http::Request<Body>> for Replay {
    type Response = http::Response<Chunks>;
    type Error = io::Error;
    type Future = Pin<Box<dyn Future<Output = io::Result<http::Response<Chunks>>> + Send>>;

    fn poll_ready(&mut self, _cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        let at = self.start.elapsed();
        let all_sent = Arc::clone(&self.sent);
        let outcome = self
            .outcomes
            .lock()
            .expect("no panic holds the lock")
            .pop_front();
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let body = ByteStream::from(body).collect().await;
            let request = http::Request::from_parts(parts, body.map_err(io::Error::other)?);
            all_sent
                .lock()
                .expect("no panic holds the lock")
                .push(Sent { at, request });
            match outcome {
                Some(outcome) => outcome::give(outcome).await,
                None => Err(io::Error::other(
                    "the replay has given all of its responses, and this request is one more",
                )),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_request_past_the_last_response_says_so() {
        let mut replay = Replay::new([Outcome::ok("{}")]);
        let mut send = || replay.call(http::Request::new(Body::empty()));
        assert!(send().await.is_ok());
        let error = send().await.err().map(|error| error.to_string());
        let text = "the replay has given all of its responses, and this request is one more";
        assert_eq!(error.as_deref(), Some(text));
    }
}
