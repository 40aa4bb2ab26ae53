//! What the client has to know of a service, as data.

use super::{BodyCheck, Protocol};
use crate::endpoint::{Endpoint, EndpointError, EndpointParams};
use std::time::Duration;

/// A service, as its model describes it. Generated crates hold one as a `static`.
#[derive(Debug)]
#[non_exhaustive]
pub struct Service {
    /// The name that configuration knows the service by, such as `Lambda`: `AWS_ENDPOINT_URL_LAMBDA` is made
    /// of it (the `sdkId` of Smithy's `aws.api#service` trait).
    pub sdk_id: &'static str,
    /// The name in a signature's scope, such as `lambda` (Smithy's `aws.auth#sigv4` trait).
    pub signing_name: &'static str,
    /// The version of the service's interface, such as `2015-03-31`.
    pub version: &'static str,
    /// How its messages are read and written.
    pub protocol: &'static Protocol,
    /// Whether its errors keep the codes that they had in the query protocol, in a header of their own (Smithy's
    /// `aws.protocols#awsQueryCompatible` trait).
    pub query_error_codes: bool,
    /// How the bodies of its responses are checked, streams aside, if it says something of them.
    pub body_check: Option<&'static BodyCheck>,
    /// Whether its endpoints can hold the number of the account that the credentials are of (`AWS::Auth::AccountId` in its
    /// endpoint rules).
    pub account_id_endpoints: bool,
    /// How calls are tried again where the program does not say.
    pub retry_defaults: RetryDefaults,
    /// The service's endpoint rules (Smithy's `smithy.rules#endpointRuleSet` trait).
    pub endpoint: Rules,
}

/// A service's endpoint rules, as a function.
type Rules = fn(&EndpointParams<'_>) -> Result<Endpoint, EndpointError>;

impl Service {
    /// A service by its SDK id, its protocol and its endpoint rules. It signs with an empty name until
    /// [`with_signing_name`](Self::with_signing_name) gives one.
    #[must_use]
    pub const fn new(sdk_id: &'static str, protocol: &'static Protocol, endpoint: Rules) -> Self {
        Self {
            sdk_id,
            signing_name: "",
            version: "",
            protocol,
            query_error_codes: false,
            body_check: None,
            account_id_endpoints: false,
            retry_defaults: RetryDefaults::STANDARD,
            endpoint,
        }
    }

    /// The name in the scope of a signature.
    #[must_use]
    pub const fn with_signing_name(mut self, name: &'static str) -> Self {
        self.signing_name = name;
        self
    }

    /// That errors keep the codes that they had in the query protocol.
    #[must_use]
    pub const fn with_query_error_codes(mut self) -> Self {
        self.query_error_codes = true;
        self
    }

    /// That the bodies of its responses are checked.
    #[must_use]
    pub const fn with_body_check(mut self, check: &'static BodyCheck) -> Self {
        self.body_check = Some(check);
        self
    }

    /// That endpoints can hold the number of the account that the credentials are of.
    #[must_use]
    pub const fn with_account_id_endpoints(mut self) -> Self {
        self.account_id_endpoints = true;
        self
    }

    /// That calls are tried again otherwise than AWS's standard mode has it for most services.
    #[must_use]
    pub const fn with_retry_defaults(mut self, defaults: RetryDefaults) -> Self {
        self.retry_defaults = defaults;
        self
    }

    /// The version of the service's interface.
    #[must_use]
    pub const fn with_version(mut self, version: &'static str) -> Self {
        self.version = version;
        self
    }
}

/// What AWS's standard mode has for a service's retries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RetryDefaults {
    /// How many times a request is sent at most where the program does not say.
    pub max_attempts: u32,
    /// The longest wait before the first retry of what was not throttled. It doubles with each one.
    pub base_delay: Duration,
}

impl RetryDefaults {
    /// What most services have: 3 attempts, and 50 ms.
    pub const STANDARD: Self = Self::new(3, Duration::from_millis(50));

    /// At most this many attempts, and a wait of up to this before the first retry.
    #[must_use]
    pub const fn new(max_attempts: u32, base_delay: Duration) -> Self {
        Self {
            max_attempts,
            base_delay,
        }
    }
}

/// An error that the model declares worth another attempt (Smithy's `retryable` trait).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RetryableError {
    /// The error's code, which is its shape name.
    pub code: &'static str,
    /// Whether it asks the caller to slow down.
    pub throttling: bool,
}

impl RetryableError {
    /// An error that may pass by itself.
    #[must_use]
    pub const fn transient(code: &'static str) -> Self {
        Self {
            code,
            throttling: false,
        }
    }

    /// An error by which the service asks to slow down.
    #[must_use]
    pub const fn throttling(code: &'static str) -> Self {
        Self {
            code,
            throttling: true,
        }
    }
}
