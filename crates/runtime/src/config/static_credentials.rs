//! Which credentials are written down in the environment or the shared files.

use super::{ConfigError, Environment, Profile, nowhere};
use crate::credentials::CredentialsSource;
use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;

const KEY_ID: &str = "AWS_ACCESS_KEY_ID";
const SECRET: &str = "AWS_SECRET_ACCESS_KEY";
const TOKEN: &str = "AWS_SESSION_TOKEN";

/// The properties by which a profile asks for credentials that have to be fetched from somewhere. The first
/// ones count before keys that the profile has beside them, which then are for the fetching.
const FETCHED_INSTEAD: [&str; 4] = [
    "role_arn",
    "web_identity_token_file",
    "sso_session",
    "sso_start_url",
];
const FETCHED_ELSE: [&str; 2] = ["credential_process", "login_session"];

/// The credentials, or a message that lists every place looked at.
///
/// A profile that the program chose goes before the environment, as it does with the AWS CLI's `--profile`:
/// otherwise it would silently be another account's credentials that are used.
///
/// # Errors
///
/// A place has one half of a key pair and lacks the other.
pub(super) fn resolve(
    environment: &Environment,
    profile: &Profile,
    profile_is_chosen: bool,
) -> Result<CredentialsSource, ConfigError> {
    let mut places = Vec::new();
    if profile_is_chosen {
        places.push("the environment is not asked, since a profile was chosen".to_owned());
    } else {
        match of_environment(environment)? {
            Ok(credentials) => return Ok(provider(credentials)),
            Err(place) => places.push(place),
        }
    }
    let has = |name: &&str| profile.get(name).is_some();
    let mut fetched = FETCHED_INSTEAD.into_iter().find(has);
    if fetched.is_none() {
        if let Some(credentials) = of_profile(profile)? {
            return Ok(provider(credentials));
        }
        fetched = FETCHED_ELSE.into_iter().find(has);
    }
    match fetched {
        Some(property) => places.push(format!(
            "profile `{}` has {property}, which this client does not resolve by itself",
            profile.name
        )),
        None => places.extend(profile.why_not("aws_access_key_id")),
    }
    let remedy = format!(
        "Set {KEY_ID} and {SECRET}, name a profile, or give the client a credentials provider"
    );
    Ok(CredentialsSource::Missing(nowhere(
        "credentials",
        &places,
        &remedy,
    )))
}

fn provider(credentials: Credentials) -> CredentialsSource {
    CredentialsSource::Provider(SharedCredentialsProvider::new(credentials))
}

fn of_environment(environment: &Environment) -> Result<Result<Credentials, String>, ConfigError> {
    match (environment.get(KEY_ID), environment.get(SECRET)) {
        (Some(id), Some(secret)) => Ok(Ok(Credentials::new(
            id,
            secret,
            environment.get(TOKEN),
            None,
            "environment",
        ))),
        (None, None) => Ok(Err(format!("{KEY_ID} is not set"))),
        (Some(_), None) => Err(ConfigError::new(format!(
            "{KEY_ID} is set, and {SECRET} is not"
        ))),
        (None, Some(_)) => Err(ConfigError::new(format!(
            "{SECRET} is set, and {KEY_ID} is not"
        ))),
    }
}

fn of_profile(profile: &Profile) -> Result<Option<Credentials>, ConfigError> {
    let names = [
        "aws_access_key_id",
        "aws_secret_access_key",
        "aws_session_token",
    ];
    match profile.get_together(names) {
        Some([Some(id), Some(secret), token]) => Ok(Some(Credentials::new(
            id,
            secret,
            token.map(str::to_owned),
            None,
            "profile",
        ))),
        None => Ok(None),
        Some(_) => Err(ConfigError::new(format!(
            "profile `{}` has aws_access_key_id, and no aws_secret_access_key beside it",
            profile.name
        ))),
    }
}
