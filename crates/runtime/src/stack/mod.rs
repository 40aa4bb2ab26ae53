//! What a call passes through: operation timeout → retry → trace → digest → attempt timeout → read body →
//! resend → sign → transport.
//!
//! Each layer is a file. The stack is built once for a client, and its type is erased once.

mod attempt_timeout;
mod bounds;
mod call;
mod digest;
mod download;
mod operation_timeout;
mod outgoing;
mod payload;
mod progress;
mod read_body;
mod redact;
mod resend;
mod retry;
mod send;
mod sending;
mod sign;
mod timeout;
mod trace;
mod transfer;
mod upload;

pub(crate) use bounds::{Setting, TimeoutSettings, Timeouts};
pub(crate) use call::{BodyLimit, Call, Plan};
pub(crate) use payload::Payload;
pub(crate) use progress::Progress;
pub(crate) use retry::RetryLayer;
pub(crate) use sign::SignLayer;

use crate::error::Report;
use crate::operation::Response;
use crate::transport::Transport;
use attempt_timeout::AttemptTimeout;
use aws_smithy_async::rt::sleep::SharedAsyncSleep;
use digest::Digest;
use operation_timeout::OperationTimeout;
use read_body::ReadBody;
use resend::Resend;
use send::Send;
use sending::Sending;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use tower::{Service, ServiceBuilder};
use trace::Trace;

/// What every layer gives: an answer, or what is known of the failure.
pub(crate) type Outcome = Result<Response, Box<Report>>;

/// An outcome to come.
pub(crate) type OutcomeFuture = Pin<Box<dyn Future<Output = Outcome> + std::marker::Send>>;

/// All layers over a transport. A call runs on a clone of them, which shares what they hold.
pub(crate) type Stack = Arc<dyn Fn(Arc<Call>) -> OutcomeFuture + std::marker::Send + Sync>;

pub(crate) fn build(
    retry: RetryLayer,
    sign: SignLayer,
    sleep: &SharedAsyncSleep,
    transport: Transport,
) -> Stack {
    let layers = ServiceBuilder::new()
        .layer_fn(|inner| OperationTimeout::new(inner, sleep.clone()))
        .layer(retry)
        .layer_fn(Trace::new)
        .layer_fn(|inner| Digest::new(inner, sleep.clone()))
        .layer_fn(|inner| AttemptTimeout::new(inner, sleep.clone()))
        .layer_fn(|inner| ReadBody::new(inner, sleep.clone()))
        .layer_fn(Resend::new)
        .layer(sign);
    let service = layers.service(Send::new(transport, sleep.clone()));
    Arc::new(move |call| service.clone().call(call))
}
