//! The HTTP client as a transport: `hyper-util`, on connections that are kept, or on new ones where those are not
//! trusted. Requests that need both directions at once go over HTTP/2.

use super::connector::Connector;
use super::failure::Route;
use super::proxies::Proxies;
use super::reason::{self, Reason};
use super::{Connections, Exchange, ResponseFuture};
use crate::body::Body;
use http::Uri;
use http::header::PROXY_AUTHORIZATION;
use http::uri::Scheme;
use hyper_util::client::legacy::connect::capture_connection;
use hyper_util::client::legacy::{Client, Error};
use hyper_util::client::proxy::matcher::Intercept;
use std::sync::Arc;
use std::time::Duration;

/// The HTTP client, and another one that makes a connection for each request.
pub(super) struct HttpClient {
    pub(super) pooled: Client<Connector, Body>,
    pub(super) unpooled: Client<Connector, Body>,
    /// A third one, for requests that are to go over HTTP/2.
    #[cfg(feature = "http2")]
    pub(super) http2: Client<Connector, Body>,
    /// The proxies that both use, if they do.
    pub(super) proxies: Option<Arc<Proxies>>,
    /// The one that both keep to.
    pub(super) connect_timeout: Option<Duration>,
}

impl Exchange for HttpClient {
    fn exchange(
        &self,
        mut request: http::Request<Body>,
        connections: Connections,
    ) -> ResponseFuture {
        self.authorize(&mut request, &connections);
        #[cfg(feature = "http2")]
        if request.version() == http::Version::HTTP_2 {
            return self.exchange_over_http2(request, connections);
        }
        if connections.start(capture_connection(&mut request)) {
            let response = self.unpooled.request(request);
            return Box::pin(async move {
                let response = connections.during(response).await?;
                Ok(response.map(Body::stream))
            });
        }
        let response = self.pooled.request(request);
        Box::pin(async move {
            match connections.during(response).await {
                Ok(response) => Ok(response.map(Body::stream)),
                Err(error) => {
                    if is_loss(&error) {
                        connections.lost();
                    }
                    Err(error.into())
                }
            }
        })
    }

    fn route<'a>(&self, uri: &'a Uri, connections: &Connections) -> Route<'a> {
        let proxies = self.proxies.as_ref();
        Route {
            uri,
            proxy: proxies.and_then(|proxies| proxies.host_and_port(uri)),
            is_brought: false,
            connect_limit: connections
                .connect_timeout()
                .unwrap_or(self.connect_timeout),
        }
    }
}

impl HttpClient {
    /// Sends a request over HTTP/2, and gives the response once its head has come: the bodies go both ways after that.
    #[cfg(feature = "http2")]
    fn exchange_over_http2(
        &self,
        mut request: http::Request<Body>,
        connections: Connections,
    ) -> ResponseFuture {
        // It goes as `:authority` there, and is the same.
        request.headers_mut().remove(http::header::HOST);
        connections.start(capture_connection(&mut request));
        let response = self.http2.request(request);
        Box::pin(async move {
            match connections.during(response).await {
                Ok(response) => Ok(response.map(Body::stream)),
                Err(error) => {
                    // Others may be on the same connection: what comes next is to have one that is new.
                    connections.poison();
                    Err(error.into())
                }
            }
        })
    }

    /// Shows a proxy that passes requests on who may. A tunnel asks for that when it is made.
    fn authorize(&self, request: &mut http::Request<Body>, connections: &Connections) {
        let Some(proxies) = &self.proxies else { return };
        if request.uri().scheme() != Some(&Scheme::HTTP) {
            return;
        }
        // One that cannot be used is for the connector to refuse.
        let proxy = proxies.find(request.uri()).ok().flatten();
        if let Some(auth) = proxy.as_ref().and_then(Intercept::basic_auth) {
            let mut auth = auth.clone();
            auth.set_sensitive(true);
            connections.authorized(&auth);
            request.headers_mut().insert(PROXY_AUTHORIZATION, auth);
        }
    }
}

/// Whether it may be the connection that failed, once it was there, and before anything of a response.
fn is_loss(error: &Error) -> bool {
    let is_of_exchange = || Reason::of(error).is_some_and(Reason::is_of_exchange);
    !error.is_connect() && !reason::is_timeout(error) && !is_of_exchange()
}
