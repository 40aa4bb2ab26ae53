//! How names become addresses: by the system, with an error that says that it was this which failed.
//!
//! The system may take much longer than any timeout, and cannot be stopped: see [`detached`].

use crate::detached::{self, Turns};
use hyper_util::client::legacy::connect::dns::Name;
use std::fmt;
use std::future::Future;
use std::io;
use std::net::{SocketAddr, ToSocketAddrs};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::vec;
use tower::Service;

/// The system's resolver.
#[derive(Clone)]
pub(super) struct Resolver;

/// A name has no address, as far as the system knows.
#[derive(Debug)]
pub(super) struct UnresolvedName(io::Error);

/// The addresses of a name, all with port 0.
pub(crate) async fn addresses(name: String) -> io::Result<vec::IntoIter<SocketAddr>> {
    static NAMES: Turns = Turns::new();
    detached::in_turn(&NAMES, move || (name.as_str(), 0).to_socket_addrs()).await
}

impl Service<Name> for Resolver {
    type Response = vec::IntoIter<SocketAddr>;
    type Error = UnresolvedName;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, UnresolvedName>> + Send>>;

    fn poll_ready(&mut self, _cx: &mut Context<'_>) -> Poll<Result<(), UnresolvedName>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, name: Name) -> Self::Future {
        let name = name.as_str().to_owned();
        Box::pin(async move { addresses(name).await.map_err(UnresolvedName) })
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
