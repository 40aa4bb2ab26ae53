//! What stands for a response's output or error, so that nothing is decoded.

use crate::body::Body;
use crate::operation::{ErrorMetadata, Operation, Response};
use http::{HeaderMap, StatusCode};
use std::any::Any;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// The output of an operation, or one of the errors of its model, in place of a body: in the extensions of a response.
///
/// It is taken once. Its clones share it.
#[derive(Clone)]
pub struct TypedResponse(Arc<Mutex<Option<Given>>>);

/// What a [`TypedResponse`] holds.
pub(crate) enum Given {
    Output(Box<dyn Any + Send>),
    Error(GivenError),
}

/// An error of an operation's model, with what its response would say of it.
pub(crate) struct GivenError {
    code: String,
    message: Option<String>,
    error: Box<dyn Any + Send>,
}

impl TypedResponse {
    /// The output of a response whose status is a success.
    pub fn output<O: Operation>(output: O::Output) -> Self {
        Self::new(Given::Output(Box::new(output)))
    }

    /// The error of a response whose status is none, with its code and message. What is done about it follows from the code
    /// and the response's status.
    pub fn error<O: Operation>(
        code: impl Into<String>,
        message: Option<String>,
        error: O::Error,
    ) -> Self {
        Self::new(Given::Error(GivenError {
            code: code.into(),
            message,
            error: Box::new(error),
        }))
    }

    fn new(given: Given) -> Self {
        Self(Arc::new(Mutex::new(Some(given))))
    }

    pub(crate) fn take(&self) -> Option<Given> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// Whether the model lists an error with this code for the operation.
#[must_use]
pub fn lists_error<O: Operation>(code: &str) -> bool {
    let response = Response {
        status: StatusCode::BAD_REQUEST,
        headers: HeaderMap::new(),
        body: Body::empty(),
    };
    // One that cannot be read of an empty response is listed.
    !matches!(O::error(code, &response), Ok(None))
}

/// Shows which it is, and no content, which may be secret.
impl fmt::Debug for TypedResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let given = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        f.write_str(match &*given {
            Some(Given::Output(_)) => "TypedResponse(output)",
            Some(Given::Error(_)) => "TypedResponse(error)",
            None => "TypedResponse(taken)",
        })
    }
}

impl Given {
    /// The output, if it is one of this type.
    pub(crate) fn into_output<T: 'static>(self) -> Option<T> {
        match self {
            Self::Output(output) => output.downcast().ok().map(|output| *output),
            Self::Error(_) => None,
        }
    }

    /// The error, if it is one of this type.
    pub(crate) fn into_error<E: 'static>(self) -> Option<E> {
        match self {
            Self::Error(given) => given.error.downcast().ok().map(|error| *error),
            Self::Output(_) => None,
        }
    }

    /// What its response would say of the error, if it is one.
    pub(crate) fn metadata(&self) -> Option<ErrorMetadata> {
        match self {
            Self::Error(given) => Some(ErrorMetadata {
                code: Some(given.code.clone()),
                message: given.message.clone(),
                request_id: None,
            }),
            Self::Output(_) => None,
        }
    }
}
