//! TLS by rustls.

use hyper_rustls::{HttpsConnector, MaybeHttpsStream};
#[cfg(feature = "tls-aws-lc-rs")]
use rustls::crypto::aws_lc_rs as provider;
#[cfg(not(feature = "tls-aws-lc-rs"))]
use rustls::crypto::ring as provider;
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::BuilderVerifierExt;
use std::sync::Arc;
use tower::BoxError;

/// What connections over TLS are made with. Clones share it.
#[derive(Clone)]
pub(crate) struct Tls(Arc<ClientConfig>);

/// A connection, with TLS where the URL says so.
pub(in crate::transport) type MaybeTls<T> = MaybeHttpsStream<T>;

impl Tls {
    /// TLS with the certificates that are given, else those that the operating system trusts, for HTTP/1.1.
    ///
    /// # Errors
    ///
    /// The system's certificates cannot be read.
    pub(crate) fn new(roots: Option<RootCertStore>) -> Result<Self, BoxError> {
        // The provider is named here, and not installed for the process: that is the program's to decide. ring is there by
        // default, and AWS-LC because someone asked for it.
        let tls = ClientConfig::builder_with_provider(Arc::new(provider::default_provider()))
            .with_safe_default_protocol_versions()?;
        let mut tls = match roots {
            Some(roots) => tls.with_root_certificates(roots),
            None => tls.with_platform_verifier()?,
        }
        .with_no_client_auth();
        tls.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self(Arc::new(tls)))
    }

    /// The same for HTTP/2.
    #[cfg(feature = "http2")]
    pub(in crate::transport) fn for_http2(&self) -> Self {
        let mut tls = ClientConfig::clone(&self.0);
        tls.alpn_protocols = vec![b"h2".to_vec()];
        Self(Arc::new(tls))
    }

    /// What makes connections on those that are made by `inner`, with TLS where the URL says so.
    pub(in crate::transport) fn over<T>(&self, inner: T) -> HttpsConnector<T> {
        HttpsConnector::from((inner, Arc::clone(&self.0)))
    }
}

/// A connection without TLS.
pub(in crate::transport) fn unencrypted<T>(connection: T) -> MaybeTls<T> {
    MaybeHttpsStream::Http(connection)
}
