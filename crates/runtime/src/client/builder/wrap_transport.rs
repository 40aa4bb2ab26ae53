//! Putting something around the transport that a client would have, whichever that is.

use super::Builder;
use crate::body::Body;
use crate::test_util::ClientTransport;
use crate::transport::Transport;
use bytes::Bytes;
use tower::{BoxError, Service};

/// Makes a transport of another one.
pub(super) type WrapTransport = Box<dyn FnOnce(Transport) -> Transport + Send + Sync>;

impl Builder {
    /// What sends the requests is made of what would: of the [`transport`](Self::transport) if there is one, and else of the
    /// HTTP client that comes with this library, with its CA bundle, proxies and bounds.
    ///
    /// A kept connection that was found closed is a failed connection then: the request is sent again as an attempt of its
    /// own.
    pub fn wrap_transport<S, B>(
        mut self,
        wrap: impl FnOnce(ClientTransport) -> S + Send + Sync + 'static,
    ) -> Self
    where
        S: Service<http::Request<Body>, Response = http::Response<B>>
            + Clone
            + Send
            + Sync
            + 'static,
        S::Error: Into<BoxError>,
        S::Future: Send + 'static,
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        let before = self.wrap_transport.take();
        self.wrap_transport = Some(Box::new(move |transport| {
            let transport = match before {
                Some(before) => before(transport),
                None => transport,
            };
            Transport::of_service(wrap(ClientTransport(transport)))
        }));
        self
    }
}
