//! The transport that a client has unless it is given another: `reqwest` over `rustls`.

use super::Transport;
use crate::body::Body;
use reqwest::redirect;
use rustls::ClientConfig;
use rustls::crypto::ring;
use rustls_platform_verifier::BuilderVerifierExt;
use std::sync::Arc;
use std::time::Duration;
use tower::{BoxError, Service, service_fn};

/// How long an idle connection is kept: less than the 60 seconds after which common load balancers drop
/// theirs (the default of an AWS Application Load Balancer), so that no request is sent into a closing one.
const POOL_IDLE_TIMEOUT: Duration = Duration::from_secs(50);

/// HTTP/1.1, over TLS with the certificates that the operating system trusts where the URL says so.
///
/// The proxy variables of the process (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`) apply unless
/// `use_proxies` is off. Redirects are not followed and nothing is sent twice: a signature is for one URL
/// and one moment.
///
/// # Errors
///
/// The system's certificates cannot be read.
pub(crate) fn default_transport(
    connect_timeout: Option<Duration>,
    use_proxies: bool,
) -> Result<Transport, BoxError> {
    // The provider is named here, and not installed for the process: that is the program's to decide.
    let tls = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_platform_verifier()?
        .with_no_client_auth();
    let mut builder = reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .http1_only()
        .redirect(redirect::Policy::none())
        .retry(reqwest::retry::never())
        .pool_idle_timeout(POOL_IDLE_TIMEOUT)
        .tcp_nodelay(true);
    if let Some(limit) = connect_timeout {
        builder = builder.connect_timeout(limit);
    }
    if !use_proxies {
        builder = builder.no_proxy();
    }
    let client = builder.build()?;
    Ok(super::boxed(service_fn(move |request| {
        let sent = convert(request).map(|request| (&client).call(request));
        async move { Ok::<_, reqwest::Error>(sent?.await?.into()) }
    })))
}

fn convert(request: http::Request<Body>) -> Result<reqwest::Request, reqwest::Error> {
    request
        .map(|body| match body.as_bytes() {
            Some(bytes) => reqwest::Body::from(bytes.clone()),
            None => reqwest::Body::wrap(body),
        })
        .try_into()
        .map_err(reqwest::Error::without_url)
}
