//! A request that met with a connection which the server had closed meanwhile goes out again, on a new one.
//!
//! A connection that is kept can be closed by the server at any time, and a request that is on its way by then
//! is lost. That says nothing of the service's health, so the call is not to notice it: the same request, with
//! the signature it has, is sent once more at once. This is no attempt of its own: it neither waits, nor draws
//! on the retry quota, nor counts towards `max_attempts`; the timeout of the attempt bounds both.
//!
//! The bounds:
//!
//! - Once for each attempt, always on a connection that is made for it: those left in the pool may be closed
//!   as well. What happens on that one is the attempt's outcome.
//! - Only where the connection had been used, or kept, before: a new connection that is dropped is a failure.
//! - Only where there is no head of an answer. A body that is cut short is a failure, and so is silence.
//! - Only for operations that are safe to repeat, and bodies that are bytes at hand: whether
//!   the service had begun to act on the lost request is not known. Where it is known that none of the request
//!   was sent, `hyper-util` itself takes another connection, whatever the operation.

use super::{Answer, Exchange};
use crate::body::Body;
use reqwest::{Client, ClientBuilder, Request, Response};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tower::Service;
use tower::util::MapResponseLayer;

tokio::task_local! {
    /// Whether a connection was made for the request that is being sent.
    static CONNECTED: Arc<AtomicBool>;
}

/// The HTTP client, and another one that makes a connection for each request.
#[derive(Clone)]
pub(super) struct Resend {
    pub(super) pooled: Client,
    pub(super) unpooled: Client,
}

/// A client that tells, to the task whose request it is, that a connection was made.
pub(super) fn observed(builder: ClientBuilder) -> ClientBuilder {
    builder.connector_layer(MapResponseLayer::new(|connection| {
        // A connection that another one overtook is finished elsewhere, and is no request's own.
        let _ = CONNECTED.try_with(|connected| connected.store(true, Ordering::Relaxed));
        connection
    }))
}

impl Exchange for Resend {
    fn exchange(&self, request: http::Request<Body>, repeatable: bool) -> Answer {
        let resend = self.clone();
        Box::pin(async move {
            let response = resend.send(request, repeatable).await?;
            Ok(http::Response::from(response).map(Body::stream))
        })
    }
}

impl Resend {
    async fn send(
        self,
        request: http::Request<Body>,
        repeatable: bool,
    ) -> Result<Response, reqwest::Error> {
        let request = convert(request)?;
        // A body that is a stream has no clone.
        let again = repeatable.then(|| request.try_clone()).flatten();
        let connected = Arc::new(AtomicBool::new(false));
        let sent = CONNECTED.scope(Arc::clone(&connected), send(&self.pooled, request));
        let error = match sent.await {
            Ok(response) => return Ok(response),
            Err(error) => error,
        };
        let was_kept = !connected.load(Ordering::Relaxed);
        match again {
            Some(again) if was_kept && is_loss(&error) => {
                let error = error.without_url();
                tracing::debug!(%error, "a kept connection was closed; a new one is made");
                send(&self.unpooled, again).await
            }
            _ => Err(error),
        }
    }
}

async fn send(mut client: &Client, request: Request) -> Result<Response, reqwest::Error> {
    client.call(request).await
}

/// Whether it may be the connection that failed, and it was there.
fn is_loss(error: &reqwest::Error) -> bool {
    error.is_request() && !error.is_connect() && !error.is_timeout()
}

fn convert(request: http::Request<Body>) -> Result<Request, reqwest::Error> {
    request
        .map(|body| match body.as_bytes() {
            Some(bytes) => reqwest::Body::from(bytes.clone()),
            None => reqwest::Body::wrap(body),
        })
        .try_into()
        .map_err(reqwest::Error::without_url)
}
