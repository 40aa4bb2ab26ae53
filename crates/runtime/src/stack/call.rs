//! What travels down the stack: a request, and how it is to be run.

use super::Payload;
use crate::clock::Skew;
use crate::error::{ErrorKind, Report};
use crate::operation::{Auth, RetryableError};
use crate::transport::Connections;
use aws_smithy_runtime_api::client::identity::Identity;
use std::borrow::Cow;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// A request on its way, whole but for what each attempt adds. A clone shares the body.
#[derive(Clone)]
pub(crate) struct Call {
    pub(crate) request: http::Request<Payload>,
    pub(crate) plan: Arc<Plan>,
}

/// How a request is to be run, and how far that has come: all attempts of a call share it.
pub(crate) struct Plan {
    /// The service, by which retries are counted.
    pub(crate) sdk_id: &'static str,
    pub(crate) operation: &'static str,
    /// Whether a second run does no more than the first one.
    pub(crate) repeatable: bool,
    pub(crate) retryable_errors: &'static [RetryableError],
    pub(crate) streaming_output: bool,
    pub(crate) auth: Auth,
    /// Whether the signature leaves out the body, whatever its kind.
    pub(crate) unsigned_payload: bool,
    /// The scope of the signature.
    pub(crate) signing_name: Cow<'static, str>,
    pub(crate) signing_region: Arc<str>,
    pub(crate) timeouts: Timeouts,
    pub(crate) response_body_limit: BodyLimit,
    pub(crate) max_attempts: u32,
    pub(crate) progress: Progress,
}

/// The bounds of a call; `None` is no bound.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Timeouts {
    pub(crate) connect: Option<Duration>,
    pub(crate) attempt: Option<Duration>,
    pub(crate) operation: Option<Duration>,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Some(Duration::from_millis(3_100)),
            attempt: Some(Duration::from_secs(30)),
            operation: Some(Duration::from_mins(1)),
        }
    }
}

/// How many bytes of an answer are read into memory at most; `None` is no bound.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BodyLimit(pub(crate) Option<u64>);

impl Default for BodyLimit {
    fn default() -> Self {
        Self(Some(64 * 1024 * 1024))
    }
}

/// How far a call has come, as its layers tell each other: the operation timeout says so when it cuts the call
/// short, and the retries put the clock right.
#[derive(Default)]
pub(crate) struct Progress {
    attempts: AtomicU32,
    is_held_back: AtomicBool,
    connections: Connections,
    last_failure: Mutex<Option<Box<Report>>>,
    skew: Mutex<Option<Skew>>,
    refused_identity: Mutex<Option<Arc<Identity>>>,
}

impl Progress {
    pub(crate) fn started(&self, attempt: u32) {
        self.attempts.store(attempt, Ordering::Relaxed);
    }

    pub(crate) fn attempts(&self) -> u32 {
        self.attempts.load(Ordering::Relaxed)
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
        let mut last = self
            .last_failure
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        *last = Some(report);
    }

    /// What the attempt's answer told of the time that it was signed with.
    pub(crate) fn measured(&self, skew: Option<Skew>) {
        *self.skew.lock().unwrap_or_else(PoisonError::into_inner) = skew;
    }

    /// What the last attempt's answer told, once.
    pub(crate) fn skew(&self) -> Option<Skew> {
        let mut skew = self.skew.lock().unwrap_or_else(PoisonError::into_inner);
        skew.take()
    }

    /// What the attempt was signed with that was answered with an error.
    pub(crate) fn refused(&self, identity: Arc<Identity>) {
        let mut refused = self
            .refused_identity
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        *refused = Some(identity);
    }

    /// What the last attempt was signed with, if it was answered with an error; once.
    pub(crate) fn refused_identity(&self) -> Option<Arc<Identity>> {
        self.refused_identity
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
    }

    pub(crate) fn last_failure(&self) -> Option<Box<Report>> {
        self.last_failure
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
    }
}

impl Call {
    /// A failure of this call.
    pub(crate) fn report(&self, kind: ErrorKind, text: impl Into<String>) -> Report {
        Report::new(kind, self.plan.operation, text)
    }
}

/// Where a request goes, as host and port.
pub(crate) fn authority(uri: &http::Uri) -> &str {
    uri.authority().map_or("", http::uri::Authority::as_str)
}
