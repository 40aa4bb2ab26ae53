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

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use smithereens::{Body, ByteStream, Client};
use std::collections::VecDeque;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::time::Instant;
use tower::Service;

/// What a request meets with.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// A response in full.
    Whole(u16, Vec<(&'static str, String)>, Bytes),
    /// A response whose body breaks off after this text.
    CutShort(u16, String),
    /// A failure of the connection.
    Failure(io::ErrorKind),
    /// No response, ever.
    Silence,
    /// A response after a while.
    After(Duration, Box<Outcome>),
}

impl Outcome {
    /// A success with this body.
    #[must_use]
    pub fn ok(body: impl AsRef<[u8]>) -> Self {
        Self::status(200, body)
    }

    /// This status with this body.
    #[must_use]
    pub fn status(status: u16, body: impl AsRef<[u8]>) -> Self {
        let body = Bytes::copy_from_slice(body.as_ref());
        Self::Whole(status, Vec::new(), body)
    }

    /// An error with this code, as AWS's JSON protocols have it.
    #[must_use]
    pub fn error(status: u16, code: &str) -> Self {
        Self::status(status, format!(r#"{{"__type": "{code}"}}"#))
    }

    /// Adds a header, to an outcome that comes after a while as well. What is cut short, or is no response, stays as it is.
    #[must_use]
    pub fn header(self, name: &'static str, value: &str) -> Self {
        match self {
            Self::Whole(status, mut headers, body) => {
                headers.push((name, value.to_owned()));
                Self::Whole(status, headers, body)
            }
            Self::After(delay, then) => Self::After(delay, Box::new(then.header(name, value))),
            other => other,
        }
    }
}

/// A request that was sent, and when, counted from the start.
#[derive(Debug)]
pub struct Sent {
    /// After how long.
    pub at: Duration,
    /// The request.
    pub request: http::Request<Bytes>,
}

impl Sent {
    /// A header's value, or nothing.
    ///
    /// # Panics
    ///
    /// The value is not ASCII.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        let value = self.request.headers().get(name);
        value.map_or("", |value| value.to_str().expect("a header in ASCII"))
    }
}

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
                Some(outcome) => give(outcome).await,
                None => Err(io::Error::other(
                    "the replay has given all of its responses, and this request is one more",
                )),
            }
        })
    }
}

async fn give(mut outcome: Outcome) -> io::Result<http::Response<Chunks>> {
    while let Outcome::After(delay, then) = outcome {
        tokio::time::sleep(delay).await;
        outcome = *then;
    }
    let (status, headers, chunks) = match outcome {
        Outcome::Whole(status, headers, body) => (status, headers, vec![Ok(body)]),
        Outcome::CutShort(status, body) => {
            let end = Err(io::ErrorKind::UnexpectedEof);
            (status, Vec::new(), vec![Ok(body.into()), end])
        }
        Outcome::Failure(kind) => return Err(kind.into()),
        Outcome::Silence | Outcome::After(..) => std::future::pending().await,
    };
    let mut response = http::Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(name, value);
    }
    Ok(response
        .body(Chunks(chunks.into()))
        .expect("a valid response"))
}

/// A body that comes in pieces.
#[derive(Debug)]
pub struct Chunks(VecDeque<Result<Bytes, io::ErrorKind>>);

impl Chunks {
    /// A body in these pieces.
    #[must_use]
    pub fn new<const N: usize>(pieces: [&str; N]) -> Self {
        let pieces = pieces.into_iter().map(str::to_owned);
        Self(pieces.map(|text| Ok(text.into())).collect())
    }
}

impl http_body::Body for Chunks {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _cx: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let chunk = self.0.pop_front();
        Poll::Ready(chunk.map(|chunk| {
            let data = chunk.map(Frame::data);
            data.map_err(io::Error::from)
        }))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::default()
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
