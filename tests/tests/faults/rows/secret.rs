//! Answers and settings that hold a secret. What no row may tell is in [`told`](crate::told).

use crate::answer::answer;
use crate::row;
use crate::row::Row;
use smithereens::ErrorKind::{Configuration, Service};

pub fn rows() -> Vec<Row> {
    let canonical = format!(
        "{{\"message\": \"The request signature we calculated does not match the signature you provided. \
         The Canonical String for this request should have been\\n'GET\\n/2019-09-25/functions/f/\\n\
         x-amz-security-token:{}\\n'\"}}",
        tests::SESSION_TOKEN
    );
    vec![
        row("a password in the endpoint is not told")
            .with(|builder| {
                builder.endpoint_url(format!("http://me:{}@127.0.0.1", tests::ACCESS_KEY_ID))
            })
            .fails(Configuration, "*…@127.0.0.1*")
            .attempts(0),
        row("a refusal that quotes the canonical request: the session token in it is not told")
            .answers(answer(
                "403 x",
                "x-amzn-errortype: InvalidSignatureException\r\n",
                canonical,
            ))
            .fails(
                Service,
                "InvalidSignatureException (403): The request signature *x-amz-security-token:[redacted]== ' [1 attempt]",
            )
            .code("InvalidSignatureException", 403),
    ]
}
