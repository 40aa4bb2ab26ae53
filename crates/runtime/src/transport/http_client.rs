//! A request that met with a connection which the server had closed meanwhile goes out again, on a new one.
//!
//! A connection that is kept can be closed by the server at any time, and a request that is on its way by then
//! is lost. That says nothing of the service's health, so the call is not to notice it: the same request, with
//! the signature it has, is sent once more at once. This is no attempt of its own: it neither waits, nor draws
//! on the retry quota, nor counts towards `max_attempts`; the timeout of the attempt bounds both.
//!
//! Where an attempt on a kept connection failed all the same, such as for a silence without end, those that follow it
//! are made on new connections from the start.
//!
//! The bounds of sending once more:
//!
//! - Once for each attempt, always on a connection that is made for it: those left in the pool may be closed
//!   as well. What happens on that one is the attempt's outcome.
//! - Only where the connection had been used, or kept, before: a new connection that is dropped is a failure.
//! - Only where there is no head of an answer. A body that is cut short is a failure, and so is silence.
//! - Only for operations that are safe to repeat, and bodies that are bytes at hand: whether
//!   the service had begun to act on the lost request is not known. Where it is known that none of the request
//!   was sent, `hyper-util` itself takes another connection, whatever the operation.

use super::{Answer, Connections, Exchange};
use crate::body::Body;
use http::Uri;
use http::uri::Authority;
use hyper_util::client::proxy::matcher::Matcher;
use reqwest::{Client, ClientBuilder, Request, Response};
use std::future::ready;
use std::sync::Arc;
use tower::Service;
use tower::util::MapResponseLayer;

/// The HTTP client, and another one that makes a connection for each request.
pub(super) struct Resend {
    pub(super) pooled: Client,
    pub(super) unpooled: Client,
    /// The proxies that both use, if they do.
    pub(super) proxies: Option<Arc<Matcher>>,
}

/// A client that tells the call whose request it is that a connection was made.
pub(super) fn observed(builder: ClientBuilder) -> ClientBuilder {
    builder.connector_layer(MapResponseLayer::new(|connection| {
        Connections::made();
        connection
    }))
}

impl Exchange for Resend {
    fn exchange(
        &self,
        request: http::Request<Body>,
        repeatable: bool,
        connections: Connections,
    ) -> Answer {
        let request = match convert(request) {
            Ok(request) => request,
            Err(error) => return Box::pin(ready(Err(error.into()))),
        };
        let is_new = connections.shuns_kept();
        connections.set_new(is_new);
        if is_new {
            let answer = (&self.unpooled).call(request);
            return Box::pin(async move { Ok(read_as_it_comes(answer.await?)) });
        }
        // A body that is a stream has no clone.
        let again = repeatable.then(|| request.try_clone()).flatten();
        let answer = (&self.pooled).call(request);
        let unpooled = self.unpooled.clone();
        Box::pin(async move {
            let error = match connections.during(answer).await {
                Ok(response) => return Ok(read_as_it_comes(response)),
                Err(error) => error,
            };
            match again {
                Some(again) if !connections.is_new() && is_loss(&error) => {
                    connections.set_new(true);
                    let error = error.without_url();
                    tracing::debug!(%error, "a kept connection was closed; a new one is made");
                    Ok(read_as_it_comes((&unpooled).call(again).await?))
                }
                _ => Err(error.into()),
            }
        })
    }

    fn proxy(&self, uri: &Uri) -> Option<String> {
        let proxy = self.proxies.as_ref()?.intercept(uri)?;
        let authority = proxy.uri().authority().map_or("", Authority::as_str);
        // There is a user name and password only where it is malformed.
        authority.rsplit('@').next().map(str::to_owned)
    }
}

fn read_as_it_comes(response: Response) -> http::Response<Body> {
    http::Response::from(response).map(Body::stream)
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
