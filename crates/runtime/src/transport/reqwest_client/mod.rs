//! A `reqwest::Client` of the program's own as a transport.

mod failure;

pub(super) use failure::ReqwestFailure;

use super::{Connections, Exchange, ResponseFuture};
use crate::body::Body;
use bytes::Bytes;
use failure::{FollowedRedirect, RewrittenUrl};
use http::header::{ACCEPT_ENCODING, HOST};
use http::{HeaderValue, Version};
use http_body::{Body as HttpBody, Frame, SizeHint};
use http_body_util::BodyExt;
use reqwest::{Client, Request, Response};
use std::pin::Pin;
use std::task::{Context, Poll};
use tower::BoxError;

/// The client, which shares its connections with all that the program does with it.
pub(super) struct ReqwestClient(pub(super) Client);

impl Exchange for ReqwestClient {
    fn exchange(&self, request: http::Request<Body>, _connections: Connections) -> ResponseFuture {
        let client = self.0.clone();
        Box::pin(async move {
            let request = converted(request)?;
            let url = request.url().clone();
            let sent = client.execute(request).await;
            // Its errors would show the URL, and with it what is in the query.
            let response = sent.map_err(reqwest::Error::without_url)?;
            if *response.url() != url {
                return Err(FollowedRedirect.into());
            }
            Ok(read(response))
        })
    }
}

/// The request as reqwest has it.
fn converted(mut request: http::Request<Body>) -> Result<Request, BoxError> {
    let uri = request.uri().clone();
    let headers = request.headers_mut();
    // Where it decodes responses, it would ask for such, and what they say of their length and checksums is gone then.
    headers
        .entry(ACCEPT_ENCODING)
        .or_insert(HeaderValue::from_static("identity"));
    if request.version() == Version::HTTP_2 {
        // It goes as `:authority` there, and is the same.
        request.headers_mut().remove(HOST);
    }
    let request = request.map(|body| reqwest::Body::wrap(Once(body)));
    let request = Request::try_from(request).map_err(reqwest::Error::without_url)?;
    // The parser of URLs resolves `.` and `..`, which an endpoint may have, and the signature is for the path as it was.
    let url = request.url();
    if (url.path(), url.query()) != (uri.path(), uri.query()) {
        return Err(RewrittenUrl.into());
    }
    Ok(request)
}

/// The response, whose body is still to come.
fn read(response: Response) -> http::Response<Body> {
    let response = http::Response::<reqwest::Body>::from(response);
    response.map(|body| Body::stream(body.map_err(reqwest::Error::without_url)))
}

/// A body that is not sent a second time: reqwest follows redirects with the bodies that it can make again, empty ones
/// among them, and signature and session would go to wherever a response says.
struct Once(Body);

impl HttpBody for Once {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        Pin::new(&mut self.0).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    /// None for an empty body, which is what makes it one that can be made again. What is sent is the same, since it
    /// has ended.
    fn size_hint(&self) -> SizeHint {
        if self.is_end_stream() {
            return SizeHint::new();
        }
        self.0.size_hint()
    }
}
