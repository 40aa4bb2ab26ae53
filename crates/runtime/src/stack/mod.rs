//! What a call passes through: operation timeout → retry → trace → digest → attempt timeout → read body →
//! resend → sign → dispatch.
//!
//! Each layer is a file with a function `run`, which calls that of the next one. The whole of them is one future, boxed
//! once: what only few calls need is boxed where they need it, so that the others take no memory for it.

mod attempt;
mod attempt_timeout;
mod call;
mod digest;
mod dispatch;
mod download;
mod operation_timeout;
mod outgoing;
mod presign;
mod progress;
mod read_body;
mod redact;
mod request_body;
mod resend;
mod retry;
mod sign;
mod timeout;
mod trace;
mod transfer;
mod upload;

pub(crate) use call::{BodyLimit, Call, Plan};
pub(crate) use presign::Presigned;
pub(crate) use progress::Progress;
pub(crate) use request_body::RequestBody;
pub(crate) use retry::Retries;

use crate::clock::Clock;
use crate::credentials::CredentialsCache;
use crate::error::Report;
use crate::operation::Response;
use crate::signing::SigningKeys;
use crate::transport::Transport;
use aws_smithy_async::rt::sleep::SharedAsyncSleep;
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
    pub(crate) credentials: CredentialsCache,
    pub(crate) clock: Clock,
    pub(crate) signing_keys: SigningKeys,
    pub(crate) sleep: SharedAsyncSleep,
    pub(crate) transport: Transport,
}

impl Stack {
    /// Runs a call.
    pub(crate) fn run(self: &Arc<Self>, call: &Arc<Call>) -> OutcomeFuture {
        let (stack, call) = (Arc::clone(self), Arc::clone(call));
        Box::pin(async move { operation_timeout::run(&stack, &call).await })
    }
}
