//! The transport that a client has unless it is given another: `reqwest` over `rustls`.

use super::Transport;
use super::connector::ObserveLayer;
use super::http_client::HttpClient;
use hyper_util::client::proxy::matcher::Matcher;
use reqwest::{Client, redirect};
use rustls::crypto::ring;
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::BuilderVerifierExt;
use std::sync::Arc;
use std::time::Duration;
use tower::BoxError;

/// How long an idle connection is kept: less than the 60 seconds after which common load balancers drop
/// theirs (the default of an AWS Application Load Balancer), so that no request is sent into a closing one.
const POOL_IDLE_TIMEOUT: Duration = Duration::from_secs(50);

/// TLS with the certificates that are given, else those that the operating system trusts.
///
/// # Errors
///
/// The system's certificates cannot be read.
pub(crate) fn tls(roots: Option<RootCertStore>) -> Result<ClientConfig, BoxError> {
    // The provider is named here, and not installed for the process: that is the program's to decide.
    let tls = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?;
    Ok(match roots {
        Some(roots) => tls.with_root_certificates(roots),
        None => tls.with_platform_verifier()?,
    }
    .with_no_client_auth())
}

/// HTTP/1.1, and where the URL says so over TLS.
///
/// The proxy variables of the process (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`) apply unless
/// `use_proxies` is off. Redirects are not followed: a signature is for one URL. Nothing is sent twice but what
/// met with a connection that the server had closed, which is for the stack to do.
///
/// # Errors
///
/// A proxy variable of the process is malformed.
pub(crate) fn default_transport(
    connect_timeout: Option<Duration>,
    use_proxies: bool,
    tls: &ClientConfig,
) -> Result<Transport, BoxError> {
    let client = |connections_kept| {
        let mut builder = Client::builder()
            .tls_backend_preconfigured(tls.clone())
            .http1_only()
            .redirect(redirect::Policy::none())
            // Without the second part each request is copied for a retry that never comes.
            .retry(reqwest::retry::never().max_retries_per_request(0))
            .pool_idle_timeout(POOL_IDLE_TIMEOUT)
            .pool_max_idle_per_host(connections_kept)
            .tcp_nodelay(true);
        if let Some(limit) = connect_timeout {
            builder = builder.connect_timeout(limit);
        }
        if !use_proxies {
            builder = builder.no_proxy();
        }
        builder
    };
    Ok(Transport::new(HttpClient {
        pooled: client(usize::MAX).connector_layer(ObserveLayer).build()?,
        unpooled: client(0).build()?,
        proxies: use_proxies.then(|| Arc::new(Matcher::from_system())),
    }))
}
