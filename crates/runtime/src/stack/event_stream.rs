//! What a response whose body is an event stream is handed over with.

use super::{Call, Outcome};
use crate::body::{Body, EventBody, Hold};
use crate::byte_stream::ByteStream;
use crate::error::Report;
use crate::event_stream::{FrameError, initial_response};
use crate::operation::Response;
use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use std::sync::Arc;

/// Reads the message that comes ahead of the events, where the operation has one; adds what errors say of the call, and
/// what ends the request once the events are not received any more.
pub(super) async fn run(
    call: &Arc<Call>,
    mut response: Response,
    hold: Option<Box<dyn Hold>>,
) -> Outcome {
    // It is about all messages together, and none is as long.
    response.headers.remove(CONTENT_LENGTH);
    let (initial, rest) = if call.plan.event_streams.initial_response {
        let stream = ByteStream::from(response.body);
        match initial_response(stream).await {
            Ok(read) => read,
            Err(error) => {
                response.body = Body::empty();
                return Err(Box::new(unread(call, &response, error)));
            }
        }
    } else {
        (Bytes::new(), response.body)
    };
    let redacting = Arc::clone(call);
    let body = EventBody {
        initial,
        rest,
        attempts: call.plan.progress.attempts(),
        redact: Arc::new(move |bytes| redacting.plan.progress.redacted_bytes(bytes)),
        hold,
    };
    Ok(Response {
        body: Body::events(body),
        ..response
    })
}

fn unread(call: &Call, response: &Response, error: FrameError) -> Report {
    let mut report = error.into_report(call.plan.operation);
    report.status = Some(response.status);
    report.request_id = call.plan.progress.request_id(&response.headers);
    report.may_have_run = true;
    report
}
