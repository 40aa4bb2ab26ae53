//! The settings that environment and profile can give as well: what the program says wins.

use super::Builder;
use crate::config::{AccountIdEndpointMode, RetryMode};
#[cfg(feature = "bearer-auth")]
use aws_credential_types::provider::token::{ProvideToken, SharedTokenProvider};
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
#[cfg(feature = "__tls")]
use std::path::PathBuf;

impl Builder {
    /// The region, such as `eu-west-1`. Else `AWS_REGION`, `AWS_DEFAULT_REGION`, the profile's `region`; there
    /// is no default.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.explicit.region = Some(region.into());
        self
    }

    /// What gives the credentials: any provider made for the AWS SDK for Rust, or
    /// [`Credentials`](aws_credential_types::Credentials) themselves. Else `AWS_ACCESS_KEY_ID` and its
    /// siblings; else of the profile a role, a web identity or SSO, the keys of the credentials file, a process, the keys
    /// of the config file; else a web identity, the container, the EC2 instance. All but keys need the feature
    /// `aws-config`, and are asked with the HTTP client that comes with this library, whatever the
    /// [`transport`](Self::transport); but where the library was built without TLS, STS and SSO, which take it, are asked
    /// over that transport.
    ///
    /// What it gives is kept, and renewed before it expires.
    pub fn credentials_provider(mut self, provider: impl ProvideCredentials + 'static) -> Self {
        self.explicit.credentials = Some(SharedCredentialsProvider::new(provider));
        self
    }

    /// What gives the bearer tokens of services that take them (Smithy's `httpBearerAuth` trait): any provider made for
    /// the AWS SDK for Rust, or a [`Token`](aws_credential_types::Token) itself. Else the variable
    /// `AWS_BEARER_TOKEN_` with the name that the service has in signatures, such as `AWS_BEARER_TOKEN_BEDROCK`; else,
    /// with the feature `aws-config`, the `sso_session` of the profile.
    ///
    /// What it gives is kept, and renewed before it expires. It is sent over HTTPS, and over plain HTTP to this machine
    /// alone.
    #[cfg(feature = "bearer-auth")]
    pub fn token_provider(mut self, provider: impl ProvideToken + 'static) -> Self {
        self.explicit.auth.token = Some(SharedTokenProvider::new(provider));
        self
    }

    /// Which authentication schemes go before others where a service takes several, by the names of their traits:
    /// `sigv4`, `httpBearerAuth`. Those that are not named come after them, as the service's model has them. Else a
    /// scheme for which a variable has a token for the service; else `AWS_AUTH_SCHEME_PREFERENCE`, the profile's
    /// `auth_scheme_preference`, both with commas between the names; else a bearer token where the program gives one and
    /// no credentials; else the order of the model.
    ///
    /// Of the schemes in this order, the first one is used that there is an identity for.
    #[cfg(feature = "bearer-auth")]
    pub fn auth_scheme_preference(
        mut self,
        names: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        let names = names.into_iter().map(Into::into);
        self.explicit.auth.preference = Some(names.collect());
        self
    }

    /// The URL to send requests to, whatever their service. Else `AWS_ENDPOINT_URL_` with the service's name,
    /// `AWS_ENDPOINT_URL`, the profile's `services` and `endpoint_url`; else what the service's rules find.
    pub fn endpoint_url(mut self, url: impl Into<String>) -> Self {
        self.explicit.endpoint_url = Some(url.into());
        self
    }

    /// Whether the endpoint URLs of environment and profile are left aside; that of
    /// [`endpoint_url`](Self::endpoint_url) stays. Else `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS`, the profile's
    /// `ignore_configured_endpoint_urls`; else not.
    pub fn ignore_configured_endpoint_urls(mut self, ignored: bool) -> Self {
        self.explicit.ignore_configured_endpoint_urls = Some(ignored);
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

    /// Whether what operations put before the host of their endpoint (Smithy's `endpoint` trait) is left out, as for an
    /// endpoint of the program's own that has one name. Else `AWS_DISABLE_HOST_PREFIX_INJECTION`, the profile's
    /// `disable_host_prefix_injection`; else not.
    pub fn disable_host_prefix_injection(mut self, disabled: bool) -> Self {
        self.explicit.disable_host_prefix_injection = Some(disabled);
        self
    }

    /// Whether endpoints hold the number of the account that the credentials are of, where a service has such endpoints.
    /// Else `AWS_ACCOUNT_ID_ENDPOINT_MODE`, the profile's `account_id_endpoint_mode`; else they do where the credentials
    /// say which account that is.
    pub fn account_id_endpoint_mode(mut self, mode: AccountIdEndpointMode) -> Self {
        self.explicit.account_id_endpoint_mode = Some(mode);
        self
    }

    /// How many times a request is sent at most; 1 turns retries off. Else `AWS_MAX_ATTEMPTS`, the profile's
    /// `max_attempts`; else as AWS's SDKs have it for the service: 3, and 4 for DynamoDB.
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.explicit.max_attempts = Some(attempts);
        self
    }

    /// Whether the machine's clock is taken to be right. If it is not, and a service refuses a request for its
    /// time, the client takes the time from the response, where that is four minutes or more from its own: it
    /// makes another attempt, and signs all requests with that time from then on. Else
    /// `AWS_DISABLE_CLOCK_SKEW_CORRECTION`, the profile's `disable_clock_skew_correction`; else not.
    pub fn disable_clock_skew_correction(mut self, disabled: bool) -> Self {
        self.explicit.disable_clock_skew_correction = Some(disabled);
        self
    }

    /// By which rules failed attempts are made again. Else `AWS_RETRY_MODE`, the profile's `retry_mode`; else
    /// [`Standard`](RetryMode::Standard), which `legacy` is taken for. Where one of those places names another mode, the
    /// client is not made.
    pub fn retry_mode(mut self, mode: RetryMode) -> Self {
        self.explicit.retry_mode = Some(mode);
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

    /// A file of certificates in PEM form, which are trusted instead of those that the operating system trusts.
    /// Else `AWS_CA_BUNDLE`, the profile's `ca_bundle`; else the operating system's. A
    /// [`transport`](Self::transport) of the program's own trusts what it trusts, and so in a build without TLS, which has
    /// no such setting, the variable and the profile have no part in anything.
    #[cfg(feature = "__tls")]
    pub fn ca_bundle(mut self, path: impl Into<PathBuf>) -> Self {
        self.explicit.ca_bundle = Some(path.into());
        self
    }

    /// The program's name in the user agent: at most 50 characters of those that a token of HTTP takes (letters,
    /// digits, ``!#$%&'*+-.^_`|~``). Others are replaced by dashes, and what is longer is cut off, with a warning in the
    /// program's log. Else `AWS_SDK_UA_APP_ID`, the profile's `sdk_ua_app_id`; else none.
    pub fn app_name(mut self, name: impl Into<String>) -> Self {
        self.explicit.app_name = Some(name.into());
        self
    }
}
