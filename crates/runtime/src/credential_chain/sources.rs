//! How the sources are made of the providers of `aws-config`.

use super::bounded::Bounded;
use super::http::Http;
use super::{Source, Step, told};
use crate::config::{ChainSettings, MetadataEndpoint, ProfileSource, WebIdentity};
use crate::transport::Transport;
use aws_config::Region;
use aws_config::ecs::EcsCredentialsProvider;
use aws_config::imds::client::EndpointMode;
use aws_config::imds::credentials::ImdsCredentialsProvider;
use aws_config::profile::ProfileFileCredentialsProvider;
use aws_config::provider_config::ProviderConfig;
use aws_config::web_identity_token::{StaticConfiguration, WebIdentityTokenCredentialsProvider};
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider, future};
use aws_runtime::env_config::file::{EnvConfigFileKind, EnvConfigFiles};
use aws_smithy_async::rt::sleep::SharedAsyncSleep;
use aws_smithy_async::time::SharedTimeSource;
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

/// The bound for what asks STS or SSO, or runs a process: less than the default attempt timeout, so that it is
/// the chain that tells what took so long.
const REMOTE: Duration = Duration::from_secs(20);
/// The bound for a container's endpoint, which is on the same machine.
const CONTAINER: Duration = Duration::from_secs(5);
/// The bound for all requests to the instance's metadata together. Where they are, they are answered at once;
/// where they are not, as on a laptop, nothing may answer at all.
const METADATA: Duration = Duration::from_secs(1);

/// What the sources share with the client.
pub(crate) struct Context {
    pub(crate) region: Option<Arc<str>>,
    pub(crate) use_fips: bool,
    pub(crate) use_dual_stack: bool,
    /// With the proxies of the environment.
    pub(crate) proxied: Transport,
    /// Without proxies, for what is on the machine itself.
    pub(crate) direct: Transport,
    pub(crate) time_source: SharedTimeSource,
    pub(crate) sleep: SharedAsyncSleep,
}

/// The sources in the order in which they are asked.
pub(super) fn steps(settings: ChainSettings, context: &Context) -> Vec<Step> {
    let mut steps = vec![Step::Idle(settings.environment)];
    let metadata = settings
        .metadata
        .and_then(|endpoint| metadata(&endpoint, context));
    match settings.profile {
        ProfileSource::Nothing(why) => steps.extend(why.into_iter().map(Step::Idle)),
        ProfileSource::Fetched {
            name,
            property,
            config_text,
            credentials_text,
        } => {
            let files = EnvConfigFiles::builder()
                .with_contents(EnvConfigFileKind::Config, config_text)
                .with_contents(EnvConfigFileKind::Credentials, credentials_text)
                .build();
            let provider = ProfileFileCredentialsProvider::builder()
                .configure(&context.providers(&context.proxied))
                .profile_files(files)
                .profile_name(&name)
                .with_custom_provider("Environment", Named::new(settings.environment_keys))
                .with_custom_provider("Ec2InstanceMetadata", Named::new(metadata.clone()))
                .with_custom_provider(
                    "EcsContainer",
                    Named::new(settings.container.clone().map(|_| container(context))),
                )
                .build();
            steps.push(Step::Asked(Source {
                name: format!("{property} of profile `{name}`"),
                provider: SharedCredentialsProvider::new(provider),
                limit: REMOTE,
                remedy: property
                    .starts_with("sso_")
                    .then(|| format!("Sign in again with `aws sso login --profile {name}`")),
            }));
        }
    }
    steps.push(match settings.web_identity {
        Err(why) => Step::Idle(why),
        Ok(identity) => Step::Asked(Source {
            name: "AWS_WEB_IDENTITY_TOKEN_FILE".to_owned(),
            provider: SharedCredentialsProvider::new(web_identity(identity, context)),
            limit: REMOTE,
            remedy: None,
        }),
    });
    steps.push(match settings.container {
        Err(why) => Step::Idle(why),
        Ok(variable) => Step::Asked(Source {
            name: variable.to_owned(),
            provider: SharedCredentialsProvider::new(container(context)),
            limit: CONTAINER,
            remedy: None,
        }),
    });
    steps.push(match metadata {
        Err(why) => Step::Idle(why),
        Ok(provider) => Step::Asked(Source {
            name: "instance metadata".to_owned(),
            provider,
            limit: METADATA,
            remedy: Some(told::REMEDY.to_owned()),
        }),
    });
    steps
}

impl Context {
    fn providers(&self, transport: &Transport) -> ProviderConfig {
        let region = self.region.as_deref();
        ProviderConfig::empty()
            .with_region(region.map(|region| Region::new(region.to_owned())))
            .with_use_fips(Some(self.use_fips))
            .with_use_dual_stack(Some(self.use_dual_stack))
            .with_time_source(self.time_source.clone())
            .with_sleep_impl(self.sleep.clone())
            .with_http_client(Http {
                transport: transport.clone(),
                sleep: self.sleep.clone(),
            })
    }
}

fn web_identity(identity: WebIdentity, context: &Context) -> WebIdentityTokenCredentialsProvider {
    let session_name = identity.session_name.unwrap_or_else(|| {
        let now = context.time_source.now().duration_since(UNIX_EPOCH);
        format!("smithereens-{}", now.unwrap_or_default().as_millis())
    });
    WebIdentityTokenCredentialsProvider::builder()
        .configure(&context.providers(&context.proxied))
        .static_configuration(StaticConfiguration {
            web_identity_token_file: identity.token_file.into(),
            role_arn: identity.role_arn,
            session_name,
        })
        .build()
}

fn container(context: &Context) -> EcsCredentialsProvider {
    EcsCredentialsProvider::builder()
        .configure(&context.providers(&context.direct))
        .build()
}

fn metadata(
    endpoint: &MetadataEndpoint,
    context: &Context,
) -> Result<SharedCredentialsProvider, String> {
    let config = context.providers(&context.direct);
    let client = aws_config::imds::Client::builder().configure(&config);
    let client = match endpoint {
        MetadataEndpoint::IpV4 => client.endpoint_mode(EndpointMode::IpV4),
        MetadataEndpoint::IpV6 => client.endpoint_mode(EndpointMode::IpV6),
        MetadataEndpoint::Url(url) => client
            .endpoint(url)
            .map_err(|_| "instance metadata: the endpoint that is set is no URL".to_owned())?,
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

/// What a profile names as its `credential_source`: a provider, or why there is none.
#[derive(Debug)]
struct Named<P>(Result<P, String>);

impl<P: ProvideCredentials> Named<P> {
    fn new(provider: Result<P, String>) -> Self {
        Self(provider)
    }
}

impl<P: ProvideCredentials> ProvideCredentials for Named<P> {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        match &self.0 {
            Ok(provider) => provider.provide_credentials(),
            Err(why) => {
                let none = CredentialsError::not_loaded(why.clone());
                future::ProvideCredentials::ready(Err(none))
            }
        }
    }
}
