//! Servers that say nothing, at each point of an exchange, or very slowly.

use crate::answer::{cut, ok_page, page, raw};
use crate::row;
use crate::row::{Place, Row};
use smithereens::ErrorKind::Timeout;
use smithereens::TimeoutKind::{Attempt, Connect, Operation};
use std::time::Duration;
use tests::server::Script;

fn request() -> Script {
    Script::new().request()
}

/// A row in which three attempts wait for 400 ms each, and what is said of that.
fn waits(name: &str, script: Script, described: &str) -> Row {
    row(name)
        .timeout(400)
        .server(script)
        .fails(
            Timeout(Attempt),
            format!("the attempt timeout of 400ms passed {described} [3 attempts]"),
        )
        .attempts(3)
        .takes(1_200..20_000)
}

/// No response comes.
fn silent(name: &str, script: Script) -> Row {
    waits(name, script, "before {server} had answered")
}

/// A head comes, and this of the body.
fn stops(name: &str, answer: impl Into<Vec<u8>>, described: &str) -> Row {
    let described =
        format!("after {{server}} had sent the head of its response (status 200){described}");
    let script = request().write(answer.into()).silence();
    waits(name, script, &described).status(200)
}

pub fn rows() -> Vec<Row> {
    let head = ok_page("a").len() - page("a").len();
    let whole = ok_page("a").len();
    vec![
        silent("silence once there is a connection", Script::new().silence()).requests(0),
        silent("silence before the head", request().silence()),
        silent(
            "silence during the head",
            request().write("HTTP/1.1 200 OK\r\nContent-").silence(),
        ),
        stops("silence after the head", cut(ok_page("a"), head), ", and nothing of the body"),
        stops("silence after the first byte of the body", cut(ok_page("a"), head + 1), " and 1 byte of the body"),
        stops("silence during the body", cut(ok_page("a"), whole - 1), " and 53 bytes of the body"),
        stops(
            "silence after a body without a length: only the end of the connection ends it",
            raw("", &page("a")),
            " and 54 bytes of the body",
        ),
        silent(
            "silence after an interim response",
            request().write("HTTP/1.1 100 Continue\r\n\r\n").silence(),
        ),
        stops(
            "silence after the last chunk's size",
            raw("Transfer-Encoding: chunked\r\n", "2\r\n{}\r\n0\r\n"),
            " and 2 bytes of the body",
        ),
        silent("a byte a second", request().drip(ok_page("a"), 1_000)),
        row("a byte each millisecond, which is soon enough")
            .server(request().drip(ok_page("a"), 1).again())
            .gives("a")
            .takes(whole as u128..20_000),
        row("silence once, then well")
            .timeout(1_000)
            .server(request().silence())
            .server(request().write(ok_page("b")).again())
            .gives("b")
            .attempts(2)
            .takes(1_000..20_000),
        row("the operation timeout is met before that of the attempt")
            .with(|builder| builder.operation_timeout(Duration::from_millis(300)))
            .server(request().silence())
            .fails(
                Timeout(Operation),
                "the operation timeout of 300ms passed before there was a response [1 attempt]",
            )
            .takes(300..20_000),
        row("the operation timeout is met in the second attempt, and the first one's failure shown")
            .with(|builder| builder.operation_timeout(Duration::from_millis(1_500)))
            .timeout(1_000)
            .server(request().silence())
            .fails(
                Timeout(Operation),
                "the operation timeout of 1.5s passed before there was a response [2 attempts]",
            )
            .attempts(2)
            .takes(1_500..20_000),
        row("silence where TLS is due")
            .with(|builder| builder.connect_timeout(Duration::from_millis(200)))
            .place(Place::NotHttps(vec![Script::new().silence()]))
            .fails(
                Timeout(Connect),
                "the connect timeout of 200ms passed before there was a connection to {server} [3 attempts]",
            )
            .attempts(3)
            .requests(0)
            .takes(600..20_000),
    ]
}
