//! Which credentials are written down in the environment, and what keys and tokens may be made of, wherever they are.

use super::{ConfigError, Environment};
use aws_credential_types::Credentials;

pub(super) const KEY_ID: &str = "AWS_ACCESS_KEY_ID";
pub(super) const SECRET: &str = "AWS_SECRET_ACCESS_KEY";
const TOKEN: &str = "AWS_SESSION_TOKEN";
const ACCOUNT: &str = "AWS_ACCOUNT_ID";

/// The environment's credentials.
///
/// # Errors
///
/// One half of the key pair is set and the other is not; one of them cannot be sent, or is not UTF-8.
pub(super) fn of_environment(
    environment: &Environment,
) -> Result<Option<Credentials>, ConfigError> {
    let checked = |name: &'static str| {
        let value = environment.get(name)?;
        if let Some(value) = &value {
            check(value, name != SECRET, || name.to_owned()).map_err(ConfigError::new)?;
        }
        Ok(value)
    };
    match (checked(KEY_ID)?, checked(SECRET)?) {
        (Some(id), Some(secret)) => {
            let mut credentials = Credentials::builder()
                .access_key_id(id)
                .secret_access_key(secret)
                .provider_name("environment");
            credentials.set_session_token(checked(TOKEN)?);
            credentials.set_account_id(checked(ACCOUNT)?.map(Into::into));
            Ok(Some(credentials.build()))
        }
        (None, None) => Ok(None),
        (Some(_), None) => Err(ConfigError::new(format!(
            "{KEY_ID} is set, and {SECRET} is not"
        ))),
        (None, Some(_)) => Err(ConfigError::new(format!(
            "{SECRET} is set, and {KEY_ID} is not"
        ))),
    }
}

/// Checks a key or a token: those that are sent are of visible ASCII, as a header has to be, and a secret has no line
/// breaks and the like in it, which come from copying. The error does not show the value.
pub(crate) fn check(value: &str, is_sent: bool, place: impl Fn() -> String) -> Result<(), String> {
    let is_wrong = |it: char| it.is_control() || (is_sent && !it.is_ascii_graphic());
    let what = match value.chars().find(|it| is_wrong(*it)) {
        None => return Ok(()),
        Some(wrong) if wrong.is_whitespace() => "white space, such as a line break",
        Some(wrong) if wrong.is_control() => "a control character",
        Some(_) => "a character that is not of visible ASCII",
    };
    Err(format!("{} has {what} in it", place()))
}
