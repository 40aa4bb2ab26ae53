//! Which authentication schemes are preferred, and the bearer tokens that are written down.

use super::environment_credentials::check;
#[cfg(feature = "aws-config")]
use super::parse::About;
use super::profile::Profile;
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
    /// For services for which no variable has a token.
    pub(crate) default_token: Option<SharedTokenProvider>,
    /// Where neither the environment nor the profile has one.
    pub(crate) default_preference: Option<Vec<String>>,
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
    /// The session of the profile, or why there is none.
    #[cfg(feature = "aws-config")]
    pub(crate) session: Result<SsoSession, String>,
    /// Why the profile has no session that can be asked.
    #[cfg(not(feature = "aws-config"))]
    pub(crate) missing: String,
}

/// A session of IAM Identity Center.
#[cfg(feature = "aws-config")]
pub(crate) struct SsoSession {
    /// The profile that names it.
    pub(crate) profile: String,
    pub(crate) name: String,
    pub(crate) start_url: String,
    pub(crate) region: String,
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
        let given = |list: &Option<Vec<String>>| {
            let list = list.as_ref();
            list.map(|list| names(list.iter().map(String::as_str)))
        };
        Ok(Self {
            explicit: given(&explicit.preference),
            configured: configured.or_else(|| given(&explicit.default_preference)),
            token_alone_is_given: explicit.token.is_some() && !credentials_are_given,
        })
    }
}

/// The names of schemes, with or without the namespaces of their traits.
fn names<'a>(list: impl Iterator<Item = &'a str>) -> Vec<String> {
    list.map(str::trim)
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
        explicit: ExplicitAuth,
        places: Places<'_>,
        profile_is_chosen: bool,
    ) -> Result<Self, ConfigError> {
        let environment_is_asked = !profile_is_chosen;
        let by_variable = if explicit.token.is_none() && environment_is_asked {
            of_environment(places.environment)?
        } else {
            Vec::new()
        };
        Ok(Self {
            provider: explicit.token.or(explicit.default_token),
            by_variable,
            environment_is_asked,
            #[cfg(feature = "aws-config")]
            session: session(places.profile),
            #[cfg(not(feature = "aws-config"))]
            missing: match places.profile.get("sso_session") {
                None => no_session(places.profile),
                Some(_) => format!(
                    "profile `{}` has sso_session, which needs the feature `aws-config` of smithereens",
                    places.profile.name
                ),
            },
        })
    }
}

fn no_session(profile: Profile<'_>) -> String {
    format!("profile `{}` has no sso_session", profile.name)
}

/// The session that a profile names: also the one that has an account and a role beside it, for credentials.
///
/// # Errors
///
/// It names none, or one that is nowhere or lacks a part.
#[cfg(feature = "aws-config")]
fn session(profile: Profile<'_>) -> Result<SsoSession, String> {
    let session = profile.named_section("sso_session", About::SsoSession, "sso-session")?;
    let (name, section) = session.ok_or_else(|| no_session(profile))?;
    let part = |part: &str| {
        let value = section.get(part).map(str::to_owned);
        value.ok_or_else(|| format!("[sso-session {name}] has no {part}"))
    };
    Ok(SsoSession {
        profile: profile.name.to_owned(),
        name: name.to_owned(),
        start_url: part("sso_start_url")?,
        region: part("sso_region")?,
    })
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
