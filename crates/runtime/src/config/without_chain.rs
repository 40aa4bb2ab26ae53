//! What is said where no credentials are written down, in a build without the credential chain.

use super::ConfigError;
use super::environment_credentials::{KEY_ID, SECRET};
use super::nowhere;
use super::static_credentials::NotFound;
use super::switches::Places;

/// The variables that name a source which only the chain asks.
const FETCHED: [&str; 3] = [
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
];

/// A message that lists every place looked at, with what the feature `aws-config` would do more.
///
/// # Errors
///
/// A variable that names a source is not UTF-8.
pub(super) fn message(
    not_found: NotFound,
    asked: Places<'_>,
    profile_is_chosen: bool,
) -> Result<String, ConfigError> {
    const FEATURE: &str = "which needs the feature `aws-config` of smithereens";
    let Places {
        environment,
        profile,
    } = asked;
    let mut places = vec![not_found.environment];
    match not_found.profile {
        Ok(fetched) => {
            let property = fetched.property(profile);
            places.push(format!(
                "profile `{}` has {property}, {FEATURE}",
                profile.name
            ));
        }
        Err(why) => places.extend(why),
    }
    // The token is the environment's, which a chosen profile leaves out; a container is asked all the same.
    for name in FETCHED.into_iter().skip(usize::from(profile_is_chosen)) {
        if environment.get(name)?.is_some() {
            places.push(format!("{name} is set, {FEATURE}"));
        }
    }
    let remedy = format!(
        "Set {KEY_ID} and {SECRET}, name a profile, give the client a credentials provider, or build with the \
         feature `aws-config` for SSO, roles, containers and instances"
    );
    Ok(nowhere("credentials", &places, Some(&remedy)))
}

#[cfg(test)]
mod tests {
    use crate::config::{Config, Credentials, Environment, Explicit};

    const CONFIG: &str = "[profile sso]\nsso_session = corp\nsso_account_id = 123456789012\n\
        [profile role]\nrole_arn = arn:aws:iam::123456789012:role/r\n\
        aws_access_key_id = AKIDSOURCE\naws_secret_access_key = secret\n\
        [profile plain]\nregion = eu-west-1\n";

    fn message(environment: &Environment, profile: Option<&str>) -> String {
        let explicit = Explicit {
            profile: profile.map(str::to_owned),
            ..Explicit::default()
        };
        let environment = environment.clone().variable("HOME", "/h");
        let environment = environment.file("/h/.aws/config", CONFIG);
        match Config::resolve(explicit, &environment)
            .unwrap()
            .1
            .credentials
        {
            Credentials::Missing(why) => why,
            Credentials::Provider(_) => panic!("there are credentials"),
        }
    }

    #[test]
    fn a_property_that_needs_the_chain_is_named_with_the_feature() {
        let environment = Environment::empty();
        assert_eq!(
            message(&environment, Some("sso")),
            "no credentials found: the environment is not asked, since a profile was chosen; profile `sso` has \
             sso_session, which needs the feature `aws-config` of smithereens. Set AWS_ACCESS_KEY_ID and \
             AWS_SECRET_ACCESS_KEY, name a profile, give the client a credentials provider, or build with the \
             feature `aws-config` for SSO, roles, containers and instances"
        );
        // The keys beside a role are for assuming it, and those of another identity.
        let role = message(&environment, Some("role"));
        assert!(
            role.contains("profile `role` has role_arn, which needs"),
            "{role}"
        );
    }

    #[test]
    fn a_variable_that_needs_the_chain_is_named_with_the_feature() {
        for name in super::FETCHED {
            let environment = Environment::empty().variable(name, "/x");
            let described = format!("{name} is set, which needs the feature `aws-config`");
            let message = message(&environment, None);
            assert!(message.contains(&described), "{message}");
        }
        // A profile that the program chose goes before the environment's token.
        let environment = Environment::empty().variable("AWS_WEB_IDENTITY_TOKEN_FILE", "/x");
        let message = message(&environment, Some("plain"));
        assert!(
            !message.contains("AWS_WEB_IDENTITY_TOKEN_FILE"),
            "{message}"
        );
    }
}
