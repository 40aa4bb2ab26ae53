//! Roles: how STS is asked for the credentials of one, with others or with a token.

use super::describe::Failure;
use super::file;
use super::provider::provider;
use crate::config::{Role, WebIdentity, check_key};
use crate::endpoint::parse_arn;
use aws_config::SdkConfig;
use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use aws_sdk_sts::types;
use aws_smithy_async::time::SharedTimeSource;
use std::time::{SystemTime, UNIX_EPOCH};

/// Assumes roles, each with the credentials of the one before.
pub(super) struct RolesProvider {
    pub(super) base: SharedCredentialsProvider,
    pub(super) roles: Vec<Role>,
    pub(super) sts: SdkConfig,
    pub(super) time_source: SharedTimeSource,
}

impl RolesProvider {
    async fn credentials(&self) -> Result<Credentials, CredentialsError> {
        let mut credentials = self.base.provide_credentials().await?;
        for role in &self.roles {
            credentials = self.assume(role, credentials).await?;
        }
        Ok(credentials)
    }

    async fn assume(
        &self,
        role: &Role,
        with: Credentials,
    ) -> Result<Credentials, CredentialsError> {
        let config = self.sts.to_builder();
        let config = config.credentials_provider(SharedCredentialsProvider::new(with));
        let client = aws_sdk_sts::Client::new(&config.build());
        let assumed = client
            .assume_role()
            .role_arn(&role.arn)
            .role_session_name(session_name(role.session_name.as_ref(), &self.time_source))
            .set_external_id(role.external_id.clone())
            .set_duration_seconds(role.duration)
            .send()
            .await
            .map_err(CredentialsError::provider_error)?;
        given(
            assumed.credentials,
            assumed.assumed_role_user.as_ref(),
            "AssumeRoleProvider",
        )
    }
}

/// Exchanges a token for the credentials of a role.
pub(super) struct WebIdentityProvider {
    pub(super) identity: WebIdentity,
    pub(super) sts: SdkConfig,
    pub(super) time_source: SharedTimeSource,
}

impl WebIdentityProvider {
    async fn credentials(&self) -> Result<Credentials, CredentialsError> {
        let WebIdentity {
            token_file,
            role_arn,
            session_name: name,
        } = &self.identity;
        let failed = |why| CredentialsError::provider_error(Failure(why));
        let token = file::text(token_file).await.map_err(failed)?;
        check_key(&token, true, || "the token in the file".to_owned()).map_err(failed)?;
        let client = aws_sdk_sts::Client::new(&self.sts);
        let assumed = client
            .assume_role_with_web_identity()
            .role_arn(role_arn)
            .role_session_name(session_name(name.as_ref(), &self.time_source))
            .web_identity_token(token)
            .send()
            .await
            .map_err(CredentialsError::provider_error)?;
        given(
            assumed.credentials,
            assumed.assumed_role_user.as_ref(),
            "WebIdentityToken",
        )
    }
}

fn session_name(name: Option<&String>, time_source: &SharedTimeSource) -> String {
    name.cloned().unwrap_or_else(|| {
        let now = time_source.now().duration_since(UNIX_EPOCH);
        format!("smithereens-{}", now.unwrap_or_default().as_millis())
    })
}

fn given(
    credentials: Option<types::Credentials>,
    user: Option<&types::AssumedRoleUser>,
    provider: &'static str,
) -> Result<Credentials, CredentialsError> {
    let failed = |why: &str| CredentialsError::provider_error(Failure(why.to_owned()));
    let given = credentials.ok_or_else(|| failed("STS gave no credentials"))?;
    let expiry = SystemTime::try_from(given.expiration)
        .map_err(|_| failed("STS gave credentials whose time of expiry is none"))?;
    let mut credentials = Credentials::builder()
        .access_key_id(given.access_key_id)
        .secret_access_key(given.secret_access_key)
        .expiry(expiry)
        .provider_name(provider);
    credentials.set_session_token(Some(given.session_token).filter(|token| !token.is_empty()));
    // The account is that of the role.
    let role = user.and_then(|user| parse_arn(&user.arn));
    credentials.set_account_id(role.map(|role| role.account_id.into()));
    Ok(credentials.build())
}

provider!(RolesProvider);
provider!(WebIdentityProvider);
