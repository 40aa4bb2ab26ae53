//! What single calls have otherwise than their client.

mod header;

use crate::config::{AccountIdEndpointMode, EndpointUrl, is_region};
use crate::stack::BodyLimit;
use crate::timeouts::{Setting, TimeoutSettings};
use http::HeaderMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// Settings for some calls of a client, in place of the client's own: see [`Client::with`](crate::Client::with).
///
/// What is not set here is as the client has it. A value that cannot be used is an
/// [error](crate::ErrorKind::Configuration) of the calls, which then send nothing.
///
/// ```no_run
/// # async fn run(client: smithereens::Client) {
/// use smithereens::Overrides;
/// use std::time::Duration;
///
/// let patient = client.with(Overrides::new().attempt_timeout(Duration::from_mins(5)).max_attempts(1));
/// # }
/// ```
#[derive(Clone, Default)]
#[must_use]
pub struct Overrides {
    pub(super) timeouts: TimeoutSettings,
    pub(super) response_body_limit: Option<BodyLimit>,
    pub(super) max_attempts: Option<u32>,
    pub(super) headers: HeaderMap,
    pub(super) endpoint_url: Option<EndpointUrl>,
    pub(super) region: Option<Arc<str>>,
    pub(super) account_id_endpoint_mode: Option<AccountIdEndpointMode>,
    /// What is wrong with the first value that cannot be used.
    pub(super) invalid_value: Option<String>,
}

impl Overrides {
    /// Nothing is otherwise.
    pub fn new() -> Self {
        Self::default()
    }

    /// As [`Builder::connect_timeout`](crate::Builder::connect_timeout).
    pub fn connect_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.timeouts.connect = Setting::Set(limit.into());
        self
    }

    /// As [`Builder::read_timeout`](crate::Builder::read_timeout).
    pub fn read_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.timeouts.read = Setting::Set(limit.into());
        self
    }

    /// As [`Builder::attempt_timeout`](crate::Builder::attempt_timeout).
    pub fn attempt_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.timeouts.attempt = Setting::Set(limit.into());
        self
    }

    /// As [`Builder::operation_timeout`](crate::Builder::operation_timeout).
    pub fn operation_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.timeouts.operation = Setting::Set(limit.into());
        self
    }

    /// As [`Builder::stall_timeout`](crate::Builder::stall_timeout).
    pub fn stall_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.timeouts.stall = Setting::Set(limit.into());
        self
    }

    /// As [`Builder::min_throughput`](crate::Builder::min_throughput).
    pub fn min_throughput(mut self, bytes_per_second: u64) -> Self {
        self.timeouts.min_throughput = Some(bytes_per_second);
        self
    }

    /// As [`Builder::response_body_limit`](crate::Builder::response_body_limit).
    pub fn response_body_limit(mut self, bytes: impl Into<Option<u64>>) -> Self {
        self.response_body_limit = Some(BodyLimit(bytes.into()));
        self
    }

    /// How many times a request is sent at most: from 1, which turns retries off, up.
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        if attempts == 0 {
            return self
                .invalid("`max_attempts` is 0, and a call has to have one attempt".to_owned());
        }
        self.max_attempts = Some(attempts);
        self
    }

    /// A header for each request, in place of the operation's own of that name if it has one. It is part of the
    /// signature, but for `x-amzn-trace-id`, which proxies rewrite.
    ///
    /// The value is of visible ASCII characters, spaces and tabs. The headers that signature, connection and
    /// attempts are made of, such as `host`, `authorization` and `content-length`, are the client's own.
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        match header::parse(name.as_ref(), value.as_ref()) {
            Ok((name, value)) => {
                self.headers.insert(name, value);
                self
            }
            Err(why) => self.invalid(why),
        }
    }

    /// The URL to send requests to, whatever endpoint is configured.
    pub fn endpoint_url(mut self, url: impl Into<String>) -> Self {
        self.endpoint_url = Some(EndpointUrl {
            url: url.into().trim().to_owned(),
            place: "the override `endpoint_url`".to_owned(),
        });
        self
    }

    /// The region, for endpoint and signature. An endpoint URL that is configured stays.
    pub fn region(mut self, region: impl AsRef<str>) -> Self {
        let region = region.as_ref();
        if !is_region(region) {
            let why = "`region` is no region: a region is of letters, digits and dashes, such as eu-west-1";
            return self.invalid(why.to_owned());
        }
        self.region = Some(region.into());
        self
    }

    /// As [`Builder::account_id_endpoint_mode`](crate::Builder::account_id_endpoint_mode).
    pub fn account_id_endpoint_mode(mut self, mode: AccountIdEndpointMode) -> Self {
        self.account_id_endpoint_mode = Some(mode);
        self
    }

    fn invalid(mut self, why: String) -> Self {
        self.invalid_value.get_or_insert(why);
        self
    }

    /// These, and those of `earlier` that these leave alone.
    pub(super) fn over(self, earlier: &Self) -> Self {
        let mut headers = earlier.headers.clone();
        // There is one value of each name.
        headers.extend(self.headers);
        Self {
            timeouts: self.timeouts.over(earlier.timeouts),
            response_body_limit: self.response_body_limit.or(earlier.response_body_limit),
            max_attempts: self.max_attempts.or(earlier.max_attempts),
            headers,
            endpoint_url: self.endpoint_url.or_else(|| earlier.endpoint_url.clone()),
            region: self.region.or_else(|| earlier.region.clone()),
            account_id_endpoint_mode: self
                .account_id_endpoint_mode
                .or(earlier.account_id_endpoint_mode),
            invalid_value: earlier.invalid_value.clone().or(self.invalid_value),
        }
    }
}

/// Shows the names of headers, but neither their values nor any URL: those may hold secrets.
impl fmt::Debug for Overrides {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers: Vec<_> = self.headers.keys().collect();
        f.debug_struct("Overrides")
            .field("timeouts", &self.timeouts)
            .field("response_body_limit", &self.response_body_limit)
            .field("max_attempts", &self.max_attempts)
            .field("headers", &headers)
            .field("endpoint_url", &self.endpoint_url.is_some())
            .field("region", &self.region)
            .field("account_id_endpoint_mode", &self.account_id_endpoint_mode)
            .field("invalid_value", &self.invalid_value)
            .finish()
    }
}
