//! How a client is made: which settings a program can give, and what becomes of those it does not.

mod bounds;
#[cfg(feature = "aws-config")]
mod sdk_config;
mod settings;
mod transports;
#[cfg(feature = "test-util")]
mod wrap_transport;

use super::{Client, Inner, identify};
use crate::body::Body;
use crate::clock::Clock;
use crate::config::{Config, ConfigError, Credentials, Environment, Explicit};
#[cfg(feature = "aws-config")]
use crate::credential_chain;
use crate::endpoint::{ContextParams, ContextValue};
#[cfg(feature = "bearer-auth")]
use crate::identity::Tokens;
use crate::identity::{IdentityCache, IdentitySource};
use crate::retry::{Backoff, Classification, Classifier, FailedAttempt, Retries};
use crate::signing::SigningKeys;
use crate::stack::{BodyLimit, Stack};
use crate::timeouts::TimeoutSettings;
use crate::transport::Transport;
use crate::uri::shown;
use aws_smithy_async::rt::sleep::{SharedAsyncSleep, TokioSleep};
use aws_smithy_async::time::SharedTimeSource;
use bytes::Bytes;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;
use tower::{BoxError, Service};
use transports::Transports;

/// Makes a [`Client`]. Settings that are left out come from the environment, else from the profile in the
/// shared config files, else from the defaults named here.
#[derive(Default)]
#[must_use]
pub struct Builder {
    explicit: Explicit,
    environment: Environment,
    timeouts: TimeoutSettings,
    response_body_limit: BodyLimit,
    transport: Option<Transport>,
    time_source: Option<SharedTimeSource>,
    sleep: Option<SharedAsyncSleep>,
    backoff: Backoff,
    retry_classifier: Option<Classifier>,
    endpoint_context: ContextParams,
    idempotency_token: Option<Arc<dyn Fn() -> String + Send + Sync>>,
    #[cfg(feature = "test-util")]
    wrap_transport: Option<wrap_transport::WrapTransport>,
}

impl Builder {
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

