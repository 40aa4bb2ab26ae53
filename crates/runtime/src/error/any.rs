//! The error of a call, whichever operation it is of.

use super::{Error, Report};
use std::fmt;
use tower::BoxError;

/// A call of some operation failed: an [`Error`] without the type parameter, so that a function that makes several
/// calls has one error type.
///
/// It is made with `?`, or with [`Error::erase`], and keeps kind, code, message, status, ids and attempts. What the
/// service gave is there by its type, if it is asked for that: see [`service`](Self::service).
///
/// ```
/// # use smithereens::{AnyError, Client, Operation};
/// async fn both<A: Operation, B: Operation>(client: &Client, a: A, b: B) -> Result<(), AnyError> {
///     client.send(a).await?;
///     client.send(b).await?;
///     Ok(())
/// }
/// ```
pub struct AnyError(Box<Inner>);

struct Inner {
    report: Report,
    service: Option<BoxError>,
}

impl AnyError {
    /// The service's error as the model has it, if it is of this type: that of the operation's errors.
    #[must_use]
    pub fn service<E: std::error::Error + 'static>(&self) -> Option<&E> {
        self.0.service.as_ref()?.downcast_ref()
    }

    pub(super) fn report(&self) -> &Report {
        &self.0.report
    }
}

impl<E: std::error::Error + Send + Sync + 'static> From<Error<E>> for AnyError {
    fn from(error: Error<E>) -> Self {
        let super::Inner { report, service } = *error.0;
        Self(Box::new(Inner {
            report,
            service: service.map(Into::into),
        }))
    }
}

impl fmt::Display for AnyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.report.fmt(f)
    }
}

impl fmt::Debug for AnyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        super::debug("AnyError", &self.0.report, &self.0.service, f)
    }
}

impl std::error::Error for AnyError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::error::Error::source(&self.0.report)
    }
}
