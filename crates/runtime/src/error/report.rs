//! All that is known of a failed call, as the layers of the stack pass it up.

use super::error_response::shown_id;
use super::{Classification, ErrorKind, ErrorResponse, TimeoutKind};
use http::StatusCode;
use std::fmt;
use tower::BoxError;

/// A failure on its way up the stack. Only at the top does it meet the operation's error type.
pub(crate) struct Report {
    pub(crate) kind: ErrorKind,
    pub(crate) operation: &'static str,
    pub(crate) attempts: u32,
    /// Whether the attempt failed before anything was sent, whatever its kind says of that.
    pub(crate) is_unsent: bool,
    /// Whether there was no connection to send the request on.
    pub(crate) is_connect: bool,
    /// Whether another attempt may help, by what happened.
    pub(crate) classification: Classification,
    pub(crate) status: Option<StatusCode>,
    pub(crate) request_id: Option<String>,
    /// Whether the service may have acted on the request, though nothing says so: time ran out once the request was
    /// on its way, or what came of a success was cut off.
    pub(crate) may_have_run: bool,
    detail: Detail,
    /// What else bears on it, such as why no further attempt was made.
    pub(crate) note: Option<&'static str>,
    /// What may be done, where it is known better than by the kind.
    pub(crate) hint: Option<&'static str>,
    /// The setting that no place has, by the name of the builder's method.
    pub(crate) missing_setting: Option<&'static str>,
    pub(crate) source: Option<BoxError>,
}

/// What happened, in the words of whoever saw it.
enum Detail {
    Text(Box<str>),
    Response(Box<ErrorResponse>),
}

impl Report {
    pub(crate) fn new(kind: ErrorKind, operation: &'static str, text: impl Into<String>) -> Self {
        Self::with_detail(kind, operation, Detail::Text(text.into().into()))
    }

    /// The service answered with an error.
    pub(crate) fn service(operation: &'static str, error: ErrorResponse) -> Self {
        let status = error.response.status;
        let request_id = error.request_id().map(|id| shown_id(&id));
        let mut report = Self::with_detail(
            ErrorKind::Service,
            operation,
            Detail::Response(Box::new(error)),
        );
        report.status = Some(status);
        report.request_id = request_id;
        report
    }

    fn with_detail(kind: ErrorKind, operation: &'static str, detail: Detail) -> Self {
        Self {
            kind,
            operation,
            attempts: 0,
            is_unsent: false,
            is_connect: false,
            classification: Classification::Final,
            status: None,
            request_id: None,
            may_have_run: false,
            detail,
            note: None,
            hint: None,
            missing_setting: None,
            source: None,
        }
    }

    pub(crate) fn caused_by(mut self, source: impl Into<BoxError>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// No place has the setting that the method of this name of the builder gives.
    pub(crate) fn missing(mut self, setting: &'static str) -> Self {
        self.missing_setting = Some(setting);
        self
    }

    pub(crate) fn classified(mut self, classification: Classification) -> Self {
        self.classification = classification;
        self
    }

    /// What happened, where it is no service's error response.
    #[cfg(feature = "bearer-auth")]
    pub(crate) fn text(&self) -> &str {
        match &self.detail {
            Detail::Text(text) => text,
            Detail::Response(_) => "",
        }
    }

    pub(crate) fn error_response(&self) -> Option<&ErrorResponse> {
        match &self.detail {
            Detail::Response(error) => Some(error),
            Detail::Text(_) => None,
        }
    }

    /// Whether the attempt that ended so got as far as the network.
    pub(crate) fn was_sent(&self) -> bool {
        !self.is_unsent
            && !matches!(
                self.kind,
                ErrorKind::Credentials | ErrorKind::Signing | ErrorKind::Configuration
            )
    }

    /// Whether the attempt that ended so got no response, or not in full.
    pub(crate) fn is_without_response(&self) -> bool {
        matches!(
            self.kind,
            ErrorKind::Connection
                | ErrorKind::Timeout(
                    TimeoutKind::Read
                        | TimeoutKind::Attempt
                        | TimeoutKind::Stall
                        | TimeoutKind::Transport
                )
        )
    }

    pub(crate) fn is_throttled(&self) -> bool {
        self.classification == Classification::Throttled
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let detail: &dyn fmt::Display = match &self.detail {
            Detail::Text(text) => text,
            Detail::Response(error) => error,
        };
        let attempts = match self.attempts {
            0 => None,
            1 => Some("1 attempt".to_owned()),
            attempts => Some(format!("{attempts} attempts")),
        };
        let request = self.request_id.as_ref().map(|id| format!("request {id}"));
        let facts: Vec<_> = [request, attempts, self.note.map(str::to_owned)]
            .into_iter()
            .flatten()
            .collect();
        let operation = self.operation;
        crate::excerpt::message(f, format_args!("{operation}: {detail}"))?;
        if facts.is_empty() {
            return Ok(());
        }
        crate::excerpt::message(f, format_args!(" [{}]", facts.join(", ")))
    }
}

impl fmt::Debug for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Report({self})")
    }
}

impl std::error::Error for Report {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source
            .as_deref()
            .map(|source| source as &(dyn std::error::Error + 'static))
    }
}
