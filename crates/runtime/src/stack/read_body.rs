//! The layer that reads the body of a response as part of the attempt, so that one cut short is tried again, and
//! one without end is not read to it.

use super::body::download::{Stalled, Watched};
#[cfg(feature = "event-stream")]
use super::call::Events;
#[cfg(feature = "event-stream")]
use super::event_stream;
use super::{BodyLimit, Call, Outcome, Plan, Stack, resend};
use crate::body::Body;
use crate::byte_stream::StreamError;
use crate::error::{Classification, ErrorKind, Report, TimeoutKind, request_id};
use crate::operation::{Damaged, Response};
use crate::transport;
use crate::uri;
use bytes::{Bytes, BytesMut};
use http::header::CONTENT_LENGTH;
use http::{HeaderMap, Method, StatusCode};
use http_body::Body as _;
use http_body_util::BodyExt;
use std::sync::Arc;
use tower::BoxError;

/// The most that is set aside for a body of which no more than its length has come.
const MAX_RESERVED: u64 = 1024 * 1024;

/// Why a body was not read to its end.
enum Unread {
    /// It has more bytes than the limit: this many, if it says so.
    TooLarge(Option<u64>),
    Broken(BoxError),
}

pub(super) async fn run(stack: &Stack, call: &Arc<Call>) -> Outcome {
    // Events are sent for as long as someone waits for what becomes of them.
    #[cfg(feature = "event-stream")]
    let hold = call.request.body().events().map(Events::hold);
    let Response {
        status,
        headers,
        body,
    } = resend::run(stack, call).await?;
    let Call { request, plan, .. } = &**call;
    #[cfg(feature = "test-util")]
    if plan.progress.given().is_some() {
        return Ok(Response {
            status,
            headers,
            body,
        });
    }
    let mut body = Watched::new(body, plan.timeouts.stall, stack.sleep.clone());
    if plan.streaming_output && status.is_success() {
        #[cfg(feature = "event-stream")]
        let events_of = Arc::clone(call);
        let call = Arc::clone(call);
        let id = request_id(&headers);
        let broken = move |error| {
            let id = id.clone().map(|id| call.plan.progress.shown_id(id));
            StreamError::new(broken(&call, status, id, error))
        };
        let body = Body::stream(body.map_err(broken));
        let response = Response {
            status,
            headers,
            body,
        };
        #[cfg(feature = "event-stream")]
        if plan.event_streams.output {
            return Box::pin(event_stream::run(&events_of, response, hold)).await;
        }
        return Ok(response);
    }
    let is_head = request.method() == Method::HEAD;
    let announced = announced(&headers).filter(|_| !is_head);
    match read(&mut body, announced, plan).await {
        Ok(bytes) => {
            if let Some(check) = plan.service.body_check
                && let Err(damaged) = check.check(&headers, &bytes)
            {
                let id = plan.progress.request_id(&headers);
                return Err(Box::new(damaged_body(call, status, id, damaged)));
            }
            Ok(Response {
                status,
                headers,
                body: Body::from(bytes),
            })
        }
        Err(Unread::Broken(error)) => {
            let id = plan.progress.request_id(&headers);
            Err(Box::new(broken(call, status, id, error)))
        }
        Err(Unread::TooLarge(length)) => {
            let limit = plan.response_body_limit;
            let text = too_large(uri::authority(request.uri()), limit, length);
            let mut report = call.report(ErrorKind::ResponseTooLarge, text);
            report.status = Some(status);
            report.request_id = plan.progress.request_id(&headers);
            Err(Box::new(report))
        }
    }
}

fn broken(call: &Call, status: StatusCode, id: Option<String>, error: BoxError) -> Report {
    let authority = uri::authority(call.request.uri());
    let mut report = if let Some(Stalled { total, bound }) = error.downcast_ref() {
        let text =
            format!("the response of {authority} stalled: {bound} came, after {total} bytes");
        let kind = ErrorKind::Timeout(TimeoutKind::Stall);
        let mut report = call
            .report(kind, text)
            .classified(Classification::Transient);
        report.status = Some(status);
        report.may_have_run = true;
        report
    } else {
        transport::broken_body(call.plan.operation, authority, status, error)
    };
    report.request_id = id;
    report
}

/// A body that is not the one that was sent is none at all, as one that was cut short.
fn damaged_body(call: &Call, status: StatusCode, id: Option<String>, damaged: Damaged) -> Report {
    let authority = uri::authority(call.request.uri());
    let text = format!(
        "the response of {authority} (status {}) {}",
        status.as_u16(),
        damaged.0
    );
    let report = call.report(ErrorKind::Decode, text);
    let mut report = report.classified(Classification::Transient);
    report.status = Some(status);
    report.request_id = id;
    report.may_have_run = status.is_success();
    report
}

/// The length that the response's head gives.
fn announced(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// All bytes of a body. One that came in one piece, as short ones do, is not copied; many small pieces become one,
/// since each on its own would take more memory than its bytes.
async fn read(body: &mut Watched, announced: Option<u64>, plan: &Plan) -> Result<Bytes, Unread> {
    let limit = plan.response_body_limit.0.unwrap_or(u64::MAX);
    let hint = body.size_hint().lower();
    // A body that has ended is as long as it is, whatever the head says.
    let length = announced
        .filter(|_| !body.is_end_stream())
        .map_or(hint, |length| length.max(hint));
    if length > limit {
        return Err(Unread::TooLarge(Some(length)));
    }
    let mut first = Bytes::new();
    let mut all = BytesMut::new();
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(Unread::Broken)?.into_data() else {
            continue;
        };
        let so_far = first.len().max(all.len()) as u64;
        let by_now = so_far.saturating_add(data.len() as u64);
        plan.progress.read(by_now);
        if by_now > limit {
            return Err(Unread::TooLarge(None));
        }
        if so_far == 0 {
            first = data;
            continue;
        }
        if all.is_empty() {
            let reserved = usize::try_from(length.min(MAX_RESERVED)).unwrap_or(0);
            all.reserve(reserved.max(first.len() + data.len()));
            all.extend_from_slice(&first);
            first = Bytes::new();
        }
        all.extend_from_slice(&data);
    }
    Ok(if all.is_empty() { first } else { all.freeze() })
}

fn too_large(authority: &str, limit: BodyLimit, length: Option<u64>) -> String {
    let limit = limit.0.unwrap_or(u64::MAX);
    match length {
        Some(length) => format!(
            "the response of {authority} has {length} bytes, more than the {limit} that `response_body_limit` allows"
        ),
        None => format!(
            "the response of {authority} has more bytes than the {limit} that `response_body_limit` allows"
        ),
    }
}
