//! How what is sent is signed, with AWS's signature of version 4: a request, in its headers or in the query of a URL, and
//! the events of a stream.
//!
//! The cryptography is `aws-sigv4`'s. That crate would sign the whole of a request too, but then derives the key anew
//! for each, which takes two thirds of a signature's hashes, and copies what it is over several times; no other part
//! of a call costs as much as that. So what is signed is written here, and tested to be what `aws-sigv4` makes of it.

mod body;
mod canonical;
#[cfg(feature = "event-stream")]
mod event;
mod key;
mod presign;
mod request;
mod scope;
#[cfg(test)]
mod tests;

pub(crate) use body::SignedBody;
#[cfg(feature = "event-stream")]
pub(crate) use event::EventSigner;
pub(crate) use key::SigningKeys;
pub(crate) use presign::presign;
pub(crate) use request::{added_headers, request};
pub(crate) use scope::Scope;
