//! The HTTP clients that come with the library, made where they are needed, with one TLS for all of them,
//! or with none, where the library is built without it.

use crate::config::{Config, ConfigError, Environment};
use crate::timeouts::TimeoutSettings;
use crate::transport::{self, Tls, Transport};
use std::cell::OnceCell;
#[cfg(feature = "__tls")]
use tower::BoxError;

pub(super) struct Transports<'a> {
    environment: &'a Environment,
    timeouts: &'a TimeoutSettings,
    config: &'a Config,
    tls: OnceCell<Tls>,
    proxied: OnceCell<Transport>,
}

impl<'a> Transports<'a> {
    pub(super) fn new(
        environment: &'a Environment,
        timeouts: &'a TimeoutSettings,
        config: &'a Config,
    ) -> Self {
        Self {
            environment,
            timeouts,
            config,
            tls: OnceCell::new(),
            proxied: OnceCell::new(),
        }
    }

    /// The one that a client has which was given no other.
    ///
    /// # Errors
    ///
    /// As those of [`proxied`](Self::proxied); or there is no TLS, and no URL is configured that can do without it, so that
    /// no call could be made.
    pub(super) fn of_client(&self) -> Result<Transport, ConfigError> {
        if cfg!(not(feature = "__tls")) && !self.config.endpoint_urls.has_plain_http() {
            return Err(ConfigError::new(
                "`smithereens` was built without TLS, and has no HTTP client for https:// URLs: turn on its feature `tls-ring` \
                 or `tls-aws-lc-rs`, or give the client a transport with `transport()`",
            ));
        }
        self.proxied()
    }

    /// The one that uses the proxies of the environment. It is made once.
    ///
    /// # Errors
    ///
    /// The CA bundle is of no use, the system's certificates cannot be read, or a variable that may name a proxy is not
    /// UTF-8.
    pub(super) fn proxied(&self) -> Result<Transport, ConfigError> {
        if let Some(made) = self.proxied.get() {
            return Ok(made.clone());
        }
        let made = self.make(Some(self.environment))?;
        Ok(self.proxied.get_or_init(|| made).clone())
    }

    /// One that uses no proxies.
    ///
    /// # Errors
    ///
    /// As those of [`proxied`](Self::proxied).
    #[cfg(feature = "aws-config")]
    pub(super) fn direct(&self) -> Result<Transport, ConfigError> {
        self.make(None)
    }

    fn make(&self, proxies_of: Option<&Environment>) -> Result<Transport, ConfigError> {
        let tls = self.tls()?;
        transport::default_transport(self.timeouts, proxies_of, tls)
    }

    #[cfg(feature = "__tls")]
    fn tls(&self) -> Result<&Tls, ConfigError> {
        if let Some(tls) = self.tls.get() {
            return Ok(tls);
        }
        let bundle = self.config.ca_bundle.as_ref();
        let roots = bundle.map(|bundle| bundle.read(self.environment));
        let unmakeable =
            |error: BoxError| ConfigError::new("the HTTP client cannot be made").caused_by(error);
        let tls = Tls::new(roots.transpose()?).map_err(unmakeable)?;
        Ok(self.tls.get_or_init(|| tls))
    }

    #[cfg(not(feature = "__tls"))]
    #[expect(clippy::unnecessary_wraps, reason = "there is an error with TLS")]
    fn tls(&self) -> Result<&Tls, ConfigError> {
        Ok(self.tls.get_or_init(|| Tls))
    }
}
