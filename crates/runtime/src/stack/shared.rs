//! What the calls of a client share, and what every layer gives.

use crate::clock::Clock;
use crate::error::Report;
use crate::identity::IdentityCache;
#[cfg(feature = "bearer-auth")]
use crate::identity::Tokens;
use crate::operation::Response;
use crate::retry::Retries;
use crate::signing::SigningKeys;
use crate::transport::Transport;
#[cfg(feature = "bearer-auth")]
use aws_credential_types::Token;
use aws_smithy_async::rt::sleep::SharedAsyncSleep;
use aws_smithy_runtime_api::client::identity::Identity;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// What every layer gives: a response, or what is known of the failure.
pub(crate) type Outcome = Result<Response, Box<Report>>;

/// An outcome to come.
pub(crate) type OutcomeFuture = Pin<Box<dyn Future<Output = Outcome> + Send>>;

/// What the calls of a client run with.
pub(crate) struct Stack {
    pub(crate) retries: Retries,
    pub(crate) credentials: IdentityCache,
    #[cfg(feature = "bearer-auth")]
    pub(crate) tokens: Tokens,
    pub(crate) clock: Clock,
    pub(crate) signing_keys: SigningKeys,
    pub(crate) sleep: SharedAsyncSleep,
    pub(crate) transport: Transport,
}

impl Stack {
    /// Another identity than this one, which a service says has expired. Gives whether there is another now.
    pub(super) async fn replace(&self, expired: &Arc<Identity>) -> bool {
        #[cfg(feature = "bearer-auth")]
        if expired.data::<Token>().is_some() {
            return self.tokens.replace(expired).await;
        }
        self.credentials.replace(expired).await
    }

    /// Does not use this identity any more, which a service says has expired.
    pub(super) fn forget(&self, expired: &Arc<Identity>) {
        #[cfg(feature = "bearer-auth")]
        if expired.data::<Token>().is_some() {
            return self.tokens.forget(expired);
        }
        self.credentials.forget(expired);
    }
}
