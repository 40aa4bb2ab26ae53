//! Which region the client is for.

use super::switches::invalid_value;
use super::{ConfigError, Environment, Profile, nowhere};
use std::sync::Arc;

const VARIABLES: [&str; 2] = ["AWS_REGION", "AWS_DEFAULT_REGION"];

/// The region, or a message that lists every place looked at: none is assumed.
///
/// # Errors
///
/// A place has something that is no region's name, which would go into host names and signatures; or a variable is not
/// UTF-8.
pub(super) fn resolve(
    explicit: Option<String>,
    environment: &Environment,
    profile: Profile<'_>,
) -> Result<Result<Arc<str>, String>, ConfigError> {
    let mut found = explicit.map(|region| (region, "`region`".to_owned()));
    for name in VARIABLES {
        if found.is_none() {
            found = environment
                .get(name)?
                .map(|region| (region, name.to_owned()));
        }
    }
    // As with the AWS SDK for Rust, a profile has the region of the one whose credentials it builds upon.
    let found = found.or_else(|| {
        profile.with_sources().find_map(|profile| {
            let region = profile.get("region")?.to_owned();
            Some((region, format!("`region` of profile `{}`", profile.name)))
        })
    });
    let Some((region, place)) = found else {
        let unset = VARIABLES.map(|name| format!("{name} is not set"));
        let places: Vec<_> = unset.into_iter().chain(profile.why_not("region")).collect();
        let remedy = "Set AWS_REGION, or give the client a region";
        return Ok(Err(nowhere("region", &places, Some(remedy))));
    };
    check(&region, &place)?;
    Ok(Ok(region.into()))
}

/// Checks what this place has.
///
/// # Errors
///
/// It is no region's name.
pub(super) fn check(region: &str, place: &str) -> Result<(), ConfigError> {
    if is_region(region) {
        return Ok(());
    }
    let why = "no region: a region is of letters, digits and dashes, such as eu-west-1";
    Err(invalid_value(place, region, why))
}

/// Whether it may be a region: one goes into host names and signatures. The rule is botocore's.
pub(crate) fn is_region(region: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (1..=63).contains(&region.len())
        && !region.starts_with('-')
        && !region.ends_with('-')
        && region.bytes().all(is_part)
        && !region.bytes().all(|byte| byte.is_ascii_digit())
}
