//! Which failures are worth another attempt.

use super::ErrorResponse;
use crate::operation::RetryableError;
use http::StatusCode;

/// Whether another attempt may help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Classification {
    /// It would fail the same way.
    Final,
    /// It may do better at once: after up to 50 ms, as most services have it, doubled each time, for 14 of the quota's 500 tokens.
    Transient,
    /// It may do better after a while, since the service asks to slow down: after up to a second,
    /// doubled each time, for 5 tokens.
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

/// The codes of transient errors.
const TRANSIENT: [&str; 2] = ["RequestTimeout", "RequestTimeoutException"];

/// The codes by which AWS services refuse the time of a signature, or the signature, which a wrong time breaks
/// as well.
const CLOCK_SKEW: [&str; 6] = [
    "AuthFailure",
    "InvalidSignatureException",
    "RequestExpired",
    "RequestInTheFuture",
    "RequestTimeTooSkewed",
    "SignatureDoesNotMatch",
];

/// Whether the time that the request was signed with may be why it was refused. Such an error is worth another
/// attempt if that time was wrong, and once: it fails for the same reason otherwise.
pub(crate) fn is_clock_skew(error: &ErrorResponse) -> bool {
    error
        .code
        .as_deref()
        .is_some_and(|code| CLOCK_SKEW.contains(&code))
}

/// The codes by which AWS services say that credentials have expired. The last one may be about the time as well.
const EXPIRED: [&str; 3] = ["ExpiredToken", "ExpiredTokenException", "RequestExpired"];

/// Whether the credentials that the request was signed with may have expired: other ones may do.
pub(crate) fn is_expired_credentials(error: &ErrorResponse) -> bool {
    error
        .code
        .as_deref()
        .is_some_and(|code| EXPIRED.contains(&code))
}

/// Classifies a service's error response: first by what the model says of its code, then by AWS's lists of codes,
/// then by its status.
pub(crate) fn classify(error: &ErrorResponse, modelled: &[RetryableError]) -> Classification {
    let codes = [error.shape.as_deref(), error.code.as_deref()];
    classify_codes_and_status(&codes, error.response.status, modelled)
}

fn classify_codes_and_status(
    codes: &[Option<&str>],
    status: StatusCode,
    modelled: &[RetryableError],
) -> Classification {
    for code in codes.iter().copied().flatten() {
        let is_modelled = |throttling: bool| {
            modelled
                .iter()
                .any(|error| error.code == code && error.throttling == throttling)
        };
        if is_modelled(true) || THROTTLING.contains(&code) {
            return Classification::Throttled;
        }
        if is_modelled(false) || TRANSIENT.contains(&code) {
            return Classification::Transient;
        }
    }
    match status.as_u16() {
        500 | 502 | 503 | 504 => Classification::Transient,
        _ => Classification::Final,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn classification(code: Option<&str>, status: u16) -> Classification {
        classify_codes_and_status(&[code], StatusCode::from_u16(status).unwrap(), &[])
    }

    #[test]
    fn four_statuses_are_transient() {
        for status in [500, 502, 503, 504] {
            assert_eq!(classification(None, status), Classification::Transient);
        }
        for status in [300, 400, 403, 404, 408, 429, 501, 505, 599] {
            assert_eq!(
                classification(None, status),
                Classification::Final,
                "{status}"
            );
        }
    }

    #[test]
    fn codes_count_before_the_status() {
        assert_eq!(
            classification(Some("ThrottlingException"), 400),
            Classification::Throttled
        );
        assert_eq!(
            classification(Some("SlowDown"), 503),
            Classification::Throttled
        );
        assert_eq!(
            classification(Some("RequestTimeout"), 400),
            Classification::Transient
        );
        assert_eq!(
            classification(Some("ServiceException"), 500),
            Classification::Transient
        );
        assert_eq!(
            classification(Some("ResourceNotFoundException"), 404),
            Classification::Final
        );
    }

    #[test]
    fn the_model_can_add_codes() {
        let modelled = [
            RetryableError::throttling("Busy"),
            RetryableError::transient("NotReady"),
        ];
        let classification =
            |code| classify_codes_and_status(&[Some(code)], StatusCode::CONFLICT, &modelled);
        assert_eq!(classification("Busy"), Classification::Throttled);
        assert_eq!(classification("NotReady"), Classification::Transient);
        assert_eq!(classification("Other"), Classification::Final);
    }
}
