//! No TLS: URLs with `https://` are refused.

use http::Uri;
use http::uri::Scheme;
use std::error::Error;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};
use tower::{BoxError, Service};

/// What connections over TLS would be made with.
#[derive(Clone)]
pub(crate) struct Tls;

/// A connection, which is one without TLS.
pub(in crate::transport) type MaybeTls<T> = T;

#[expect(clippy::unused_self, reason = "with TLS there is something in it")]
impl Tls {
    /// The same for HTTP/2.
    #[cfg(feature = "http2")]
    pub(in crate::transport) fn for_http2(&self) -> Self {
        Self
    }

    /// What makes connections by `inner`, and refuses to where the URL asks for TLS.
    pub(in crate::transport) fn over<T>(&self, inner: T) -> HttpConnector<T> {
        HttpConnector(inner)
    }
}

/// A connection without TLS.
pub(in crate::transport) fn unencrypted<T>(connection: T) -> MaybeTls<T> {
    connection
}

/// Makes connections for URLs with `http://`.
#[derive(Clone)]
pub(in crate::transport) struct HttpConnector<T>(T);

impl<T> Service<Uri> for HttpConnector<T>
where
    T: Service<Uri>,
    T::Error: Into<BoxError>,
    T::Future: Send + 'static,
    T::Response: 'static,
{
    type Response = T::Response;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<T::Response, BoxError>> + Send>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.0.poll_ready(cx).map_err(Into::into)
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        if uri.scheme() == Some(&Scheme::HTTPS) {
            return Box::pin(async { Err(NoTls.into()) });
        }
        let connecting = self.0.call(uri);
        Box::pin(async move { connecting.await.map_err(Into::into) })
    }
}

/// A URL asks for TLS.
#[derive(Debug)]
struct NoTls;

impl fmt::Display for NoTls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(TlsFailure::Missing.text())
    }
}

impl Error for NoTls {}

/// What TLS failed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::transport) enum TlsFailure {
    /// There is none.
    Missing,
}

#[expect(
    clippy::unnecessary_wraps,
    clippy::unused_self,
    reason = "with TLS there are several"
)]
impl TlsFailure {
    /// Whether it is that there is no TLS.
    pub(in crate::transport) const IS_MISSING: bool = true;

    /// What this error says of TLS, if it does.
    pub(in crate::transport) fn of(error: &(dyn Error + 'static)) -> Option<Self> {
        error.is::<NoTls>().then_some(Self::Missing)
    }

    /// It in words.
    pub(in crate::transport) const fn text(self) -> &'static str {
        "https:// takes TLS, and `smithereens` was built without it"
    }

    /// It in words, where it is with a proxy, rather than through it.
    pub(in crate::transport) const fn text_of_proxy(self) -> &'static str {
        "the proxy is one with https://, which takes TLS, and `smithereens` was built without it"
    }

    /// What may be done, where it is something particular.
    pub(in crate::transport) const fn hint(self) -> Option<&'static str> {
        Some(
            "build `smithereens` with the feature `tls-ring` or `tls-aws-lc-rs`, or give the client a transport that speaks TLS with `transport()`",
        )
    }

    /// As [`hint`](Self::hint), where it is with a proxy.
    pub(in crate::transport) const fn hint_of_proxy(self) -> Option<&'static str> {
        self.hint()
    }
}
