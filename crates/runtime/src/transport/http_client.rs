//! The HTTP client as a transport: `reqwest`, on connections that are kept, or on new ones where those are not trusted.

use super::{Answer, Connections, Exchange};
use crate::body::Body;
use http::Uri;
use http::uri::Authority;
use hyper_util::client::proxy::matcher::Matcher;
use reqwest::{Client, Request, Response, Url};
use std::error::Error;
use std::future::ready;
use std::str::FromStr;
use std::sync::Arc;
use tower::{BoxError, Service};

/// The HTTP client, and another one that makes a connection for each request.
pub(super) struct HttpClient {
    pub(super) pooled: Client,
    pub(super) unpooled: Client,
    /// The proxies that both use, if they do.
    pub(super) proxies: Option<Arc<Matcher>>,
}

impl Exchange for HttpClient {
    fn exchange(&self, request: http::Request<Body>, connections: Connections) -> Answer {
        let request = match convert(request) {
            Ok(request) => request,
            Err(error) => return Box::pin(ready(Err(error))),
        };
        if connections.start() {
            let answer = (&self.unpooled).call(request);
            return Box::pin(async move { Ok(read_as_it_comes(answer.await?)) });
        }
        let answer = (&self.pooled).call(request);
        Box::pin(async move {
            match connections.during(answer).await {
                Ok(response) => Ok(read_as_it_comes(response)),
                Err(error) => {
                    if is_loss(&error) {
                        connections.lost();
                    }
                    Err(error.into())
                }
            }
        })
    }

    fn proxy(&self, uri: &Uri) -> Option<String> {
        let proxy = self.proxies.as_ref()?.intercept(uri)?;
        let authority = proxy.uri().authority().map_or("", Authority::as_str);
        // There is a user name and password only where it is malformed.
        authority.rsplit('@').next().map(str::to_owned)
    }
}

fn read_as_it_comes(response: Response) -> http::Response<Body> {
    http::Response::from(response).map(Body::stream)
}

/// Whether it may be the connection that failed, once it was there, and before the head of an answer.
fn is_loss(error: &reqwest::Error) -> bool {
    error.is_request() && !error.is_connect() && !error.is_timeout()
}

/// Whether it is a request's URL that the HTTP client does not take.
pub(super) fn is_invalid_url(error: &(dyn Error + 'static)) -> bool {
    error.is::<<Url as FromStr>::Err>()
}

fn convert(request: http::Request<Body>) -> Result<Request, BoxError> {
    let (parts, body) = request.into_parts();
    let mut converted = Request::new(parts.method, Url::parse(&crate::uri::text(&parts.uri))?);
    *converted.headers_mut() = parts.headers;
    *converted.body_mut() = Some(match body.as_bytes() {
        Some(bytes) => bytes.clone().into(),
        None => reqwest::Body::wrap(body),
    });
    Ok(converted)
}
