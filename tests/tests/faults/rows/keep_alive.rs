//! Connections that are not kept as the server says, and responses that no one asked for.

use crate::answer::{answer, ok_page, page, raw};
use crate::row;
use crate::row::Row;
use smithereens::ErrorKind::Timeout;
use smithereens::TimeoutKind::Attempt;
use tests::server::Script;

fn request() -> Script {
    Script::new().request()
}

/// The next calls' server.
fn well() -> Script {
    request().write(ok_page("b")).again()
}

pub fn rows() -> Vec<Row> {
    let kept = answer(
        "200 OK",
        "Connection: keep-alive\r\nKeep-Alive: timeout=60\r\n",
        page("a"),
    );
    let closing = answer("200 OK", "Connection: close\r\n", page("a"));
    vec![
        row("says that it keeps the connection, and closes it")
            .server(request().write(kept.clone()).close())
            .gives("a")
            .gives("a")
            .gives("a")
            .attempts(3),
        row("says that it keeps the connection, and closes it when the next request is there: no call sees it")
            .with(|builder| builder.max_attempts(1))
            .server(request().write(kept.clone()).request().close())
            .server(well())
            .gives("a")
            .gives("b")
            .attempts(2)
            .requests(3),
        row("likewise, and breaks it off")
            .with(|builder| builder.max_attempts(1))
            .server(request().write(kept.clone()).request().reset())
            .server(well())
            .gives("a")
            .gives("b")
            .attempts(2)
            .requests(3),
        row("keeps the connection, and is silent on it: an attempt that fails")
            .timeout(1_000)
            .server(request().write(kept).request().silence())
            .server(well())
            .gives("a")
            .gives("b")
            .attempts(3)
            .connections(2)
            .takes(1_000..20_000),
        row("says that it closes the connection, and keeps it")
            .server(request().write(closing).silence())
            .gives("a")
            .gives("a")
            .attempts(2),
        row("says that it closes the connection, sends no length, and keeps it")
            .timeout(400)
            .server(request().write(raw("Connection: close\r\n", &page("a"))).silence())
            .fails(Timeout(Attempt), "the attempt timeout of 400ms passed after {server} had sent the head *54 bytes* [3 attempts]")
            .status(200)
            .attempts(3)
            .takes(1_200..20_000),
        row("bytes after the body are no part of the next response")
            .server(request().write([ok_page("a"), b"HTTP/1.1 500 x".to_vec()].concat()).silence())
            .server(well())
            .gives("a")
            .gives("b")
            .attempts(2),
        row("a second response to one request is no response to the next")
            .server(request().write([ok_page("a"), ok_page("forged")].concat()).silence())
            .server(well())
            .gives("a")
            .gives("b")
            .attempts(2),
        row("a response before there is a request, and one after it")
            .server(request().write(ok_page("a")).write(ok_page("forged")).silence())
            .server(well())
            .gives("a")
            .gives("b")
            .attempts(2),
        row("HTTP/1.0 does not keep the connection")
            .server(request().write(format!("HTTP/1.0 200 OK\r\n\r\n{}", page("a"))).close())
            .gives("a")
            .gives("a")
            .attempts(2),
    ]
}
