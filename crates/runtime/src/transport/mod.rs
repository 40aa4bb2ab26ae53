//! What requests are sent with: the HTTP client that comes with the library, or any service the caller brings.

mod connections;
mod connector;
mod default;
mod failure;
mod http_client;
mod proxies;
mod reason;
#[cfg(feature = "reqwest")]
mod reqwest_client;
mod resolver;
mod stream;
mod tls;

pub(crate) use connections::Connections;
pub(crate) use default::default_transport;
#[cfg(feature = "aws-config")]
pub(crate) use failure::no_response;
pub(crate) use failure::{broken_body, failed};
#[cfg(feature = "aws-config")]
pub(crate) use resolver::addresses;
pub(crate) use tls::Tls;

use crate::body::Body;
use bytes::Bytes;
use failure::Route;
use http::Uri;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use tower::{BoxError, Service, ServiceExt};

/// A transport, whatever it is made of. Clones share it.
#[derive(Clone)]
pub(crate) struct Transport(Arc<dyn Exchange>);

/// A response to come.
pub(crate) type ResponseFuture =
    Pin<Box<dyn Future<Output = Result<http::Response<Body>, BoxError>> + Send>>;

/// What sends a request.
trait Exchange: Send + Sync {
    /// Sends it. The connections are those of its call.
    fn exchange(&self, request: http::Request<Body>, connections: Connections) -> ResponseFuture;

    /// The route that a request to this URI takes on these connections, as far as it is known.
    fn route<'a>(&self, uri: &'a Uri, connections: &Connections) -> Route<'a> {
        let _ = connections;
        Route::brought(uri)
    }
}

impl Transport {
    fn new(exchange: impl Exchange + 'static) -> Self {
        Self(Arc::new(exchange))
    }

    /// A service of the program's own. It is cloned for each request.
    pub(crate) fn of_service<S, B>(service: S) -> Self
    where
        S: Service<http::Request<Body>, Response = http::Response<B>>
            + Clone
            + Send
            + Sync
            + 'static,
        S::Error: Into<BoxError>,
        S::Future: Send + 'static,
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        Self::new(Brought(service))
    }

    /// A client of the program's own.
    #[cfg(feature = "reqwest")]
    pub(crate) fn of_reqwest(client: reqwest::Client) -> Self {
        Self::new(reqwest_client::ReqwestClient(client))
    }

    /// Sends a request. The connections are those of its call.
    pub(crate) fn send(
        &self,
        request: http::Request<Body>,
        connections: Connections,
    ) -> ResponseFuture {
        self.0.exchange(request, connections)
    }

    /// The route that a request to this URI takes on these connections, as far as it is known.
    pub(crate) fn route<'a>(&self, uri: &'a Uri, connections: &Connections) -> Route<'a> {
        self.0.route(uri, connections)
    }
}

struct Brought<S>(S);

impl<S, B> Exchange for Brought<S>
where
    S: Service<http::Request<Body>, Response = http::Response<B>> + Clone + Send + Sync + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send + 'static,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    fn exchange(&self, request: http::Request<Body>, _connections: Connections) -> ResponseFuture {
        let service = self.0.clone();
        Box::pin(async move {
            let response = service.oneshot(request).await.map_err(Into::into)?;
            Ok(response.map(Body::stream))
        })
    }
}
