//! TLS for the HTTP client that comes with the library: by rustls, or none, where the library is built without it.

#[cfg(feature = "__tls")]
mod failure;
#[cfg(not(feature = "__tls"))]
mod none;
#[cfg(feature = "__tls")]
mod rustls;

#[cfg(feature = "__tls")]
pub(super) use failure::TlsFailure;
#[cfg(not(feature = "__tls"))]
pub(crate) use none::Tls;
#[cfg(not(feature = "__tls"))]
pub(super) use none::{MaybeTls, TlsFailure, unencrypted};
#[cfg(feature = "__tls")]
pub(crate) use rustls::Tls;
#[cfg(feature = "__tls")]
pub(super) use rustls::{MaybeTls, unencrypted};
