//! How the sources are made of the providers of `aws-config`.

use super::bounded::Bounded;
use super::container::ContainerProvider;
use super::http::Http;
use super::process::ProcessProvider;
use super::sso::{SsoProvider, SsoTokens};
use super::sts::{RolesProvider, WebIdentityProvider};
use super::{Source, Step, describe};
use crate::config::{
    Base, ChainSettings, Container, CredentialSource, EndpointUrl, EndpointUrls, MetadataEndpoint,
    ProfileChain, ProfileSource, WebIdentity, unusable,
};
use crate::endpoint::locate;
use crate::transport::Transport;
use aws_config::identity::IdentityCache;
use aws_config::imds::client::EndpointMode;
use aws_config::imds::credentials::ImdsCredentialsProvider;
use aws_config::provider_config::ProviderConfig;
use aws_config::retry::RetryConfig;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider, future};
use aws_smithy_async::rt::sleep::SharedAsyncSleep;
use aws_smithy_async::time::SharedTimeSource;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// The bound for what asks STS or SSO, or runs a process: less than the default attempt timeout, so that it is
/// the chain that says what took so long.
pub(super) const REMOTE: Duration = Duration::from_secs(20);
/// The bound for a container's endpoint, which is on the same machine.
const CONTAINER: Duration = Duration::from_secs(5);
/// The bound for all requests to the instance's metadata together. Where they are, they are answered at once;
/// where they are not, as on a laptop, nothing may answer at all.
const METADATA: Duration = Duration::from_secs(1);

/// What the sources share with the client.
pub(crate) struct Context<'a> {
    pub(crate) region: Option<Arc<str>>,
    pub(crate) use_fips: bool,
    pub(crate) use_dual_stack: bool,
    /// Those that are configured for STS and SSO.
    pub(crate) endpoint_urls: &'a EndpointUrls,
    /// The process's, below which the SDK keeps the tokens of SSO.
    pub(crate) home: Option<PathBuf>,
    /// With the proxies of the environment; or the transport of the program, if that alone speaks TLS.
    pub(crate) proxied: Transport,
    /// Without proxies, for what is on the machine itself.
    pub(crate) direct: Transport,
    pub(crate) time_source: SharedTimeSource,
    pub(crate) sleep: SharedAsyncSleep,
}

/// The sources in the order in which they are asked.
pub(super) fn steps(settings: ChainSettings, context: &Context<'_>) -> Vec<Step> {
    let mut steps = vec![Step::Idle(settings.environment)];
    let machine = Machine {
        environment: settings.environment_keys,
        container: settings.container.clone(),
        metadata: settings
            .metadata
            .and_then(|endpoint| metadata(&endpoint, context)),
    };
    match settings.profile {
        ProfileSource::Nothing(why) => steps.extend(why.into_iter().map(Step::Idle)),
        ProfileSource::Nowhere(why) => steps.push(Step::Asked(Source {
            name: "AWS_PROFILE".to_owned(),
            provider: unavailable(why),
            limit: REMOTE,
            remedy: Some(
                "Set AWS_PROFILE to a profile that one of the files has, or unset it".to_owned(),
            ),
        })),
        ProfileSource::Fetched {
            name,
            property,
            chain,
        } => {
            let may_sign_in = chain.is_ok() && property.starts_with("sso_");
            let provider = match chain {
                Ok(chain) => of_profile(chain, &machine, context).unwrap_or_else(unavailable),
                Err(why) => unavailable(why),
            };
            steps.push(Step::Asked(Source {
                name: format!("{property} of profile `{name}`"),
                provider,
                limit: REMOTE,
                remedy: may_sign_in
                    .then(|| format!("Sign in again with `aws sso login --profile {name}`")),
            }));
        }
    }
    steps.push(match settings.web_identity {
        Err(why) => Step::Idle(why),
        Ok(identity) => Step::Asked(Source {
            name: "AWS_WEB_IDENTITY_TOKEN_FILE".to_owned(),
            provider: web_identity(identity, context).unwrap_or_else(unavailable),
            limit: REMOTE,
            remedy: None,
        }),
    });
    steps.push(match settings.container {
        Err(why) => Step::Idle(why),
        Ok(found) => Step::Asked(Source {
            name: found.variable.to_owned(),
            provider: container(found, context),
            limit: CONTAINER,
            remedy: None,
        }),
    });
    steps.push(match machine.metadata {
        Err(why) => Step::Idle(why),
        Ok(provider) => Step::Asked(Source {
            name: "instance metadata".to_owned(),
            provider,
            limit: METADATA,
            remedy: Some(describe::REMEDY.to_owned()),
        }),
    });
    steps
}

/// What a profile may name as its `credential_source`, or why there is none.
struct Machine {
    environment: Result<Credentials, String>,
    container: Result<Container, String>,
    metadata: Result<SharedCredentialsProvider, String>,
}

