//! Errors that no call made: for tests of what a program does with them.

use super::{Error, ErrorKind, ErrorResponse, Report, classify};
use crate::body::Body;
use crate::operation::{Operation, Response, RetryableError};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use tower::BoxError;

/// Makes an [`Error`] by hand. See [`Error::builder`].
#[must_use]
pub struct ErrorBuilder<E> {
    kind: ErrorKind,
    operation: &'static str,
    text: String,
    code: Option<String>,
    message: Option<String>,
    status: Option<StatusCode>,
    headers: HeaderMap,
    attempts: u32,
    service: Option<E>,
    source: Option<BoxError>,
    retryable: &'static [RetryableError],
    is_connect: bool,
}

impl<E> Error<E> {
    /// Makes an error by hand, such as a test needs that has no server: one of this kind, of a call of this operation.
    ///
    /// ```
    /// # use smithereens::{Error, ErrorKind, Operation};
    /// # fn example<O: Operation>() {
    /// let error: Error<O::Error> = Error::builder::<O>(ErrorKind::Service)
    ///     .code("ThrottlingException")
    ///     .status(400)
    ///     .build();
    /// assert_eq!(error.code(), Some("ThrottlingException"));
    /// # }
    /// ```
    pub fn builder<O: Operation<Error = E>>(kind: ErrorKind) -> ErrorBuilder<E> {
        ErrorBuilder {
            kind,
            operation: O::NAME,
            text: "an error made by hand".to_owned(),
            code: None,
            message: None,
            status: None,
            headers: HeaderMap::new(),
            attempts: 1,
            service: None,
            source: None,
            retryable: O::RETRYABLE_ERRORS,
            is_connect: false,
        }
    }
}

impl<E> ErrorBuilder<E> {
    /// What the error says, where it is no service's.
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.text = text.into();
        self
    }

    /// The code that the service gave.
    pub fn code(mut self, code: impl Into<String>) -> Self {
        self.code = Some(code.into());
        self
    }

    /// The message that the service gave.
    pub fn message(mut self, message: impl Into<String>) -> Self {
        self.message = Some(message.into());
        self
    }

    /// The response's HTTP status. One that is no status, such as 99, counts as none.
    pub fn status(mut self, status: u16) -> Self {
        self.status = StatusCode::from_u16(status).ok();
        self
    }

    /// A header of the service's error, such as `x-amzn-requestid` or `retry-after`. One that is no header is left out.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let (name, value) = (HeaderName::try_from(name), HeaderValue::try_from(value));
        if let (Ok(name), Ok(value)) = (name, value) {
            self.headers.append(name, value);
        }
        self
    }

    /// How many times the request was sent; 1 if this is left out.
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// That there was no connection to send the request on, for [`is_connect`](Error::is_connect): one of the kind
    /// [`Connection`](ErrorKind::Connection) is otherwise of a connection that was lost.
    pub fn unconnected(mut self) -> Self {
        self.is_connect = true;
        self
    }

    /// The service's error as the model has it.
    pub fn service(mut self, service: E) -> Self {
        self.service = Some(service);
        self
    }

    /// What lies below it.
    pub fn source(mut self, source: impl Into<BoxError>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// The error.
    #[must_use]
    pub fn build(self) -> Error<E> {
        let mut report = if self.kind == ErrorKind::Service {
            let response = Response {
                status: self.status.unwrap_or(StatusCode::BAD_REQUEST),
                headers: self.headers,
                body: Body::empty(),
            };
            let error = ErrorResponse {
                code: self.code,
                shape: None,
                message: self.message,
                request_id: None,
                response,
            };
            let classification = classify(&error, self.retryable);
            Report::service(self.operation, error).classified(classification)
        } else {
            let mut report = Report::new(self.kind, self.operation, self.text);
            report.status = self.status;
            report
        };
        report.attempts = self.attempts;
        report.is_connect = self.is_connect;
        report.source = self.source;
        Error::new(report, self.service)
    }
}
