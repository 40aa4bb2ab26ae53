//! The body of a request as the transport takes it: piece by piece, with its progress noted.

use crate::body::Body;
use crate::stack::call::{Call, SendNumber, Upload};
use crate::timeouts::StallBound;
use aws_smithy_async::rt::sleep::{AsyncSleep, SharedAsyncSleep};
use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tower::BoxError;

/// What is no longer than this is handed over whole, and not watched: a connection takes that much at once.
const UNWATCHED: usize = 64 * 1024;
/// The bytes that are handed to the transport at a time. It takes sixteen pieces ahead of what it writes, which is out of
/// sight there.
const PIECE: usize = 16 * 1024;
/// What may be done where a source has nothing to give.
pub(crate) const SOURCE_HINT: &str = "check what the body is made from, or raise `stall_timeout` or lower `min_throughput` if it comes that slowly";
/// How often in the span of the bound the progress is looked at.
const LOOKS: u32 = 4;

/// A body, and the call whose request it is of.
struct Watched {
    body: Body,
    /// What of the last frame is still to be handed over.
    rest: Bytes,
    call: Arc<Call>,
    sending: SendNumber,
    has_started: bool,
}

/// The body, watched unless it is short.
pub(crate) fn watched(body: Body, call: &Arc<Call>) -> Body {
    if body
        .as_bytes()
        .is_some_and(|bytes| bytes.len() <= UNWATCHED)
    {
        return body;
    }
    Body::stream(Watched {
        body,
        rest: Bytes::new(),
        sending: call.plan.progress.transfer().sending(),
        call: Arc::clone(call),
        has_started: false,
    })
}

/// Ends when the body of the call's request has stopped making progress on its way, and gives how far it had come.
pub(crate) async fn stalled(call: &Call, bound: StallBound, sleep: &SharedAsyncSleep) -> Upload {
    let look = (bound.span / LOOKS).max(std::time::Duration::from_millis(1));
    let mut counted = 0;
    let mut looks = 0;
    loop {
        sleep.sleep(look).await;
        let Some(upload) = call.plan.progress.transfer().upload() else {
            (counted, looks) = (0, 0);
            continue;
        };
        let is_idle = upload.waits_for_source && call.request.body().is_live();
        if is_idle || upload.sent.saturating_sub(counted) >= bound.bytes {
            (counted, looks) = (upload.sent, 0);
            continue;
        }
        looks += 1;
        if looks >= LOOKS {
            return upload;
        }
    }
}

impl Watched {
    /// At most [`PIECE`] bytes, whatever the body gives at once.
    fn poll_piece(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if self.rest.is_empty() {
            if let Some(piece) = self.body.take_piece(PIECE) {
                return Poll::Ready(Some(Ok(Frame::data(piece))));
            }
            match Pin::new(&mut self.body).poll_frame(cx) {
                Poll::Ready(Some(Ok(frame))) => match frame.into_data() {
                    Ok(data) => self.rest = data,
                    Err(other) => return Poll::Ready(Some(Ok(other))),
                },
                other => return other,
            }
        }
        let length = PIECE.min(self.rest.len());
        Poll::Ready(Some(Ok(Frame::data(self.rest.split_to(length)))))
    }

    fn update(&self, update: impl FnOnce(&mut Upload)) {
        let transfer = self.call.plan.progress.transfer();
        transfer.update_upload(self.sending, update);
    }
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if !std::mem::replace(&mut self.has_started, true) {
            let length = self.body.size_hint().exact();
            let transfer = self.call.plan.progress.transfer();
            transfer.upload_started(self.sending, length);
        }
        let frame = self.poll_piece(cx);
        match &frame {
            Poll::Pending => self.update(|upload| upload.waits_for_source = true),
            Poll::Ready(Some(Ok(frame))) => {
                let sent = frame.data_ref().map_or(0, Bytes::len) as u64;
                let is_end = self.is_end_stream();
                self.update(|upload| {
                    upload.waits_for_source = false;
                    upload.sent = upload.sent.saturating_add(sent);
                    if is_end {
                        upload.end();
                    }
                });
            }
            Poll::Ready(Some(Err(_)) | None) => self.update(Upload::end),
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty() && self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        let rest = self.rest.len() as u64;
        let body = self.body.size_hint();
        let mut hint = SizeHint::new();
        if let Some(upper) = body.upper() {
            hint.set_upper(upper.saturating_add(rest));
        }
        hint.set_lower(body.lower().saturating_add(rest));
        hint
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        self.update(Upload::end);
    }
}
