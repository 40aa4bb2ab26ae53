//! The transport that a client has unless it is given another: `hyper-util`, over TLS.

use super::Transport;
use super::connector::Connector;
use super::http_client::HttpClient;
use super::proxies::Proxies;
use super::tls::Tls;
use crate::config::{ConfigError, Environment};
use crate::timeouts::TimeoutSettings;
use hyper_util::client::legacy::Client;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use std::sync::Arc;
use std::time::Duration;

/// How long an idle connection is kept: less than the 60 seconds after which common load balancers drop
/// theirs (the default of an AWS Application Load Balancer), so that no request is sent into a closing one.
const POOL_IDLE_TIMEOUT: Duration = Duration::from_secs(50);

/// HTTP/1.1, and where the URL says so over TLS. Requests of version 2 go over HTTP/2, without TLS as well.
///
/// The proxies are those that the environment names, if one is given. Nothing is sent twice here but what the HTTP
/// client knows was not sent: it takes another connection then.
///
/// # Errors
///
/// A variable that may name a proxy is not UTF-8.
pub(crate) fn default_transport(
    timeouts: &TimeoutSettings,
    proxies_of: Option<&Environment>,
    tls: &Tls,
) -> Result<Transport, ConfigError> {
    let proxies = proxies_of.map(Proxies::of).transpose()?;
    let proxies = proxies.flatten().map(Arc::new);
    let connect_timeout = timeouts.connect();
    let stall = timeouts.stall().map(|bound| bound.span);
    let connector = |of_target| {
        Connector::new(
            of_target,
            tls.clone(),
            proxies.clone(),
            connect_timeout,
            stall,
        )
    };
    let builder = || {
        let mut builder = Client::builder(TokioExecutor::new());
        builder
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(POOL_IDLE_TIMEOUT)
            // Requests bring theirs, which the signature covers.
            .set_host(false);
        builder
    };
    let http1 = connector(tls.clone());
    let client = |connections_kept| {
        let mut builder = builder();
        builder.pool_max_idle_per_host(connections_kept);
        builder.build(http1.clone())
    };
    #[cfg(feature = "http2")]
    let http2 = builder().http2_only(true).build(connector(tls.for_http2()));
    Ok(Transport::new(HttpClient {
        pooled: client(usize::MAX),
        unpooled: client(0),
        #[cfg(feature = "http2")]
        http2,
        proxies,
        connect_timeout,
    }))
}
