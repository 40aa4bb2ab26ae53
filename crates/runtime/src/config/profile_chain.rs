//! Where the credentials of a profile that fetches them come from: what they begin with, and the roles that are assumed
//! with it.

use super::parse::About;
use super::profile::Profile;
use super::profile_credentials::{Fetched, For, OfProfile, of_profile};
use aws_credential_types::Credentials;

/// What is to be asked for a profile's credentials.
pub(crate) struct ProfileChain {
    pub(crate) base: Base,
    /// Each is assumed with the credentials of the one before, the first one with those of the base.
    pub(crate) roles: Vec<Role>,
}

/// What credentials begin with.
pub(crate) enum Base {
    Keys(Credentials),
    Source(CredentialSource),
    WebIdentity(WebIdentity),
    Sso(Sso),
    Process(Process),
}

/// What else than a profile a role is assumed with: `credential_source`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CredentialSource {
    Environment,
    Container,
    InstanceMetadata,
}

/// A role that is assumed.
pub(crate) struct Role {
    pub(crate) arn: String,
    pub(crate) session_name: Option<String>,
    pub(crate) external_id: Option<String>,
    /// How long its credentials are to live, in seconds.
    pub(crate) duration: Option<i32>,
}

/// A token that is exchanged for a role's credentials.
pub(crate) struct WebIdentity {
    pub(crate) token_file: String,
    pub(crate) role_arn: String,
    pub(crate) session_name: Option<String>,
}

/// A role of IAM Identity Center.
pub(crate) struct Sso {
    /// `None` for the form without `sso_session`, which has no renewal of its token.
    pub(crate) session: Option<String>,
    pub(crate) start_url: String,
    pub(crate) region: String,
    pub(crate) account_id: String,
    pub(crate) role_name: String,
}

/// A process that prints credentials.
pub(crate) struct Process {
    pub(crate) command: String,
    /// For credentials that name none.
    pub(crate) account_id: Option<String>,
}

impl ProfileChain {
    /// Follows a profile to what its credentials begin with.
    ///
    /// # Errors
    ///
    /// A property or a section that it takes is missing or has a value of no use, or profiles lead in a circle.
    pub(super) fn resolve(profile: Profile<'_>) -> Result<Self, String> {
        let mut roles = Vec::new();
        let mut seen = Vec::new();
        let (mut profile, mut what_for) = (profile, For::Use);
        let base = loop {
            let name = profile.name;
            seen.push(name);
            match of_profile(profile, what_for)? {
                OfProfile::Keys(keys) => break Base::Keys(keys),
                OfProfile::Nothing(why) => return Err(why.join("; ")),
                OfProfile::Fetched(Fetched::Role) => roles.push(role(profile)?),
                OfProfile::Fetched(fetched) => break base(profile, fetched)?,
            }
            profile = match (
                profile.get("source_profile"),
                profile.get("credential_source"),
            ) {
                (Some(_), Some(_)) => {
                    return Err(format!(
                        "profile `{name}` has source_profile and credential_source, where one of them is due"
                    ));
                }
                (None, None) => {
                    return Err(format!(
                        "profile `{name}` has role_arn, and neither source_profile nor credential_source"
                    ));
                }
                (None, Some(source)) => break Base::Source(source_of(profile, source)?),
                (Some(source), None) if source == name => {
                    break match of_profile(profile, For::Itself)? {
                        OfProfile::Keys(keys) => Base::Keys(keys),
                        OfProfile::Nothing(why) => return Err(why.join("; ")),
                        OfProfile::Fetched(fetched) => base(profile, fetched)?,
                    };
                }
                (Some(source), None) => profile.sibling(source),
            };
            if profile.is_nowhere() {
                return Err(format!(
                    "profile `{name}` has source_profile = {}, which neither file has",
                    profile.name
                ));
            }
            if seen.contains(&profile.name) {
                seen.push(profile.name);
                let circle = seen.join("`, `");
                return Err(format!("the profiles `{circle}` lead in a circle"));
            }
            what_for = For::Source;
        };
        roles.reverse();
        Ok(Self { base, roles })
    }
}

