//! An expected request with what it meets with, as a test writes it.

use super::reply::Reply;
use super::request::{ANY_TOKEN, ExpectedRequest};
use super::{Chunks, Outcome, Sent};
use bytes::Bytes;
use http::header::HeaderName;
use http::{HeaderMap, StatusCode};
use smithereens::Operation;
use smithereens::test_util::{OperationName, TypedResponse, lists_error, request_of};
use std::fmt;
use std::io;
use std::marker::PhantomData;
use std::time::Duration;

/// An expected request, and what it meets with. See [`Replay::expecting`](super::Replay::expecting).
///
/// Each attempt of a call is a request of its own: a call that is tried again meets with several.
pub struct Expect {
    pub(super) request: Option<ExpectedRequest>,
    reply: Reply,
    delay: Duration,
}

/// An expected request of the operation `O`, or of none in particular, which lacks what it meets with.
#[must_use = "what the request meets with is missing: `returns`, `fails_with` or `responds`"]
pub struct ExpectRequest<O> {
    request: ExpectedRequest,
    operation: PhantomData<fn() -> O>,
}

/// No operation in particular.
#[derive(Debug)]
pub enum AnyOperation {}

impl Expect {
    /// A request of this operation, whatever its input:
    ///
    /// ```
    /// use lambda_operations::{ListFunctionEventInvokeConfigs, ListFunctionEventInvokeConfigsResponse};
    /// use smithereens_testing::Expect;
    ///
    /// let expect = Expect::operation::<ListFunctionEventInvokeConfigs>()
    ///     .query("MaxItems", "10")
    ///     .returns(ListFunctionEventInvokeConfigsResponse::new());
    /// ```
    pub fn operation<O: Operation>() -> ExpectRequest<O> {
        ExpectRequest::new(ExpectedRequest {
            operation: Some(OperationName::of::<O>()),
            ..ExpectedRequest::default()
        })
    }

    /// A request of this operation with this input: method, path, query, the headers of its members and the body are
    /// the same, but for an idempotency token that is not set here, which may be any.
    ///
    /// What settings of the client add to these is not expected: an endpoint with a path, or the compression of long
    /// bodies. Of an input that is a stream or a file, and of events, the body may be any: [`body`](ExpectRequest::body)
    /// says what it has to be.
    ///
    /// # Panics
    ///
    /// A member has a value that cannot be sent.
    #[track_caller]
    pub fn call<O: Operation>(operation: O) -> ExpectRequest<O> {
        let request = match request_of(operation, ANY_TOKEN) {
            Ok(request) => request,
            Err(error) => panic!(
                "the expected request of {} cannot be sent: {error}",
                O::NAME
            ),
        };
        let (parts, body) = request.into_parts();
        let operation = Some(OperationName::of::<O>());
        let body = body.as_bytes().cloned();
        ExpectRequest::new(ExpectedRequest::whole(operation, &parts, body))
    }

    /// A request with this method and path, such as `GET` and `/2015-03-31/functions`, whatever its operation. The path is
    /// as it is sent, percent-encoded.
    pub fn request(
        method: impl Into<String>,
        path: impl Into<String>,
    ) -> ExpectRequest<AnyOperation> {
        ExpectRequest::new(ExpectedRequest::default())
            .method(method)
            .path(path)
    }

    /// Has what the request meets with come after this long.
    #[must_use]
    pub fn after(mut self, delay: Duration) -> Self {
        self.delay += delay;
        self
    }

    /// Adds a header to the response. What is cut short, or is no response, has none.
    ///
    /// # Panics
    ///
    /// Name or value is not one of a header.
    #[must_use]
    pub fn response_header(mut self, name: &'static str, value: &str) -> Self {
        self.reply = self.reply.header(name, value);
        self
    }

    /// What the request meets with.
    pub(super) async fn meet(self) -> io::Result<http::Response<Chunks>> {
        if !self.delay.is_zero() {
            tokio::time::sleep(self.delay).await;
        }
        self.reply.give().await
    }
}

#[cfg(feature = "recording")]
impl Expect {
    /// A request that was recorded, which met with this response, a failure of the connection, or nothing for as long as it
    /// was waited for.
    pub(crate) fn recorded(
        request: http::Request<Bytes>,
        response: Option<(http::Response<Bytes>, bool)>,
        has_failed: bool,
    ) -> Self {
        let (parts, body) = request.into_parts();
        let reply = match response {
            Some((response, is_cut_short)) => Reply::Recorded(response, is_cut_short),
            None if has_failed => Reply::Outcome(Outcome::Failure(io::ErrorKind::ConnectionReset)),
            None => Reply::Outcome(Outcome::Silence),
        };
        Self {
            request: Some(ExpectedRequest::whole(None, &parts, Some(body))),
            reply,
            delay: Duration::ZERO,
        }
    }
}

