//! The HTTP client that the SDK's providers and their clients of STS and SSO send through: this library's own.

use crate::body::Body;
use crate::transport::{self, Connections, Transport};
use aws_smithy_async::future::timeout::Timeout;
use aws_smithy_async::rt::sleep::{AsyncSleep, SharedAsyncSleep};
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use bytes::Bytes;
use http_body_util::{BodyExt, Limited};
use std::fmt;
use std::time::Duration;
use tower::BoxError;

/// A response with credentials has a few kilobytes; what is larger than this, in bytes, is none.
const MAX_ANSWER: usize = 1024 * 1024;

/// A transport as the SDK's HTTP client.
#[derive(Clone)]
pub(super) struct Http {
    pub(super) transport: Transport,
    pub(super) sleep: SharedAsyncSleep,
}

impl HttpClient for Http {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        _components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        // The SDK counts the time for reading from the start of the request; to connect is within it here.
        let limit = settings.read_timeout().map(|read| {
            let connect = settings.connect_timeout().unwrap_or_default();
            read.saturating_add(connect)
        });
        SharedHttpConnector::new(Connector {
            http: self.clone(),
            limit,
        })
    }
}

impl fmt::Debug for Http {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Http")
    }
}

#[derive(Debug)]
struct Connector {
    http: Http,
    /// For the whole response.
    limit: Option<Duration>,
}

impl HttpConnector for Connector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let Http { transport, sleep } = self.http.clone();
        let sent = send(transport, request);
        let Some(limit) = self.limit else {
            return HttpConnectorFuture::new(sent);
        };
        HttpConnectorFuture::new(async move {
            match Timeout::new(Box::pin(sent), sleep.sleep(limit)).await {
                Ok(answer) => answer,
                Err(_) => {
                    let text = format!("no response within {limit:?}");
                    Err(ConnectorError::timeout(Failed(text).into()))
                }
            }
        })
    }
}

async fn send(transport: Transport, request: HttpRequest) -> Result<HttpResponse, ConnectorError> {
    let request = request
        .try_into_http1x()
        .map_err(|error| ConnectorError::user(error.into()))?;
    let (parts, body) = request.into_parts();
    let Some(bytes) = body.bytes().map(Bytes::copy_from_slice) else {
        let text = "a request for credentials whose body is a stream";
        return Err(ConnectorError::user(Failed(text.to_owned()).into()));
    };
    let request = ::http::Request::from_parts(parts, Body::from(bytes));
    let response = exchange(&transport, request).await;
    let response = response.map_err(|failed| ConnectorError::io(failed.into()))?;
    let response = response.map(SdkBody::from);
    HttpResponse::try_from(response).map_err(|error| ConnectorError::user(error.into()))
}

/// Sends a request, and reads the response to its end.
pub(super) async fn exchange(
    transport: &Transport,
    request: ::http::Request<Body>,
) -> Result<::http::Response<Bytes>, Failed> {
    let uri = request.uri().clone();
    let failed = |error: BoxError| {
        let route = transport.route(&uri, &Connections::default());
        Failed(transport::no_response(&route, &*error))
    };
    let sent = transport.send(request, Connections::default());
    let (parts, body) = sent.await.map_err(failed)?.into_parts();
    let body = Limited::new(body, MAX_ANSWER).collect().await;
    let body = body.map_err(failed)?.to_bytes();
    Ok(::http::Response::from_parts(parts, body))
}

/// Why there was no response. What lies below it, URLs included, stays out.
#[derive(Debug)]
pub(super) struct Failed(String);

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Failed {}
