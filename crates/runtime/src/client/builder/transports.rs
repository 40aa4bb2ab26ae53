//! The HTTP clients that come with the library, made where they are needed, with one TLS for all of them.

use crate::config::{Config, ConfigError, Environment};
use crate::timeouts::TimeoutSettings;
use crate::transport::{self, Transport};
use rustls::ClientConfig;
use std::cell::OnceCell;
use std::sync::Arc;
use tower::BoxError;

pub(super) struct Transports<'a> {
    environment: &'a Environment,
    timeouts: &'a TimeoutSettings,
    config: &'a Config,
    tls: OnceCell<Arc<ClientConfig>>,
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

    fn tls(&self) -> Result<&Arc<ClientConfig>, ConfigError> {
        if let Some(tls) = self.tls.get() {
            return Ok(tls);
        }
        let bundle = self.config.ca_bundle.as_ref();
        let roots = bundle.map(|bundle| bundle.read(self.environment));
        let tls = transport::tls(roots.transpose()?).map_err(unmakeable)?;
        Ok(self.tls.get_or_init(|| Arc::new(tls)))
    }
}

fn unmakeable(error: BoxError) -> ConfigError {
    ConfigError::new("the HTTP client cannot be made").caused_by(error)
}
