//! Which credentials are written down in the environment or the shared files.

use super::ConfigError;
use super::environment_credentials::{KEY_ID, of_environment};
use super::profile_credentials::{Fetched, For, OfProfile, of_profile};
use super::switches::Places;
use aws_credential_types::Credentials;

/// What was found.
pub(super) enum Search {
    Found(Credentials),
    NotFound(NotFound),
}

/// Why there are no credentials written down, place by place.
pub(super) struct NotFound {
    pub(super) environment: String,
    /// How the profile says they are fetched, or why it does not.
    pub(super) profile: Result<Fetched, Vec<String>>,
}

/// Looks for credentials in the environment, then in the profile.
///
/// A profile that the program chose goes before the environment, as it does with the AWS CLI's `--profile`:
/// otherwise it would silently be another account's credentials that are used.
///
/// # Errors
///
/// A place has one half of a key pair and lacks the other, or has a key that cannot be sent; or a variable is not UTF-8.
pub(super) fn search(places: Places<'_>, profile_is_chosen: bool) -> Result<Search, ConfigError> {
    let environment = if profile_is_chosen {
        "the environment is not asked, since a profile was chosen".to_owned()
    } else {
        match of_environment(places.environment)? {
            Some(credentials) => return Ok(Search::Found(credentials)),
            None => format!("{KEY_ID} is not set"),
        }
    };
    let profile = match of_profile(places.profile, For::Use).map_err(ConfigError::new)? {
        OfProfile::Keys(credentials) => return Ok(Search::Found(credentials)),
        OfProfile::Fetched(fetched) => Ok(fetched),
        OfProfile::Nothing(why) => Err(why),
    };
    Ok(Search::NotFound(NotFound {
        environment,
        profile,
    }))
}
