//! IAM Identity Center: how the token that a user signed in for is exchanged for a role's credentials.

use super::describe::Failure;
use super::provider::provider;
use crate::config::{Sso, read_regular};
use crate::detached;
use aws_config::sso::SsoTokenProvider;
use aws_config::{Region, SdkConfig};
use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::token::ProvideToken;
use sha1::{Digest, Sha1};
use std::fmt::Write;
use std::io;
use std::path::PathBuf;
use std::time::{Duration, UNIX_EPOCH};

/// Exchanges a token.
pub(super) struct SsoProvider {
    pub(super) sso: Sso,
    /// Where tokens are kept, which is below it.
    pub(super) home: Option<PathBuf>,
    pub(super) portal: SdkConfig,
    /// For what renews the token.
    pub(super) tokens: SdkConfig,
}

impl SsoProvider {
    async fn credentials(&self) -> Result<Credentials, CredentialsError> {
        let failed = |why: &str| CredentialsError::provider_error(Failure(why.to_owned()));
        let sso = &self.sso;
        // Tokens of the form without a session are kept by the URL.
        let key = sso.session.as_ref().unwrap_or(&sso.start_url);
        self.check_file(key).await?;
        let tokens = SsoTokenProvider::builder()
            .configure(&self.tokens)
            .session_name(key)
            .start_url(&sso.start_url)
            .region(Region::new(sso.region.clone()))
            .build()
            .await;
        let token = tokens.provide_token().await;
        let token = token.map_err(CredentialsError::provider_error)?;
        let response = aws_sdk_sso::Client::new(&self.portal)
            .get_role_credentials()
            .role_name(&sso.role_name)
            .account_id(&sso.account_id)
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
            .account_id(sso.account_id.as_str())
            .expiry(expiry)
            .provider_name("SSO");
        credentials.set_session_token(token);
        Ok(credentials.build())
    }

    /// Refuses a token in what is no regular file, since the reading of it would never end.
    async fn check_file(&self, key: &str) -> Result<(), CredentialsError> {
        let Some(home) = &self.home else {
            return Ok(());
        };
        let mut name = String::new();
        for byte in Sha1::digest(key.as_bytes()) {
            let _ = write!(name, "{byte:02x}");
        }
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

provider!(SsoProvider);
