//! The signatures of events: each is made over the event and the signature before it, the first one over the request's.
//!
//! See <https://docs.aws.amazon.com/transcribe/latest/dg/streaming-setting-up.html>.

use super::{Scope, SigningKeys};
use aws_credential_types::Credentials;
use aws_smithy_eventstream::frame::{write_headers_to, write_message_to};
use aws_smithy_types::DateTime;
use aws_smithy_types::event_stream::{Header, HeaderValue, Message};
use std::time::{Duration, SystemTime};
use tokio::time::Instant;
use tower::BoxError;

const SIGNATURE: &str = ":chunk-signature";
const DATE: &str = ":date";

/// Signs the events of a request.
pub(crate) struct EventSigner {
    credentials: Credentials,
    region: String,
    service: String,
    /// The time of the request's signature, and when that was.
    time: SystemTime,
    since: Instant,
    last_signature: String,
    keys: SigningKeys,
}

impl EventSigner {
    /// Signs what follows a request with this signature.
    pub(crate) fn after(signature: String, scope: &Scope<'_>) -> Self {
        Self {
            credentials: scope.credentials.clone(),
            region: scope.region.to_owned(),
            service: scope.service.to_owned(),
            time: scope.time,
            since: Instant::now(),
            last_signature: signature,
            keys: SigningKeys::default(),
        }
    }

    /// The message that holds this one, signed; without one it says that there are no more.
    ///
    /// # Errors
    ///
    /// The message is too long, or the time is none that can be written.
    pub(crate) fn sign(&mut self, message: Option<&Message>) -> Result<Message, BoxError> {
        let mut payload = Vec::new();
        if let Some(message) = message {
            write_message_to(message, &mut payload)?;
        }
        let time = self.time + self.since.elapsed();
        // What is sent of the time is what is signed of it.
        let seconds = time.duration_since(SystemTime::UNIX_EPOCH)?.as_secs();
        let scope = Scope {
            credentials: &self.credentials,
            region: &self.region,
            service: &self.service,
            time: SystemTime::UNIX_EPOCH + Duration::from_secs(seconds),
        };
        let date = Header::new(DATE, HeaderValue::Timestamp(DateTime::from(scope.time)));
        let mut headers = Vec::new();
        write_headers_to(std::slice::from_ref(&date), &mut headers)?;
        let written = scope.written()?;
        let signature = written.sign_event(&self.last_signature, &headers, &payload, &self.keys);
        self.last_signature = signature.text;
        let signature = HeaderValue::ByteArray(signature.bytes.into());
        let headers = vec![Header::new(SIGNATURE, signature), date];
        Ok(Message::new_from_parts(headers, payload))
    }
}
