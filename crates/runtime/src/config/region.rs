//! Which region the client is for.

use super::{ConfigError, Environment, Profile, nowhere};
use std::sync::Arc;

const VARIABLES: [&str; 2] = ["AWS_REGION", "AWS_DEFAULT_REGION"];

/// The region, or a message that lists every place looked at: none is assumed.
///
/// # Errors
///
/// A place has something that is no region's name. It would go into host names and signatures.
pub(super) fn resolve(
    explicit: Option<String>,
    environment: &Environment,
    profile: &Profile,
) -> Result<Result<Arc<str>, String>, ConfigError> {
    let of_variable = |name: &str| Some((environment.get(name)?, name.to_owned()));
    let found = explicit
        .map(|region| (region, "`region`".to_owned()))
        .or_else(|| VARIABLES.into_iter().find_map(of_variable))
        .or_else(|| {
            let region = profile.get("region")?.to_owned();
            Some((region, format!("`region` of profile `{}`", profile.name)))
        });
    let Some((region, place)) = found else {
        let unset = VARIABLES.map(|name| format!("{name} is not set"));
        let places: Vec<_> = unset.into_iter().chain(profile.why_not("region")).collect();
        let remedy = "Set AWS_REGION, or give the client a region";
        return Ok(Err(nowhere("region", &places, Some(remedy))));
    };
    if !is_region(&region) {
        let region = crate::excerpt::one_line(&region, 40);
        return Err(ConfigError::new(format!(
            "{place} is `{region}`, which is no region: a region is of letters, digits and dashes, such as eu-west-1"
        )));
    }
    Ok(Ok(region.into()))
}

/// Whether it may be a region: one goes into host names and signatures.
pub(crate) fn is_region(region: &str) -> bool {
    (1..=63).contains(&region.len())
        && !region.starts_with('-')
        && region
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}
