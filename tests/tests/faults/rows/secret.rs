//! Responses and settings that hold a secret. What no row may show is in [`disclosure`](crate::disclosure).

use crate::answer::answer;
use crate::row;
use crate::row::Row;
use smithereens::ErrorKind::{Decode, ResponseTooLarge, Service};

pub fn rows() -> Vec<Row> {
    let mut rows = named();
    rows.extend(quoted_in_messages());
    rows.extend(quoted_elsewhere());
    rows
}

/// A refusal whose message has the secrets in one of the encodings that services quote them in.
fn quoted_in_messages() -> impl Iterator<Item = Row> {
    let escaped = |escape: fn(char) -> String| {
        let of = move |text: &str| -> String {
            let is_plain = |it: char| it.is_ascii_alphanumeric();
            text.chars()
                .map(|it| {
                    if is_plain(it) {
                        it.to_string()
                    } else {
                        escape(it)
                    }
                })
                .collect()
        };
        [
            tests::SESSION_TOKEN,
            tests::SECRET_ACCESS_KEY,
            tests::ACCESS_KEY_ID,
        ]
        .map(of)
    };
    [
        ("as they are", escaped(|it| it.to_string())),
        ("with slashes escaped", escaped(|it| if it == '/' { "\\/".to_owned() } else { it.to_string() })),
        ("with escapes of JSON", escaped(|it| format!("\\u{:04x}", u32::from(it)))),
        ("with JSON in JSON", escaped(|it| format!("\\\\u{:04X}", u32::from(it)))),
        ("percent-encoded", escaped(|it| format!("%{:02X}", u32::from(it)))),
        ("percent-encoded twice", escaped(|it| format!("%25{:02x}", u32::from(it)))),
        ("with references of XML", escaped(|it| format!("&#{};", u32::from(it)))),
        ("with hexadecimal references", escaped(|it| format!("&#x{:X};", u32::from(it)))),
    ]
    .into_iter()
    .flat_map(|(encoding, quoted)| {
        let quoted = quoted.join(" and ");
        [
            ("a message", format!("{{\"__type\": \"InvalidParameterValueException\", \"message\": \"no {quoted}\", \"Type\": \"{quoted}\"}}")),
            ("a body that is no JSON", format!("<html>{quoted}")),
        ]
        .map(|(place, body)| {
            let row = row(format!("secrets {encoding} in {place} are not shown"));
            if body.starts_with('<') {
                row.answers(answer("400 x", "", body))
                    .fails(Service, "HTTP status 400 without an error code, with the body: <html>[redacted]* and [redacted] and [redacted] [1 attempt]")
                    .status(400)
            } else {
                row.answers(answer("400 x", "", body))
                    .fails(Service, "InvalidParameterValueException (400): no [redacted]* and [redacted] and [redacted] [1 attempt]")
                    .code("InvalidParameterValueException", 400)
            }
        })
    })
}

/// Responses that have them in a header, or where no error is expected to have any.
fn quoted_elsewhere() -> Vec<Row> {
    let (secret, token) = (tests::SECRET_ACCESS_KEY, tests::SESSION_TOKEN);
    vec![
        row("an error code that is the secret key is not shown")
            .answers(answer("400 x", &format!("x-amzn-errortype: {secret}\r\n"), "{}"))
            .fails(Service, "[redacted] (400), with the body: {} [1 attempt]")
            .code("[redacted]", 400),
        row("a code of the body that is the session token is not shown")
            .answers(answer("400 x", "", format!("{{\"code\": \"x#{token}\"}}")))
            .fails(Service, "[redacted]== (400)* [1 attempt]")
            .code("[redacted]==", 400),
        row("a request id that is the secret key is not shown, in the trace neither")
            .answers(answer(
                "400 x",
                &format!("x-amzn-requestid: {secret}\r\nx-amzn-errortype: Bad\r\n"),
                "{}",
            ))
            .fails(Service, "Bad (400), with the body: {} [request [redacted], 1 attempt]")
            .code("Bad", 400),
        row("a redirect to the session token is not shown")
            .answers(answer(
                "301 x",
                &format!("location: https://a.example/{}\r\n", token.replace('/', "%2f")),
                "",
            ))
            .fails(Service, "HTTP status 301 without an error code: a redirect to https://a.example/[redacted]*, which is not followed [1 attempt]")
            .status(301),
        row("the request id of a success is not shown if it is the secret key")
            .answers(answer(
                "200 OK",
                &format!("x-amzn-requestid: {secret}\r\n"),
                "{\"FunctionEventInvokeConfigs\": []}",
            ))
            .gives(""),
        row("nor is that of a response that cannot be read, nor what is in the path of its error")
            .answers(answer(
                "200 OK",
                &format!("x-amzn-requestid: {secret}\r\ncontent-encoding: {secret}\r\n"),
                "{\"FunctionEventInvokeConfigs\": 7}",
            ))
            .fails(Decode, "the response (status 200, in [redacted], *) does not match the model: * [request [redacted], 1 attempt]")
            .status(200),
        row("nor is that of a response that is too large")
            .with(|builder| builder.response_body_limit(1))
            .answers(answer("200 OK", &format!("x-amzn-requestid: {secret}\r\n"), "{}"))
            .fails(ResponseTooLarge, "* [request [redacted], 1 attempt]")
            .status(200),
        row("a request id without end is shown in part")
            .answers(answer(
                "400 x",
                &format!("x-amzn-requestid: {}\r\nx-amzn-errortype: Bad\r\n", "7".repeat(60_000)),
                "{}",
            ))
            .fails(Service, format!("Bad (400), with the body: {{}} [request {}…, 1 attempt]", "7".repeat(128)))
            .code("Bad", 400),
    ]
}

fn named() -> Vec<Row> {
    let canonical = format!(
        "{{\"message\": \"The request signature we calculated does not match the signature you provided. \
         The Canonical String for this request should have been\\n'GET\\n/2019-09-25/functions/f/\\n\
         x-amz-security-token:{}\\n'\"}}",
        tests::SESSION_TOKEN
    );
    vec![
        row("a refusal that quotes the canonical request: the session token in it is not shown")
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
