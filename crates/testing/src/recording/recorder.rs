//! What keeps the exchanges of a real transport.

use super::file::{Exchange, File, Names, Request, Response};
use super::redact::Redaction;
use crate::replay::Chunks;
use bytes::{Bytes, BytesMut};
use http_body::Body as _;
use smithereens::test_util::{ClientTransport, OperationName, Unexpected};
use smithereens::{Body, Builder};
use std::future::{Future, poll_fn};
use std::io;
use std::path::Path;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use tower::{BoxError, Service, ServiceExt};

/// The exchanges so far. Clones share them.
#[derive(Clone)]
pub(super) struct Recorder(Arc<Mutex<Recorded>>);

struct Recorded {
    redaction: Redaction,
    exchanges: Vec<Raw>,
}

/// An exchange as it was: what is secret may be known only after it.
struct Raw {
    operation: Option<OperationName>,
    request: http::Request<Bytes>,
    response: Option<Result<(http::Response<Bytes>, bool), String>>,
}

impl Recorder {
    pub(super) fn new(redaction: Redaction) -> Self {
        Self(Arc::new(Mutex::new(Recorded {
            redaction,
            exchanges: Vec::new(),
        })))
    }

    /// Has what a client sends recorded.
    pub(super) fn around(&self, builder: Builder) -> Builder {
        let (recorder, tokens) = (self.clone(), self.clone());
        builder
            .wrap_transport(|transport| RecordedTransport {
                recorder,
                transport,
            })
            .idempotency_token(move || {
                let token = uuid();
                tokens.lock().redaction.token(token.clone());
                token
            })
    }

    /// Writes all exchanges without what is secret.
    pub(super) fn save(&self, path: &Path) -> io::Result<()> {
        let recorded = self.lock();
        let mut redaction = recorded.redaction.clone();
        for raw in &recorded.exchanges {
            for secret in secrets(&raw.request) {
                redaction.text(secret);
            }
        }
        let exchanges = recorded.exchanges.iter();
        let exchanges = exchanges.map(|raw| raw.exchange(&redaction)).collect();
        let names = Names {
            headers: redaction.headers,
            members: redaction.members,
        };
        File::new(names, exchanges).write(path)
    }

    fn lock(&self) -> MutexGuard<'_, Recorded> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a request was authenticated with, as far as it is in it.
fn secrets(request: &http::Request<Bytes>) -> impl Iterator<Item = String> + '_ {
    let header = |name: &str| request.headers().get(name)?.to_str().ok();
    let bearer = header("authorization").and_then(|it| it.strip_prefix("Bearer "));
    let secrets = [header("x-amz-security-token"), header("cookie"), bearer];
    secrets.into_iter().flatten().map(str::to_owned)
}

impl Raw {
    fn exchange(&self, redaction: &Redaction) -> Exchange {
        let (mut response, mut failure) = (None, None);
        match &self.response {
            Some(Ok((found, is_cut_short))) => {
                let found = redaction.response(found.clone());
                response = Some(Response::of(&found, *is_cut_short));
            }
            Some(Err(text)) => {
                failure = Some(redaction.in_text(text).unwrap_or_else(|| text.clone()));
            }
            None => {}
        }
        let request = redaction.request(self.request.clone());
        Exchange {
            operation: self.operation.map_or_else(String::new, |it| it.to_string()),
            request: Request::of(&request),
            response,
            failure,
        }
    }
}

/// A random UUID, of version 4.
fn uuid() -> String {
    let random = fastrand::u128(..);
    let bits = (random & !(0xf << 76) & !(3 << 62)) | (4 << 76) | (2 << 62);
    let digits = format!("{bits:032x}");
    let parts = [
        &digits[..8],
        &digits[8..12],
        &digits[12..16],
        &digits[16..20],
        &digits[20..],
    ];
    parts.join("-")
}

/// A client's transport, whose exchanges are recorded.
#[derive(Clone)]
struct RecordedTransport {
    recorder: Recorder,
    transport: ClientTransport,
}

impl Service<http::Request<Body>> for RecordedTransport {
    type Response = http::Response<Chunks>;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<http::Response<Chunks>, BoxError>> + Send>>;

    fn poll_ready(&mut self, _cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        let Self {
            recorder,
            transport,
        } = self.clone();
        Box::pin(async move {
            if request.version() == http::Version::HTTP_2 {
                let text = "a call that sends events while others are received cannot be recorded";
                return Err(Unexpected::new(text, text).into());
            }
            let (parts, body) = request.into_parts();
            let body = read(body).await?;
            let request = http::Request::from_parts(parts, body);
            let slot = {
                let mut recorded = recorder.lock();
                recorded.exchanges.push(Raw {
                    operation: request.extensions().get().copied(),
                    request: request.clone(),
                    response: None,
                });
                recorded.exchanges.len() - 1
            };
            let keep = |response| recorder.lock().exchanges[slot].response = Some(response);
            let response = match transport.oneshot(request.map(Body::from)).await {
                Ok(response) => response,
                Err(error) => {
                    keep(Err(error.to_string()));
                    return Err(error);
                }
            };
            let (parts, body) = response.into_parts();
            let (bytes, failure) = read_as_far_as_possible(body).await;
            let response = http::Response::from_parts(parts, bytes);
            keep(Ok((response.clone(), failure.is_some())));
            Ok(response.map(|bytes| Chunks::of(bytes, failure.is_some())))
        })
    }
}

async fn read(body: Body) -> Result<Bytes, BoxError> {
    match read_as_far_as_possible(body).await {
        (bytes, None) => Ok(bytes),
        (_, Some(failure)) => Err(failure),
    }
}

/// The bytes of a body, and why there are no more if it did not end.
async fn read_as_far_as_possible(body: Body) -> (Bytes, Option<BoxError>) {
    let mut body = pin!(body);
    let mut bytes = BytesMut::new();
    while let Some(frame) = poll_fn(|cx| body.as_mut().poll_frame(cx)).await {
        match frame {
            Ok(frame) => bytes.extend_from_slice(&frame.into_data().unwrap_or_default()),
            Err(error) => return (bytes.freeze(), Some(error)),
        }
    }
    (bytes.freeze(), None)
}