impl Context<'_> {
    fn http(&self, transport: &Transport) -> Http {
        Http {
            transport: transport.clone(),
            sleep: self.sleep.clone(),
        }
    }

    /// The configuration of a client of the service with this `sdkId`. It is whole: the client finds nothing by itself.
    ///
    /// # Errors
    ///
    /// The endpoint that is configured for the service cannot be used.
    fn sdk(&self, sdk_id: &str, region: Option<&str>) -> Result<SdkConfig, String> {
        let mut builder = SdkConfig::builder()
            .behavior_version(BehaviorVersion::latest())
            .identity_cache(IdentityCache::no_cache())
            .retry_config(RetryConfig::standard())
            .time_source(self.time_source.clone())
            .sleep_impl(self.sleep.clone())
            .http_client(self.http(&self.proxied))
            .use_fips(self.use_fips)
            .use_dual_stack(self.use_dual_stack);
        builder.set_region(region.map(|region| Region::new(region.to_owned())));
        if let Some(EndpointUrl { url, place }) = self.endpoint_urls.configured(sdk_id) {
            usable(url, place)?;
            builder.set_endpoint_url(Some(url.clone()));
        }
        Ok(builder.build())
    }

    fn sts(&self) -> Result<SdkConfig, String> {
        self.sdk("STS", self.region.as_deref())
    }
}

fn of_profile(
    chain: ProfileChain,
    machine: &Machine,
    context: &Context<'_>,
) -> Result<SharedCredentialsProvider, String> {
    let base = match chain.base {
        Base::Keys(keys) => SharedCredentialsProvider::new(keys),
        Base::WebIdentity(identity) => web_identity(identity, context)?,
        Base::Process(process) => SharedCredentialsProvider::new(ProcessProvider(process)),
        Base::Sso(sso) => SharedCredentialsProvider::new(SsoProvider {
            portal: context.sdk("SSO", Some(&sso.region))?,
            // Tokens of the form without a session are kept by the URL.
            tokens: sso_tokens(
                sso.session.unwrap_or_else(|| sso.start_url.clone()),
                sso.start_url,
                sso.region,
                context,
            )?,
            account_id: sso.account_id,
            role_name: sso.role_name,
        }),
        Base::Source(source) => match source {
            CredentialSource::Environment => {
                let keys = machine.environment.clone();
                keys.map(SharedCredentialsProvider::new)
            }
            CredentialSource::Container => {
                machine.container.clone().map(|it| container(it, context))
            }
            CredentialSource::InstanceMetadata => machine.metadata.clone(),
        }?,
    };
    if chain.roles.is_empty() {
        return Ok(base);
    }
    Ok(SharedCredentialsProvider::new(RolesProvider {
        base,
        roles: chain.roles,
        sts: context.sts()?,
        time_source: context.time_source.clone(),
    }))
}

/// The tokens of SSO that are kept by this key.
///
/// # Errors
///
/// The endpoint that is configured for what renews them cannot be used.
pub(super) fn sso_tokens(
    key: String,
    start_url: String,
    region: String,
    context: &Context<'_>,
) -> Result<SsoTokens, String> {
    Ok(SsoTokens {
        config: context.sdk("SSO OIDC", Some(&region))?,
        home: context.home.clone(),
        key,
        start_url,
        region,
    })
}

fn web_identity(
    identity: WebIdentity,
    context: &Context<'_>,
) -> Result<SharedCredentialsProvider, String> {
    Ok(SharedCredentialsProvider::new(WebIdentityProvider {
        identity,
        sts: context.sts()?,
        time_source: context.time_source.clone(),
    }))
}

fn container(container: Container, context: &Context<'_>) -> SharedCredentialsProvider {
    SharedCredentialsProvider::new(ContainerProvider {
        container,
        transport: context.direct.clone(),
        sleep: context.sleep.clone(),
    })
}

/// Checks an endpoint by the rules that hold for those of services.
fn usable(url: &str, place: &str) -> Result<(), String> {
    locate(url, "", "/")
        .map(drop)
        .map_err(|why| unusable(url, place, why))
}

fn metadata(
    endpoint: &MetadataEndpoint,
    context: &Context<'_>,
) -> Result<SharedCredentialsProvider, String> {
    let config = ProviderConfig::empty()
        .with_time_source(context.time_source.clone())
        .with_sleep_impl(context.sleep.clone())
        .with_http_client(context.http(&context.direct));
    let client = aws_config::imds::Client::builder().configure(&config);
    let client = match endpoint {
        MetadataEndpoint::IpV4 => client.endpoint_mode(EndpointMode::IpV4),
        MetadataEndpoint::IpV6 => client.endpoint_mode(EndpointMode::IpV6),
        MetadataEndpoint::Url(url, place) => {
            usable(url, place).map_err(|why| format!("instance metadata: {why}"))?;
            client
                .endpoint(url)
                .map_err(|_| format!("instance metadata: {place} is no URL"))?
        }
    };
    let provider = ImdsCredentialsProvider::builder()
        .configure(&config)
        .imds_client(client.build())
        .build();
    Ok(SharedCredentialsProvider::new(Bounded {
        provider,
        limit: METADATA,
        sleep: context.sleep.clone(),
    }))
}

/// A provider that has none, for this reason.
fn unavailable(why: String) -> SharedCredentialsProvider {
    SharedCredentialsProvider::new(Unavailable(why))
}

#[derive(Debug)]
struct Unavailable(String);

impl ProvideCredentials for Unavailable {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        let none = CredentialsError::not_loaded(self.0.clone());
        future::ProvideCredentials::ready(Err(none))
    }
}
