//! How connections are made: directly or through a proxy, with TLS where the URL says so, within the connect timeout.

use super::Connections;
use super::proxies::Proxies;
use super::resolver::Resolver;
use super::stream::Stream;
use http::Uri;
use http::uri::Scheme;
use hyper_rustls::HttpsConnector;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::dns::GaiResolver;
use hyper_util::client::legacy::connect::proxy::Tunnel;
use rustls::ClientConfig;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::time::timeout;
use tower::{BoxError, Service, ServiceExt};

/// How long an idle connection waits before it asks the other side whether it is still there, and between two such
/// questions; and after how many without an answer it is given up.
const KEEPALIVE: Duration = Duration::from_secs(15);
const KEEPALIVE_RETRIES: u32 = 3;
/// How long what was sent may stay unacknowledged before the connection is given up, where the system lets us say. That
/// counts for connecting too, so it is no less than the connect timeout.
#[cfg(target_os = "linux")]
const UNACKNOWLEDGED: Duration = Duration::from_secs(30);

/// Makes connections. Clones share what they are made with.
#[derive(Clone)]
pub(super) struct Connector(Arc<Inner>);

struct Inner {
    /// To the host that a URL names, with TLS if it says so.
    direct: HttpsConnector<HttpConnector<Resolver>>,
    tls: Arc<ClientConfig>,
    proxies: Option<Arc<Proxies>>,
    limit: Option<Duration>,
}

/// The connect timeout passed.
#[derive(Debug)]
pub(super) struct ConnectTimeout;

/// There is no connection to a proxy.
#[derive(Debug)]
pub(super) struct NoProxyConnection(BoxError);

impl Connector {
    pub(super) fn new(
        tls: Arc<ClientConfig>,
        proxies: Option<Arc<Proxies>>,
        limit: Option<Duration>,
    ) -> Self {
        let mut tcp = HttpConnector::new_with_resolver(Resolver(GaiResolver::new()));
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        tcp.set_keepalive(Some(KEEPALIVE));
        tcp.set_keepalive_interval(Some(KEEPALIVE));
        tcp.set_keepalive_retries(Some(KEEPALIVE_RETRIES));
        #[cfg(target_os = "linux")]
        tcp.set_tcp_user_timeout(limit.map(|limit| limit.max(UNACKNOWLEDGED)));
        // Divided among the addresses of a name, so that the first one does not take it all.
        tcp.set_connect_timeout(limit);
        Self(Arc::new(Inner {
            direct: (tcp, Arc::clone(&tls)).into(),
            tls,
            proxies,
            limit,
        }))
    }
}

impl Service<Uri> for Connector {
    type Response = Stream;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Stream, BoxError>> + Send>>;

    fn poll_ready(&mut self, _cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let inner = Arc::clone(&self.0);
        Box::pin(async move {
            let connecting = inner.connect(uri);
            let stream = match inner.limit {
                Some(limit) => timeout(limit, connecting)
                    .await
                    .map_err(|_| ConnectTimeout)??,
                None => connecting.await?,
            };
            Connections::made();
            Ok(stream)
        })
    }
}

impl Inner {
    async fn connect(&self, uri: Uri) -> Result<Stream, BoxError> {
        let mut direct = self.direct.clone();
        let proxy = match &self.proxies {
            Some(proxies) => proxies.find(&uri)?,
            None => None,
        };
        let Some(proxy) = proxy else {
            return Ok(Stream::direct(direct.call(uri).await?));
        };
        let mut to_proxy = direct.map_err(NoProxyConnection);
        if uri.scheme() != Some(&Scheme::HTTPS) {
            return Ok(Stream::proxied(to_proxy.call(proxy.uri().clone()).await?));
        }
        let mut tunnel = Tunnel::new(proxy.uri().clone(), to_proxy);
        if let Some(auth) = proxy.basic_auth() {
            tunnel = tunnel.with_auth(auth.clone());
        }
        let mut through = HttpsConnector::from((tunnel, Arc::clone(&self.tls)));
        Ok(Stream::tunnelled(through.call(uri).await?))
    }
}

impl fmt::Display for ConnectTimeout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the connect timeout passed")
    }
}

impl std::error::Error for ConnectTimeout {}

impl fmt::Display for NoProxyConnection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("there is no connection to the proxy")
    }
}

impl std::error::Error for NoProxyConnection {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.0)
    }
}
