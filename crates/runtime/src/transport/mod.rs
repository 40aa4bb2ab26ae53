//! What requests are sent with: a `reqwest::Client`, or any service the caller brings.

mod default;
mod failure;
mod resend;

pub(crate) use default::default_transport;
pub(crate) use failure::{broken_body, failed};
pub(crate) use resend::Repeatable;

use crate::body::Body;
use bytes::Bytes;
use tower::util::BoxCloneSyncService;
use tower::{BoxError, Service, ServiceExt};

/// A transport, whatever it is made of.
pub(crate) type Transport =
    BoxCloneSyncService<http::Request<Body>, http::Response<Body>, BoxError>;

/// Boxes a service as a transport.
pub(crate) fn boxed<S, B>(service: S) -> Transport
where
    S: Service<http::Request<Body>, Response = http::Response<B>> + Clone + Send + Sync + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send + 'static,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    BoxCloneSyncService::new(
        service
            .map_response(|response: http::Response<B>| response.map(Body::stream))
            .map_err(Into::into),
    )
}
