//! IAM Identity Center: the token that a user signed in for, and how it is exchanged for a role's credentials.

use super::describe::Failure;
use super::provider::provider;
use crate::config::read_regular;
use crate::detached;
use crate::digest::hex;
use aws_config::sso::SsoTokenProvider;
use aws_config::{Region, SdkConfig};
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::token::ProvideToken;
use aws_credential_types::{Credentials, Token};
use sha1::{Digest, Sha1};
use std::io;
use std::path::PathBuf;
use std::time::{Duration, UNIX_EPOCH};

/// What gives the token that a user signed in for, and renews it.
pub(super) struct SsoTokens {
    /// What the token is kept by.
    pub(super) key: String,
    pub(super) start_url: String,
    pub(super) region: String,
    /// Where tokens are kept, which is below it.
    pub(super) home: Option<PathBuf>,
    pub(super) config: SdkConfig,
}

impl SsoTokens {
    pub(super) async fn token(&self) -> Result<Token, CredentialsError> {
        self.check_file().await?;
        let tokens = SsoTokenProvider::builder()
            .configure(&self.config)
            .session_name(&self.key)
            .start_url(&self.start_url)
            .region(Region::new(self.region.clone()))
            .build()
            .await;
        let token = tokens.provide_token().await;
        token.map_err(CredentialsError::provider_error)
    }

    /// Refuses a token in what is no regular file, since the reading of it would never end.
    async fn check_file(&self) -> Result<(), CredentialsError> {
        let Some(home) = &self.home else {
            return Ok(());
        };
        let name = hex(&Sha1::digest(self.key.as_bytes()));
        let path = home.join(".aws/sso/cache").join(format!("{name}.json"));
        match detached::run(move || read_regular(&path)).await {
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                let why = format!("the file with the SSO token cannot be read: {error}");
                Err(CredentialsError::provider_error(Failure(why)))
            }
            // What asks for it says that it is not there.
            _ => Ok(()),
        }
    }
}

/// Exchanges a token.
pub(super) struct SsoProvider {
    pub(super) tokens: SsoTokens,
    pub(super) account_id: String,
    pub(super) role_name: String,
    pub(super) portal: SdkConfig,
}

impl SsoProvider {
    async fn credentials(&self) -> Result<Credentials, CredentialsError> {
        let failed = |why: &str| CredentialsError::provider_error(Failure(why.to_owned()));
        let token = self.tokens.token().await?;
        let response = aws_sdk_sso::Client::new(&self.portal)
            .get_role_credentials()
            .role_name(&self.role_name)
            .account_id(&self.account_id)
            .access_token(token.token())
            .send()
            .await
            .map_err(CredentialsError::provider_error)?;
        let given = response.role_credentials;
        let given = given.ok_or_else(|| failed("SSO gave no credentials"))?;
        let (Some(id), Some(secret)) = (given.access_key_id, given.secret_access_key) else {
            return Err(failed("SSO gave no keys"));
        };
        let expiry = u64::try_from(given.expiration)
            .ok()
            .and_then(|millis| UNIX_EPOCH.checked_add(Duration::from_millis(millis)));
        let expiry = expiry.ok_or_else(|| failed("SSO gave no time of expiry"))?;
        let token = given.session_token.filter(|token| !token.is_empty());
        let mut credentials = Credentials::builder()
            .access_key_id(id)
            .secret_access_key(secret)
            .account_id(self.account_id.as_str())
            .expiry(expiry)
            .provider_name("SSO");
        credentials.set_session_token(token);
        Ok(credentials.build())
    }
}

provider!(SsoProvider);
