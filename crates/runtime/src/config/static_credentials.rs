//! Which credentials are written down in the environment or the shared files.

use super::{ConfigError, Environment, Profile};
use aws_credential_types::Credentials;

pub(super) const KEY_ID: &str = "AWS_ACCESS_KEY_ID";
pub(super) const SECRET: &str = "AWS_SECRET_ACCESS_KEY";
const TOKEN: &str = "AWS_SESSION_TOKEN";

/// The properties by which a profile asks for credentials that have to be fetched from somewhere. The first
/// ones count before keys that the profile has beside them, which then are for the fetching. The others count
/// after such keys, as with botocore and the credentials file; the AWS SDK for Rust has that the other way round.
const FETCHED_INSTEAD: [&str; 5] = [
    "role_arn",
    "credential_source",
    "web_identity_token_file",
    "sso_session",
    "sso_start_url",
];
const FETCHED_ELSE: [&str; 2] = ["credential_process", "login_session"];

/// What was found.
pub(super) enum Search {
    Found(Credentials),
    NotFound(NotFound),
}

/// Why there are no credentials written down, place by place.
pub(super) struct NotFound {
    pub(super) environment: String,
    pub(super) profile: OfProfile,
}

/// What the profile has instead of keys.
pub(super) enum OfProfile {
    /// Nothing, for these reasons.
    Nothing(Vec<String>),
    /// A property that tells how to fetch credentials.
    Fetched(&'static str),
}

/// Looks for credentials in the environment, then in the profile.
///
/// A profile that the program chose goes before the environment, as it does with the AWS CLI's `--profile`:
/// otherwise it would silently be another account's credentials that are used.
///
/// # Errors
///
/// A place has one half of a key pair and lacks the other.
pub(super) fn search(
    environment: &Environment,
    profile: &Profile,
    profile_is_chosen: bool,
) -> Result<Search, ConfigError> {
    let why_not_environment = if profile_is_chosen {
        "the environment is not asked, since a profile was chosen".to_owned()
    } else {
        match of_environment(environment)? {
            Some(credentials) => return Ok(Search::Found(credentials)),
            None => format!("{KEY_ID} is not set"),
        }
    };
    let has = |name: &&str| profile.get(name).is_some() && !is_for_tokens(profile, name);
    let mut fetched = FETCHED_INSTEAD.into_iter().find(has);
    if fetched.is_none() {
        if let Some(credentials) = of_profile(profile)? {
            return Ok(Search::Found(credentials));
        }
        fetched = FETCHED_ELSE.into_iter().find(has);
    }
    Ok(Search::NotFound(NotFound {
        environment: why_not_environment,
        profile: match fetched {
            Some(property) => OfProfile::Fetched(property),
            None => OfProfile::Nothing(profile.why_not("aws_access_key_id")),
        },
    }))
}

/// Whether the property is there to sign in to services that take a token, and not for credentials: an SSO
/// session without an account and a role.
fn is_for_tokens(profile: &Profile, property: &str) -> bool {
    let account_and_role = ["sso_account_id", "sso_role_name"];
    property == "sso_session"
        && account_and_role
            .into_iter()
            .all(|name| profile.get(name).is_none())
}

/// The environment's credentials.
///
/// # Errors
///
/// One half of the key pair is set and the other is not.
pub(super) fn of_environment(
    environment: &Environment,
) -> Result<Option<Credentials>, ConfigError> {
    match (environment.get(KEY_ID), environment.get(SECRET)) {
        (Some(id), Some(secret)) => Ok(Some(Credentials::new(
            id,
            secret,
            environment.get(TOKEN),
            None,
            "environment",
        ))),
        (None, None) => Ok(None),
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
