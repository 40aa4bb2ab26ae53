//! What the bodies of a call move, and for how long they make progress.
//!
//! The bounds that nobody set leave out the time in which a body makes progress: how long that takes is a matter of its
//! length and of the line, not of the service. A body that stops doing so meets the bound on stalls instead.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// A response that is read into memory counts as making progress from this rate up, in bytes a second. A lower one
/// would let a server hold a call for as long as the limit on the response's length allows.
const MIN_RESPONSE_RATE: u64 = 100;

/// The most bytes of a request that are on their way when the transport has taken the last of them: in its buffers and
/// in those of the systems at both ends, where nobody sees their progress.
const MAX_BUFFERED: u64 = 512 * 1024;

/// They are given the time that they take at this rate, in bytes a second.
const MIN_REQUEST_RATE: u64 = 2 * 1024;

/// The bodies of a call's requests and responses, one of each at a time.
#[derive(Debug, Default)]
pub(crate) struct Transfer(Mutex<Bodies>);

#[derive(Debug, Default)]
struct Bodies {
    /// Which sending of the request the bodies are of: one that was given up may still be at work for a moment.
    sending: u32,
    /// What all bodies but these two took.
    earlier: Duration,
    upload: Option<Upload>,
    download: Option<Download>,
}

/// How far the body of a request has come.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Upload {
    pub(crate) sent: u64,
    /// The length, where it is known.
    pub(crate) length: Option<u64>,
    /// Whether its source has nothing to give at the moment.
    pub(crate) waits_for_source: bool,
    since: Instant,
    /// What it took, once it is over.
    took: Option<Duration>,
}

#[derive(Debug)]
struct Download {
    bytes: u64,
    since: Instant,
}

/// The number of a send, which the body of its request carries: bodies of earlier sends may still be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SendNumber(u32);

impl Transfer {
    /// The request is about to be sent, for the first time or again.
    pub(crate) fn start(&self) {
        let mut bodies = self.lock();
        if bodies.upload.is_some() || bodies.download.is_some() {
            bodies.earlier = bodies.duration();
            bodies.upload = None;
            bodies.download = None;
        }
        bodies.sending = bodies.sending.wrapping_add(1);
    }

    pub(crate) fn sending(&self) -> SendNumber {
        SendNumber(self.lock().sending)
    }

    /// The transport takes the first bytes of a request's body.
    pub(crate) fn upload_started(&self, sending: SendNumber, length: Option<u64>) {
        let mut bodies = self.lock();
        if bodies.sending == sending.0 {
            bodies.upload = Some(Upload {
                sent: 0,
                length,
                waits_for_source: false,
                since: Instant::now(),
                took: None,
            });
        }
    }

    pub(crate) fn update_upload(&self, sending: SendNumber, update: impl FnOnce(&mut Upload)) {
        let mut bodies = self.lock();
        if bodies.sending == sending.0
            && let Some(upload) = &mut bodies.upload
        {
            update(upload);
        }
    }

    /// How far the body of the request has come, if it is on its way.
    pub(crate) fn upload(&self) -> Option<Upload> {
        self.lock().upload.filter(|upload| upload.took.is_none())
    }

    /// The head of a response has come: the last bytes of a request that was sent whole have arrived, and what comes
    /// after it is no time of theirs.
    pub(crate) fn responded(&self) {
        let mut bodies = self.lock();
        let arrived = bodies.upload.take_if(|upload| upload.took.is_some());
        if let Some(upload) = arrived {
            bodies.earlier = bodies.earlier.saturating_add(upload.duration());
        }
    }

    /// This many bytes of a response's body have come, and it is not all.
    pub(crate) fn downloaded(&self, bytes: u64) {
        let mut bodies = self.lock();
        match &mut bodies.download {
            Some(download) => download.bytes = bytes,
            None => {
                let since = Instant::now();
                bodies.download = Some(Download { bytes, since });
            }
        }
    }

    /// How long bodies have made progress so far.
    pub(crate) fn duration(&self) -> Duration {
        self.lock().duration()
    }

