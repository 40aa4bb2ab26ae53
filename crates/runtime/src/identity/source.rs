//! Where an identity comes from.

use super::failure::IdentityFailure;
#[cfg(feature = "bearer-auth")]
use aws_credential_types::provider::token::{ProvideToken, SharedTokenProvider};
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use aws_smithy_runtime_api::client::identity::Identity;
use std::sync::Arc;

/// Where an identity comes from.
pub(crate) enum IdentitySource {
    Credentials(SharedCredentialsProvider),
    #[cfg(feature = "bearer-auth")]
    Token(SharedTokenProvider),
    /// There is none, for this reason.
    #[cfg_attr(
        all(feature = "aws-config", not(feature = "bearer-auth")),
        expect(dead_code, reason = "the chain is a provider")
    )]
    Missing(String),
}

impl IdentitySource {
    /// What it gives now.
    pub(super) async fn ask(&self) -> Result<Identity, IdentityFailure> {
        match self {
            Self::Credentials(provider) => match provider.provide_credentials().await {
                Ok(credentials) => Ok(credentials.into()),
                Err(error) => Err(IdentityFailure::Failed(Arc::new(error))),
            },
            #[cfg(feature = "bearer-auth")]
            Self::Token(provider) => match provider.provide_token().await {
                Ok(token) => Ok(token.into()),
                Err(error) => Err(IdentityFailure::Failed(Arc::new(error))),
            },
            Self::Missing(why) => Err(IdentityFailure::Missing(why.clone())),
        }
    }
}
