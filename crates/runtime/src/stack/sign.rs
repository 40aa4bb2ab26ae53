//! The layer that signs each attempt, with the credentials and the time of the moment it is sent, and
//! takes note of an answer that tells that this time was wrong.

use super::progress::Signed;
use super::redact::Signature;
use super::{OutcomeFuture, Sending};
use crate::clock::Clock;
use crate::credentials::CredentialsCache;
use crate::error::{ErrorKind, Report};
use crate::operation::{Auth, Response};
use crate::uri;
use aws_sigv4::http_request::{
    PayloadChecksumKind, SignableBody, SignableRequest, SigningInstructions, SigningSettings, sign,
};
use aws_sigv4::sign::v4;
use aws_smithy_runtime_api::client::identity::Identity;
use http::header::{CONTENT_LENGTH, USER_AGENT};
use http::{HeaderName, HeaderValue};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::SystemTime;
use tower::{BoxError, Layer, Service};
use tracing::Dispatch;
use tracing::level_filters::LevelFilter;

/// Adds a signature of version 4 in the headers `authorization`, `x-amz-date` and `x-amz-security-token`.
#[derive(Clone)]
pub(crate) struct SignLayer(Arc<Signer>);

/// What a signature is made with.
struct Signer {
    credentials: CredentialsCache,
    clock: Clock,
}

impl SignLayer {
    pub(crate) fn new(credentials: CredentialsCache, clock: Clock) -> Self {
        Self(Arc::new(Signer { credentials, clock }))
    }
}

impl<S> Layer<S> for SignLayer {
    type Service = Sign<S>;

    fn layer(&self, inner: S) -> Self::Service {
        Sign {
            inner,
            layer: self.clone(),
        }
    }
}

#[derive(Clone)]
pub(crate) struct Sign<S> {
    inner: S,
    layer: SignLayer,
}

impl<S> Service<Sending> for Sign<S>
where
    S: Service<Sending, Response = Response, Error = Box<Report>, Future = OutcomeFuture>
        + Clone
        + Send
        + 'static,
{
    type Response = Response;
    type Error = Box<Report>;
    type Future = OutcomeFuture;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Box<Report>>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, mut sending: Sending) -> OutcomeFuture {
        if sending.call.plan.auth == Auth::None {
            return self.inner.call(sending);
        }
        let signer = Arc::clone(&self.layer.0);
        // The one that was asked whether it is ready is the one to call.
        let clone = self.inner.clone();
        let mut inner = std::mem::replace(&mut self.inner, clone);
        Box::pin(async move {
            let call = Arc::clone(&sending.call);
            let identity = match signer.credentials.get().await {
                Ok(identity) => identity,
                Err(refusal) => return Err(Box::new(refusal.into_report(call.plan.operation))),
            };
            let authority = uri::authority(call.request.uri());
            let reading = signer.clock.read(authority);
            let text = match add_signature(&mut sending, &identity, reading.time) {
                Ok(signature) => signature,
                Err(error) => {
                    let report = call.report(ErrorKind::Signing, "the request could not be signed");
                    return Err(Box::new(report.caused_by(error)));
                }
            };
            call.plan.progress.signed(Signature {
                identity: Arc::clone(&identity),
                text,
            });
            let response = inner.call(sending).await?;
            if response.status.is_success() {
                signer.clock.accepted(authority, reading);
            } else {
                let skew = signer.clock.measure(reading, &response.headers);
                call.plan.progress.refused(Signed {
                    identity,
                    reading,
                    skew,
                });
            }
            Ok(response)
        })
    }
}

/// Puts the signature's headers to the request, and gives the signature.
fn add_signature(
    sending: &mut Sending,
    identity: &Identity,
    time: SystemTime,
) -> Result<String, BoxError> {
    let Sending { request, call } = sending;
    let plan = &call.plan;
    let payload = if plan.unsigned_payload {
        SignableBody::UnsignedPayload
    } else if let Some(sha256) = call.sha256() {
        SignableBody::Precomputed(sha256.to_owned())
    } else {
        request.body().signable()
    };
    let mut settings = SigningSettings::default();
    if matches!(payload, SignableBody::UnsignedPayload) {
        // The header is how a service knows that the payload is not part of the signature.
        settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
    }
    let params = v4::SigningParams::builder()
        .identity(identity)
        .region(&plan.signing_region)
        .name(&plan.signing_name)
        .time(time)
        .settings(settings)
        .build()?
        .into();
    let (instructions, signature): (SigningInstructions, _) = {
        let headers = request
            .headers()
            .iter()
            .filter(|(name, value)| is_signed(name, value))
            .filter_map(|(name, value)| {
                Some((name.as_str(), std::str::from_utf8(value.as_bytes()).ok()?))
            });
        let signable = SignableRequest::new(
            request.method().as_str(),
            uri::text(request.uri()),
            headers,
            payload,
        )?;
        unheard(|| sign(signable, &params))?.into_parts()
    };
    for header in instructions.into_parts().0 {
        let mut value = HeaderValue::from_str(header.value())?;
        // Both the token and the signature keep out of `Debug` output this way.
        value.set_sensitive(header.sensitive() || header.name() == "authorization");
        request.headers_mut().insert(header.name(), value);
    }
    Ok(signature)
}

/// Signs without what the signing library tells: at the finest level, the access key id is in that. It is only where
/// someone listens at that level that this costs anything.
fn unheard<T>(sign: impl FnOnce() -> T) -> T {
    if LevelFilter::current() == LevelFilter::TRACE {
        tracing::dispatcher::with_default(&Dispatch::none(), sign)
    } else {
        sign()
    }
}

/// All headers are signed but those that say something of the attempt rather than of the request, and those
/// that a proxy may rewrite: the user agent here, a length of 0, which says no more than none at all once the message is
/// framed anew, and what else there is of them `aws-sigv4` leaves out by itself.
fn is_signed(name: &HeaderName, value: &HeaderValue) -> bool {
    let is_of_attempt = name.as_str().starts_with("amz-sdk-");
    let is_rewritten = name == USER_AGENT || (name == CONTENT_LENGTH && value == "0");
    !is_of_attempt && !is_rewritten
}
