//! What decides on the retries of a client, with what its calls draw on.

use super::adaptive::RateLimiter;
use super::services::{Services, Shared};
use super::{Backoff, Classification, Classifier, FailedAttempt, Quota};
use crate::config::RetryMode;
use crate::error::Report;
use std::time::Duration;

/// What decides on retries, by AWS's standard or adaptive mode. The quota is the client's, for each service: all calls
/// of the service draw on it.
pub(crate) struct Retries {
    mode: RetryMode,
    services: Services,
    backoff: Backoff,
    classifier: Option<Classifier>,
}

impl Retries {
    /// A number from 0 to 1, that a wait is multiplied with.
    pub(crate) fn jitter(&self) -> f64 {
        self.backoff.jitter()
    }

    pub(crate) fn new(mode: RetryMode, backoff: Backoff, classifier: Option<Classifier>) -> Self {
        Self {
            mode,
            services: Services::default(),
            backoff,
            classifier,
        }
    }

    /// What all calls of a service draw on, by its `sdkId`: its quota, and in adaptive mode its limit on the rate.
    pub(crate) fn of(&self, sdk_id: &'static str) -> (&Quota, Option<&RateLimiter>) {
        let Shared { quota, limiter } = self.services.of(sdk_id);
        let limiter = Some(limiter).filter(|_| self.mode == RetryMode::Adaptive);
        (quota, limiter)
    }

    /// The wait before the retry with this number, the first being 0, of a service whose wait is this before that one.
    pub(crate) fn delay(
        &self,
        retry: u32,
        classification: Classification,
        base: Duration,
        requested: Option<Duration>,
    ) -> Duration {
        self.backoff.delay(retry, classification, base, requested)
    }

    /// Whether an attempt that failed is made again: what the program makes of it where it has a say, else what the
    /// rules do. What may have run, and is not to run twice, is for the program alone to send again.
    pub(crate) fn classification(
        &self,
        report: &mut Report,
        is_idempotent: bool,
        attempt: u32,
    ) -> Classification {
        if report.may_have_run && !is_idempotent && report.classification != Classification::Final {
            report.classification = Classification::Final;
            report.note =
                Some("not sent again: it may have run, and the operation is not idempotent");
        }
        let classification = match &self.classifier {
            Some(classify) if report.was_sent() => classify(&FailedAttempt::new(report, attempt)),
            _ => report.classification,
        };
        if classification != Classification::Final {
            report.note = None;
        }
        // That the service asked to slow down stays true, whatever is made of it.
        if classification == Classification::Throttled {
            report.classification = classification;
        }
        classification
    }
}
