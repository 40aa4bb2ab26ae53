//! How a client is made: which settings a program can give, and what becomes of those it does not.

use super::{Client, Inner, identify};
use crate::body::Body;
use crate::clock::Clock;
use crate::config::{Config, ConfigError, Environment, Explicit};
use crate::credentials::{CredentialsCache, CredentialsSource};
use crate::endpoint::{ContextParams, ContextValue};
use crate::retry::Backoff;
use crate::stack::{self, RetryLayer, SignLayer, Timeouts};
use crate::transport::{self, Transport};
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use aws_smithy_async::rt::sleep::{SharedAsyncSleep, TokioSleep};
use aws_smithy_async::time::SharedTimeSource;
use bytes::Bytes;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;
use tower::{BoxError, Service};

/// Makes a [`Client`]. Settings that are left out come from the environment, else from the profile in the
/// shared config files, else from the defaults named here.
#[derive(Default)]
#[must_use]
pub struct Builder {
    explicit: Explicit,
    environment: Environment,
    timeouts: Timeouts,
    transport: Option<Transport>,
    time_source: Option<SharedTimeSource>,
    sleep: Option<SharedAsyncSleep>,
    backoff: Backoff,
    endpoint_context: ContextParams,
    idempotency_token: Option<Arc<dyn Fn() -> String + Send + Sync>>,
}

