//! What the program itself says, and whether it can be used.

#[cfg(feature = "bearer-auth")]
use super::ExplicitAuth;
#[cfg(feature = "request-compression")]
use super::ExplicitCompression;
use super::{AccountIdEndpointMode, ConfigError, RetryMode};
use super::{endpoint_url, profile, region, switches};
use aws_credential_types::provider::SharedCredentialsProvider;
#[cfg(feature = "__tls")]
use std::path::PathBuf;

/// What the program itself says; the environment and the files are asked for the rest.
#[derive(Default)]
pub(crate) struct Explicit {
    pub(crate) region: Option<String>,
    pub(crate) profile: Option<String>,
    pub(crate) endpoint_url: Option<String>,
    /// One that goes behind all others.
    pub(crate) default_endpoint_url: Option<String>,
    pub(crate) ignore_configured_endpoint_urls: Option<bool>,
    pub(crate) credentials: Option<SharedCredentialsProvider>,
    pub(crate) use_fips: Option<bool>,
    pub(crate) use_dual_stack: Option<bool>,
    pub(crate) disable_host_prefix_injection: Option<bool>,
    pub(crate) max_attempts: Option<u32>,
    pub(crate) retry_mode: Option<RetryMode>,
    pub(crate) disable_clock_skew_correction: Option<bool>,
    pub(crate) app_name: Option<String>,
    pub(crate) account_id_endpoint_mode: Option<AccountIdEndpointMode>,
    #[cfg(feature = "__tls")]
    pub(crate) ca_bundle: Option<PathBuf>,
    #[cfg(feature = "request-compression")]
    pub(crate) compression: ExplicitCompression,
    #[cfg(feature = "bearer-auth")]
    pub(crate) auth: ExplicitAuth,
}

impl Explicit {
    /// Checks the values that need nothing else to be checked, before the environment or a file is looked at.
    ///
    /// # Errors
    ///
    /// One of them is malformed; the error names its setting.
    pub(super) fn check(&self) -> Result<(), ConfigError> {
        if let Some(region) = &self.region {
            region::check(region, "`region`").map_err(|error| error.of_setting("region"))?;
        }
        if let Some(name) = &self.profile {
            profile::check(name).map_err(|error| error.of_setting("profile"))?;
        }
        if let Some(url) = &self.endpoint_url {
            endpoint_url::check(url).map_err(|error| error.of_setting("endpoint_url"))?;
        }
        if let Some(attempts) = self.max_attempts {
            switches::attempts(attempts, "`max_attempts`")
                .map_err(|error| error.of_setting("max_attempts"))?;
        }
        #[cfg(feature = "request-compression")]
        self.compression
            .check()
            .map_err(|error| error.of_setting("request_min_compression_size_bytes"))?;
        Ok(())
    }
}
