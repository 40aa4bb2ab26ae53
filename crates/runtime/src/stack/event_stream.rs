//! What a response whose body is an event stream is handed over with.

use super::{Call, Outcome};
use crate::body::{Body, EventBody};
use crate::byte_stream::ByteStream;
use crate::error::{ErrorKind, Report};
use crate::event_stream::{FrameError, initial_response};
use crate::operation::Response;
use bytes::Bytes;
use std::sync::Arc;

/// Reads the message that comes ahead of the events, where the operation has one; adds what errors say of the call, and
/// what ends the request once the events are not received any more.
pub(super) async fn run(call: &Arc<Call>, response: Response) -> Outcome {
    let (initial, rest) = if call.plan.event_streams.initial_response {
        let stream = ByteStream::from(response.body);
        initial_response(stream)
            .await
            .map_err(|error| Box::new(unread(call, error)))?
    } else {
        (Bytes::new(), response.body)
    };
    let redacting = Arc::clone(call);
    let body = EventBody {
        initial,
        rest,
        attempts: call.plan.progress.attempts(),
        redact: Arc::new(move |bytes| redacting.plan.progress.redacted_bytes(bytes)),
        hold: call.request.body().take_hold(),
    };
    Ok(Response {
        body: Body::events(body),
        ..response
    })
}

fn unread(call: &Call, error: FrameError) -> Report {
    match error {
        FrameError::Stream(error) => error.into_report(call.plan.operation),
        other => {
            let text = format!("the first message of the event stream cannot be read: {other}");
            let mut report = call.report(ErrorKind::Decode, text);
            report.may_have_run = true;
            report
        }
    }
}
