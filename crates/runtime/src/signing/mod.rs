//! How what is sent is signed, with AWS's signature of version 4: a request, in its headers.
//!
//! The cryptography is `aws-sigv4`'s. That crate would sign the whole of a request too, but then derives the key anew
//! for each, which takes two thirds of a signature's hashes, and copies what it is over several times; no other part
//! of a call costs as much as that. So what is signed is written here, and tested to be what `aws-sigv4` makes of it.

mod canonical;
mod key;
mod request;
#[cfg(test)]
mod tests;

pub(crate) use key::SigningKeys;
pub(crate) use request::request;

use aws_credential_types::Credentials;
use std::time::SystemTime;

/// What a signature is made with: whose it is, and what it is good for.
pub(crate) struct Scope<'a> {
    pub(crate) credentials: &'a Credentials,
    pub(crate) region: &'a str,
    /// The service, by the name that it has in signatures.
    pub(crate) service: &'a str,
    pub(crate) time: SystemTime,
}

/// What of a request's body goes into its signature.
pub(crate) enum SignedBody<'a> {
    /// Nothing. A header says so.
    Unsigned,
    Bytes(&'a [u8]),
    /// The SHA-256 of its bytes, in hexadecimal digits.
    Sha256(&'a str),
}
