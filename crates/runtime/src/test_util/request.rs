//! The request of an operation, without a client.

use crate::body::Body;
use crate::operation::{InvalidInput, Operation};
use http::Uri;

/// The request that an operation makes, as far as the operation itself says: method, path, query, its own headers and its
/// body. Endpoint, user agent, signature and what depends on settings are left out. The body
/// of an event stream is a stream without bytes.
///
/// An idempotency token that the caller left out is this one.
///
/// # Errors
///
/// A member has a value that cannot be sent.
pub fn request_of<O: Operation>(
    mut operation: O,
    idempotency_token: &str,
) -> Result<http::Request<Body>, InvalidInput> {
    operation.fill_idempotency_token(|| idempotency_token.to_owned());
    let request = operation.request()?;
    let target = if request.target.starts_with('/') {
        request.target
    } else {
        format!("/{}", request.target)
    };
    let uri = Uri::try_from(target)
        .map_err(|_| InvalidInput::new("path", "does not make a path of a URL"))?;
    #[cfg(feature = "event-stream")]
    let body = match request.messages {
        Some(_) => Body::stream(Body::empty()),
        None => request.body.into_body(),
    };
    #[cfg(not(feature = "event-stream"))]
    let body = request.body.into_body();
    let mut made = http::Request::new(body);
    *made.method_mut() = request.method;
    *made.uri_mut() = uri;
    *made.headers_mut() = request.headers;
    Ok(made)
}
