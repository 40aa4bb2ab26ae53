//! What a failure of the transport means: which kind it is, whether to try again, and how to say so.

use crate::byte_stream::StreamError;
use crate::error::{ErrorKind, Report, TimeoutKind};
use crate::retry::Verdict;
use crate::stack::Plan;
use http::StatusCode;
use std::error::Error;
use std::io;
use std::time::Duration;
use tower::BoxError;

/// No answer came.
pub(crate) fn failed(plan: &Plan, authority: &str, error: BoxError) -> Report {
    let error = without_url(error);
    let http = error.downcast_ref::<reqwest::Error>();
    if http.is_some_and(reqwest::Error::is_builder) {
        let text = "the request could not be built";
        return report(
            plan.operation,
            ErrorKind::Configuration,
            text.to_owned(),
            Verdict::Final,
            error,
        );
    }
    let text = no_answer(authority, &*error, plan.timeouts.connect);
    let is_timeout = |error: &reqwest::Error| error.is_connect() && error.is_timeout();
    if http.is_some_and(is_timeout) {
        let kind = ErrorKind::Timeout(TimeoutKind::Connect);
        return report(plan.operation, kind, text, Verdict::Transient, error);
    }
    let verdict = if is_tls(&*error) {
        // A certificate that is refused now is refused next time.
        Verdict::Final
    } else {
        Verdict::Transient
    };
    report(plan.operation, ErrorKind::Connection, text, verdict, error)
}

/// Why no answer came, in words; the limit is that for connecting.
pub(crate) fn no_answer(
    authority: &str,
    error: &(dyn Error + 'static),
    connect_limit: Option<Duration>,
) -> String {
    let http = error.downcast_ref::<reqwest::Error>();
    let is_connect = http.is_some_and(reqwest::Error::is_connect);
    if is_connect && http.is_some_and(reqwest::Error::is_timeout) {
        let limit = match connect_limit {
            Some(limit) => format!("the connect timeout of {limit:?}"),
            None => "the system's connect timeout".to_owned(),
        };
        return format!("{limit} passed before there was a connection to {authority}");
    }
    match (is_connect, reason(error)) {
        (true, Some(reason)) => format!("could not connect to {authority} ({reason})"),
        (true, None) => format!("could not connect to {authority}"),
        (false, Some(reason)) => format!("no answer from {authority} ({reason})"),
        (false, None) => format!("no answer from {authority}"),
    }
}

/// An answer came, and its body did not, or not in full.
pub(crate) fn broken_body(
    operation: &'static str,
    authority: &str,
    status: StatusCode,
    error: BoxError,
) -> Report {
    let error = without_url(error);
    let text = format!("the answer of {authority} was cut short");
    let mut report = report(
        operation,
        ErrorKind::Connection,
        text,
        Verdict::Transient,
        error,
    );
    report.status = Some(status);
    report
}

fn report(
    operation: &'static str,
    kind: ErrorKind,
    text: String,
    verdict: Verdict,
    error: BoxError,
) -> Report {
    Report::new(kind, operation, text)
        .judged(verdict)
        .caused_by(error)
}

/// The URL holds the input's members; the report says host and operation, which is enough.
fn without_url(error: BoxError) -> BoxError {
    match error.downcast::<reqwest::Error>() {
        Ok(error) => error.without_url().into(),
        Err(error) => error,
    }
}

/// An error and all below it. An `io::Error` gives its inside's source as its own, so that its inside itself
/// would be passed over.
fn chain<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    let mut next = Some(error);
    std::iter::from_fn(move || {
        let error = next?;
        let inside = error.downcast_ref().and_then(io::Error::get_ref);
        next = match inside {
            Some(inside) => Some(inside),
            None => error.source(),
        };
        Some(error)
    })
}

/// Why, in a word, where that is known. The words are not those of the source, which has its own say.
fn reason(error: &(dyn Error + 'static)) -> Option<&'static str> {
    if is_tls(error) {
        return Some("TLS was refused");
    }
    if chain(error).any(<dyn Error>::is::<StreamError>) {
        return Some("the stream of the request's body failed");
    }
    let is_dns = |error: &reqwest::Error| error.is_dns();
    if chain(error).any(|error| error.downcast_ref().is_some_and(is_dns)) {
        return Some("the name is not known");
    }
    let io = chain(error).find_map(|error| error.downcast_ref::<io::Error>())?;
    match io.kind() {
        io::ErrorKind::ConnectionRefused => Some("nothing listens there"),
        io::ErrorKind::ConnectionReset
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::BrokenPipe
        | io::ErrorKind::UnexpectedEof => Some("the connection was dropped"),
        io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkUnreachable => {
            Some("there is no way to it")
        }
        _ => None,
    }
}

/// Whether TLS is what failed.
fn is_tls(error: &(dyn Error + 'static)) -> bool {
    chain(error).any(<dyn Error>::is::<rustls::Error>)
}
