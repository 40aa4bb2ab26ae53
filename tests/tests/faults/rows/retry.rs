//! Errors that pass, and services that ask to wait.

use crate::answer::{answer, ok_page};
use crate::row;
use crate::row::Row;
use smithereens::ErrorKind::Service;
use tests::server::Script;

const THROTTLED: &str = "TooManyRequestsException";

fn throttled(headers: &str) -> Vec<u8> {
    let headers = format!("x-amzn-errortype: {THROTTLED}\r\n{headers}");
    answer(
        "429 Too Many Requests",
        &headers,
        r#"{"Reason": "CallerRateLimitExceeded", "message": "Rate exceeded"}"#,
    )
}

/// These responses on one connection, one for each request.
fn in_turn(answers: impl IntoIterator<Item = Vec<u8>>) -> Script {
    answers.into_iter().fold(Script::new(), |script, answer| {
        script.request().write(answer)
    })
}

pub fn rows() -> Vec<Row> {
    let five_hundred = || answer("500 x", "", "");
    vec![
        row("500, then 200")
            .server(in_turn([five_hundred()]))
            .server(in_turn([ok_page("a")]))
            .gives("a")
            .attempts(2),
        row("500, 503, then 200")
            .server(in_turn([five_hundred()]))
            .server(in_turn([answer("503 x", "", "<html>")]))
            .server(in_turn([ok_page("a")]))
            .gives("a")
            .attempts(3),
        row("500 on a connection that would answer well next: it is not used again, by the next call neither")
            .server(in_turn([five_hundred(), ok_page("b")]))
            .server(in_turn([ok_page("a"), ok_page("a")]))
            .gives("a")
            .gives("a")
            .attempts(3)
            .connections(2),
        row("500 three times: the call after it begins anew")
            .server(in_turn([five_hundred()]))
            .server(in_turn([five_hundred()]))
            .server(in_turn([five_hundred()]))
            .server(in_turn([ok_page("a")]))
            .fails(Service, "HTTP status 500 without an error code and with an empty body [3 attempts]")
            .status(500)
            .gives("a")
            .attempts(4),
        row("500 with retries off")
            .with(|builder| builder.max_attempts(1))
            .answers(five_hundred())
            .fails(Service, "HTTP status 500 without an error code and with an empty body [1 attempt]")
            .status(500),
        row("throttled, with a wait that the service asks for")
            .server(in_turn([throttled("x-amz-retry-after: 300\r\n"), ok_page("a")]))
            .gives("a")
            .attempts(2)
            .connections(1)
            .takes(300..20_000),
        row("throttled, with a wait of an hour: five seconds more than its own are the most, and the call ends first")
            .with(|builder| builder.operation_timeout(std::time::Duration::from_millis(500)))
            .answers(throttled("x-amz-retry-after: 3600000\r\n"))
            .fails(
                smithereens::ErrorKind::Timeout(smithereens::TimeoutKind::Operation),
                "the operation timeout of 500ms passed before there was a response [1 attempt]",
            )
            .takes(500..20_000),
        row("throttled, with a wait that is no number")
            .server(in_turn([throttled("x-amz-retry-after: soon\r\n"), ok_page("a")]))
            .gives("a")
            .attempts(2)
            .connections(1),
        row("throttled to the end")
            .answers(throttled("Retry-After: 7\r\n"))
            .fails(Service, "TooManyRequestsException (429): Rate exceeded [3 attempts]")
            .code(THROTTLED, 429)
            .attempts(3)
            .connections(1),
        row("throttled, with a Retry-After that the model does not allow")
            .answers(throttled("Retry-After: tomorrow\r\n"))
            .fails(Service, "TooManyRequestsException (429): Rate exceeded [3 attempts]")
            .code(THROTTLED, 429)
            .attempts(3)
            .connections(1),
    ]
}
