//! What the credential chain is to ask, where no credentials are written down: source by source, what is
//! configured, or why there is nothing to ask.

use super::static_credentials::{KEY_ID, NotFound, OfProfile, of_environment};
use super::switches::Places;
use aws_credential_types::Credentials;

/// What is known of the sources, in the order in which they are asked.
pub(crate) struct ChainSettings {
    /// Why the environment's keys do not serve.
    pub(crate) environment: String,
    pub(crate) profile: ProfileSource,
    pub(crate) web_identity: Result<WebIdentity, String>,
    /// The variable that names the container's endpoint.
    pub(crate) container: Result<&'static str, String>,
    pub(crate) metadata: Result<MetadataEndpoint, String>,
    /// The environment's keys, which a profile may name as its source, or why there are none.
    pub(crate) environment_keys: Result<Credentials, String>,
}

/// What the profile says of credentials.
pub(crate) enum ProfileSource {
    Nothing(Vec<String>),
    Fetched {
        name: String,
        property: &'static str,
        config_text: String,
        credentials_text: String,
    },
}

/// A token that is exchanged for a role's credentials.
pub(crate) struct WebIdentity {
    pub(crate) token_file: String,
    pub(crate) role_arn: String,
    pub(crate) session_name: Option<String>,
}

/// Where the metadata of an EC2 instance are.
pub(crate) enum MetadataEndpoint {
    Url(String),
    IpV4,
    IpV6,
}

impl ChainSettings {
    /// Gathers what the environment and the profile say.
    ///
    /// A profile that the program chose leaves out the environment's keys and token, and not what the machine
    /// has for whoever runs on it, as with the AWS CLI's `--profile`.
    pub(super) fn gather(not_found: NotFound, places: Places<'_>, profile_is_chosen: bool) -> Self {
        let profile = match not_found.profile {
            OfProfile::Nothing(why) => ProfileSource::Nothing(why),
            OfProfile::Fetched(property) => {
                let [config_text, credentials_text] = places.profile.texts();
                ProfileSource::Fetched {
                    name: places.profile.name.clone(),
                    property,
                    config_text,
                    credentials_text,
                }
            }
        };
        let web_identity = if profile_is_chosen {
            Err(
                "AWS_WEB_IDENTITY_TOKEN_FILE is not asked for, since a profile was chosen"
                    .to_owned(),
            )
        } else {
            web_identity(places)
        };
        let environment_keys = match of_environment(places.environment) {
            Ok(Some(credentials)) => Ok(credentials),
            Ok(None) => Err(format!("{KEY_ID} is not set")),
            Err(error) => Err(error.to_string()),
        };
        Self {
            environment: not_found.environment,
            profile,
            web_identity,
            container: container(places),
            metadata: metadata(places),
            environment_keys,
        }
    }
}

fn web_identity(places: Places<'_>) -> Result<WebIdentity, String> {
    const TOKEN_FILE: &str = "AWS_WEB_IDENTITY_TOKEN_FILE";
    const ROLE_ARN: &str = "AWS_ROLE_ARN";
    let environment = places.environment;
    let token_file = environment
        .get(TOKEN_FILE)
        .ok_or_else(|| format!("{TOKEN_FILE} is not set"))?;
    let role_arn = environment
        .get(ROLE_ARN)
        .ok_or_else(|| format!("{TOKEN_FILE} is set, and {ROLE_ARN} is not"))?;
    Ok(WebIdentity {
        token_file,
        role_arn,
        session_name: environment.get("AWS_ROLE_SESSION_NAME"),
    })
}

fn container(places: Places<'_>) -> Result<&'static str, String> {
    const VARIABLES: [&str; 2] = [
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    ];
    let set = |name: &&str| places.environment.get(name).is_some();
    match VARIABLES.into_iter().find(set) {
        // The provider reads the process's variables, and has no way to be given others.
        Some(name) if !places.environment.is_process() => {
            Err(format!("{name} counts in the process's environment only"))
        }
        Some(name) => Ok(name),
        None => Err(format!("{} are not set", VARIABLES.join(" and "))),
    }
}

fn metadata(places: Places<'_>) -> Result<MetadataEndpoint, String> {
    const DISABLED: &str = "AWS_EC2_METADATA_DISABLED";
    if let Some(value) = places.environment.get(DISABLED)
        && value.eq_ignore_ascii_case("true")
    {
        return Err(format!("instance metadata: {DISABLED} is true"));
    }
    let url = places.get(
        "AWS_EC2_METADATA_SERVICE_ENDPOINT",
        "ec2_metadata_service_endpoint",
    );
    if let Some((url, _)) = url {
        return Ok(MetadataEndpoint::Url(url));
    }
    let mode = places.get(
        "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE",
        "ec2_metadata_service_endpoint_mode",
    );
    match mode {
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
    }
}
