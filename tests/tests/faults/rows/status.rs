//! Statuses other than 200.

use crate::answer::{answer, ok_page, page};
use crate::row;
use crate::row::Row;
use smithereens::ErrorKind::Service;
use tests::server::Script;

/// A response without a body, that is shown once and not retried.
fn lasting(status: &'static str, line: &str) -> Row {
    let number = status[..3].parse().unwrap();
    row(status)
        .answers(answer(status, "", ""))
        .fails(Service, line)
        .status(number)
}

pub fn rows() -> Vec<Row> {
    let interim = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\nX: y\r\n\r\n\
                   HTTP/1.1 103 Early Hints\r\nLink: </x>; rel=preload\r\n\r\n";
    vec![
        row("100, 102 and 103 before the response")
            .answers([interim.as_bytes(), &ok_page("a")].concat())
            .gives("a")
            .gives("a")
            .attempts(2)
            .connections(1),
        row("101, which no one asked for")
            .server(
                Script::new()
                    .request()
                    .write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n")
                    .silence(),
            )
            .fails(Service, "HTTP status 101 without an error code and with an empty body [1 attempt]")
            .status(101),
        row("204: a success with nothing to say, and a connection that goes on")
            .answers("HTTP/1.1 204 No Content\r\n\r\n")
            .gives("")
            .gives("")
            .attempts(2)
            .connections(1),
        row("299, which is a success").answers(answer("299 x", "", page("a"))).gives("a"),
        row("301 to elsewhere: the signature is for here")
            .answers(answer("301 x", "Location: https://b.example/x\r\n", ""))
            .fails(
                Service,
                "HTTP status 301 without an error code: a redirect to https://b.example/x, which is \
                 not followed [1 attempt]",
            )
            .status(301),
        row("307 to itself")
            .answers(answer("307 x", "Location: /2019-09-25/\r\n", "moved"))
            .fails(
                Service,
                "HTTP status 307 without an error code: a redirect to /2019-09-25/, which is not \
                 followed [1 attempt]",
            )
            .status(307),
        lasting("302 Found", "HTTP status 302 without an error code and with an empty body [1 attempt]"),
        row("304, which has no body and no length")
            .answers("HTTP/1.1 304 Not Modified\r\n\r\n")
            .fails(Service, "HTTP status 304 without an error code and with an empty body [1 attempt]")
            .status(304),
        lasting("400 x", "HTTP status 400 without an error code and with an empty body [1 attempt]"),
        lasting("407 x", "HTTP status 407 without an error code and with an empty body [1 attempt]"),
        lasting("599 x", "HTTP status 599 without an error code and with an empty body [1 attempt]"),
        lasting("999 x", "HTTP status 999 without an error code and with an empty body [1 attempt]"),
        row("a status line without a reason")
            .answers(answer("200", "", page("a")))
            .gives("a"),
    ]
}
