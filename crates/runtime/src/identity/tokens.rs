//! The bearer tokens of a client: one for all services, or one for each.

use super::IdentityCache;
use super::failure::IdentityFailure;
use crate::config::variable_of_token;
use aws_credential_types::Token;
use aws_smithy_runtime_api::client::identity::Identity;
use std::sync::Arc;

/// The tokens: what the program gives goes before the environment's, and those before what the profile has.
pub(crate) struct Tokens {
    /// By the name of the variable, where the program gives none.
    by_variable: Vec<(String, Arc<Identity>)>,
    others: IdentityCache,
    environment_is_asked: bool,
}

impl Tokens {
    /// Tokens by the names of their variables, where these are looked at, and what gives others.
    pub(crate) fn new(
        by_variable: Vec<(String, Token)>,
        environment_is_asked: bool,
        others: IdentityCache,
    ) -> Self {
        let tokens = by_variable.into_iter();
        Self {
            by_variable: tokens
                .map(|(variable, token)| (variable, Arc::new(Identity::from(token))))
                .collect(),
            others,
            environment_is_asked,
        }
    }

    /// Whether a variable has a token for the service with this name in signatures.
    pub(crate) fn has_variable(&self, signing_name: &str) -> bool {
        self.of_variable(signing_name).is_some()
    }

    /// A valid token for the service with this name in signatures.
    ///
    /// # Errors
    ///
    /// There is none, or its provider failed.
    pub(crate) async fn get(&self, signing_name: &str) -> Result<Arc<Identity>, IdentityFailure> {
        if let Some(token) = self.of_variable(signing_name) {
            return Ok(Arc::clone(token));
        }
        self.others.get().await.map_err(|failure| match failure {
            IdentityFailure::Missing(why) => {
                IdentityFailure::Missing(self.missing(signing_name, &why))
            }
            failure => failure,
        })
    }

    /// What is said where there is no token for a service, and `why` the profile has none.
    fn missing(&self, signing_name: &str, why: &str) -> String {
        let variable = variable_of_token(signing_name);
        if self.environment_is_asked {
            format!(
                "no bearer token found: {variable} is not set; {why}. Set it, or give the client a token provider"
            )
        } else {
            format!(
                "no bearer token found: {variable} is not asked for, since a profile was chosen; {why}. \
                 Give the client a token provider"
            )
        }
    }

    /// Another token than this one, which a service says has expired. Gives whether there is another now.
    pub(crate) async fn replace(&self, expired: &Arc<Identity>) -> bool {
        let mut fixed = self.by_variable.iter();
        !fixed.any(|(_, token)| Arc::ptr_eq(token, expired)) && self.others.replace(expired).await
    }

    /// Does not use this one any more, which a service says has expired.
    pub(crate) fn forget(&self, expired: &Arc<Identity>) {
        self.others.forget(expired);
    }

    fn of_variable(&self, signing_name: &str) -> Option<&Arc<Identity>> {
        if self.by_variable.is_empty() {
            return None;
        }
        let variable = variable_of_token(signing_name);
        let found = self.by_variable.iter().find(|(name, _)| *name == variable);
        found.map(|(_, token)| token)
    }
}
