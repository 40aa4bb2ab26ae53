//! What travels down the stack: a request, and how it is to be run.

#[cfg(feature = "event-stream")]
mod events;
mod progress;
mod redact;
mod request_body;
mod source_failure;
mod transfer;

#[cfg(feature = "event-stream")]
pub(crate) use events::Events;
pub(crate) use progress::{Progress, Signature, Signed, Stage};
pub(crate) use redact::redact;
pub(crate) use request_body::RequestBody;
pub(crate) use source_failure::SourceFailure;
pub(crate) use transfer::{SendNumber, Upload};

use crate::digest::{Digests, Wanted};
use crate::error::{ErrorKind, Report};
#[cfg(feature = "bearer-auth")]
use crate::operation::AuthScheme;
#[cfg(feature = "event-stream")]
use crate::operation::EventStreams;
#[cfg(feature = "checksum")]
use crate::operation::SentMessages;
use crate::operation::{Auth, RetryableError, Service};
use crate::timeouts::Timeouts;
use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

/// A request, whole but for what each sending adds, and how it is to be run. Its layers share it.
pub(crate) struct Call {
    pub(crate) request: http::Request<RequestBody>,
    pub(crate) plan: Plan,
    /// What was computed over the body, once it is.
    pub(crate) digests: OnceLock<Digests>,
}

/// Which of the authentication schemes of an operation are tried.
#[cfg(feature = "bearer-auth")]
#[derive(Debug, Default)]
pub(crate) struct Schemes {
    /// The first one is used that there is an identity for.
    pub(crate) order: Vec<AuthScheme>,
    /// Why others are not tried.
    pub(crate) excluded: Vec<(AuthScheme, String)>,
}

/// How a request is to be run, and how far that has come.
pub(crate) struct Plan {
    pub(crate) operation: &'static str,
    /// By which retries are counted, and how its responses are read.
    pub(crate) service: &'static Service,
    /// Whether it can be run a second time, and does no more than the first time then.
    pub(crate) is_idempotent: bool,
    pub(crate) retryable_errors: &'static [RetryableError],
    pub(crate) streaming_output: bool,
    /// Which of the bodies are event streams.
    #[cfg(feature = "event-stream")]
    pub(crate) event_streams: EventStreams,
    pub(crate) auth: Auth,
    /// Which of several schemes are tried.
    #[cfg(feature = "bearer-auth")]
    pub(crate) schemes: Schemes,
    /// Whether the signature leaves out the body, whatever its kind.
    pub(crate) unsigned_payload: bool,
    /// What the caller says the SHA-256 of the body is, in hexadecimal digits.
    pub(crate) given_sha256: Option<String>,
    /// What is to be computed over the body.
    pub(crate) wanted: Wanted,
    /// The scope of the signature.
    pub(crate) signing_name: Cow<'static, str>,
    pub(crate) signing_region: Arc<str>,
    pub(crate) timeouts: Timeouts,
    pub(crate) response_body_limit: BodyLimit,
    pub(crate) max_attempts: u32,
    /// What the response is compared with.
    #[cfg(feature = "checksum")]
    pub(crate) sent_messages: SentMessages,
    pub(crate) progress: Progress,
}

impl Plan {
    /// Whether the request can be signed, with credentials.
    pub(crate) fn can_be_signed(&self) -> bool {
        #[cfg(feature = "bearer-auth")]
        if matches!(self.auth, Auth::FirstOf(_)) {
            return self.schemes.order.contains(&AuthScheme::SigV4);
        }
        self.auth.may_sign()
    }
}

impl Call {
    pub(crate) fn new(request: http::Request<RequestBody>, plan: Plan) -> Self {
        Self {
            request,
            plan,
            digests: OnceLock::new(),
        }
    }

    /// The SHA-256 of the body, in hexadecimal digits, where it is known.
    pub(crate) fn sha256(&self) -> Option<&str> {
        let given = self.plan.given_sha256.as_deref();
        given.or_else(|| self.digests.get()?.sha256.as_deref())
    }

    /// A failure of this call.
    pub(crate) fn report(&self, kind: ErrorKind, text: impl Into<String>) -> Report {
        Report::new(kind, self.plan.operation, text)
    }
}

/// How many bytes of a response are read into memory at most; `None` is no bound.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BodyLimit(pub(crate) Option<u64>);

impl Default for BodyLimit {
    fn default() -> Self {
        Self(Some(64 * 1024 * 1024))
    }
}
