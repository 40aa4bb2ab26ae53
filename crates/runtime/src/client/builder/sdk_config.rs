//! The settings that a program made for the AWS SDK for Rust.

use super::Builder;
use crate::Client;
use crate::config::{AccountIdEndpointMode, ConfigError, RetryMode};
use crate::timeouts::{Setting, TimeoutSettings};
use aws_smithy_types::retry::{self, RetryConfig};
use aws_smithy_types::timeout::TimeoutConfig;
use aws_types::SdkConfig;
use aws_types::endpoint_config::AccountIdEndpointMode as SdkAccountIdEndpointMode;
use aws_types::origin::Origin;
use std::time::Duration;

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
    /// of authentication schemes, request compression; of tokens and schemes with the feature `bearer-auth`, of compression
    /// with `request-compression`. What is set afterwards goes before it, and the environment and the profile give the rest.
    ///
    /// What an SDK found in the environment or in a profile goes behind what they have for the service: an endpoint URL, a
    /// token provider, a preference of schemes. Where the SDK has its defaults for numbers of retries, those of this client
    /// hold, unless the program gave them to `aws_config`. The profile itself is not in an `SdkConfig`: a program that chose
    /// one says so to [`profile`](Self::profile) as well. All else has no part here, such as HTTP client,
    /// checksums and caches.
    pub fn sdk_config(mut self, config: &SdkConfig) -> Self {
        if let Some(region) = config.region() {
            self = self.region(region.as_ref());
        }
        if let Some(provider) = config.credentials_provider() {
            self = self.credentials_provider(provider);
        }
        if let Some(url) = config.endpoint_url() {
            if was_found(config.get_origin("endpoint_url")) {
                self.explicit.default_endpoint_url = Some(url.to_owned());
            } else {
                self = self.endpoint_url(url);
            }
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
            let is_given = config.get_origin("retry_config").is_client_config();
            self = self.sdk_retries(retries, is_given);
        }
        if let Some(timeouts) = config.timeout_config() {
            self = self.sdk_timeouts(timeouts);
        }
        #[cfg(feature = "bearer-auth")]
        {
            if let Some(provider) = config.token_provider() {
                if config.get_origin("token_provider").is_client_config() {
                    self = self.token_provider(provider);
                } else {
                    self.explicit.auth.default_token = Some(provider);
                }
            }
            if let Some(schemes) = config.auth_scheme_preference() {
                let schemes = schemes.clone().into_iter();
                let names = schemes.map(|id| id.inner().to_owned());
                if config
                    .get_origin("auth_scheme_preference")
                    .is_client_config()
                {
                    self = self.auth_scheme_preference(names);
                } else {
                    self.explicit.auth.default_preference = Some(names.collect());
                }
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

    /// Those that the program gave, or else those that are not what the SDK has by default.
    fn sdk_retries(self, retries: &RetryConfig, is_given: bool) -> Self {
        let usual = RetryConfig::standard();
        let mut builder = self.retry_mode(match retries.mode() {
            retry::RetryMode::Adaptive => RetryMode::Adaptive,
            _ => RetryMode::Standard,
        });
        if is_given || retries.max_attempts() != usual.max_attempts() {
            builder = builder.max_attempts(retries.max_attempts());
        }
        // What the SDK waits by default holds for its own rules.
        if retries.initial_backoff() != usual.initial_backoff() {
            builder = builder.initial_backoff(retries.initial_backoff());
        }
        if retries.max_backoff() != usual.max_backoff() {
            builder = builder.max_backoff(retries.max_backoff());
        }
        builder
    }

    fn sdk_timeouts(mut self, timeouts: &TimeoutConfig) -> Self {
        // A bound that is turned off looks like one of which nothing is said, but no other takes its place.
        let mut filled = timeouts.clone();
        filled.take_defaults_from(&every_timeout());
        let setting = |get: fn(&TimeoutConfig) -> Option<Duration>| match get(timeouts) {
            None if get(&filled).is_some() => Setting::Unset,
            said => Setting::Set(said),
        };
        self.timeouts = TimeoutSettings {
            connect: setting(TimeoutConfig::connect_timeout),
            read: setting(TimeoutConfig::read_timeout),
            attempt: setting(TimeoutConfig::operation_attempt_timeout),
            operation: setting(TimeoutConfig::operation_timeout),
            ..TimeoutSettings::default()
        }
        .over(self.timeouts);
        self
    }
}

/// Whether the SDK found a value in the environment or in a profile.
fn was_found(origin: Origin) -> bool {
    [
        Origin::shared_environment_variable(),
        Origin::service_environment_variable(),
        Origin::shared_profile_file(),
        Origin::service_profile_file(),
    ]
    .contains(&origin)
}

fn every_timeout() -> TimeoutConfig {
    TimeoutConfig::builder()
        .connect_timeout(Duration::MAX)
        .read_timeout(Duration::MAX)
        .operation_attempt_timeout(Duration::MAX)
        .operation_timeout(Duration::MAX)
        .build()
}
