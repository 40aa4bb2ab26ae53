//! Which failures are worth another attempt.

use crate::error::ServiceFault;
use crate::operation::RetryableError;
use http::StatusCode;

/// Whether another attempt may help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// It would fail the same way.
    Final,
    /// It may do better at once: after 50 ms and more, for 14 of the quota's 500 tokens.
    Transient,
    /// It may do better after a while, since the service asks to slow down: after a second and more, for 5 tokens.
    Throttled,
}

/// The codes by which AWS services ask to slow down.
const THROTTLING: [&str; 14] = [
    "BandwidthLimitExceeded",
    "EC2ThrottledException",
    "LimitExceededException",
    "PriorRequestNotComplete",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "RequestThrottledException",
    "SlowDown",
    "ThrottledException",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
    "TransactionInProgressException",
];

/// The codes of faults that pass.
const TRANSIENT: [&str; 2] = ["RequestTimeout", "RequestTimeoutException"];

/// The codes by which AWS services refuse the time of a signature, or the signature, which a wrong time breaks
/// as well.
const TIME: [&str; 6] = [
    "AuthFailure",
    "InvalidSignatureException",
    "RequestExpired",
    "RequestInTheFuture",
    "RequestTimeTooSkewed",
    "SignatureDoesNotMatch",
];

/// Whether the time that the request was signed with may be why it was refused. Such a fault is worth another
/// attempt if that time was wrong, and once: it fails for the same reason otherwise.
pub(crate) fn is_about_time(fault: &ServiceFault) -> bool {
    fault
        .code
        .as_deref()
        .is_some_and(|code| TIME.contains(&code))
}

/// The codes by which AWS services say that credentials have expired. The last one may be about the time as well.
const EXPIRED: [&str; 3] = ["ExpiredToken", "ExpiredTokenException", "RequestExpired"];

/// Whether the credentials that the request was signed with may have expired: other ones may do.
pub(crate) fn is_about_expiry(fault: &ServiceFault) -> bool {
    fault
        .code
        .as_deref()
        .is_some_and(|code| EXPIRED.contains(&code))
}

/// Judges a service's error answer: first by what the model says of its code, then by AWS's lists of codes,
/// then by its status.
pub(crate) fn of_fault(fault: &ServiceFault, modelled: &[RetryableError]) -> Verdict {
    of_answer(fault.code.as_deref(), fault.response.status, modelled)
}

fn of_answer(code: Option<&str>, status: StatusCode, modelled: &[RetryableError]) -> Verdict {
    if let Some(code) = code {
        let is_modelled = |throttling: bool| {
            modelled
                .iter()
                .any(|error| error.code == code && error.throttling == throttling)
        };
        if is_modelled(true) || THROTTLING.contains(&code) {
            return Verdict::Throttled;
        }
        if is_modelled(false) || TRANSIENT.contains(&code) {
            return Verdict::Transient;
        }
    }
    match status.as_u16() {
        500 | 502 | 503 | 504 => Verdict::Transient,
        _ => Verdict::Final,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(code: Option<&str>, status: u16) -> Verdict {
        of_answer(code, StatusCode::from_u16(status).unwrap(), &[])
    }

    #[test]
    fn four_statuses_are_transient() {
        for status in [500, 502, 503, 504] {
            assert_eq!(verdict(None, status), Verdict::Transient);
        }
        for status in [300, 400, 403, 404, 408, 429, 501, 505, 599] {
            assert_eq!(verdict(None, status), Verdict::Final, "{status}");
        }
    }

    #[test]
    fn codes_count_before_the_status() {
        assert_eq!(
            verdict(Some("ThrottlingException"), 400),
            Verdict::Throttled
        );
        assert_eq!(verdict(Some("SlowDown"), 503), Verdict::Throttled);
        assert_eq!(verdict(Some("RequestTimeout"), 400), Verdict::Transient);
        assert_eq!(verdict(Some("ServiceException"), 500), Verdict::Transient);
        assert_eq!(
            verdict(Some("ResourceNotFoundException"), 404),
            Verdict::Final
        );
    }

    #[test]
    fn the_model_can_add_codes() {
        let modelled = [
            RetryableError::throttling("Busy"),
            RetryableError::transient("NotReady"),
        ];
        let verdict = |code| of_answer(Some(code), StatusCode::CONFLICT, &modelled);
        assert_eq!(verdict("Busy"), Verdict::Throttled);
        assert_eq!(verdict("NotReady"), Verdict::Transient);
        assert_eq!(verdict("Other"), Verdict::Final);
    }
}
