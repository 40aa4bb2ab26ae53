//! The layer that makes another attempt where that may help.

use super::{Call, Outcome, OutcomeFuture, Plan};
use crate::clock::Clock;
use crate::error::{Report, ServiceFault};
use crate::operation::Response;
use crate::retry::{Backoff, Quota, Verdict, is_about_time, of_fault, retry_after};
use aws_smithy_async::rt::sleep::{AsyncSleep, SharedAsyncSleep};
use http::{HeaderName, HeaderValue};
use std::sync::Arc;
use std::task::{Context, Poll};
use tower::{Layer, Service, ServiceExt};

const ATTEMPT: HeaderName = HeaderName::from_static("amz-sdk-request");

/// Retries by AWS's standard mode. The quota is the client's: all its calls draw on it.
#[derive(Clone)]
pub(crate) struct RetryLayer {
    quota: Arc<Quota>,
    backoff: Backoff,
    sleep: SharedAsyncSleep,
    clock: Clock,
}

impl RetryLayer {
    pub(crate) fn new(backoff: Backoff, sleep: SharedAsyncSleep, clock: Clock) -> Self {
        Self {
            quota: Arc::new(Quota::new()),
            backoff,
            sleep,
            clock,
        }
    }
}

impl<S> Layer<S> for RetryLayer {
    type Service = Retry<S>;

    fn layer(&self, inner: S) -> Self::Service {
        Retry {
            inner,
            layer: self.clone(),
        }
    }
}

#[derive(Clone)]
pub(crate) struct Retry<S> {
    inner: S,
    layer: RetryLayer,
}

impl<S> Service<Call> for Retry<S>
where
    S: Service<Call, Response = Response, Error = Box<Report>, Future = OutcomeFuture>
        + Clone
        + Send
        + 'static,
{
    type Response = Response;
    type Error = Box<Report>;
    type Future = OutcomeFuture;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Box<Report>>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, call: Call) -> OutcomeFuture {
        let inner = self.inner.clone();
        let layer = self.layer.clone();
        Box::pin(async move { layer.run(inner, call).await })
    }
}

impl RetryLayer {
    async fn run<S>(&self, mut inner: S, call: Call) -> Outcome
    where
        S: Service<Call, Response = Response, Error = Box<Report>>,
    {
        let plan = call.plan.clone();
        let mut last_retry = None;
        let mut attempt = 1;
        let mut clock_was_right = true;
        loop {
            plan.progress.started(attempt);
            let service = inner.ready().await?;
            let outcome = service.call(numbered(&call, attempt)).await;
            let mut report = match judge(outcome, &call) {
                Ok(response) => {
                    self.quota.succeeded(last_retry);
                    return Ok(response);
                }
                Err(report) => report,
            };
            if clock_was_right && self.puts_clock_right(&mut report, &plan) {
                clock_was_right = false;
            }
            report.attempts = attempt - u32::from(!report.was_sent());
            if report.verdict == Verdict::Final {
                return Err(report);
            }
            if call.request.body().passes_once() {
                report.note = Some("a body that is streamed is not sent again");
                return Err(report);
            }
            if attempt >= plan.max_attempts {
                return Err(report);
            }
            let Some(cost) = self.quota.pay(report.verdict) else {
                report.note = Some("the client's retry quota is used up");
                return Err(report);
            };
            last_retry = Some(cost);
            let requested = report
                .fault()
                .and_then(|fault| retry_after(&fault.response.headers));
            let delay = self.backoff.delay(attempt - 1, report.verdict, requested);
            tracing::debug!(attempt, ?delay, failure = %report, "will try again");
            plan.progress.failed(report);
            self.sleep.sleep(delay).await;
            attempt += 1;
        }
    }

    /// Puts the clock right, where the service refused the attempt for its time: then another one may help.
    fn puts_clock_right(&self, report: &mut Report, plan: &Plan) -> bool {
        let Some(skew) = plan.progress.skew() else {
            return false;
        };
        if !report.fault().is_some_and(is_about_time) {
            return false;
        }
        self.clock.put_right(skew);
        if report.verdict == Verdict::Final {
            report.verdict = Verdict::Transient;
        }
        true
    }
}

/// The call as its attempt of this number sends it.
fn numbered(call: &Call, attempt: u32) -> Call {
    let mut call = call.clone();
    let numbers = format!("attempt={attempt}; max={}", call.plan.max_attempts);
    if let Ok(value) = HeaderValue::try_from(numbers) {
        call.request.headers_mut().insert(ATTEMPT, value);
    }
    call
}

/// Tells success from the rest, and what of the rest is worth another attempt.
fn judge(outcome: Outcome, call: &Call) -> Outcome {
    let response = outcome?;
    if response.status.is_success() {
        return Ok(response);
    }
    let fault = ServiceFault::read(response);
    let verdict = of_fault(&fault, call.plan.retryable_errors);
    let report = Report::service(call.plan.operation, fault).judged(verdict);
    Err(Box::new(report))
}
