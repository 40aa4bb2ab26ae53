//! What a signature says of a request's body.

use crate::digest::hex;
use sha2::{Digest, Sha256};
use std::borrow::Cow;

/// What stands for a body that is left out.
const UNSIGNED: &str = "UNSIGNED-PAYLOAD";
/// What stands for a body of events, which are signed one by one.
#[cfg(feature = "event-stream")]
const EVENTS: &str = "STREAMING-AWS4-HMAC-SHA256-EVENTS";

/// What of a request's body goes into its signature.
pub(crate) enum SignedBody<'a> {
    /// Nothing.
    Unsigned,
    /// Nothing yet: its events are signed one by one.
    #[cfg(feature = "event-stream")]
    Events,
    Bytes(&'a [u8]),
    /// The SHA-256 of its bytes, in hexadecimal digits.
    Sha256(&'a str),
}

impl SignedBody<'_> {
    /// What stands for a body that is not part of the signature, in the request's header `x-amz-content-sha256` too:
    /// that is how a service knows.
    pub(super) fn placeholder(&self) -> Option<&'static str> {
        match self {
            Self::Unsigned => Some(UNSIGNED),
            #[cfg(feature = "event-stream")]
            Self::Events => Some(EVENTS),
            Self::Bytes(_) | Self::Sha256(_) => None,
        }
    }

    /// What stands for the body in the canonical form of its request.
    pub(super) fn hash(&self) -> Cow<'_, str> {
        match *self {
            Self::Sha256(hash) => hash.into(),
            Self::Bytes(bytes) => hex(&Sha256::digest(bytes)).into(),
            Self::Unsigned => UNSIGNED.into(),
            #[cfg(feature = "event-stream")]
            Self::Events => EVENTS.into(),
        }
    }
}