    /// What sends the requests, instead of the HTTP client that comes with this library: any tower service.
    /// It is cloned for each request.
    ///
    /// An error of it counts as a failed connection, and is tried again. It has no part in the connect timeout, the
    /// CA bundle and the proxies of this client. What it is to leave alone are redirects, since a signature is for one
    /// URL, and retries, which this client counts.
    ///
    /// A `reqwest::Client` is taken by `reqwest()`, with the feature of that name. One that is wrapped in middleware, as by
    /// `reqwest_middleware`, is a transport by a few lines:
    ///
    /// ```ignore
    /// let reqwest = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
    /// let reqwest = reqwest_middleware::ClientBuilder::new(reqwest).with(middleware).build();
    /// let transport = tower::service_fn(move |request: http::Request<smithereens::Body>| {
    ///     let reqwest = reqwest.clone();
    ///     async move {
    ///         let request = request.map(reqwest::Body::wrap).try_into()?;
    ///         // Its errors would show the URL, and with it what is in the query.
    ///         let response = reqwest.execute(request).await.map_err(|error| error.without_url())?;
    ///         Ok::<_, reqwest_middleware::Error>(http::Response::from(response))
    ///     }
    /// });
    /// let client = Client::builder().transport(transport).build().await?;
    /// ```
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
        self.transport = Some(Transport::of_service(service));
        self
    }

    /// Sends the requests through a client of reqwest's (0.13) that the program has already, with its connections, proxies,
    /// TLS and timeouts, in place of the HTTP client that comes with this library. As with any
    /// [`transport`](Self::transport), this client's connect timeout, CA bundle and proxies have no part in it; all other
    /// bounds hold. It works without a feature for TLS.
    ///
    /// What the client is to be like:
    ///
    /// - `redirect(Policy::none())`. A signature is for one URL, so that a redirect is an error response here. Whatever its
    ///   policy, the client is kept from following redirects with what was signed, but for a status of 303, and of 301 or
    ///   302 after a `POST`, which it follows with a `GET`: what comes of that is an
    ///   [error](crate::ErrorKind::Connection), and the session token of temporary credentials may have gone along.
    /// - Without decompression (`no_gzip()` and the like, where features of reqwest's turn it on) for operations that give
    ///   content as it is stored, as that of S3 objects: decoded, it has another length and other checksums than the
    ///   response says. No response is asked to be compressed.
    /// - A `timeout` of it counts for each attempt, its body included, and is an
    ///   [error](crate::TimeoutKind::Transport) that is retried as other timeouts are.
    /// - With its feature `http2` for operations that send events while others come.
    ///
    /// A failure to connect, and a connection that breaks, are the same errors and are retried alike as with this library's
    /// HTTP client. An endpoint URL whose path reqwest would send otherwise, as one with `..` in it, is an
    /// [error](crate::ErrorKind::Configuration).
    #[cfg(feature = "reqwest")]
    pub fn reqwest(mut self, client: reqwest::Client) -> Self {
        self.transport = Some(Transport::of_reqwest(client));
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
        self.backoff.jitter = Arc::new(jitter);
        self
    }

    /// The wait before the first retry of a call, jitter aside; each further one is twice as long. By default it is 50
    /// milliseconds, 25 for DynamoDB, and one second where the service asked to slow down: this stands in for all three.
    pub fn initial_backoff(mut self, wait: Duration) -> Self {
        self.backoff.initial = Some(wait);
        self
    }

    /// The longest wait before a retry; 20 seconds by default. Where a service asks for a wait of its own, it may be up to 5
    /// seconds longer.
    pub fn max_backoff(mut self, wait: Duration) -> Self {
        self.backoff.max = wait;
        self
    }

    /// Classifies each failed attempt: says whether another one may help. It replaces AWS's rules, whose
    /// classification it can ask for.
    ///
    /// It is asked about attempts that the request was sent for: those that met with a failed connection, a
    /// timeout, a response that is too large or a service's error. Quota, waits and number of attempts stay what
    /// they are, and a body that passes once is not sent again. A response that cannot be decoded is no failed
    /// attempt.
    ///
    /// ```
    /// use smithereens::Client;
    /// use smithereens::retry::Classification;
    ///
    /// let builder = Client::builder().retry_classifier(|attempt| match attempt.code() {
    ///     Some("ResourceConflictException") => Classification::Transient,
    ///     _ => attempt.classification(),
    /// });
    /// ```
    pub fn retry_classifier(
        mut self,
        classify: impl Fn(&FailedAttempt<'_>) -> Classification + Send + Sync + 'static,
    ) -> Self {
        self.retry_classifier = Some(Arc::new(classify));
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
    /// the system's certificates cannot be read; or the library was built without TLS, and there is neither a
    /// [`transport`](Self::transport) nor an endpoint URL with `http://`.
    #[expect(
        clippy::unused_async,
        reason = "reading more than local files, as a credential chain does, has to wait"
    )]
    pub async fn build(self) -> Result<Client, ConfigError> {
        let (config, identities) = Config::resolve(self.explicit, &self.environment)?;
        let transports = Transports::new(&self.environment, &self.timeouts, &config);
        let transport = match self.transport {
            Some(transport) => transport,
            None => transports.of_client()?,
        };
        #[cfg(feature = "test-util")]
        let transport = match self.wrap_transport {
            Some(wrap) => wrap(transport),
            None => transport,
        };
        let sleep = self
            .sleep
            .unwrap_or_else(|| SharedAsyncSleep::new(TokioSleep::new()));
        let time_source = self.time_source.unwrap_or_default();
        #[cfg(feature = "aws-config")]
        let context = || -> Result<_, ConfigError> {
            Ok(credential_chain::Context {
                region: config.region.as_ref().ok().cloned(),
                use_fips: config.use_fips,
                use_dual_stack: config.use_dual_stack,
                endpoint_urls: &config.endpoint_urls,
                home: Environment::process().home().ok().flatten(),
                #[cfg(feature = "__tls")]
                proxied: transports.proxied()?,
                // What is asked over HTTPS can be asked over the program's own transport alone.
                #[cfg(not(feature = "__tls"))]
                proxied: transport.clone(),
                direct: transports.direct()?,
                time_source: time_source.clone(),
                sleep: sleep.clone(),
            })
        };
        let credentials = match identities.credentials {
            Credentials::Provider(provider) => IdentitySource::Credentials(provider),
            #[cfg(feature = "aws-config")]
            Credentials::Chain(settings) => {
                IdentitySource::Credentials(credential_chain::provider(*settings, &context()?))
            }
            #[cfg(not(feature = "aws-config"))]
            Credentials::Missing(why) => IdentitySource::Missing(why),
        };
        let clock = Clock::new(time_source.clone(), !config.disable_clock_skew_correction);
        let credentials = IdentityCache::new(credentials, clock.clone(), sleep.clone());
        #[cfg(feature = "bearer-auth")]
        let tokens = {
            let settings = identities.tokens;
            let source = match settings.provider {
                Some(provider) => IdentitySource::Token(provider),
                #[cfg(feature = "aws-config")]
                None => match settings.session {
                    Ok(session) => {
                        let provider = credential_chain::token_provider(session, &context()?);
                        IdentitySource::Token(provider)
                    }
                    Err(why) => IdentitySource::Missing(why),
                },
                #[cfg(not(feature = "aws-config"))]
                None => IdentitySource::Missing(settings.missing),
            };
            Tokens::new(
                settings.by_variable,
                settings.environment_is_asked,
                IdentityCache::new(source, clock.clone(), sleep.clone()),
            )
        };
        let stack = Stack {
            retries: Retries::new(config.retry_mode, self.backoff, self.retry_classifier),
            credentials,
            #[cfg(feature = "bearer-auth")]
            tokens,
            clock,
            signing_keys: SigningKeys::default(),
            sleep,
            transport,
        };
        let inner = Inner {
            stack: Arc::new(stack),
            user_agent: identify::user_agent(config.app_name.as_deref()),
            timeouts: self.timeouts,
            response_body_limit: self.response_body_limit,
            endpoint_context: self.endpoint_context,
            idempotency_token: self
                .idempotency_token
                .unwrap_or_else(|| Arc::new(|| crate::uuid::v4(fastrand::u128(..)))),
            config,
        };
        Ok(Client {
            inner: Arc::new(inner),
            overrides: None,
        })
    }
}

/// Shows the settings that hold no secret.
impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let endpoint_url = self.explicit.endpoint_url.as_deref();
        let endpoint_url = endpoint_url.map(|url| shown(url, 120));
        f.debug_struct("Builder")
            .field("region", &self.explicit.region)
            .field("profile", &self.explicit.profile)
            .field("endpoint_url", &endpoint_url)
            .field("timeouts", &self.timeouts)
            .finish_non_exhaustive()
    }
}