impl Builder {
    /// The region, such as `eu-west-1`. Else `AWS_REGION`, `AWS_DEFAULT_REGION`, the profile's `region`; there
    /// is no default.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.explicit.region = Some(region.into());
        self
    }

    /// What gives the credentials: any provider made for the AWS SDK for Rust, or
    /// [`Credentials`](aws_credential_types::Credentials) themselves. Else `AWS_ACCESS_KEY_ID` and its
    /// siblings, else the profile's keys.
    ///
    /// What it gives is kept, and renewed before it expires.
    pub fn credentials_provider(mut self, provider: impl ProvideCredentials + 'static) -> Self {
        let provider = SharedCredentialsProvider::new(provider);
        self.explicit.credentials = Some(CredentialsSource::Provider(provider));
        self
    }

    /// The URL to send requests to, whatever their service. Else `AWS_ENDPOINT_URL_` with the service's name,
    /// `AWS_ENDPOINT_URL`, the profile's `services` and `endpoint_url`; else what the service's rules find.
    pub fn endpoint_url(mut self, url: impl Into<String>) -> Self {
        self.explicit.endpoint_url = Some(url.into());
        self
    }

    /// The profile of the shared config files, else `AWS_PROFILE`, else `default`.
    ///
    /// A profile that is chosen here has to exist, and its credentials go before the environment's.
    pub fn profile(mut self, name: impl Into<String>) -> Self {
        self.explicit.profile = Some(name.into());
        self
    }

    /// Whether endpoints have to be validated for FIPS 140. Else `AWS_USE_FIPS_ENDPOINT`, the profile's
    /// `use_fips_endpoint`; else not.
    pub fn use_fips(mut self, on: bool) -> Self {
        self.explicit.use_fips = Some(on);
        self
    }

    /// Whether endpoints have to be reachable over IPv6 too. Else `AWS_USE_DUALSTACK_ENDPOINT`, the profile's
    /// `use_dualstack_endpoint`; else not.
    pub fn use_dual_stack(mut self, on: bool) -> Self {
        self.explicit.use_dual_stack = Some(on);
        self
    }

    /// How many times a request is sent at most; 1 turns retries off. Else `AWS_MAX_ATTEMPTS`, the profile's
    /// `max_attempts`; else 3.
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.explicit.max_attempts = Some(attempts);
        self
    }

    /// The bound for making a connection, or `None` for none; 3.1 seconds by default. A
    /// [`transport`](Self::transport) of the program's own has its own bounds.
    pub fn connect_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.timeouts.connect = limit.into();
        self
    }

    /// The bound for one attempt, from its signature to the last byte of the answer, or `None` for none; 30
    /// seconds by default. An attempt that meets it is tried again.
    pub fn attempt_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.timeouts.attempt = limit.into();
        self
    }

    /// The bound for a call with all its attempts and the waits between them, or `None` for none; 60 seconds
    /// by default.
    pub fn operation_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.timeouts.operation = limit.into();
        self
    }

    /// Gives a parameter of endpoint rules a value, for every service whose rules have one of this name, such
    /// as `ForcePathStyle` (Smithy's `clientContextParams` trait). What an operation says itself wins.
    pub fn endpoint_param(
        mut self,
        name: impl Into<String>,
        value: impl Into<ContextValue>,
    ) -> Self {
        self.endpoint_context.set(name, value);
        self
    }

    /// Whether bodies go uncompressed, though an operation is made for compressed ones. Else
    /// `AWS_DISABLE_REQUEST_COMPRESSION`, the profile's `disable_request_compression`; else not.
    #[cfg(feature = "request-compression")]
    pub fn disable_request_compression(mut self, disabled: bool) -> Self {
        self.explicit.compression.disabled = Some(disabled);
        self
    }

    /// The size, in bytes, from which on a body is compressed, where an operation is made for that: at most
    /// 10,485,760. Else `AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES`, the profile's
    /// `request_min_compression_size_bytes`; else 10,240.
    #[cfg(feature = "request-compression")]
    pub fn request_min_compression_size_bytes(mut self, size: u64) -> Self {
        self.explicit.compression.min_size_bytes = Some(size);
        self
    }

    /// The program's name in the user agent. Else `AWS_SDK_UA_APP_ID`, the profile's `sdk_ua_app_id`; else none.
    pub fn app_name(mut self, name: impl Into<String>) -> Self {
        self.explicit.app_name = Some(name.into());
        self
    }

    /// What sends the requests, instead of the HTTP client that comes with this library: any tower service.
    /// It is cloned for each request.
    ///
    /// An error of it counts as a failed connection, and is tried again.
    pub fn transport<S, B>(mut self, service: S) -> Self
    where
        S: Service<http::Request<Body>, Response = http::Response<B>>
            + Clone
            + Send
            + Sync
            + 'static,
        S::Error: Into<BoxError>,
        S::Future: Send + 'static,
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        self.transport = Some(transport::boxed(service));
        self
    }

    /// Where variables and config files are read from, instead of the process.
    pub fn environment(mut self, environment: Environment) -> Self {
        self.environment = environment;
        self
    }

    /// The clock that requests are signed by, and credentials expire by, instead of the system's.
    pub fn time_source(mut self, source: impl Into<SharedTimeSource>) -> Self {
        self.time_source = Some(source.into());
        self
    }

    /// What waits, between attempts and for timeouts, instead of tokio's timer.
    pub fn sleep(mut self, sleep: impl Into<SharedAsyncSleep>) -> Self {
        self.sleep = Some(sleep.into());
        self
    }

    /// What the waits between attempts are multiplied with, instead of random numbers from 0 to 1.
    pub fn jitter(mut self, jitter: impl Fn() -> f64 + Send + Sync + 'static) -> Self {
        self.backoff = Backoff::new(Arc::new(jitter));
        self
    }

    /// What makes the idempotency tokens of operations whose caller gave none, instead of random UUIDs.
    pub fn idempotency_token(mut self, token: impl Fn() -> String + Send + Sync + 'static) -> Self {
        self.idempotency_token = Some(Arc::new(token));
        self
    }

    /// Makes the client.
    ///
    /// # Errors
    ///
    /// A config file cannot be read or is malformed, a setting has a value that its place does not take, or
    /// the system's certificates cannot be read.
    #[expect(
        clippy::unused_async,
        reason = "reading more than local files, as a credential chain does, has to wait"
    )]
    pub async fn build(self) -> Result<Client, ConfigError> {
        let (config, credentials) = Config::resolve(self.explicit, &self.environment)?;
        let transport = match self.transport {
            Some(transport) => transport,
            None => {
                transport::default_transport(self.timeouts.connect, self.environment.is_process())
                    .map_err(|error| {
                    ConfigError::new("the HTTP client cannot be made").caused_by(error)
                })?
            }
        };
        let sleep = self
            .sleep
            .unwrap_or_else(|| SharedAsyncSleep::new(TokioSleep::new()));
        let clock = Clock::new(self.time_source.unwrap_or_default());
        let credentials = CredentialsCache::new(credentials, clock.clone(), sleep.clone());
        let stack = stack::build(
            RetryLayer::new(self.backoff, sleep.clone()),
            SignLayer::new(Arc::new(credentials), clock),
            sleep,
            transport,
        );
        Ok(Client(Arc::new(Inner {
            stack,
            user_agent: identify::user_agent(config.app_name.as_deref()),
            timeouts: self.timeouts,
            endpoint_context: self.endpoint_context,
            idempotency_token: self
                .idempotency_token
                .unwrap_or_else(|| Arc::new(|| crate::uuid::v4(fastrand::u128(..)))),
            config,
        })))
    }
}

/// Tells the settings that are safe to tell.
impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("region", &self.explicit.region)
            .field("profile", &self.explicit.profile)
            .field("endpoint_url", &self.explicit.endpoint_url)
            .field("timeouts", &self.timeouts)
            .finish_non_exhaustive()
    }
}
