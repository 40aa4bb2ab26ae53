//! What a signature is made with, and the signature of a canonical form.

use super::SigningKeys;
use crate::digest::hex;
use aws_credential_types::Credentials;
use sha2::{Digest, Sha256};
use smithereens_types::Timestamp;
use std::time::SystemTime;
use tower::BoxError;

/// How the signature is made, as requests name it.
pub(super) const ALGORITHM: &str = "AWS4-HMAC-SHA256";

/// The same of an event.
#[cfg(feature = "event-stream")]
const EVENT_ALGORITHM: &str = "AWS4-HMAC-SHA256-PAYLOAD";

/// What a signature is made with: whose it is, and what it is good for.
pub(crate) struct Scope<'a> {
    pub(crate) credentials: &'a Credentials,
    pub(crate) region: &'a str,
    /// The service, by the name that it has in signatures.
    pub(crate) service: &'a str,
    pub(crate) time: SystemTime,
}

/// A scope as it is written.
pub(super) struct Written<'a> {
    scope: &'a Scope<'a>,
    /// `20150830T123600Z`.
    pub(super) time: String,
    /// `20150830/us-east-1/lambda/aws4_request`.
    place: String,
}

impl Scope<'_> {
    /// Writes the scope down.
    ///
    /// # Errors
    ///
    /// The time is none that can be written.
    pub(super) fn written(&self) -> Result<Written<'_>, BoxError> {
        let time = basic_format(self.time)?;
        let Self {
            region, service, ..
        } = self;
        let place = [date(&time), "/", region, "/", service, "/aws4_request"].concat();
        Ok(Written {
            scope: self,
            time,
            place,
        })
    }
}

impl Written<'_> {
    /// The access key's id with the scope.
    pub(super) fn credential(&self) -> String {
        let key_id = self.scope.credentials.access_key_id();
        [key_id, "/", &self.place].concat()
    }

    /// The signature of a request with this canonical form.
    pub(super) fn sign(&self, canonical: &str, keys: &SigningKeys) -> String {
        let hash = hex(&Sha256::digest(canonical));
        let text = [ALGORITHM, "\n", &self.time, "\n", &self.place, "\n", &hash].concat();
        keys.of(self.scope, date(&self.time)).sign(&text)
    }
}

/// The signature of an event: in hexadecimal digits, as the next one is signed with it, and as it is sent.
#[cfg(feature = "event-stream")]
pub(super) struct EventSignature {
    pub(super) text: String,
    pub(super) bytes: Vec<u8>,
}

#[cfg(feature = "event-stream")]
impl Written<'_> {
    /// The signature of an event with these bytes, whose signed header has those, after this signature.
    pub(super) fn sign_event(
        &self,
        last: &str,
        header: &[u8],
        event: &[u8],
        keys: &SigningKeys,
    ) -> EventSignature {
        let hash = |bytes: &[u8]| hex(&Sha256::digest(bytes));
        let text = [
            EVENT_ALGORITHM,
            &self.time,
            &self.place,
            last,
            &hash(header),
            &hash(event),
        ];
        let key = keys.of(self.scope, date(&self.time));
        let bytes = key.bytes_of(&text.join("\n"));
        EventSignature {
            text: hex(&bytes),
            bytes: bytes.to_vec(),
        }
    }
}

/// The date of a time: `20150830`.
fn date(time: &str) -> &str {
    let (date, _) = time.split_once('T').unwrap_or_default();
    date
}

/// The time in ISO 8601's basic format, as signatures have it: `20150830T123600Z`.
fn basic_format(time: SystemTime) -> Result<String, BoxError> {
    let seconds = Timestamp::try_from(time)?.seconds();
    let whole = Timestamp::from_epoch_seconds(seconds).ok_or("the time is past the year 9999")?;
    let mut text = whole.date_time();
    text.retain(|character| !matches!(character, '-' | ':'));
    Ok(text)
}
