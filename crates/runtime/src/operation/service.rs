//! What the client has to know of a service, as data.

use crate::endpoint::{Endpoint, EndpointError, EndpointParams};

/// A service, as its model describes it. Generated crates hold one as a `static`.
#[derive(Debug)]
pub struct Service {
    /// The name that configuration knows the service by, such as `Lambda`: `AWS_ENDPOINT_URL_LAMBDA` is made
    /// of it (the `sdkId` of Smithy's `aws.api#service` trait).
    pub sdk_id: &'static str,
    /// The name in a signature's scope, such as `lambda` (Smithy's `aws.auth#sigv4` trait).
    pub signing_name: &'static str,
    /// The version of the service's interface, such as `2015-03-31`.
    pub version: &'static str,
    /// The service's endpoint rules (Smithy's `smithy.rules#endpointRuleSet` trait).
    pub endpoint: fn(&EndpointParams<'_>) -> Result<Endpoint, EndpointError>,
}

/// How the requests of an operation are authenticated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Auth {
    /// Signed with AWS Signature Version 4.
    SigV4,
    /// Sent without a signature.
    None,
}

/// An error that the model declares worth another attempt (Smithy's `retryable` trait).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryableError {
    /// The error's code, which is its shape name.
    pub code: &'static str,
    /// Whether it tells the caller to slow down.
    pub throttling: bool,
}
