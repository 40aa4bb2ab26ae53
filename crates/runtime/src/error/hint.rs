//! What the person who reads an error may try.

use super::{ErrorKind, Report, TimeoutKind};
use http::StatusCode;

/// A way out, where the failure is one that people meet with and can do something about.
pub(super) fn for_report(report: &Report) -> Option<&'static str> {
    if report.hint.is_some() {
        return report.hint;
    }
    let error = match report.kind {
        ErrorKind::Connection => {
            return Some(
                "check the endpoint, the region and the network, and the proxy if there is one",
            );
        }
        ErrorKind::Timeout(TimeoutKind::Connect) => {
            return Some(
                "check the endpoint, the region and the network, or raise `connect_timeout`",
            );
        }
        ErrorKind::Timeout(TimeoutKind::Read) => {
            return Some(
                "raise `read_timeout` of the client or of `Overrides` if responses take that long to begin",
            );
        }
        ErrorKind::Timeout(TimeoutKind::Attempt) => {
            return Some(
                "raise `attempt_timeout` of the client or of `Overrides` if responses take that long",
            );
        }
        ErrorKind::Timeout(TimeoutKind::Stall) => {
            return Some(
                "check the network, or raise `stall_timeout` or lower `min_throughput` if bytes come that slowly",
            );
        }
        ErrorKind::Timeout(TimeoutKind::Transport) => {
            return Some(
                "raise the timeouts that the program's HTTP client has, such as `timeout` and `read_timeout` of a `reqwest::Client`",
            );
        }
        ErrorKind::Timeout(TimeoutKind::Operation) => {
            let source = report.source.as_ref();
            let earlier = source.and_then(|source| source.downcast_ref());
            return Some(for_operation_timeout(report, earlier));
        }
        ErrorKind::ResponseTooLarge => {
            return Some("raise the response body limit if responses are that long");
        }
        ErrorKind::Service if report.status == Some(StatusCode::PROXY_AUTHENTICATION_REQUIRED) => {
            return Some(
                "the proxy asks for a user name and a password: check HTTP_PROXY and ALL_PROXY",
            );
        }
        ErrorKind::Service => report.error_response()?,
        _ => return None,
    };
    Some(match error.code.as_deref()? {
        "UnrecognizedClientException" | "InvalidClientTokenId" | "InvalidAccessKeyId" => {
            "the service does not know this access key: check the credentials and the region"
        }
        "InvalidSignatureException" | "SignatureDoesNotMatch" => {
            "the signature was refused: check the secret access key, and that this machine's clock is right"
        }
        "RequestTimeTooSkewed" | "RequestExpired" => "check that this machine's clock is right",
        "ExpiredTokenException" | "ExpiredToken" => "the session has expired: get new credentials",
        "AccessDeniedException" | "AccessDenied" => {
            "these credentials do not allow the operation: check the policies of their user or role"
        }
        "MissingAuthenticationTokenException" => "check that the endpoint is this service's",
        _ if report.is_throttled() => {
            "the service is asking to slow down: send fewer requests at a time"
        }
        _ => return None,
    })
}

/// What used up the time may be attempts that failed, and the waits after them, rather than one that took long.
fn for_operation_timeout(report: &Report, earlier: Option<&Report>) -> &'static str {
    let Some(earlier) = earlier else {
        return match report.note {
            Some(_) => "send fewer requests at a time: the service has asked to slow down",
            None => {
                "raise `operation_timeout` of the client or of `Overrides` if calls take that long"
            }
        };
    };
    match earlier.kind {
        ErrorKind::Timeout(TimeoutKind::Attempt) => {
            "raise `attempt_timeout` and `operation_timeout` if responses take that long"
        }
        _ => for_report(earlier)
            .unwrap_or("the attempts failed for another reason: see the source of this error"),
    }
}
