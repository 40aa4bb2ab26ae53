//! What an operation is: the contract between generated code and the client.
//!
//! An operation is a value that knows how to become an HTTP request and how to read the response. Everything
//! else (endpoint, signature, retries, timeouts) is the client's, so the same value runs on any client.

mod auth;
mod body_check;
mod error;
#[cfg(feature = "event-stream")]
mod event_streams;
mod header_list;
#[cfg(feature = "checksum")]
mod message_digests;
mod paginated;
mod protocol;
mod redact;
mod request;
mod response;
mod service;
mod waiter;

pub use auth::Auth;
#[cfg(feature = "bearer-auth")]
pub use auth::AuthScheme;
pub use body_check::BodyCheck;
#[cfg(feature = "crc32")]
pub use body_check::CRC32;
pub(crate) use body_check::Damaged;
pub use error::{DecodeError, InvalidInput};
#[cfg(feature = "event-stream")]
pub use event_streams::EventStreams;
pub use header_list::quoted;
pub use http::Method;
#[cfg(feature = "checksum")]
pub use message_digests::{MessageAttribute, MessageDigests, SentMessages};
pub use paginated::{Paginated, PaginatedItems, Pagination};
pub(crate) use protocol::ErrorMetadata;
pub use protocol::Protocol;
#[cfg(feature = "event-stream")]
pub(crate) use request::Messages;
pub use request::{Request, strip_id_prefix};
pub use response::Response;
pub use service::{RetryDefaults, RetryableError, Service};
pub use waiter::{Outcome, Waiter, WaiterState, all_equal};

use crate::endpoint::{Endpoint, EndpointError, EndpointParams};
use std::time::Duration;

/// An operation of a service, with its input: one HTTP request and the reading of its response.
///
/// Generated code implements this. What is constant for the operation is an associated constant, so that
/// nothing of it is stored or passed at run time.
pub trait Operation: Send + Sized {
    /// The operation's name in its model, such as `ListFunctionEventInvokeConfigs`.
    const NAME: &'static str;

    /// The service that the operation belongs to.
    const SERVICE: &'static Service;

    /// Whether a second run does no more than the first one (Smithy's `readonly` and `idempotent` traits).
    /// Its request is sent again at once, as part of the same attempt, where it met with a kept connection that
    /// the server had closed.
    const IDEMPOTENT: bool = false;

    /// How long an attempt may take where neither the client nor the call has a bound of its own, if the operation is
    /// known to take longer than the client's default allows.
    const ATTEMPT_TIMEOUT: Option<Duration> = None;

    /// How requests are authenticated (Smithy's `auth` trait).
    const AUTH: Auth = Auth::SigV4;

    /// Whether the body of a successful response is handed over unread (Smithy's `streaming` trait on the
    /// output's payload).
    const STREAMING_OUTPUT: bool = false;

    /// Which of its bodies are event streams (Smithy's `streaming` trait on a union). The body of such an output is
    /// [handed over unread](Self::STREAMING_OUTPUT).
    #[cfg(feature = "event-stream")]
    const EVENT_STREAMS: EventStreams = EventStreams::NONE;

    /// Whether the body, of whatever kind, is left out of the signature (Smithy's `aws.auth#unsignedPayload`
    /// trait): `x-amz-content-sha256: UNSIGNED-PAYLOAD` is sent, and signed, in its place. It says nothing of
    /// retries: what can be sent again is, signed or not. A stream that passes once is signed only if its hash is
    /// [given](crate::ByteStream::with_sha256).
    const UNSIGNED_PAYLOAD: bool = false;

    /// Whether a [presigned](crate::Client::presign) request has the members of the JSON body in its query, and the
    /// method GET. No trait of a model says so: it is what the service takes.
    const BODY_IN_PRESIGNED_QUERY: bool = false;

    /// The operation's errors that the model declares worth another attempt (Smithy's `retryable` trait).
    const RETRYABLE_ERRORS: &'static [RetryableError] = &[];

    /// What the operation gives when it succeeds.
    type Output: Send + 'static;

    /// The errors that the model lists for the operation.
    type Error: std::error::Error + Send + Sync + 'static;

    /// The HTTP request of this operation, without what the client adds: endpoint, user agent, signature.
    ///
    /// # Errors
    ///
    /// A member has a value that cannot be sent, such as an empty path label.
    fn request(self) -> Result<Request, InvalidInput>;

    /// Reads a successful (2xx) response.
    ///
    /// # Errors
    ///
    /// The response does not have the form that the model gives it.
    fn output(response: Response) -> Result<Self::Output, DecodeError>;

    /// Reads an error response with this error code, or gives `None` where the model lists no such error.
    ///
    /// # Errors
    ///
    /// The code is one of the model's, and the response does not have the form that the model gives it.
    fn error(code: &str, response: &Response) -> Result<Option<Self::Error>, DecodeError>;

    /// Gives the idempotency token a value, where the operation has one and the caller left it out (Smithy's
    /// `idempotencyToken` trait). The client calls this once for each call, so that all attempts share it.
    fn fill_idempotency_token(&mut self, token: impl FnOnce() -> String) {
        let _ = token;
    }

    /// The MD5 of the messages that it sends, for [`check_messages`](Self::check_messages).
    #[cfg(feature = "checksum")]
    fn sent_messages(&self) -> SentMessages {
        SentMessages::default()
    }

    /// Compares messages with what the output says of them: those that were sent, or that are in the output.
    ///
    /// # Errors
    ///
    /// The output says another MD5.
    #[cfg(feature = "checksum")]
    fn check_messages(output: &Self::Output, sent: &SentMessages) -> Result<(), DecodeError> {
        let _ = (output, sent);
        Ok(())
    }

    /// Where the request goes: by default what the service's rules make of the client's settings.
    ///
    /// Operations whose endpoint depends on their input override this (Smithy's `contextParam` and
    /// `staticContextParams` traits).
    ///
    /// # Errors
    ///
    /// The rules find no endpoint for these settings.
    fn endpoint(&self, params: &EndpointParams<'_>) -> Result<Endpoint, EndpointError> {
        (Self::SERVICE.endpoint)(params)
    }
}
