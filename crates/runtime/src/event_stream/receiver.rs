//! What an output gives of its events.

use super::ReadEvents;
use super::frames::{FrameError, Frames};
use super::incoming::{Kind, text};
use super::names::{ERROR_CODE, ERROR_MESSAGE, INITIAL_RESPONSE};
use crate::body::{Body, EventBody, Hold, Redact};
use crate::byte_stream::StreamError;
use crate::error::{Error, ErrorKind, ErrorResponse, Report, classify, request_id, shown_id};
use crate::operation::{DecodeError, Operation, Response, RetryableError, Service};
use aws_smithy_types::event_stream::Message;
use futures_core::Stream;
use http::{HeaderMap, StatusCode};
use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// The events that a service sends, one after the other: the union `T`, or the operation's errors `E`.
///
/// ```no_run
/// # use guide_operations as lambda_operations;
/// # async fn run(client: smithereens::Client) -> Result<(), Box<dyn std::error::Error>> {
/// use lambda_operations::{InvokeWithResponseStream, InvokeWithResponseStreamResponseEvent};
///
/// let mut output = client.send(InvokeWithResponseStream::new("my-function")).await?;
/// while let Some(event) = output.event_stream.recv().await? {
///     if let InvokeWithResponseStreamResponseEvent::PayloadChunk(chunk) = event {
///         println!("{:?}", chunk.payload);
///     }
/// }
/// # Ok(())
/// # }
/// ```
///
/// It is a [`Stream`] as well. After an error there is nothing more; what came before it was given. Events of a type that
/// the model does not list are kept as the union's variant `Unknown`. To drop it ends the request.
///
/// There is no bound on how long it may last. Silence is an error of the kind [`Timeout`](ErrorKind::Timeout): of the
/// length of [`stall_timeout`](crate::Builder::stall_timeout) if that is set, and otherwise of the time that an attempt at
/// the operation may take; only the time counts in which the next event is waited for.
pub struct EventReceiver<T, E> {
    frames: Frames,
    call: CallFacts,
    read_error: ReadError<E>,
    has_ended: bool,
    /// What the request goes on for, which is over when this is dropped.
    hold: Option<Box<dyn Hold>>,
    events: PhantomData<fn() -> T>,
    /// What is given in place of messages.
    #[cfg(feature = "test-util")]
    given: Option<GivenEvents<T, E>>,
}

/// Events that no service sent. The mutex is never waited for: it makes the receiver `Sync`, as it is without them.
#[cfg(feature = "test-util")]
type GivenEvents<T, E> = std::sync::Mutex<Box<dyn Iterator<Item = Result<T, Error<E>>> + Send>>;

/// What is read of an error response with this code.
type ReadError<E> = fn(&str, &Response) -> Result<Option<E>, DecodeError>;

/// What errors say of the call.
struct CallFacts {
    operation: &'static str,
    service: &'static Service,
    retryable_errors: &'static [RetryableError],
    status: StatusCode,
    headers: HeaderMap,
    attempts: u32,
    redact: Option<Redact>,
}

impl Response {
    /// The events of an output that holds them, to be received. Errors name the operation `O`.
    #[must_use]
    pub fn into_events<O: Operation, T: ReadEvents>(self) -> EventReceiver<T, O::Error> {
        let (rest, attempts, redact, hold) = match self.body.into_events() {
            Ok(EventBody {
                initial: _,
                rest,
                attempts,
                redact,
                hold,
            }) => (rest, attempts, Some(redact), hold),
            Err(body) => (body, 0, None, None),
        };
        EventReceiver {
            frames: Frames::new(rest.into()),
            call: CallFacts {
                operation: O::NAME,
                service: O::SERVICE,
                retryable_errors: O::RETRYABLE_ERRORS,
                status: self.status,
                headers: self.headers,
                attempts,
                redact,
            },
            read_error: O::error,
            has_ended: false,
            hold,
            events: PhantomData,
            #[cfg(feature = "test-util")]
            given: None,
        }
    }
}

#[cfg(feature = "test-util")]
impl<T: ReadEvents, E> EventReceiver<T, E> {
    /// Gives these events, which no service sent.
    pub(crate) fn of_given<O: Operation<Error = E>>(
        events: impl Iterator<Item = Result<T, Error<E>>> + Send + 'static,
    ) -> Self {
        let nothing = Response {
            status: StatusCode::OK,
            headers: HeaderMap::new(),
            body: Body::empty(),
        };
        Self {
            given: Some(std::sync::Mutex::new(Box::new(events))),
            ..nothing.into_events::<O, T>()
        }
    }
}

impl<T: ReadEvents, E> EventReceiver<T, E> {
    /// The next event, or `None` after the last one.
    ///
    /// Dropping the future is no loss.
    ///
    /// # Errors
    ///
    /// The service sent an exception, an error of the kind [`Service`](ErrorKind::Service) as of the call itself; the
    /// connection was lost, or fell silent; or an event does not have the form that the model gives it. There are no
    /// events after it.
    pub async fn recv(&mut self) -> Result<Option<T>, Error<E>> {
        poll_fn(|cx| self.poll_event(cx)).await.transpose()
    }

    /// The id that the service gave the request, which its support asks for.
    #[must_use]
    pub fn request_id(&self) -> Option<String> {
        request_id(&self.call.headers)
    }

