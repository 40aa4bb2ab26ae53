//! The bearer token of a session of IAM Identity Center, for services that take one.

use super::bounded::within;
use super::sources::{Context, REMOTE, sso_tokens};
use super::sso::SsoTokens;
use super::{NoCredentials, describe};
use crate::config::SsoSession;
use crate::excerpt::one_line;
use aws_credential_types::Token;
use aws_credential_types::provider::error::TokenError;
use aws_credential_types::provider::future;
use aws_credential_types::provider::token::ProvideToken;
use aws_smithy_async::rt::sleep::SharedAsyncSleep;
use std::fmt;
use tracing::Dispatch;
use tracing::instrument::WithSubscriber;

/// The longest message, in characters.
const MAX_MESSAGE: usize = 1_000;

/// Gives the session's token.
pub(super) struct SessionTokens {
    tokens: Result<SsoTokens, String>,
    profile: String,
    sleep: SharedAsyncSleep,
}

impl SessionTokens {
    pub(super) fn new(session: SsoSession, context: &Context<'_>) -> Self {
        let SsoSession {
            profile,
            name,
            start_url,
            region,
        } = session;
        Self {
            tokens: sso_tokens(name, start_url, region, context),
            profile,
            sleep: context.sleep.clone(),
        }
    }

    async fn token(&self) -> Result<Token, TokenError> {
        let why = match &self.tokens {
            Err(why) => why.clone(),
            Ok(tokens) => {
                let asked = tokens.token().with_subscriber(Dispatch::none());
                match within(REMOTE, &self.sleep, asked).await {
                    Ok(token) => return Ok(token),
                    Err(error) => describe::causes(&error),
                }
            }
        };
        let profile = &self.profile;
        let text = format!(
            "no bearer token found: sso_session of profile `{profile}`: {why}. \
             Sign in again with `aws sso login --profile {profile}`"
        );
        let text = one_line(&text, MAX_MESSAGE);
        Err(TokenError::not_loaded(NoCredentials {
            text,
            nothing_was_asked: false,
        }))
    }
}

impl ProvideToken for SessionTokens {
    fn provide_token<'a>(&'a self) -> future::ProvideToken<'a>
    where
        Self: 'a,
    {
        future::ProvideToken::new(self.token())
    }
}

impl fmt::Debug for SessionTokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionTokens")
    }
}
