//! What the program is called in the user agent.

use super::ConfigError;
use super::switches::{Places, refused};

/// The longest name, in characters: the limit of "Application ID" in the AWS SDKs and Tools Reference Guide.
const MAX_LENGTH: usize = 50;

/// The name that a place gives, if one does.
///
/// # Errors
///
/// It is too long, or has characters that a token of HTTP does not take: it would break up the user agent.
pub(super) fn resolve(
    explicit: Option<String>,
    places: Places<'_>,
) -> Result<Option<String>, ConfigError> {
    let found = explicit
        .map(|name| (name, "`app_name`".to_owned()))
        .or_else(|| places.get("AWS_SDK_UA_APP_ID", "sdk_ua_app_id"));
    let Some((name, place)) = found else {
        return Ok(None);
    };
    if !(1..=MAX_LENGTH).contains(&name.len()) || !name.chars().all(is_token) {
        let why = "no name of 1 to 50 letters, digits and !#$%&'*+-.^_`|~";
        return Err(refused(&place, &name, why));
    }
    Ok(Some(name))
}

/// Whether a token of HTTP takes this character (RFC 9110, 5.6.2).
fn is_token(character: char) -> bool {
    character.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(character)
}
