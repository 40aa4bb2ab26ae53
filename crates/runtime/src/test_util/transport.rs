//! A client's own transport as a tower service, to be wrapped.

use crate::body::Body;
use crate::transport::{Connections, ResponseFuture, Transport};
use std::fmt;
use std::task::{Context, Poll};
use tower::{BoxError, Service};

/// The transport that a client would have: see [`Builder::wrap_transport`](crate::Builder::wrap_transport).
#[derive(Clone)]
pub struct ClientTransport(pub(crate) Transport);

impl Service<http::Request<Body>> for ClientTransport {
    type Response = http::Response<Body>;
    type Error = BoxError;
    type Future = ResponseFuture;

    fn poll_ready(&mut self, _cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> ResponseFuture {
        self.0.send(request, Connections::default())
    }
}

impl fmt::Debug for ClientTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ClientTransport")
    }
}
