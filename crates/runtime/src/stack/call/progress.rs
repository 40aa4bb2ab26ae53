//! How far a call has come, which its layers share.

use super::transfer::{Transfer, Upload};
use crate::clock::{Reading, Skew};
use crate::error::Report;
#[cfg(feature = "test-util")]
use crate::test_util::{Given, TypedResponse};
use crate::transport::Connections;
use aws_smithy_runtime_api::client::identity::Identity;
use http::StatusCode;
use std::sync::atomic::{AtomicBool, AtomicU16, AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What all attempts of a call share: the timeouts say how far it had come when they cut it short, and the retries
/// correct the clock.
#[derive(Default)]
pub(crate) struct Progress {
    attempts: AtomicU32,
    is_held_back: AtomicBool,
    attempt: AttemptProgress,
    transfer: Transfer,
    connections: Connections,
    last_failure: Mutex<Option<Box<Report>>>,
    signature: Mutex<Option<Signature>>,
    refused: Mutex<Option<Signed>>,
    #[cfg(feature = "test-util")]
    given: Mutex<Option<Given>>,
}

/// What an attempt was signed with, and its signature; or the bearer token that it had in place of one.
pub(crate) struct Signature {
    pub(crate) identity: Arc<Identity>,
    pub(crate) text: String,
}

/// What an attempt was signed with.
pub(crate) struct Signed {
    pub(crate) identity: Arc<Identity>,
    /// The time in its signature, if there is one, and what the response says of that.
    pub(crate) time: Option<(Reading, Option<Skew>)>,
}

/// How far the attempt under way has come.
#[derive(Default)]
struct AttemptProgress {
    is_sent: AtomicBool,
    /// The status of the response, or 0.
    status: AtomicU16,
    body_bytes: AtomicU64,
}

/// How far an attempt has come.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Stage {
    /// It waits for the credentials to sign it with.
    Unsigned,
    /// It waits for a connection to send the request on.
    Unconnected,
    /// The body of the request is on its way.
    Uploading(Upload),
    Sent,
    /// The head of a response has come, with this status, and this many bytes of the body.
    Responding(StatusCode, u64),
}

impl Progress {
    pub(crate) fn new(connections: Connections) -> Self {
        Self {
            connections,
            ..Self::default()
        }
    }

    /// The attempt of this number is under way.
    pub(crate) fn started(&self, attempt: u32) {
        self.attempts.store(attempt, Ordering::Relaxed);
    }

    /// The attempt is about to send its request, for the first time or again.
    pub(crate) fn sending(&self) {
        self.transfer.start();
        self.attempt.is_sent.store(false, Ordering::Relaxed);
        self.attempt.status.store(0, Ordering::Relaxed);
        self.attempt.body_bytes.store(0, Ordering::Relaxed);
    }

    pub(crate) fn attempts(&self) -> u32 {
        self.attempts.load(Ordering::Relaxed)
    }

    /// The request has gone to the transport.
    pub(crate) fn sent(&self) {
        self.attempt.is_sent.store(true, Ordering::Relaxed);
    }

    /// The head of a response has come.
    pub(crate) fn responded(&self, status: StatusCode) {
        let status = status.as_u16();
        self.attempt.status.store(status, Ordering::Relaxed);
        self.transfer.responded();
    }

    /// This many bytes of the body have come by now.
    pub(crate) fn read(&self, bytes: u64) {
        // Short bodies come in one piece, after which nothing is waited for.
        if self.attempt.body_bytes.swap(bytes, Ordering::Relaxed) > 0 {
            self.transfer.downloaded(bytes);
        }
    }

    /// What the call's bodies move.
    pub(crate) fn transfer(&self) -> &Transfer {
        &self.transfer
    }

    pub(crate) fn stage(&self) -> Stage {
        let status = self.attempt.status.load(Ordering::Relaxed);
        match StatusCode::from_u16(status) {
            Ok(status) => {
                let bytes = self.attempt.body_bytes.load(Ordering::Relaxed);
                Stage::Responding(status, bytes)
            }
            Err(_) if !self.attempt.is_sent.load(Ordering::Relaxed) => Stage::Unsigned,
            Err(_) if !self.connections.has_connected() => Stage::Unconnected,
            Err(_) => match self.transfer.upload() {
                Some(upload) => Stage::Uploading(upload),
                None => Stage::Sent,
            },
        }
    }

    /// Whether the next attempt waits for the rate limit of adaptive mode.
    pub(crate) fn set_held_back(&self, is_held_back: bool) {
        self.is_held_back.store(is_held_back, Ordering::Relaxed);
    }

    pub(crate) fn is_held_back(&self) -> bool {
        self.is_held_back.load(Ordering::Relaxed)
    }

    /// What the attempts know of their connections.
    pub(crate) fn connections(&self) -> &Connections {
        &self.connections
    }

    pub(crate) fn failed(&self, report: Box<Report>) {
        *lock(&self.last_failure) = Some(report);
    }

    pub(crate) fn last_failure(&self) -> Option<Box<Report>> {
        lock(&self.last_failure).take()
    }

    /// What the attempt is signed with.
    pub(crate) fn signed(&self, signature: Signature) {
        *lock(&self.signature) = Some(signature);
    }

    /// Reads what the last attempt was signed with, if it was.
    pub(crate) fn signed_with<T>(&self, read: impl FnOnce(&Signature) -> T) -> Option<T> {
        lock(&self.signature).as_ref().map(read)
    }

    /// What the attempt was signed with that the service refused.
    pub(crate) fn refused(&self, signed: Signed) {
        *lock(&self.refused) = Some(signed);
    }

    /// What the last attempt was signed with, if the service refused it; once.
    pub(crate) fn take_refused(&self) -> Option<Signed> {
        lock(&self.refused).take()
    }
}

#[cfg(feature = "test-util")]
impl Progress {
    /// A response has come, with what stands for its output or its error if it has that.
    pub(crate) fn give(&self, extensions: &http::Extensions) {
        let typed = extensions.get::<TypedResponse>();
        *lock(&self.given) = typed.and_then(TypedResponse::take);
    }

    /// What stands for the output or the error of the last response, if anything does.
    pub(crate) fn given(&self) -> MutexGuard<'_, Option<Given>> {
        lock(&self.given)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
