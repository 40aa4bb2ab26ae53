//! How what is sent is signed, with AWS's signature of version 4: a request, in its headers.

mod request;

pub(crate) use request::request;

use aws_smithy_runtime_api::client::identity::Identity;
use std::time::SystemTime;

/// What a signature is made with: whose it is, and what it is good for.
pub(crate) struct Scope<'a> {
    pub(crate) identity: &'a Identity,
    pub(crate) region: &'a str,
    /// The service, by the name that it has in signatures.
    pub(crate) service: &'a str,
    pub(crate) time: SystemTime,
}
