//! Lengths that are not those of the body.

use crate::answer::{ok_page, page, raw};
use crate::row;
use crate::row::Row;
use smithereens::ErrorKind::{Connection, Timeout};
use smithereens::TimeoutKind::Attempt;
use tests::server::Script;

const CUT_SHORT: &str = "the response of {server} was cut short [3 attempts]";

/// A response that gives its length so.
fn described(length: &str) -> String {
    raw(&format!("Content-Length: {length}\r\n"), &page("a"))
}

pub fn rows() -> Vec<Row> {
    let chunked = "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n";
    let closes = |answer: String| Script::new().request().write(answer).close();
    vec![
        row("a length too short: what is left over is no response to the next call")
            .server(Script::new().request().write(described("5")).silence())
            .server(Script::new().request().write(ok_page("b")).again())
            .unread("the body: no JSON: EOF while parsing a string at line 1 column 5")
            .gives("b")
            .attempts(2),
        row("a length too long, and the end of the connection")
            .server(closes(described("500")))
            .fails(Connection, CUT_SHORT)
            .status(200)
            .attempts(3),
        row("a length too long, and silence")
            .timeout(400)
            .server(Script::new().request().write(described("500")).silence())
            .fails(
                Timeout(Attempt),
                "the attempt timeout of 400ms passed after {server} had sent the head of its response (status 200) \
                 and 54 bytes of the body [3 attempts]",
            )
            .status(200)
            .attempts(3)
            .takes(1_200..20_000),
        row("a length past 64 bits")
            .server(closes(described("99999999999999999999")))
            .fails(Connection, "the response of {server} is malformed HTTP [3 attempts]")
            .attempts(3),
        row("a length below zero")
            .server(closes(described("-1")))
            .fails(Connection, "the response of {server} is malformed HTTP [3 attempts]")
            .attempts(3),
        row("two lengths that differ")
            .server(closes(described("5\r\nContent-Length: 6")))
            .fails(Connection, "the response of {server} is malformed HTTP [3 attempts]")
            .attempts(3),
        row("a length and chunks: the chunks count")
            .server(closes(raw(chunked, &format!("{:x}\r\n{}\r\n0\r\n\r\n", page("a").len(), page("a")))))
            .gives("a"),
    ]
}
