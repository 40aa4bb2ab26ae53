//! What the calls of a client share, and what every layer gives.

use crate::clock::Clock;
use crate::error::Report;
use crate::identity::IdentityCache;
use crate::operation::Response;
use crate::retry::Retries;
use crate::signing::SigningKeys;
use crate::transport::Transport;
use aws_smithy_async::rt::sleep::SharedAsyncSleep;
use std::future::Future;
use std::pin::Pin;

/// What every layer gives: a response, or what is known of the failure.
pub(crate) type Outcome = Result<Response, Box<Report>>;

/// An outcome to come.
pub(crate) type OutcomeFuture = Pin<Box<dyn Future<Output = Outcome> + Send>>;

/// What the calls of a client run with.
pub(crate) struct Stack {
    pub(crate) retries: Retries,
    pub(crate) credentials: IdentityCache,
    pub(crate) clock: Clock,
    pub(crate) signing_keys: SigningKeys,
    pub(crate) sleep: SharedAsyncSleep,
    pub(crate) transport: Transport,
}
