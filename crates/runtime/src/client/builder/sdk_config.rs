//! The settings that a program made for the AWS SDK for Rust.

use super::Builder;
use crate::Client;
use crate::config::{AccountIdEndpointMode, ConfigError, RetryMode};
use aws_smithy_types::retry::{self, RetryConfig};
use aws_smithy_types::timeout::TimeoutConfig;
use aws_types::SdkConfig;
use aws_types::endpoint_config::AccountIdEndpointMode as SdkAccountIdEndpointMode;
use aws_types::origin::Origin;

impl Client {
    /// A client with the settings of an `SdkConfig`: [`Builder::sdk_config`] says which.
    ///
    /// # Errors
    ///
    /// As [`from_env`](Self::from_env).
    pub async fn from_sdk_config(config: &SdkConfig) -> Result<Self, ConfigError> {
        Self::builder().sdk_config(config).build().await
    }
}

impl Builder {
    /// Takes over what an `SdkConfig` says of these, as if it were set here: region, credentials and tokens, endpoint URL,
    /// FIPS and dual stack, account ids in endpoints, retries, timeouts, clock and sleep, name of the program, preference
    /// of authentication schemes, request compression. What is set afterwards goes before it, and the environment and the
    /// profile give the rest.
    ///
    /// An endpoint URL that it has from the environment is left to the environment, in which the service may have one of its
    /// own. Numbers of retries that are the SDK's defaults are left to this client's, which depend on the service. An
    /// SDK's HTTP client, read timeout and cache of identities have no part here.
    pub fn sdk_config(mut self, config: &SdkConfig) -> Self {
        if let Some(region) = config.region() {
            self = self.region(region.as_ref());
        }
        if let Some(provider) = config.credentials_provider() {
            self = self.credentials_provider(provider);
        }
        if let Some(url) = config.endpoint_url()
            && config.get_origin("endpoint_url") != Origin::shared_environment_variable()
        {
            self = self.endpoint_url(url);
        }
        if let Some(on) = config.use_fips() {
            self = self.use_fips(on);
        }
        if let Some(on) = config.use_dual_stack() {
            self = self.use_dual_stack(on);
        }
        if let Some(mode) = config.account_id_endpoint_mode() {
            self = self.account_id_endpoint_mode(match mode {
                SdkAccountIdEndpointMode::Disabled => AccountIdEndpointMode::Disabled,
                SdkAccountIdEndpointMode::Required => AccountIdEndpointMode::Required,
                _ => AccountIdEndpointMode::Preferred,
            });
        }
        if let Some(disabled) = config.disable_clock_skew_correction() {
            self = self.disable_clock_skew_correction(disabled);
        }
        if let Some(name) = config.app_name() {
            self = self.app_name(name.as_ref());
        }
        if let Some(source) = config.time_source() {
            self = self.time_source(source);
        }
        if let Some(sleep) = config.sleep_impl() {
            self = self.sleep(sleep);
        }
        if let Some(retries) = config.retry_config() {
            self = self.sdk_retries(retries);
        }
        if let Some(timeouts) = config.timeout_config() {
            self = self.sdk_timeouts(timeouts);
        }
        #[cfg(feature = "bearer-auth")]
        {
            if let Some(provider) = config.token_provider() {
                self = self.token_provider(provider);
            }
            if let Some(schemes) = config.auth_scheme_preference() {
                let schemes = schemes.clone().into_iter();
                self = self.auth_scheme_preference(schemes.map(|id| id.inner().to_owned()));
            }
        }
        #[cfg(feature = "request-compression")]
        {
            if let Some(disabled) = config.disable_request_compression() {
                self = self.disable_request_compression(disabled);
            }
            if let Some(size) = config.request_min_compression_size_bytes() {
                self = self.request_min_compression_size_bytes(size.into());
            }
        }
        self
    }

    fn sdk_retries(mut self, retries: &RetryConfig) -> Self {
        let usual = RetryConfig::standard();
        if retries.mode() == retry::RetryMode::Adaptive {
            self = self.retry_mode(RetryMode::Adaptive);
        }
        if retries.max_attempts() != usual.max_attempts() {
            self = self.max_attempts(retries.max_attempts());
        }
        if retries.initial_backoff() != usual.initial_backoff() {
            self = self.initial_backoff(retries.initial_backoff());
        }
        if retries.max_backoff() != usual.max_backoff() {
            self = self.max_backoff(retries.max_backoff());
        }
        self
    }

    fn sdk_timeouts(mut self, timeouts: &TimeoutConfig) -> Self {
        if let Some(limit) = timeouts.connect_timeout() {
            self = self.connect_timeout(limit);
        }
        if let Some(limit) = timeouts.operation_attempt_timeout() {
            self = self.attempt_timeout(limit);
        }
        if let Some(limit) = timeouts.operation_timeout() {
            self = self.operation_timeout(limit);
        }
        self
    }
}
