//! What the program is called in the user agent.

use super::switches::Places;

/// The longest name, in characters: the limit of "Application ID" in the AWS SDKs and Tools Reference Guide.
const MAX_LENGTH: usize = 50;

/// The name that a place gives, if one does, as the user agent can have it: what does not fit is cut off, and a dash
/// stands in for characters that a token of HTTP does not take, which would break up the user agent. As the name only
/// decorates requests, that is no error, but a warning in the program's log.
pub(super) fn resolve(explicit: Option<String>, places: Places<'_>) -> Option<String> {
    let (name, place) = match explicit {
        Some(name) => (name, "`app_name`".to_owned()),
        None => places
            .get("AWS_SDK_UA_APP_ID", "sdk_ua_app_id")
            .unwrap_or_else(|error| {
                tracing::warn!(%error, "the application's name is left out");
                None
            })?,
    };
    let name = name.trim();
    let used: String = name
        .chars()
        .take(MAX_LENGTH)
        .map(|character| if is_token(character) { character } else { '-' })
        .collect();
    if used != name {
        tracing::warn!(
            place,
            used,
            "an application's name is of at most 50 letters, digits and !#$%&'*+-.^_`|~"
        );
    }
    Some(used).filter(|used| !used.is_empty())
}

/// Whether a token of HTTP takes this character (RFC 9110, 5.6.2).
fn is_token(character: char) -> bool {
    character.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(character)
}
