//! Which authentication schemes are preferred, and the bearer tokens that are written down.

use super::environment_credentials::check;
use super::switches::Places;
use super::{ConfigError, Environment};
use aws_credential_types::Token;
use aws_credential_types::provider::token::SharedTokenProvider;

const VARIABLE: &str = "AWS_BEARER_TOKEN_";

/// What the program says.
#[derive(Default)]
pub(crate) struct ExplicitAuth {
    pub(crate) token: Option<SharedTokenProvider>,
    pub(crate) preference: Option<Vec<String>>,
}

/// Which of several schemes goes before the others: their names, such as `sigv4` and `httpBearerAuth`, the preferred
/// ones first.
pub(crate) struct SchemePreference {
    /// By the program.
    pub(crate) explicit: Option<Vec<String>>,
    /// By the environment, else the profile.
    pub(crate) configured: Option<Vec<String>>,
    /// Whether the program gives a token and no credentials.
    pub(crate) token_alone_is_given: bool,
}

/// Where bearer tokens come from.
pub(crate) struct TokenSettings {
    pub(crate) provider: Option<SharedTokenProvider>,
    /// By the name of the variable; none where the program gives a provider.
    pub(crate) by_variable: Vec<(String, Token)>,
    /// Whether variables are looked at: a profile that the program chose leaves them out.
    pub(crate) environment_is_asked: bool,
}

impl SchemePreference {
    /// # Errors
    ///
    /// The variable is not UTF-8.
    pub(super) fn resolve(
        explicit: &ExplicitAuth,
        credentials_are_given: bool,
        places: Places<'_>,
    ) -> Result<Self, ConfigError> {
        let configured = places.get("AWS_AUTH_SCHEME_PREFERENCE", "auth_scheme_preference")?;
        let configured = configured.map(|(list, _)| names(list.split(',')));
        let given = explicit.preference.as_ref();
        Ok(Self {
            explicit: given.map(|list| names(list.iter().map(String::as_str))),
            configured,
            token_alone_is_given: explicit.token.is_some() && !credentials_are_given,
        })
    }
}

/// The names of schemes, without the namespaces of their traits.
fn names<'a>(list: impl Iterator<Item = &'a str>) -> Vec<String> {
    let names = list.map(|name| name.rsplit('#').next().unwrap_or_default().trim());
    names
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

impl TokenSettings {
    /// A profile that the program chose leaves out the environment's tokens, as it does with keys.
    ///
    /// # Errors
    ///
    /// A variable has a token that cannot be sent, or is not UTF-8.
    pub(super) fn resolve(
        provider: Option<SharedTokenProvider>,
        places: Places<'_>,
        profile_is_chosen: bool,
    ) -> Result<Self, ConfigError> {
        let environment_is_asked = !profile_is_chosen;
        let by_variable = if provider.is_none() && environment_is_asked {
            of_environment(places.environment)?
        } else {
            Vec::new()
        };
        Ok(Self {
            provider,
            by_variable,
            environment_is_asked,
        })
    }
}

/// The variable with the token for the service with this name in signatures.
pub(crate) fn variable_of_token(signing_name: &str) -> String {
    let name = signing_name.replace(['-', ' '], "_");
    format!("{VARIABLE}{}", name.to_ascii_uppercase())
}

fn of_environment(environment: &Environment) -> Result<Vec<(String, Token)>, ConfigError> {
    let found = environment.with_prefix(VARIABLE)?.into_iter();
    found
        .map(|(service, token)| {
            let variable = format!("{VARIABLE}{service}");
            check(&token, true, || variable.clone()).map_err(ConfigError::new)?;
            Ok((variable, Token::new(token, None)))
        })
        .collect()
}