fn base(profile: Profile<'_>, fetched: Fetched) -> Result<Base, String> {
    let property = fetched.property(profile);
    let due = |name: &str| required(profile, name, property);
    Ok(match fetched {
        Fetched::WebIdentity => Base::WebIdentity(WebIdentity {
            token_file: due(property)?,
            role_arn: due("role_arn")?,
            session_name: profile.get("role_session_name").map(str::to_owned),
        }),
        Fetched::Source => Base::Source(source_of(profile, &due(property)?)?),
        Fetched::Sso => Base::Sso(sso(profile)?),
        Fetched::Process => Base::Process(Process {
            command: due(property)?,
            account_id: profile.get("aws_account_id").map(str::to_owned),
        }),
        Fetched::Role | Fetched::Login => {
            return Err(format!(
                "profile `{}` has {property}, which is not supported there",
                profile.name
            ));
        }
    })
}

fn role(profile: Profile<'_>) -> Result<Role, String> {
    let text = |name| profile.get(name).map(str::to_owned);
    let duration = profile.get("duration_seconds");
    let duration = duration.map(|value| {
        value.parse().map_err(|_| {
            format!(
                "duration_seconds of profile `{}` is no number of seconds",
                profile.name
            )
        })
    });
    Ok(Role {
        arn: required(profile, "role_arn", "role_arn")?,
        session_name: text("role_session_name"),
        external_id: text("external_id"),
        duration: duration.transpose()?,
    })
}

fn sso(profile: Profile<'_>) -> Result<Sso, String> {
    const PARTS: [&str; 2] = ["sso_start_url", "sso_region"];
    let session = profile.named_section("sso_session", About::SsoSession, "sso-session")?;
    let part = |name: &'static str| {
        let own = profile.get(name);
        let Some((session, section)) = session else {
            return own.ok_or_else(|| format!("profile `{}` has no {name}", profile.name));
        };
        match (own, section.get(name)) {
            (_, None) => Err(format!("[sso-session {session}] has no {name}")),
            (Some(own), Some(value)) if own != value => Err(format!(
                "profile `{}` and [sso-session {session}] differ in {name}",
                profile.name
            )),
            (_, Some(value)) => Ok(value),
        }
    };
    let of_profile = |name: &'static str| {
        let value = profile.get(name);
        value.ok_or_else(|| format!("profile `{}` has no {name}", profile.name))
    };
    let parts = [
        of_profile("sso_account_id"),
        of_profile("sso_role_name"),
        part(PARTS[0]),
        part(PARTS[1]),
    ];
    match parts {
        [Ok(account_id), Ok(role_name), Ok(start_url), Ok(region)] => Ok(Sso {
            session: session.map(|(name, _)| name.to_owned()),
            start_url: start_url.to_owned(),
            region: region.to_owned(),
            account_id: account_id.to_owned(),
            role_name: role_name.to_owned(),
        }),
        parts => {
            let missing: Vec<_> = parts.into_iter().filter_map(Result::err).collect();
            Err(missing.join(", "))
        }
    }
}

fn source_of(profile: Profile<'_>, name: &str) -> Result<CredentialSource, String> {
    let known = [
        ("Environment", CredentialSource::Environment),
        ("EcsContainer", CredentialSource::Container),
        ("Ec2InstanceMetadata", CredentialSource::InstanceMetadata),
    ];
    let found = known
        .into_iter()
        .find(|(it, _)| it.eq_ignore_ascii_case(name));
    found.map(|(_, source)| source).ok_or_else(|| {
        format!(
            "credential_source of profile `{}` is none of Environment, EcsContainer and Ec2InstanceMetadata",
            profile.name
        )
    })
}

fn required(profile: Profile<'_>, name: &str, property: &str) -> Result<String, String> {
    profile
        .get(name)
        .map(str::to_owned)
        .ok_or_else(|| format!("profile `{}` has {property}, and no {name}", profile.name))
}
