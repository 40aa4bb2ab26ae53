//! How names become addresses: by the system, with an error that says that it was this which failed.

use hyper_util::client::legacy::connect::dns::{GaiAddrs, GaiResolver, Name};
use std::fmt;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use tower::Service;

/// The system's resolver.
#[derive(Clone)]
pub(super) struct Resolver(pub(super) GaiResolver);

/// A name has no address, as far as the system can tell.
#[derive(Debug)]
pub(super) struct UnresolvedName(io::Error);

impl Service<Name> for Resolver {
    type Response = GaiAddrs;
    type Error = UnresolvedName;
    type Future = Pin<Box<dyn Future<Output = Result<GaiAddrs, UnresolvedName>> + Send>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), UnresolvedName>> {
        self.0.poll_ready(cx).map_err(UnresolvedName)
    }

    fn call(&mut self, name: Name) -> Self::Future {
        let resolving = self.0.call(name);
        Box::pin(async move { resolving.await.map_err(UnresolvedName) })
    }
}

impl fmt::Display for UnresolvedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name cannot be resolved")
    }
}

impl std::error::Error for UnresolvedName {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}
