//! Bodies whose length is not sent, or sent in chunks, and what ends them.

use crate::answer::{page, raw};
use crate::row;
use crate::row::Row;
use smithereens::ErrorKind::Connection;
use tests::server::Script;

const CHUNKED: &str = "Transfer-Encoding: chunked\r\n";
const MALFORMED: &str = "the response of {server} is malformed HTTP [3 attempts]";
const CUT_SHORT: &str = "the response of {server} was cut short [3 attempts]";

/// The server writes this, and closes the connection.
fn closes(name: &str, answer: String) -> Row {
    row(name).server(Script::new().request().write(answer).close())
}

/// A body in chunks of 16 bytes, whole but for the last chunk.
fn chunks(body: &str) -> String {
    body.as_bytes()
        .chunks(16)
        .fold(String::new(), |all, chunk| {
            let text = str::from_utf8(chunk).unwrap();
            format!("{all}{:x}\r\n{text}\r\n", chunk.len())
        })
}

pub fn rows() -> Vec<Row> {
    let page = page("a");
    let half = &page[..page.len() / 2];
    let whole = raw(CHUNKED, &format!("{}0\r\n\r\n", chunks(&page)));
    let trailers = raw(CHUNKED, &format!("{}0\r\nX-Sum: 1\r\n\r\n", chunks(&page)));
    let extended = chunks(&page).replacen("10\r\n", "10;name=value\r\n", 1);
    vec![
        closes("a body that the end of the connection ends", raw("", &page)).gives("a"),
        closes(
            "a body without a length, cut short: nothing but its form shows it",
            raw("", half),
        )
        .unread("the body: no JSON: EOF while parsing a string at line 1 column *"),
        closes(
            "a transfer encoding that no one knows: the end of the connection ends the body",
            raw("Transfer-Encoding: chunked, zip\r\n", "{}"),
        )
        .gives(""),
        row("chunks")
            .answers(whole.clone())
            .gives("a")
            .gives("a")
            .attempts(2)
            .connections(1),
        row("chunks with an extension and a trailer")
            .answers(trailers)
            .answers(raw(CHUNKED, &format!("{extended}0\r\n\r\n")))
            .gives("a"),
        closes("chunks without the last one", raw(CHUNKED, &chunks(&page)))
            .fails(Connection, CUT_SHORT)
            .status(200)
            .attempts(3),
        closes(
            "a chunk that is cut off",
            raw(CHUNKED, &format!("40\r\n{half}")),
        )
        .fails(Connection, CUT_SHORT)
        .status(200)
        .attempts(3),
        closes(
            "a chunk that ends where it should not",
            raw(CHUNKED, &format!("2\r\n{page}\r\n0\r\n\r\n")),
        )
        .fails(Connection, MALFORMED)
        .status(200)
        .attempts(3),
        closes(
            "a chunk size that is no number",
            raw(CHUNKED, "zz\r\n{}\r\n0\r\n\r\n"),
        )
        .fails(Connection, MALFORMED)
        .status(200)
        .attempts(3),
        closes(
            "a chunk larger than all memory",
            raw(CHUNKED, "ffffffffffffffff\r\n{}"),
        )
        .fails(Connection, CUT_SHORT)
        .status(200)
        .attempts(3),
        closes(
            "a chunk size past 64 bits",
            raw(CHUNKED, "fffffffffffffffff\r\n{}"),
        )
        .fails(Connection, MALFORMED)
        .status(200)
        .attempts(3),
        row("an extension of a chunk without an end")
            .server(
                Script::new()
                    .request()
                    .write(raw(CHUNKED, "2;"))
                    .repeat("x".repeat(4_096), 1_000)
                    .silence(),
            )
            .fails(Connection, MALFORMED)
            .status(200)
            .attempts(3),
    ]
}
