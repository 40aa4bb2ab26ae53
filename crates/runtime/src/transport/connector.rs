//! How connections are made: directly or through a proxy, with TLS where the URL says so, within the connect timeout.

use super::Connections;
use super::proxies::Proxies;
use super::resolver::Resolver;
use super::stream::Stream;
use super::tls::Tls;
use crate::timeouts::Setting;
use crate::uri::has_valid_port;
use http::Uri;
use http::uri::Scheme;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::proxy::Tunnel;
use hyper_util::rt::TokioIo;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tower::{BoxError, Service, ServiceExt};

/// How long an idle connection waits before it asks the other side whether it is still there, and between two such
/// questions; and after how many without a response it is given up.
const KEEPALIVE: Duration = Duration::from_secs(15);
const KEEPALIVE_RETRIES: u32 = 3;
/// How long what was sent may stay unacknowledged before the connection is given up, where the system lets us say. That
/// counts for connecting too, so it is no less than the connect timeout; and for a server that has stopped reading, so
/// it is no less than the bound on that. Nor is it short: a system lets a slow reader's peer go on once half of its
/// buffer is free, which is 64 KiB and more. A program that turns either off waits for the system's own bounds.
#[cfg(target_os = "linux")]
const UNACKNOWLEDGED: Duration = Duration::from_mins(1);

/// The bytes that the system may hold and has not sent yet. With more, a line of 10 KB a second would show no progress for
/// as long as the bound on stalls is.
#[cfg(any(target_os = "linux", target_os = "macos"))]
const MAX_UNSENT: u32 = 32 * 1024;

/// Makes connections. Clones share what they are made with.
#[derive(Clone)]
pub(super) struct Connector(Arc<Inner>);

struct Inner {
    tcp: HttpConnector<Resolver>,
    tls: Tls,
    /// For what is said to a proxy, which is HTTP/1.1 whatever goes through it.
    tls_of_proxy: Tls,
    proxies: Option<Arc<Proxies>>,
    limit: Option<Duration>,
}

/// The connect timeout passed.
#[derive(Debug)]
pub(super) struct ConnectTimeout;

/// The URL's port is none.
#[derive(Debug)]
pub(super) struct InvalidPort;

/// There is no connection to a proxy.
#[derive(Debug)]
pub(super) struct NoProxyConnection(BoxError);

impl Connector {
    pub(super) fn new(
        tls: Tls,
        tls_of_proxy: Tls,
        proxies: Option<Arc<Proxies>>,
        limit: Option<Duration>,
        stall: Option<Duration>,
    ) -> Self {
        let mut tcp = HttpConnector::new_with_resolver(Resolver);
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        tcp.set_keepalive(Some(KEEPALIVE));
        tcp.set_keepalive_interval(Some(KEEPALIVE));
        tcp.set_keepalive_retries(Some(KEEPALIVE_RETRIES));
        #[cfg(target_os = "linux")]
        tcp.set_tcp_user_timeout(
            limit
                .zip(stall)
                .map(|(limit, stall)| limit.max(stall).max(UNACKNOWLEDGED)),
        );
        // Divided among the addresses of a name, so that the first one does not take it all.
        tcp.set_connect_timeout(limit);
        Self(Arc::new(Inner {
            tcp,
            tls,
            tls_of_proxy,
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
            let own = Connections::current_connect_timeout();
            let mut tcp = inner.tcp.clone();
            if let Setting::Set(limit) = own {
                tcp.set_connect_timeout(limit);
            }
            let connecting = inner.connect(tcp, uri);
            let stream = match own.unwrap_or(inner.limit) {
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
    async fn connect(&self, tcp: HttpConnector<Resolver>, uri: Uri) -> Result<Stream, BoxError> {
        // The HTTP client would go to the scheme's own port where it cannot read the one that is there.
        if !uri.authority().is_some_and(has_valid_port) {
            return Err(InvalidPort.into());
        }
        let tcp = tcp.map_response(bound_unsent as fn(_) -> _);
        let proxy = match &self.proxies {
            Some(proxies) => proxies.find(&uri)?,
            None => None,
        };
        // To the host that a URL names, with TLS if it says so.
        let to = |tls: &Tls| tls.over(tcp);
        let Some(proxy) = proxy else {
            return Ok(Stream::direct(to(&self.tls).call(uri).await?));
        };
        let mut to_proxy = to(&self.tls_of_proxy).map_err(NoProxyConnection);
        if uri.scheme() != Some(&Scheme::HTTPS) {
            return Ok(Stream::proxied(to_proxy.call(proxy.uri().clone()).await?));
        }
        let mut tunnel = Tunnel::new(proxy.uri().clone(), to_proxy);
        if let Some(auth) = proxy.basic_auth() {
            tunnel = tunnel.with_auth(auth.clone());
        }
        let mut through = self.tls.over(tunnel);
        Ok(Stream::tunnelled(through.call(uri).await?))
    }
}

/// Has the system take no more of what is written than is soon sent: else the body of a slow upload would be out of sight
/// in its buffers, and its progress with it.
fn bound_unsent(stream: TokioIo<TcpStream>) -> TokioIo<TcpStream> {
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    // Where the system does not know how, uploads work all the same.
    let _ = socket2::SockRef::from(stream.inner()).set_tcp_notsent_lowat(MAX_UNSENT);
    stream
}

impl fmt::Display for ConnectTimeout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the connect timeout passed")
    }
}

impl std::error::Error for ConnectTimeout {}

impl fmt::Display for InvalidPort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the port is no number from 1 to 65535")
    }
}

impl std::error::Error for InvalidPort {}

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
