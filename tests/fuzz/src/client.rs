//! A client whose transport gives one prepared response and keeps the request.

use bytes::Bytes;
use http_body_util::Full;
use smithereens::codegen::Operation;
use smithereens::{Body, Builder, Client, Error};
use std::fmt::Write;
use std::future::{Ready, ready};
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use tokio::runtime::Runtime;
use tower::Service;

thread_local! {
    static RUNTIME: Runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .expect("a runtime without I/O");
}

/// Runs a future to its end, on a runtime that this thread keeps.
pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    RUNTIME.with(|runtime| runtime.block_on(future))
}

/// The transport. Without a response it refuses the connection.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wire(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    answer: Option<http::Response<Bytes>>,
    sent: Option<http::Request<()>>,
}

impl Wire {
    pub(crate) fn new(answer: http::Response<Bytes>) -> Self {
        let state = State {
            answer: Some(answer),
            sent: None,
        };
        Self(Arc::new(Mutex::new(state)))
    }

    /// The request that was sent last, without its body.
    pub(crate) fn sent(&self) -> Option<http::Request<()>> {
        self.lock().sent.take()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Service<http::Request<Body>> for Wire {
    type Response = http::Response<Full<Bytes>>;
    type Error = io::Error;
    type Future = Ready<io::Result<Self::Response>>;

    fn poll_ready(&mut self, _cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        let mut state = self.lock();
        state.sent = Some(request.map(drop));
        let answer = state.answer.take().map(|answer| answer.map(Full::new));
        ready(answer.ok_or_else(|| io::ErrorKind::ConnectionRefused.into()))
    }
}

/// The outcome of an operation that is answered so, of a client that this thread keeps.
///
/// It corrects no clock, so that what it does depends on this response alone.
pub(crate) fn outcome<O: Operation>(
    operation: O,
    answer: http::Response<Bytes>,
) -> Result<O::Output, Error<O::Error>> {
    thread_local! {
        static KEPT: (Client, Wire) = {
            let wire = Wire::default();
            let builder = tests::builder().disable_clock_skew_correction(true);
            (client(builder, wire.clone()), wire)
        };
    }
    KEPT.with(|(client, wire)| {
        wire.lock().answer = Some(answer);
        block_on(client.send(operation))
    })
}

/// A client with one attempt for a call.
pub(crate) fn client(builder: Builder, wire: Wire) -> Client {
    let builder = builder.max_attempts(1).transport(wire);
    block_on(builder.build()).expect("good settings")
}

/// An error with everything below it, as a log may hold it.
pub(crate) fn all_of(error: &dyn std::error::Error) -> String {
    let mut text = format!("{error}\n{error:?}");
    let mut below = error.source();
    while let Some(source) = below {
        let _ = write!(text, "\n{source}\n{source:?}");
        below = source.source();
    }
    text
}
