//! What a client is configured with, and how that is found.

mod account_id_endpoint_mode;
mod app_name;
#[cfg(feature = "bearer-auth")]
mod auth;
#[cfg(feature = "__tls")]
mod ca_bundle;
#[cfg(feature = "aws-config")]
mod chain;
#[cfg(feature = "request-compression")]
mod compression;
mod endpoint_url;
mod environment;
mod environment_credentials;
mod error;
mod explicit;
mod parse;
mod profile;
#[cfg(feature = "aws-config")]
mod profile_chain;
mod profile_credentials;
mod region;
mod regular_file;
mod retry_mode;
mod static_credentials;
mod switches;
#[cfg(not(feature = "aws-config"))]
mod without_chain;

pub use account_id_endpoint_mode::AccountIdEndpointMode;
#[cfg(all(feature = "aws-config", feature = "bearer-auth"))]
pub(crate) use auth::SsoSession;
#[cfg(feature = "bearer-auth")]
pub(crate) use auth::{ExplicitAuth, SchemePreference, TokenSettings, variable_of_token};
#[cfg(feature = "__tls")]
pub(crate) use ca_bundle::CaBundle;
#[cfg(feature = "aws-config")]
pub(crate) use chain::{Authorization, ChainSettings, Container, MetadataEndpoint, ProfileSource};
#[cfg(feature = "request-compression")]
pub(crate) use compression::{Compression, ExplicitCompression};
pub(crate) use endpoint_url::{EndpointUrl, EndpointUrls, unusable};
pub use environment::Environment;
#[cfg(feature = "aws-config")]
pub(crate) use environment_credentials::check as check_key;
pub use error::ConfigError;
pub(crate) use explicit::Explicit;
#[cfg(feature = "aws-config")]
pub(crate) use profile_chain::{Base, CredentialSource, Process, ProfileChain, Role, WebIdentity};
pub(crate) use region::is_region;
#[cfg(feature = "aws-config")]
pub(crate) use regular_file::read_regular;
pub use retry_mode::RetryMode;

use aws_credential_types::provider::SharedCredentialsProvider;
use profile::{Files, Profile};
use static_credentials::Search;
use std::sync::Arc;
use switches::Places;

/// A property of a profile, for programs that have settings of their own there, as the AWS CLI has.
///
/// The profile is the one of this name, or the one that the environment names, as for a client. The credentials file
/// is asked first; an empty value counts as none.
///
/// # Errors
///
/// A file cannot be read or is malformed, there is no profile of this name, or a variable is not UTF-8.
pub fn profile_property(
    environment: &Environment,
    profile: Option<&str>,
    property: &str,
) -> Result<Option<String>, ConfigError> {
    let files = Files::load(environment)?;
    let name = profile::name(environment, profile)?;
    let profile = files.in_use(&name, profile.is_some())?;
    Ok(profile.get(property).map(str::to_owned))
}

/// What was found.
pub(crate) struct Config {
    /// The region, or why there is none: that is an error only of a call that needs one.
    pub(crate) region: Result<Arc<str>, String>,
    pub(crate) endpoint_urls: EndpointUrls,
    pub(crate) use_fips: bool,
    pub(crate) use_dual_stack: bool,
    /// Whether operations' prefixes are left out before hosts.
    pub(crate) disable_host_prefix_injection: bool,
    /// How many attempts a call makes, if any place says so.
    pub(crate) max_attempts: Option<u32>,
    pub(crate) retry_mode: RetryMode,
    pub(crate) disable_clock_skew_correction: bool,
    pub(crate) app_name: Option<String>,
    pub(crate) account_id_endpoint_mode: AccountIdEndpointMode,
    #[cfg(feature = "__tls")]
    pub(crate) ca_bundle: Option<CaBundle>,
    #[cfg(feature = "request-compression")]
    pub(crate) compression: Compression,
    #[cfg(feature = "bearer-auth")]
    pub(crate) scheme_preference: SchemePreference,
}

/// Where the identities of a client come from.
pub(crate) struct Identities {
    pub(crate) credentials: Credentials,
    #[cfg(feature = "bearer-auth")]
    pub(crate) tokens: TokenSettings,
}

/// Where credentials come from.
pub(crate) enum Credentials {
    Provider(SharedCredentialsProvider),
    /// None are written down: these places may give some.
    #[cfg(feature = "aws-config")]
    Chain(Box<ChainSettings>),
    /// None are written down, and nothing is to be asked.
    #[cfg(not(feature = "aws-config"))]
    Missing(String),
}

