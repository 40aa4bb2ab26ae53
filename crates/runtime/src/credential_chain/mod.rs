//! Where credentials are fetched from if they are written down nowhere, one source after the other, over this library's
//! own HTTP client: by the providers and clients of the AWS SDK for Rust, given what was read of environment and files
//! ([`crate::config`]), so that nothing is read another way by them.
//!
//! The order is that of the AWS SDK for Rust: the environment's keys, the profile (a role, a web identity, SSO, a
//! process), the environment's web identity, the container (ECS, EKS pod identity), the metadata of the EC2
//! instance. The first one that is configured is the one that is asked: if it fails, no other identity takes its
//! place unnoticed. The AWS SDK for Rust goes on in one case, after a role whose source profile is nowhere. The
//! error of a failure lists all sources.
//!
//! Nothing is kept here: [`IdentityCache`](crate::identity::IdentityCache) is the only cache. What
//! `aws-config` logs on the way stays out of the program's log: it logs key ids at level info.

mod bounded;
mod container;
mod describe;
mod family;
mod file;
mod http;
mod json;
mod mask;
mod process;
mod provider;
#[cfg(feature = "bearer-auth")]
mod session;
mod sources;
mod sso;
mod sts;

pub(crate) use sources::Context;

#[cfg(feature = "bearer-auth")]
use crate::config::SsoSession;
use crate::config::{ChainSettings, nowhere};
use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
#[cfg(feature = "bearer-auth")]
use aws_credential_types::provider::token::SharedTokenProvider;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use aws_smithy_async::rt::sleep::SharedAsyncSleep;
use std::fmt;
use std::time::Duration;
use tracing::Dispatch;
use tracing::instrument::WithSubscriber;

/// The chain, as a provider.
pub(crate) fn provider(
    settings: ChainSettings,
    context: &Context<'_>,
) -> SharedCredentialsProvider {
    let make = || sources::steps(settings, context);
    SharedCredentialsProvider::new(Chain {
        steps: tracing::dispatcher::with_default(&Dispatch::none(), make),
        sleep: context.sleep.clone(),
    })
}

/// What gives the bearer token of a session of SSO.
#[cfg(feature = "bearer-auth")]
pub(crate) fn token_provider(session: SsoSession, context: &Context<'_>) -> SharedTokenProvider {
    let make = || session::SessionTokens::new(session, context);
    SharedTokenProvider::new(tracing::dispatcher::with_default(&Dispatch::none(), make))
}

struct Chain {
    steps: Vec<Step>,
    sleep: SharedAsyncSleep,
}

/// A source of the chain.
enum Step {
    /// There is nothing to ask, for this reason.
    Idle(String),
    Asked(Source),
}

struct Source {
    /// What it is called in messages.
    name: String,
    provider: SharedCredentialsProvider,
    limit: Duration,
    /// What to do about a failure of it, where that is known.
    remedy: Option<String>,
}

impl Chain {
    /// The credentials of the first source that is configured, and its name.
    async fn ask(&self) -> Result<(Credentials, &str), NoCredentials> {
        let mut failures = Vec::new();
        let mut remedy = Some(describe::REMEDY);
        let mut asked = None;
        for step in &self.steps {
            failures.push(match (step, asked) {
                (Step::Idle(why), _) => why.clone(),
                (Step::Asked(source), Some(earlier)) => {
                    format!("{} is not asked after {earlier}", source.name)
                }
                (Step::Asked(source), None) => {
                    let fetched = source.provider.provide_credentials();
                    match bounded::within(source.limit, &self.sleep, fetched).await {
                        Ok(credentials) => return Ok((credentials, &source.name)),
                        Err(error) => {
                            asked = Some(&source.name);
                            remedy = source.remedy.as_deref();
                            format!("{}: {}", source.name, describe::causes(&error))
                        }
                    }
                }
            });
        }
        Err(NoCredentials {
            text: nowhere("credentials", &failures, remedy),
            nothing_was_asked: asked.is_none(),
        })
    }

    async fn credentials(&self) -> Result<Credentials, CredentialsError> {
        match self.ask().with_subscriber(Dispatch::none()).await {
            Ok((credentials, source)) => {
                tracing::debug!(source, "credentials were fetched");
                Ok(credentials)
            }
            Err(none) => Err(CredentialsError::not_loaded(none)),
        }
    }
}

provider::provider!(Chain);

/// No source gave credentials, or a token: every one of them, and why.
#[derive(Debug)]
pub(crate) struct NoCredentials {
    text: String,
    /// No source is configured.
    pub(crate) nothing_was_asked: bool,
}

impl fmt::Display for NoCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl std::error::Error for NoCredentials {}

#[cfg(test)]
mod tests;