/// Any request meets with it.
impl From<Outcome> for Expect {
    fn from(outcome: Outcome) -> Self {
        Self {
            request: None,
            reply: Reply::Outcome(outcome),
            delay: Duration::ZERO,
        }
    }
}

impl<O> ExpectRequest<O> {
    fn new(request: ExpectedRequest) -> Self {
        Self {
            request,
            operation: PhantomData,
        }
    }

    /// The method, such as `GET`.
    pub fn method(mut self, method: impl Into<String>) -> Self {
        self.request.method = Some(method.into());
        self
    }

    /// The path, as it is sent: percent-encoded.
    pub fn path(mut self, path: impl Into<String>) -> Self {
        self.request.path = Some(path.into());
        self
    }

    /// A parameter of the query, decoded. Those that are not named may be there as well.
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.request.query.push((name.into(), value.into()));
        self
    }

    /// A header. Those that are not named may be there as well.
    ///
    /// # Panics
    ///
    /// The name is none of a header.
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        let name = HeaderName::from_bytes(name.as_bytes()).expect("the name of a header");
        self.request.headers.push((name, value.into()));
        self
    }

    /// The body, as text or as bytes. Where it is an object or a list in JSON, or CBOR by the `content-type` that is sent, it
    /// is compared by value, else byte for byte.
    pub fn body(mut self, body: impl Into<Bytes>) -> Self {
        self.request.body = Some(body.into());
        self
    }

    /// The body, in JSON.
    pub fn json(self, body: &serde_json::Value) -> Self {
        self.body(body.to_string())
    }

    /// What this function says, which is described in a few words, such as `has two tags`.
    pub fn matching(
        mut self,
        description: impl Into<String>,
        holds: impl Fn(&Sent) -> bool + Send + Sync + 'static,
    ) -> Self {
        let predicate = (description.into(), Box::new(holds) as Box<_>);
        self.request.predicates.push(predicate);
        self
    }

    /// The request meets with this: bytes, or a failure.
    #[must_use]
    pub fn responds(self, outcome: Outcome) -> Expect {
        self.meeting(Reply::Outcome(outcome))
    }

    fn meeting(self, reply: Reply) -> Expect {
        Expect {
            request: Some(self.request),
            reply,
            delay: Duration::ZERO,
        }
    }
}

impl<O: Operation> ExpectRequest<O> {
    /// The call gives this output, which is not decoded: its response has status 200 and an empty body.
    #[must_use]
    pub fn returns(self, output: O::Output) -> Expect {
        self.typed(StatusCode::OK, TypedResponse::output::<O>(output))
    }

    /// The service responds with this status and one of the errors of the operation's model. As from the service, code and
    /// status decide whether the request is sent again, for which another [`Expect`] says what it meets with.
    ///
    /// The code is the name of the error, as generated errors show it, and so is the message.
    ///
    /// # Panics
    ///
    /// The status is no error's, or the error does not begin with a code that the operation has:
    /// [`fails_with_code`](Self::fails_with_code) says it.
    #[must_use]
    #[track_caller]
    pub fn fails_with(self, status: u16, error: O::Error) -> Expect {
        let text = error.to_string();
        let (code, message) = match text.split_once(": ") {
            Some((code, message)) => (code, Some(message.to_owned())),
            None => (text.as_str(), None),
        };
        assert!(
            lists_error::<O>(code),
            "{} has no error with the code `{code}`: say the code with `fails_with_code`",
            O::NAME
        );
        let typed = TypedResponse::error::<O>(code, message, error);
        self.typed(error_status(status), typed)
    }

    /// As [`fails_with`](Self::fails_with), with the code that the service gives, such as one that a protocol has in place
    /// of the error's name.
    ///
    /// # Panics
    ///
    /// The status is no error's.
    #[must_use]
    #[track_caller]
    pub fn fails_with_code(self, status: u16, code: &str, error: O::Error) -> Expect {
        let typed = TypedResponse::error::<O>(code, None, error);
        self.typed(error_status(status), typed)
    }

    fn typed(self, status: StatusCode, typed: TypedResponse) -> Expect {
        self.meeting(Reply::Typed(status, HeaderMap::new(), typed))
    }
}

#[track_caller]
fn error_status(status: u16) -> StatusCode {
    let status = StatusCode::from_u16(status).expect("a status");
    assert!(
        !status.is_success(),
        "the status of an error, and not {status}"
    );
    status
}

impl fmt::Debug for Expect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Expect({self})")
    }
}

impl fmt::Display for Expect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.request {
            Some(request) => request.fmt(f),
            None => f.write_str("any request"),
        }
    }
}

impl<O> fmt::Debug for ExpectRequest<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ExpectRequest({})", self.request)
    }
}
