//! What a profile has of credentials: keys, or a property that says how to fetch them.

use super::environment_credentials::check;
use super::parse::Section;
use super::profile::Profile;
use aws_credential_types::Credentials;

/// What counts, of all that a profile has.
pub(super) enum OfProfile {
    Keys(Credentials),
    Fetched(Fetched),
    /// Nothing, and why not, place by place.
    Nothing(Vec<String>),
}

/// How credentials are fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fetched {
    WebIdentity,
    Role,
    /// Another source of the machine, and no role.
    Source,
    Sso,
    Login,
    Process,
}

/// For what a profile is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum For {
    /// It is the profile in use.
    Use,
    /// It is the `source_profile` of another one: its keys then go before its role.
    Source,
    /// It is its own `source_profile`: the role is for what else it has.
    Itself,
}

impl Fetched {
    /// The property that says so.
    pub(super) fn property(self, profile: Profile<'_>) -> &'static str {
        match self {
            Self::WebIdentity => "web_identity_token_file",
            Self::Role => "role_arn",
            Self::Source => "credential_source",
            Self::Sso if profile.get("sso_session").is_some() => "sso_session",
            Self::Sso => "sso_start_url",
            Self::Login => "login_session",
            Self::Process => "credential_process",
        }
    }
}

/// What counts for credentials. The order is botocore's: a role, a web identity and SSO, the keys of the credentials
/// file, a login and a process, the keys of the config file. What counts and then fails has nothing that takes its place:
/// it would be another identity.
///
/// # Errors
///
/// There is one half of a key pair, or a key that cannot be sent.
pub(super) fn of_profile(profile: Profile<'_>, what_for: For) -> Result<OfProfile, String> {
    let has = |name| profile.get(name).is_some();
    let keys_in = |section: Option<&Section>| match section {
        Some(section) => keys(profile, section),
        None => Ok(None),
    };
    let goes_on = what_for != For::Source || !has_keys(profile);
    let fetched = if has("web_identity_token_file") {
        Some(Fetched::WebIdentity)
    } else if goes_on && what_for != For::Itself && has("role_arn") {
        Some(Fetched::Role)
    } else if goes_on && has("credential_source") {
        Some(Fetched::Source)
    } else if has("sso_account_id") || has("sso_role_name") {
        Some(Fetched::Sso)
    } else {
        None
    };
    if let Some(fetched) = fetched {
        return Ok(OfProfile::Fetched(fetched));
    }
    if let Some(keys) = keys_in(profile.in_credentials())? {
        return Ok(OfProfile::Keys(keys));
    }
    if has("login_session") {
        return Ok(OfProfile::Fetched(Fetched::Login));
    }
    if has("credential_process") {
        return Ok(OfProfile::Fetched(Fetched::Process));
    }
    if let Some(keys) = keys_in(profile.in_config())? {
        return Ok(OfProfile::Keys(keys));
    }
    let mut why = profile.why_not("aws_access_key_id");
    if let Some(property) = ["sso_session", "sso_start_url"]
        .into_iter()
        .find(|name| has(name))
    {
        why.push(format!(
            "profile `{}` has {property}, which is for tokens without sso_account_id and sso_role_name beside it",
            profile.name
        ));
    }
    Ok(OfProfile::Nothing(why))
}

fn has_keys(profile: Profile<'_>) -> bool {
    profile.get("aws_access_key_id").is_some()
}

const KEYS: [&str; 3] = [
    "aws_access_key_id",
    "aws_secret_access_key",
    "aws_session_token",
];

/// The keys of one section. The AWS SDKs put them together from both files, and botocore does not: halves of two key
/// pairs are none.
fn keys(profile: Profile<'_>, section: &Section) -> Result<Option<Credentials>, String> {
    let [id, secret, token] = KEYS.map(|name| section.get(name));
    let Some(id) = id else {
        return Ok(None);
    };
    let Some(secret) = secret else {
        return Err(format!(
            "profile `{}` has aws_access_key_id, and no aws_secret_access_key beside it",
            profile.name
        ));
    };
    let values = [Some(id), Some(secret), token];
    for (value, name) in values.into_iter().zip(KEYS) {
        if let Some(value) = value {
            check(value, name != KEYS[1], || {
                format!("{name} of profile `{}`", profile.name)
            })?;
        }
    }
    let account = section.get("aws_account_id");
    let account = account.or_else(|| profile.get("aws_account_id"));
    let mut credentials = Credentials::builder()
        .access_key_id(id)
        .secret_access_key(secret)
        .provider_name("profile");
    credentials.set_session_token(token.map(str::to_owned));
    credentials.set_account_id(account.map(Into::into));
    Ok(Some(credentials.build()))
}
