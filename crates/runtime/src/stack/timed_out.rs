//! What is said of an attempt that time ran out for.

use super::Call;
use super::call::Stage;
use crate::error::{Classification, ErrorKind, Report, TimeoutKind};
use crate::timeouts::Bound;
use crate::uri;

/// This bound of an attempt was met when the attempt had come this far.
pub(super) fn timed_out(call: &Call, bound: &Bound, kind: TimeoutKind) -> Report {
    let authority = uri::authority(call.request.uri());
    let stage = call.plan.progress.stage();
    let when = match stage {
        Stage::Unsigned => "before there were credentials to sign with".to_owned(),
        Stage::Unconnected => format!("before there was a connection to {authority}"),
        Stage::Uploading(upload) => {
            let sent = upload.describe();
            format!("while the request was on its way to {authority} ({sent} sent)")
        }
        Stage::Sent => format!("before {authority} had answered"),
        Stage::Responding(status, bytes) => {
            let body = match bytes {
                0 => ", and nothing of the body".to_owned(),
                1 => " and 1 byte of the body".to_owned(),
                bytes => format!(" and {bytes} bytes of the body"),
            };
            let status = status.as_u16();
            format!("after {authority} had sent the head of its response (status {status}){body}")
        }
    };
    let text = format!("the {kind} of {:?} passed {when}", bound.limit);
    let mut report = call
        .report(ErrorKind::Timeout(kind), text)
        .classified(Classification::Transient);
    report.may_have_run = !matches!(stage, Stage::Unsigned | Stage::Unconnected);
    match stage {
        Stage::Unsigned => report.hint = Some("check what the credentials come from"),
        Stage::Unconnected => {
            report.hint = Some(
                "check the endpoint, the region and the network, and `connect_timeout`, which bounds the connection alone",
            );
        }
        Stage::Uploading(_) if kind == TimeoutKind::Read => {
            report.hint = Some(
                "raise `read_timeout` of the client or of `Overrides`, or leave it unset, since what an upload takes counts",
            );
        }
        Stage::Uploading(_) => {
            report.hint = Some(
                "raise `attempt_timeout` of the client or of `Overrides`, or leave it unset: then an upload may take as long as it makes progress",
            );
        }
        Stage::Sent => {}
        Stage::Responding(status, _) => report.status = Some(status),
    }
    report
}
