//! The client: what a program holds, and runs operations on.

mod account;
mod builder;
mod effective;
mod identify;
mod in_query;
mod metadata;
mod overrides;
mod prepare;
mod presign;
#[cfg(feature = "bearer-auth")]
mod schemes;

pub use builder::Builder;
pub use metadata::ResponseMetadata;
pub use overrides::Overrides;
pub use presign::PresignedRequest;

use crate::config::{Config, ConfigError};
use crate::endpoint::ContextParams;
use crate::error::{Error, ErrorKind, Report, content_encoding, request_id, shown_id};
use crate::operation::{Operation, Response};
use crate::stack::{BodyLimit, Call, OutcomeFuture, Plan, Stack};
use crate::timeouts::TimeoutSettings;
use account::Sender;
use aws_smithy_async::rt::sleep::SharedAsyncSleep;
use effective::Settings;
use http::HeaderValue;
use std::fmt;
use std::future::Future;
use std::sync::Arc;
use tracing::Instrument;
use tracing::instrument::Instrumented;

/// Runs operations: finds the endpoint, signs, retries, and reads the responses.
///
/// A client knows no service: it runs the operations of any generated crate. It is cheap to clone, and its
/// clones share connections, credentials and the retry quota of each service; a program needs one.
///
/// ```no_run
/// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
/// use smithereens::Client;
///
/// let client = Client::from_env().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
    /// Settings of this clone that override those it shares with the other clones; most clients have none.
    overrides: Option<Arc<Overrides>>,
}

struct Inner {
    stack: Arc<Stack>,
    config: Config,
    timeouts: TimeoutSettings,
    response_body_limit: BodyLimit,
    user_agent: HeaderValue,
    endpoint_context: ContextParams,
    idempotency_token: Arc<dyn Fn() -> String + Send + Sync>,
}

impl Client {
    /// A client with the settings that the environment and the shared config files give.
    ///
    /// A region or credentials that are nowhere to be found are an error of the calls that need them, not of
    /// this function.
    ///
    /// # Errors
    ///
    /// A config file cannot be read or is malformed, or a setting has a value that its place does not take.
    pub async fn from_env() -> Result<Self, ConfigError> {
        Self::builder().build().await
    }

    /// A client with settings of the program's own. Those left out come from the environment and the shared
    /// config files.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// A client whose calls have these settings in place of this one's, pages and items among them. It shares
    /// connections, credentials and retry quotas with this one, and costs next to nothing to make.
    ///
    /// Where this one has overrides already, these go before those, one by one; headers add up.
    #[must_use]
    pub fn with(&self, overrides: Overrides) -> Self {
        let overrides = match &self.overrides {
            Some(earlier) => overrides.over(earlier),
            None => overrides,
        };
        Self {
            inner: Arc::clone(&self.inner),
            overrides: Some(Arc::new(overrides)),
        }
    }

    /// Runs an operation: sends it, with retries, and reads the response.
    ///
    /// # Errors
    ///
    /// The [kind](Error::kind) says what failed: the input, the settings, the connection, a timeout, the
    /// service, or the reading of its response.
    pub fn send<O: Operation>(
        &self,
        operation: O,
    ) -> impl Future<Output = Result<O::Output, Error<O::Error>>> + Send {
        self.send_keeping(operation, None)
    }

    /// As [`send`](Self::send), with what the response says of itself beside the output: status, headers, request id,
    /// and how many attempts it took.
    ///
    /// # Errors
    ///
    /// As for [`send`](Self::send).
    pub async fn send_with_metadata<O: Operation>(
        &self,
        operation: O,
    ) -> Result<(O::Output, ResponseMetadata), Error<O::Error>> {
        let sender = self.settings().sender::<O>().await;
        let started = sender.and_then(|sender| self.start(operation, &sender));
        let (call, outcome) = match started {
            Ok(started) => started,
            Err(report) => return Err(Error::new(*report, None)),
        };
        match outcome.await {
            Ok(response) => {
                let metadata = ResponseMetadata {
                    status: response.status,
                    headers: response.headers.clone(),
                    attempts: call.plan.progress.attempts(),
                };
                Ok((decode::<O>(response, &call.plan)?, metadata))
            }
            Err(report) => Err(typed::<O>(*report, &call.plan)),
        }
    }

