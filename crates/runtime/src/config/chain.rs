//! What the credential chain is to ask, where no credentials are written down: source by source, what is
//! configured, or why there is nothing to ask.

use super::environment_credentials::{KEY_ID, of_environment};
use super::profile_chain::{ProfileChain, WebIdentity};
use super::static_credentials::NotFound;
use super::switches::Places;
use super::{ConfigError, Environment};
use aws_credential_types::Credentials;

/// What is known of the sources, in the order in which they are asked.
pub(crate) struct ChainSettings {
    /// Why the environment's keys do not serve.
    pub(crate) environment: String,
    pub(crate) profile: ProfileSource,
    pub(crate) web_identity: Result<WebIdentity, String>,
    pub(crate) container: Result<Container, String>,
    pub(crate) metadata: Result<MetadataEndpoint, String>,
    /// The environment's keys, which a profile may name as its source, or why there are none.
    pub(crate) environment_keys: Result<Credentials, String>,
}

/// What the profile says of credentials.
pub(crate) enum ProfileSource {
    Nothing(Vec<String>),
    /// A variable names a profile that is in neither file.
    Nowhere(String),
    Fetched {
        name: String,
        property: &'static str,
        /// What is to be asked, or what is wrong with what the profile says.
        chain: Result<ProfileChain, String>,
    },
}

/// A container's endpoint.
#[derive(Clone)]
pub(crate) struct Container {
    /// The variable that names it.
    pub(crate) variable: &'static str,
    /// A path, or a whole URI.
    pub(crate) uri: String,
    pub(crate) authorization: Option<Authorization>,
}

/// What goes along in the `authorization` header.
#[derive(Clone)]
pub(crate) enum Authorization {
    Token(String),
    /// The token is in this file, and is read each time, since it is replaced now and then.
    File(String),
}

/// Where the metadata of an EC2 instance are.
pub(crate) enum MetadataEndpoint {
    /// With the place that names it.
    Url(String, String),
    IpV4,
    IpV6,
}

impl ChainSettings {
    /// Gathers what the environment and the profile say.
    ///
    /// A profile that the program chose leaves out the environment's keys and token, and not what the machine
    /// has for whoever runs on it, as with the AWS CLI's `--profile`.
    ///
    /// # Errors
    ///
    /// A variable is not UTF-8.
    pub(super) fn gather(
        not_found: NotFound,
        places: Places<'_>,
        profile_is_chosen: bool,
    ) -> Result<Self, ConfigError> {
        let profile = match not_found.profile {
            // Who names a profile means its identity: none of the sources after it stands in for it.
            Err(why) if places.profile.is_nowhere() && places.profile.name != "default" => {
                let name = crate::excerpt::one_line(places.profile.name, 200);
                let why = why.join("; ");
                ProfileSource::Nowhere(format!("there is no profile `{name}`: {why}"))
            }
            Err(why) => ProfileSource::Nothing(why),
            Ok(fetched) => ProfileSource::Fetched {
                name: places.profile.name.to_owned(),
                property: fetched.property(places.profile),
                chain: ProfileChain::resolve(places.profile),
            },
        };
        let web_identity = if profile_is_chosen {
            Err(
                "AWS_WEB_IDENTITY_TOKEN_FILE is not asked for, since a profile was chosen"
                    .to_owned(),
            )
        } else {
            web_identity(places.environment)?
        };
        let environment_keys = match of_environment(places.environment) {
            Ok(Some(credentials)) => Ok(credentials),
            Ok(None) => Err(format!("{KEY_ID} is not set")),
            Err(error) => Err(error.to_string()),
        };
        Ok(Self {
            environment: not_found.environment,
            profile,
            web_identity,
            container: container(places.environment)?,
            metadata: metadata(places)?,
            environment_keys,
        })
    }
}

fn web_identity(environment: &Environment) -> Result<Result<WebIdentity, String>, ConfigError> {
    const TOKEN_FILE: &str = "AWS_WEB_IDENTITY_TOKEN_FILE";
    const ROLE_ARN: &str = "AWS_ROLE_ARN";
    let Some(token_file) = environment.get(TOKEN_FILE)? else {
        return Ok(Err(format!("{TOKEN_FILE} is not set")));
    };
    let Some(role_arn) = environment.get(ROLE_ARN)? else {
        return Ok(Err(format!("{TOKEN_FILE} is set, and {ROLE_ARN} is not")));
    };
    Ok(Ok(WebIdentity {
        token_file,
        role_arn,
        session_name: environment.get("AWS_ROLE_SESSION_NAME")?,
    }))
}

fn container(environment: &Environment) -> Result<Result<Container, String>, ConfigError> {
    const RELATIVE: &str = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
    const FULL: &str = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
    for variable in [RELATIVE, FULL] {
        let Some(uri) = environment.get(variable)? else {
            continue;
        };
        // The endpoint is the machine's.
        if !environment.is_process() {
            return Ok(Err(format!(
                "{variable} counts in the process's environment only"
            )));
        }
        let file = environment.get("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")?;
        let authorization = match file {
            Some(path) => Some(Authorization::File(path)),
            None => environment
                .get("AWS_CONTAINER_AUTHORIZATION_TOKEN")?
                .map(Authorization::Token),
        };
        return Ok(Ok(Container {
            variable,
            uri,
            authorization,
        }));
    }
    Ok(Err(format!("{RELATIVE} and {FULL} are not set")))
}

fn metadata(places: Places<'_>) -> Result<Result<MetadataEndpoint, String>, ConfigError> {
    const DISABLED: &str = "AWS_EC2_METADATA_DISABLED";
    if let Some(value) = places.environment.get(DISABLED)?
        && value.eq_ignore_ascii_case("true")
    {
        return Ok(Err(format!("instance metadata: {DISABLED} is true")));
    }
    let url = places.get(
        "AWS_EC2_METADATA_SERVICE_ENDPOINT",
        "ec2_metadata_service_endpoint",
    )?;
    if let Some((url, place)) = url {
        return Ok(Ok(MetadataEndpoint::Url(url, place)));
    }
    let mode = places.get(
        "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE",
        "ec2_metadata_service_endpoint_mode",
    )?;
    Ok(match mode {
        Some((mode, _)) if mode.eq_ignore_ascii_case("ipv4") => Ok(MetadataEndpoint::IpV4),
        Some((mode, _)) if mode.eq_ignore_ascii_case("ipv6") => Ok(MetadataEndpoint::IpV6),
        Some((mode, place)) => Err(format!(
            "instance metadata: {place} is `{}`, which is neither IPv4 nor IPv6",
            crate::excerpt::one_line(&mode, 40)
        )),
        // An environment that is given stands for the machine too, and this one says nothing of its metadata.
        None if !places.environment.is_process() => Err(
            "instance metadata: AWS_EC2_METADATA_SERVICE_ENDPOINT is not in the environment given"
                .to_owned(),
        ),
        None => Ok(MetadataEndpoint::IpV4),
    })
}
