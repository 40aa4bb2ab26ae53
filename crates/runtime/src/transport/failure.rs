//! What a failure of the transport means: which kind it is, whether to try again, and how to say so.

use super::reason::{self, Reason};
use crate::error::{Classification, ErrorKind, Report, TimeoutKind};
use crate::uri::host_and_port;
use http::uri::{Authority, Scheme};
use http::{StatusCode, Uri};
use std::error::Error;
use std::fmt;
use std::time::Duration;
use tower::BoxError;

/// The route that a request took.
pub(crate) struct Route<'a> {
    pub(super) uri: &'a Uri,
    /// Host and port of the proxy that it went through, if any.
    pub(super) proxy: Option<String>,
    /// Whether the transport is one of the program's own.
    pub(super) is_brought: bool,
    /// The limit for connecting, where it is known; else it is the system's.
    pub(super) connect_limit: Option<Duration>,
}

impl<'a> Route<'a> {
    /// The one that a transport of the program's own takes, of which nothing is known.
    pub(super) fn brought(uri: &'a Uri) -> Self {
        Self {
            uri,
            proxy: None,
            is_brought: true,
            connect_limit: None,
        }
    }

    /// Whether the request goes to a proxy.
    #[cfg(feature = "bearer-auth")]
    pub(crate) fn has_proxy(&self) -> bool {
        self.proxy.is_some()
    }
}

/// No response came.
pub(crate) fn failed(operation: &'static str, route: &Route<'_>, error: BoxError) -> Report {
    let text = no_response(route, &*error);
    let reason = Reason::of(&*error);
    let kind = if is_connect_timeout(&*error) {
        ErrorKind::Timeout(TimeoutKind::Connect)
    } else {
        reason.map_or(ErrorKind::Connection, Reason::kind)
    };
    let classification = if reason.is_some_and(Reason::is_lasting) {
        Classification::Final
    } else {
        Classification::Transient
    };
    let mut report = Report::new(kind, operation, text).classified(classification);
    report.is_connect = is_connect(&*error);
    report.may_have_run = !report.is_connect && reason::is_timeout(&*error);
    report.hint = match (reason.and_then(Reason::hint), &route.proxy) {
        (None, Some(_)) => Some(
            "check the proxy, and HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY, which lead to it",
        ),
        (hint, _) => hint,
    };
    report.caused_by(error)
}

/// Why no response came, in words.
pub(crate) fn no_response(route: &Route<'_>, error: &(dyn Error + 'static)) -> String {
    if is_connect_timeout(error) {
        let limit = match route.connect_limit {
            Some(limit) => format!("the connect timeout of {limit:?}"),
            None if route.is_brought => "the transport's connect timeout".to_owned(),
            None => "the system's connect timeout".to_owned(),
        };
        return format!("{limit} passed before there was a connection to {route}");
    }
    match (is_connect(error), Reason::of(error)) {
        (true, Some(reason)) => format!("could not connect to {route} ({})", reason.text()),
        (true, None) => format!("could not connect to {route}"),
        (false, Some(Reason::NotHttp)) => {
            let may_be_tls = route.uri.scheme() == Some(&Scheme::HTTP);
            let tls = if may_be_tls {
                " (if it speaks TLS, use https://)"
            } else {
                ""
            };
            format!("the response of {route} is not HTTP{tls}")
        }
        (false, Some(Reason::MalformedHead)) => {
            format!("the response of {route} is malformed HTTP")
        }
        (false, Some(Reason::HeadTooLarge)) => {
            format!("the head of the response of {route} is too large")
        }
        (false, Some(reason)) => format!("no response from {route} ({})", reason.text()),
        (false, None) => format!("no response from {route}"),
    }
}

/// A response came, and its body did not, or not in full.
pub(crate) fn broken_body(
    operation: &'static str,
    authority: &str,
    status: StatusCode,
    error: BoxError,
) -> Report {
    let is_own_timeout = reason::is_timeout_of_transport(&*error);
    let failed = if is_own_timeout {
        "was not read before a timeout of the transport passed"
    } else if reason::is_malformed(&*error) {
        "is malformed HTTP"
    } else {
        "was cut short"
    };
    let text = if status.is_success() {
        format!("the response of {authority} {failed}")
    } else {
        let status = status.as_u16();
        format!("the response of {authority} (status {status}) {failed}")
    };
    let kind = if is_own_timeout {
        ErrorKind::Timeout(TimeoutKind::Transport)
    } else {
        ErrorKind::Connection
    };
    let report = Report::new(kind, operation, text);
    let mut report = report
        .classified(Classification::Transient)
        .caused_by(error);
    report.status = Some(status);
    report.may_have_run = status.is_success();
    report
}

/// Host and port, and the proxy on the route.
impl fmt::Display for Route<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let authority = self.uri.authority().map_or("", Authority::as_str);
        f.write_str(host_and_port(authority))?;
        match &self.proxy {
            Some(proxy) => write!(f, " through the proxy {proxy}"),
            None => Ok(()),
        }
    }
}

/// Whether there was no connection, as far as it is `hyper-util` that made none, in whatever transport.
fn is_connect(error: &(dyn Error + 'static)) -> bool {
    reason::chain(error).any(|error| {
        let error = error.downcast_ref::<hyper_util::client::legacy::Error>();
        error.is_some_and(hyper_util::client::legacy::Error::is_connect)
    })
}

fn is_connect_timeout(error: &(dyn Error + 'static)) -> bool {
    is_connect(error) && reason::is_timeout(error)
}