    /// As [`send`](Self::send). The call is kept, for what its response may not show.
    #[expect(
        clippy::manual_async_fn,
        reason = "an async function keeps its arguments twice"
    )]
    pub(crate) fn send_keeping<O: Operation>(
        &self,
        operation: O,
        kept: Option<&mut Option<Arc<Call>>>,
    ) -> impl Future<Output = Result<O::Output, Error<O::Error>>> + Send {
        async move {
            let sender = self.settings().sender::<O>().await;
            let started = sender.and_then(|sender| self.start(operation, &sender));
            let (call, outcome) = match started {
                Ok(started) => started,
                Err(report) => return Err(Error::new(*report, None)),
            };
            let outcome = match outcome.await {
                Ok(response) => decode::<O>(response, &call.plan),
                Err(report) => Err(typed::<O>(*report, &call.plan)),
            };
            if let Some(kept) = kept {
                *kept = Some(call);
            }
            outcome
        }
    }

    /// What waits.
    pub(crate) fn sleep(&self) -> &SharedAsyncSleep {
        &self.inner.stack.sleep
    }

    /// What waits are multiplied with.
    pub(crate) fn jitter(&self) -> f64 {
        self.inner.stack.retries.jitter()
    }

    fn settings(&self) -> Settings<'_> {
        Settings {
            client: &self.inner,
            overrides: self.overrides.as_deref(),
        }
    }

    /// Starts a call. What is returned is small: the call itself is in the stack's boxed future.
    fn start<O: Operation>(&self, operation: O, sender: &Sender) -> Result<Started, Box<Report>> {
        let call = Arc::new(self.settings().prepare(operation, sender)?);
        let service = O::SERVICE.sdk_id;
        let span = tracing::debug_span!("call", service, operation = O::NAME);
        let outcome = self.inner.stack.run(&call);
        Ok((call, outcome.instrument(span)))
    }
}

/// A call on its way: what knows how far it has come, and what becomes of it.
type Started = (Arc<Call>, Instrumented<OutcomeFuture>);

fn decode<O: Operation>(response: Response, plan: &Plan) -> Result<O::Output, Error<O::Error>> {
    #[cfg(feature = "test-util")]
    if let Some(given) = plan.progress.given().take() {
        return given.into_output().ok_or_else(|| {
            let text = "the transport gave a value that is no output of the operation";
            let mut report = Report::new(ErrorKind::Decode, O::NAME, text);
            report.status = Some(response.status);
            report.attempts = plan.progress.attempts();
            Error::new(report, None)
        });
    }
    let status = response.status;
    let request_id = request_id(&response.headers);
    let encoding = content_encoding(&response.headers);
    let checked = O::SERVICE.protocol.check(&response);
    let decoded = checked.and_then(|()| O::output(response)).map_err(|error| {
        let encoding = encoding.map_or_else(String::new, |name| {
            format!(", in {name}, which was not asked for")
        });
        let status = status.as_u16();
        format!("the response (status {status}{encoding}) does not match the model: {error}")
    });
    #[cfg(feature = "checksum")]
    let decoded = decoded.and_then(|output| {
        O::check_messages(&output, &plan.sent_messages).map_err(|error| {
            let status = status.as_u16();
            format!("the response (status {status}) has a wrong checksum: {error}")
        })?;
        Ok(output)
    });
    decoded.map_err(|text| {
        let progress = &plan.progress;
        let text = progress.redacted(text);
        let mut report = Report::new(ErrorKind::Decode, O::NAME, text);
        report.status = Some(status);
        report.request_id = request_id.map(|id| shown_id(&progress.redacted(id)));
        report.attempts = progress.attempts();
        Error::new(report, None)
    })
}

/// Adds the service's error as its model has it, where the model lists it and the response matches that.
#[cfg_attr(not(feature = "test-util"), expect(unused_variables))]
fn typed<O: Operation>(report: Report, plan: &Plan) -> Error<O::Error> {
    #[cfg(feature = "test-util")]
    if report.error_response().is_some()
        && let Some(given) = plan.progress.given().take()
    {
        return Error::new(report, given.into_error());
    }
    let decoded = report.error_response().and_then(|error| {
        let code = error.modelled_code()?;
        O::error(code, &error.response).transpose()
    });
    let service = match decoded {
        Some(Ok(service)) => Some(service),
        Some(Err(error)) => {
            tracing::debug!(%error, operation = O::NAME, "the error does not match the model");
            None
        }
        None => None,
    };
    Error::new(report, service)
}

/// Shows the settings that hold no secret.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &self.inner;
        f.debug_struct("Client")
            .field("region", &inner.config.region.as_deref().ok())
            .field("timeouts", &inner.timeouts)
            .field("response_body_limit", &inner.response_body_limit.0)
            .field("retry_mode", &inner.config.retry_mode)
            .field("max_attempts", &inner.config.max_attempts)
            .field("overrides", &self.overrides)
            .finish_non_exhaustive()
    }
}
