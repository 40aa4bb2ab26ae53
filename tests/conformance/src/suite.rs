//! How cases are run, and reported.

use crate::exchange::{exchange, wait};
use crate::{EndpointCase, RequestCase, ResponseCase, body, endpoint, events, request};
use serde_json::json;
use smithereens::Error;
use smithereens::Waiter;
use smithereens::codegen::Operation;
use smithereens::codegen::endpoint::{Endpoint, EndpointError, EndpointParams};
use smithereens_testing::replay::Outcome;
use std::any::Any;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use tokio::runtime::Runtime;

/// The cases of a model, on their way.
///
/// Each is run at once and reported in a line such as
/// `{"kind":"request","operation":"PutThing","id":"PutsAThing","problem":null}`, where the problem is a text if the case
/// failed. A case that panics has failed; the others are run nevertheless.
pub struct Suite {
    runtime: Runtime,
    out: Box<dyn Write>,
    written: io::Result<()>,
}

impl Suite {
    /// A suite that reports its cases on standard output.
    ///
    /// # Panics
    ///
    /// There is no asynchronous runtime to be had.
    #[must_use]
    pub fn new() -> Self {
        Self::reporting_to(io::stdout())
    }

    /// A suite that reports its cases here.
    ///
    /// # Panics
    ///
    /// As for [`new`](Self::new).
    #[must_use]
    pub fn reporting_to(out: impl Write + 'static) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build()
            .expect("an asynchronous runtime");
        Self {
            runtime,
            out: Box::new(out),
            written: Ok(()),
        }
    }

    /// Checks the request that a client makes of an operation.
    pub fn request<O: Operation>(&mut self, case: RequestCase, operation: impl FnOnce() -> O) {
        self.run(case.kind, case.operation, case.id, async || {
            let host = case.host.unwrap_or("example.com");
            let exchange = exchange(host, operation(), Outcome::ok("")).await?;
            request::check(&case, exchange.sent()?)
        });
    }

    /// Checks what a client makes of a response.
    pub fn response<O: Operation>(
        &mut self,
        case: ResponseCase,
        operation: impl FnOnce() -> O,
        check: impl AsyncFnOnce(Result<O::Output, Error<O::Error>>) -> Result<(), String>,
    ) {
        self.run(case.kind, case.operation, case.id, async || {
            let exchange = exchange("example.com", operation(), answer(&case)?).await?;
            exchange.sent()?;
            check(exchange.outcome).await
        });
    }

    /// Checks that an example's request can be made and is signed, and what a client makes of its response.
    pub fn example<O: Operation>(
        &mut self,
        name: &'static str,
        title: &'static str,
        operation: impl FnOnce() -> O,
        case: ResponseCase,
        check: impl AsyncFnOnce(Result<O::Output, Error<O::Error>>) -> Result<(), String>,
    ) {
        self.run("example", name, title, async || {
            let exchange = exchange("example.com", operation(), answer(&case)?).await?;
            exchange.check_signature()?;
            check(exchange.outcome).await
        });
    }

    /// Checks the messages that a client makes of the events of an operation, which are in base64: those that are signed and
    /// sent.
    pub fn sent_events<O: Operation>(
        &mut self,
        name: &'static str,
        id: &'static str,
        messages: &[&str],
        operation: impl FnOnce() -> O,
    ) {
        self.run("event", name, id, async || {
            let exchange = exchange("example.com", operation(), Outcome::ok("")).await?;
            events::check(exchange.sent()?.request.body(), messages)
        });
    }

    /// Checks what endpoint rules find, for parameters that are all without a value but for those given.
    pub fn endpoint(
        &mut self,
        case: EndpointCase,
        resolve: fn(&EndpointParams<'_>) -> Result<Endpoint, EndpointError>,
        params: impl FnOnce(EndpointParams<'static>) -> EndpointParams<'static>,
    ) {
        self.run("endpoint", "", case.id, async || {
            let params = params(EndpointParams::default());
            endpoint::check(&case, resolve(&params))
        });
    }

    /// Checks what the endpoint of an operation is, for parameters that are all without a value but for those given and
    /// those that the operation sets.
    pub fn operation_endpoint<O: Operation>(
        &mut self,
        case: EndpointCase,
        operation: impl FnOnce() -> O,
        params: impl FnOnce(EndpointParams<'static>) -> EndpointParams<'static>,
    ) {
        self.run("endpoint", O::NAME, case.id, async || {
            let params = params(EndpointParams::default());
            endpoint::check(&case, operation().endpoint(&params))
        });
    }

    /// Checks what becomes of a waiter that meets with these responses, and after how many requests: it ends with
    /// `success`, `failure` or `error`, or is still waiting when there are no more of them, which is `timeout`.
    pub fn waiter<W: Waiter>(
        &mut self,
        id: &'static str,
        waiter: impl FnOnce() -> W,
        responses: &[ResponseCase],
        outcome: &str,
        requests: u32,
    ) {
        self.run("waiter", W::NAME, id, async || {
            let answers = responses
                .iter()
                .map(answer)
                .collect::<Result<Vec<_>, _>>()?;
            // Time passes as soon as it is waited for.
            tokio::time::pause();
            let ended = wait(waiter(), answers).await;
            tokio::time::resume();
            let (ended, made) = ended?;
            if (ended, made) != (outcome, requests) {
                return Err(format!(
                    "{ended} after {made} requests, expected {outcome} after {requests}"
                ));
            }
            Ok(())
        });
    }

    /// Takes note of a case that cannot even be written down: it has failed.
    pub fn broken(
        &mut self,
        kind: &'static str,
        operation: &'static str,
        id: &'static str,
        problem: &'static str,
    ) {
        self.report(kind, operation, id, Some(problem));
    }

    /// Ends the suite with the line `{"done":true}`. Cases that failed are no failure of the suite.
    #[must_use]
    pub fn finish(mut self) -> ExitCode {
        self.write(&json!({"done": true}).to_string());
        match self.written {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        }
    }

    fn run(
        &mut self,
        kind: &'static str,
        operation: &'static str,
        id: &'static str,
        case: impl AsyncFnOnce() -> Result<(), String>,
    ) {
        let run = || self.runtime.block_on(case());
        let outcome = catch_unwind(AssertUnwindSafe(run));
        let problem = match outcome {
            Ok(Ok(())) => None,
            Ok(Err(problem)) => Some(problem),
            Err(panic) => Some(format!("panicked: {}", panic_text(&*panic))),
        };
        self.report(kind, operation, id, problem.as_deref());
    }

    fn report(&mut self, kind: &str, operation: &str, id: &str, problem: Option<&str>) {
        let line = json!({"kind": kind, "operation": operation, "id": id, "problem": problem});
        self.write(&line.to_string());
    }

    fn write(&mut self, line: &str) {
        if self.written.is_ok() {
            self.written = writeln!(self.out, "{line}").and_then(|()| self.out.flush());
        }
    }
}

impl Default for Suite {
    fn default() -> Self {
        Self::new()
    }
}

fn answer(case: &ResponseCase) -> Result<Outcome, String> {
    let body = body::bytes(case.body.unwrap_or_default(), case.body_media_type)?;
    let answer = Outcome::status(case.code, body);
    Ok(case
        .headers
        .iter()
        .fold(answer, |answer, (name, value)| answer.header(name, value)))
}

fn panic_text(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("without a text")
}
