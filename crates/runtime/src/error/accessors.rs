//! What every error of a call says of itself, whichever operation it is of.

use super::{AnyError, Error, ErrorKind, TimeoutKind, retry_after};
use http::StatusCode;
use http::header::RETRY_AFTER;
use std::time::Duration;

/// The same questions to both forms of error, which hold the same report.
macro_rules! accessors {
    () => {
        /// What sort of failure it is.
        #[must_use]
        pub fn kind(&self) -> ErrorKind {
            self.report().kind
        }

        /// The operation's name.
        #[must_use]
        pub fn operation(&self) -> &'static str {
            self.report().operation
        }

        /// The error code that the service gave, such as `ResourceNotFoundException`.
        #[must_use]
        pub fn code(&self) -> Option<&str> {
            self.report().error_response()?.code.as_deref()
        }

        /// The message that the service gave, as it came: it may have several lines.
        #[must_use]
        pub fn message(&self) -> Option<&str> {
            self.report().error_response()?.message.as_deref()
        }

        /// The HTTP status of the response, if there was one.
        #[must_use]
        pub fn status(&self) -> Option<u16> {
            self.report().status.as_ref().map(StatusCode::as_u16)
        }

        /// The id that the service gave the request, which its support asks for. One of more than 128 characters is
        /// none, and is cut off with `…`.
        #[must_use]
        pub fn request_id(&self) -> Option<&str> {
            self.report().request_id.as_deref()
        }

        /// How many times the request was sent; 0 where the call failed before.
        #[must_use]
        pub fn attempts(&self) -> u32 {
            self.report().attempts
        }

        /// Whether one of the timeouts fired.
        #[must_use]
        pub fn is_timeout(&self) -> bool {
            matches!(self.kind(), ErrorKind::Timeout(_))
        }

        /// Whether no response came because of the connection, timeouts aside. It may have failed before or after the
        /// request went out: see [`is_connect`](Self::is_connect).
        #[must_use]
        pub fn is_connection(&self) -> bool {
            self.kind() == ErrorKind::Connection
        }

        /// Whether there was no connection to send the request on, be it that the connect timeout fired: nothing was sent.
        #[must_use]
        pub fn is_connect(&self) -> bool {
            self.report().is_connect || self.kind() == ErrorKind::Timeout(TimeoutKind::Connect)
        }

        /// How long the service asks to wait before the next try: the headers `x-amz-retry-after`, in milliseconds, or
        /// `Retry-After`, where that is a number of seconds.
        #[must_use]
        pub fn retry_after(&self) -> Option<Duration> {
            let headers = &self.report().error_response()?.response.headers;
            retry_after(headers).or_else(|| {
                let seconds = headers.get(RETRY_AFTER)?.to_str().ok()?;
                seconds.trim().parse().ok().map(Duration::from_secs)
            })
        }

        /// Whether the service asked to slow down, by one of AWS's throttling codes, the model's or what the program's
        /// [classifier](crate::Builder::retry_classifier) takes for one.
        #[must_use]
        pub fn is_throttled(&self) -> bool {
            self.report().is_throttled()
        }

        /// The setting that the call needs and that no place has, by the name of its method of the
        /// [`Builder`](crate::Builder): `region`, `credentials_provider` or `token_provider`. `None` of every other
        /// failure, such as that of a source of credentials that is configured.
        #[must_use]
        pub fn missing_setting(&self) -> Option<&'static str> {
            self.report().missing_setting
        }

        /// What the person who reads the error may try, where that is known.
        #[must_use]
        pub fn hint(&self) -> Option<&'static str> {
            super::hint::for_report(self.report())
        }
    };
}

impl<E> Error<E> {
    accessors! {}
}

impl AnyError {
    accessors! {}
}
