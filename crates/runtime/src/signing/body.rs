//! What a signature says of a request's body.

use crate::digest::hex;
use sha2::{Digest, Sha256};
use std::borrow::Cow;

pub(super) const UNSIGNED: &str = "UNSIGNED-PAYLOAD";

/// What of a request's body goes into its signature.
pub(crate) enum SignedBody<'a> {
    /// Nothing.
    Unsigned,
    Bytes(&'a [u8]),
    /// The SHA-256 of its bytes, in hexadecimal digits.
    Sha256(&'a str),
}

impl SignedBody<'_> {
    /// What stands for the body in the canonical form of its request.
    pub(super) fn hash(&self) -> Cow<'_, str> {
        match *self {
            Self::Unsigned => UNSIGNED.into(),
            Self::Sha256(hash) => hash.into(),
            Self::Bytes(bytes) => hex(&Sha256::digest(bytes)).into(),
        }
    }
}