    fn lock(&self) -> MutexGuard<'_, Bodies> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Bodies {
    fn duration(&self) -> Duration {
        let upload = self.upload.map(|upload| upload.duration());
        let download = self.download.as_ref().map(|download| {
            let enough = Duration::from_secs(download.bytes / MIN_RESPONSE_RATE);
            download.since.elapsed().min(enough)
        });
        let now = upload.unwrap_or_default() + download.unwrap_or_default();
        self.earlier.saturating_add(now)
    }
}

impl Upload {
    /// The transport has taken all of it, or will take no more.
    pub(crate) fn end(&mut self) {
        self.took.get_or_insert(self.since.elapsed());
    }

    /// How long it has made progress, with what its last bytes may take that are out of sight.
    fn duration(&self) -> Duration {
        let elapsed = self.since.elapsed();
        let buffered = self.sent.min(MAX_BUFFERED);
        let allowance = Duration::from_millis(buffered.saturating_mul(1_000) / MIN_REQUEST_RATE);
        self.took
            .map_or(elapsed, |took| elapsed.min(took.saturating_add(allowance)))
    }

    /// `5 of 9 bytes`, or what is known of that.
    pub(crate) fn describe(&self) -> String {
        match self.length {
            Some(length) => format!("{} of {length} bytes", self.sent),
            None => format!("{} bytes", self.sent),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn the_time_of_bodies_adds_up_over_sendings() {
        let second = Duration::from_secs(1);
        let transfer = Transfer::default();
        transfer.start();
        tokio::time::advance(second).await;
        assert_eq!(transfer.duration(), Duration::ZERO);

        let first = transfer.sending();
        transfer.upload_started(first, Some(10));
        tokio::time::advance(second).await;
        assert_eq!(transfer.duration(), second);
        transfer.update_upload(first, Upload::end);
        tokio::time::advance(second).await;
        assert_eq!(transfer.duration(), second);

        transfer.start();
        // The first one has nothing more to say.
        transfer.upload_started(first, Some(10));
        assert!(transfer.upload().is_none());
        let second_one = transfer.sending();
        transfer.upload_started(second_one, None);
        tokio::time::advance(second).await;
        assert_eq!(transfer.duration(), 2 * second);
    }

    #[tokio::test(start_paused = true)]
    async fn the_last_bytes_of_a_request_have_time_to_arrive() {
        for (sent, seconds) in [(0, 0), (20_480, 10), (524_288, 256), (u64::MAX, 256)] {
            let transfer = Transfer::default();
            transfer.start();
            let sending = transfer.sending();
            transfer.upload_started(sending, None);
            tokio::time::advance(Duration::from_secs(3)).await;
            transfer.update_upload(sending, |upload| {
                upload.sent = sent;
                upload.end();
            });
            assert!(transfer.upload().is_none());
            tokio::time::advance(Duration::from_secs(seconds)).await;
            let expected = Duration::from_secs(3 + seconds);
            assert_eq!(transfer.duration(), expected, "{sent}");
            tokio::time::advance(Duration::from_mins(5)).await;
            assert_eq!(transfer.duration(), expected, "{sent}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn what_comes_after_a_response_is_no_time_of_the_request() {
        let second = Duration::from_secs(1);
        let transfer = Transfer::default();
        transfer.start();
        let sending = transfer.sending();
        transfer.upload_started(sending, None);
        transfer.update_upload(sending, |upload| {
            upload.sent = MAX_BUFFERED;
            upload.end();
        });
        tokio::time::advance(second).await;
        transfer.responded();
        tokio::time::advance(second).await;
        assert_eq!(transfer.duration(), second);
        // The response's own time is counted once.
        transfer.downloaded(MIN_RESPONSE_RATE * 9);
        tokio::time::advance(second).await;
        assert_eq!(transfer.duration(), 2 * second);
    }

    #[tokio::test(start_paused = true)]
    async fn a_response_that_trickles_makes_no_progress_to_speak_of() {
        let transfer = Transfer::default();
        transfer.start();
        transfer.downloaded(1);
        tokio::time::advance(Duration::from_secs(50)).await;
        transfer.downloaded(51);
        assert_eq!(transfer.duration(), Duration::ZERO);
        transfer.downloaded(50 * MIN_RESPONSE_RATE);
        assert_eq!(transfer.duration(), Duration::from_secs(50));
    }
}
