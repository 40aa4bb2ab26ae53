//! The body of a response, which may not stall while someone waits for it.

use crate::body::Body;
use crate::timeouts::StallBound;
use aws_smithy_async::rt::sleep::{AsyncSleep, SharedAsyncSleep, Sleep};
use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::time::Instant;
use tower::BoxError;

/// A body that is an error once it makes less progress than the bound asks for. Only the time counts in which its
/// reader waits for it: a reader may take its time.
pub(crate) struct Watched {
    body: Body,
    bound: Option<StallBound>,
    sleep: SharedAsyncSleep,
    /// How many bytes have come in all.
    total: u64,
    /// How many have come, and how long they were waited for, in the span under way.
    bytes: u64,
    waited: Duration,
    waits_since: Option<Instant>,
    timer: Option<Timer>,
}

struct Timer {
    sleep: Sleep,
    /// Whether something has come since it was set.
    is_outdated: bool,
}

/// The body stalled.
#[derive(Debug)]
pub(crate) struct Stalled {
    /// How many bytes had come.
    pub(crate) total: u64,
    pub(crate) bound: StallBound,
}

impl Watched {
    pub(crate) fn new(body: Body, bound: Option<StallBound>, sleep: SharedAsyncSleep) -> Self {
        Self {
            body,
            bound,
            sleep,
            total: 0,
            bytes: 0,
            waited: Duration::ZERO,
            waits_since: None,
            timer: None,
        }
    }

    /// This many bytes have come.
    fn count(&mut self, bytes: u64, bound: StallBound) {
        if let Some(since) = self.waits_since.take() {
            self.waited += since.elapsed();
        }
        if let Some(timer) = &mut self.timer {
            timer.is_outdated = true;
        }
        self.total = self.total.saturating_add(bytes);
        self.bytes = self.bytes.saturating_add(bytes);
        if self.bytes >= bound.bytes {
            (self.bytes, self.waited) = (0, Duration::ZERO);
        }
    }

    /// Ready once too little has come for too long.
    fn poll_stalled(&mut self, bound: StallBound, cx: &mut Context<'_>) -> Poll<Stalled> {
        let since = *self.waits_since.get_or_insert_with(Instant::now);
        loop {
            let waited = self.waited + since.elapsed();
            let timer = self.timer.get_or_insert_with(|| Timer {
                sleep: self.sleep.sleep(bound.span.saturating_sub(waited)),
                is_outdated: false,
            });
            if Pin::new(&mut timer.sleep).poll(cx).is_pending() {
                return Poll::Pending;
            }
            // One that was set before the latest bytes came says nothing of the time since.
            if timer.is_outdated && waited < bound.span {
                self.timer = None;
                continue;
            }
            return Poll::Ready(Stalled {
                total: self.total,
                bound,
            });
        }
    }
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let frame = Pin::new(&mut self.body).poll_frame(cx);
        let Some(bound) = self.bound else {
            return frame;
        };
        match &frame {
            Poll::Ready(Some(Ok(frame))) => {
                let bytes = frame.data_ref().map_or(0, Bytes::len) as u64;
                self.count(bytes, bound);
            }
            Poll::Ready(_) => {}
            Poll::Pending => {
                if let Poll::Ready(stalled) = self.poll_stalled(bound, cx) {
                    // What comes now is of no use any more, and the connection neither.
                    self.body = Body::empty();
                    return Poll::Ready(Some(Err(stalled.into())));
                }
            }
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl fmt::Display for Stalled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} came", self.bound)
    }
}

impl std::error::Error for Stalled {}