    fn poll_event(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, Error<E>>>> {
        loop {
            if self.has_ended {
                return Poll::Ready(None);
            }
            #[cfg(feature = "test-util")]
            if let Some(given) = &mut self.given {
                let next = given
                    .get_mut()
                    .unwrap_or_else(std::sync::PoisonError::into_inner)
                    .next();
                self.has_ended = !matches!(next, Some(Ok(_)));
                return Poll::Ready(next);
            }
            let outcome = match ready!(self.frames.poll_message(cx)) {
                Some(Ok(message)) => self.event(message).transpose(),
                Some(Err(error)) => Some(Err(Error::new(self.broken(error), None))),
                None => {
                    self.has_ended = true;
                    None
                }
            };
            if let Some(Err(_)) = outcome {
                self.has_ended = true;
                // What comes now is of no use any more, and the connection neither.
                self.hold = None;
                self.frames = Frames::new(Body::empty().into());
            }
            if outcome.is_some() {
                return Poll::Ready(outcome);
            }
        }
    }

    /// There is no next message: for a reason of the service's, or since the program's own events failed.
    fn broken(&self, error: FrameError) -> Report {
        let failure = self.hold.as_ref().and_then(|hold| hold.take_failure());
        match failure {
            Some(failure) => StreamError::new(failure).of_request(self.call.operation),
            None => self.call.broken(error),
        }
    }

    /// What a message holds: an event, nothing that is one, or an error.
    fn event(&self, message: Message) -> Result<Option<T>, Error<E>> {
        let kind = match Kind::of(message) {
            Ok(kind) => kind,
            Err(error) => {
                let text = format!("a message of the event stream cannot be read: {error}");
                return Err(Error::new(self.call.report(ErrorKind::Decode, text), None));
            }
        };
        let event = match kind {
            Kind::Event(event) => event,
            Kind::Exception(name, message) => return Err(self.exception(&name, &message)),
            Kind::Error(message) => return Err(Error::new(self.call.error(&message), None)),
        };
        match T::read(&event) {
            Ok(Some(event)) => Ok(Some(event)),
            // What it holds is the output's, and read with that.
            Ok(None) if event.event_type() == INITIAL_RESPONSE => Ok(None),
            Ok(None) => Ok(Some(T::unknown(event.into_unknown()))),
            Err(error) => {
                let name = crate::excerpt::one_line(event.event_type(), MAX_NAME);
                let text = format!("the event `{name}` does not match the model: {error}");
                Err(Error::new(self.call.report(ErrorKind::Decode, text), None))
            }
        }
    }

    fn exception(&self, name: &str, message: &Message) -> Error<E> {
        let code = T::exception_code(name).unwrap_or(name).to_owned();
        let code = self.call.redacted(code);
        let response = self.call.response(message);
        let metadata = self.call.service.protocol.read_error(&response);
        let service = (self.read_error)(&code, &response).unwrap_or_else(|error| {
            let operation = self.call.operation;
            tracing::debug!(%error, operation, "the exception does not match the model");
            None
        });
        let report = self.call.service_error(code, metadata.message, response);
        Error::new(report, service)
    }
}

/// The bytes of an exception that are read. None of AWS's has more than some thousand.
const MAX_EXCEPTION: usize = 4 * 1024 * 1024;
/// The most characters of an event's type that an error shows.
const MAX_NAME: usize = 80;

impl CallFacts {
    fn report(&self, kind: ErrorKind, text: String) -> Report {
        let mut report = Report::new(kind, self.operation, self.redacted(text));
        report.status = Some(self.status);
        report.request_id = self.request_id();
        report.attempts = self.attempts;
        report
    }

    fn request_id(&self) -> Option<String> {
        request_id(&self.headers).map(|id| shown_id(&self.redacted(id)))
    }

    /// There is no next message.
    fn broken(&self, error: FrameError) -> Report {
        let mut report = error.into_report(self.operation);
        report.status = Some(self.status);
        report.request_id = report.request_id.or_else(|| self.request_id());
        report.attempts = self.attempts;
        report.may_have_run = true;
        report
    }

    /// An error beside the model, of which its headers tell.
    fn error(&self, message: &Message) -> Report {
        let code = text(message, ERROR_CODE)
            .map_or_else(|_| "UnknownError".to_owned(), |code| self.redacted(code));
        let described = text(message, ERROR_MESSAGE)
            .ok()
            .map(|text| self.redacted(text));
        self.service_error(code, described, self.response(message))
    }

    fn service_error(&self, code: String, message: Option<String>, response: Response) -> Report {
        let error = ErrorResponse {
            code: Some(code),
            shape: None,
            message,
            request_id: None,
            response,
        };
        let classification = classify(&error, self.retryable_errors);
        let mut report = Report::service(self.operation, error).classified(classification);
        report.attempts = self.attempts;
        report.may_have_run = true;
        report
    }

    /// The payload of a message as the body of a response, without what is secret.
    fn response(&self, message: &Message) -> Response {
        let payload = message.payload();
        let payload = payload.slice(..payload.len().min(MAX_EXCEPTION));
        let redacted = self.redact.as_ref().and_then(|redact| redact(&payload));
        Response {
            status: self.status,
            headers: self.headers.clone(),
            body: redacted.map_or_else(|| Body::from(payload), Body::from),
        }
    }

    fn redacted(&self, text: String) -> String {
        let redacted = self
            .redact
            .as_ref()
            .and_then(|redact| redact(text.as_bytes()));
        redacted.map_or(text, |bytes| String::from_utf8_lossy(&bytes).into_owned())
    }
}

impl<T: ReadEvents, E> Stream for EventReceiver<T, E> {
    type Item = Result<T, Error<E>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_event(cx)
    }
}

/// Shows no event, which may be secret.
impl<T, E> fmt::Debug for EventReceiver<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventReceiver")
            .field("operation", &self.call.operation)
            .field("has_ended", &self.has_ended)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