impl Credentials {
    fn resolve(places: Places<'_>, profile_is_chosen: bool) -> Result<Self, ConfigError> {
        let not_found = match static_credentials::search(places, profile_is_chosen)? {
            Search::Found(credentials) => {
                return Ok(Self::Provider(SharedCredentialsProvider::new(credentials)));
            }
            Search::NotFound(not_found) => not_found,
        };
        #[cfg(feature = "aws-config")]
        let elsewhere = Self::Chain(Box::new(ChainSettings::gather(
            not_found,
            places,
            profile_is_chosen,
        )?));
        #[cfg(not(feature = "aws-config"))]
        let elsewhere = Self::Missing(without_chain::message(
            not_found,
            places,
            profile_is_chosen,
        )?);
        Ok(elsewhere)
    }
}

impl Config {
    /// Resolves the settings and the sources of identities: what the program says, else the environment, else the profile.
    ///
    /// # Errors
    ///
    /// A file is unreadable or malformed, a value is not what its place takes, or a variable is not UTF-8.
    pub(crate) fn resolve(
        explicit: Explicit,
        environment: &Environment,
    ) -> Result<(Self, Identities), ConfigError> {
        explicit.check()?;
        let files = Files::load(environment)?;
        let name = profile::name(environment, explicit.profile.as_deref())?;
        let profile = files.in_use(&name, explicit.profile.is_some())?;
        let places = Places {
            environment,
            profile,
        };
        let max_attempts = match explicit.max_attempts {
            Some(attempts) => Some(attempts),
            None => places.max_attempts()?,
        };
        let profile_is_chosen = explicit.profile.is_some();
        #[cfg(feature = "bearer-auth")]
        let scheme_preference =
            SchemePreference::resolve(&explicit.auth, explicit.credentials.is_some(), places)?;
        let identities = Identities {
            credentials: match explicit.credentials {
                Some(provider) => Credentials::Provider(provider),
                None => Credentials::resolve(places, profile_is_chosen)?,
            },
            #[cfg(feature = "bearer-auth")]
            tokens: TokenSettings::resolve(explicit.auth, places, profile_is_chosen)?,
        };
        let config = Self {
            region: region::resolve(explicit.region, environment, profile)?,
            use_fips: match explicit.use_fips {
                Some(on) => on,
                None => places.switch("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint")?,
            },
            use_dual_stack: match explicit.use_dual_stack {
                Some(on) => on,
                None => places.switch("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint")?,
            },
            disable_host_prefix_injection: match explicit.disable_host_prefix_injection {
                Some(disabled) => disabled,
                None => places.switch(
                    "AWS_DISABLE_HOST_PREFIX_INJECTION",
                    "disable_host_prefix_injection",
                )?,
            },
            max_attempts,
            retry_mode: RetryMode::resolve(explicit.retry_mode, places)?,
            disable_clock_skew_correction: match explicit.disable_clock_skew_correction {
                Some(disabled) => disabled,
                None => places.switch(
                    "AWS_DISABLE_CLOCK_SKEW_CORRECTION",
                    "disable_clock_skew_correction",
                )?,
            },
            app_name: app_name::resolve(explicit.app_name, places),
            #[cfg(feature = "__tls")]
            ca_bundle: CaBundle::resolve(explicit.ca_bundle, places)?,
            account_id_endpoint_mode: AccountIdEndpointMode::resolve(
                explicit.account_id_endpoint_mode,
                places,
            )?,
            #[cfg(feature = "request-compression")]
            compression: Compression::resolve(&explicit.compression, places)?,
            #[cfg(feature = "bearer-auth")]
            scheme_preference,
            endpoint_urls: EndpointUrls::load(
                explicit.endpoint_url,
                explicit.ignore_configured_endpoint_urls,
                explicit.default_endpoint_url,
                places,
            )?,
        };
        Ok((config, identities))
    }
}

/// The longest message about settings, in characters.
const MAX_MESSAGE: usize = 4_000;

/// A message about something that none of these places had.
pub(crate) fn nowhere(what: &str, places: &[String], remedy: Option<&str>) -> String {
    let remedy = remedy.map(|remedy| format!(". {remedy}"));
    let places = places.join("; ");
    let text = format!("no {what} found: {places}{}", remedy.unwrap_or_default());
    crate::excerpt::one_line(&text, MAX_MESSAGE)
}
