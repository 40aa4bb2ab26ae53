//! Connections that are refused, closed or broken off.

use crate::answer::{answer, cut, ok_page};
use crate::row;
use crate::row::Row;
use smithereens::ErrorKind::Connection;
use tests::server::Script;

const DROPPED: &str = "no response from {server} (the connection was dropped) [3 attempts]";
const CLOSED: &str = "no response from {server} (the connection was closed) [3 attempts]";
const CUT_SHORT: &str = "the response of {server} was cut short [3 attempts]";

fn request() -> Script {
    Script::new().request()
}

pub fn rows() -> Vec<Row> {
    let line = "HTTP/1.1 200 OK\r\nContent-";
    let head = ok_page("a").len() - crate::answer::page("a").len();
    vec![
        row("nothing listens")
            .fails(Connection, "could not connect to {server} (nothing listens there) [3 attempts]")
            .attempts(3)
            .requests(0)
            .connections(0),
        row("reset before the request is read")
            .server(Script::new().reset())
            .fails(Connection, DROPPED)
            .attempts(3)
            .requests(0),
        row("closed before the request is read")
            .server(Script::new().close())
            .fails(Connection, "no response from {server} (the connection was *) [3 attempts]")
            .attempts(3)
            .requests(0),
        row("reset before the head")
            .server(request().reset())
            .fails(Connection, DROPPED)
            .attempts(3),
        row("reset during the head")
            .server(request().write(line).reset())
            .fails(Connection, DROPPED)
            .attempts(3),
        row("reset after the head")
            .server(request().write(cut(ok_page("a"), head)).reset())
            .fails(Connection, CUT_SHORT)
            .status(200)
            .attempts(3),
        row("reset during the body")
            .server(request().write(cut(ok_page("a"), head + 9)).reset())
            .fails(Connection, CUT_SHORT)
            .status(200)
            .attempts(3),
        row("reset after the body: the response counts, and the next call has a connection of its own")
            .server(request().write(ok_page("a")).reset())
            .gives("a")
            .gives("a")
            .attempts(2),
        row("closed before the head")
            .server(request().close())
            .fails(Connection, CLOSED)
            .attempts(3),
        row("closed during the head")
            .server(request().write(line).close())
            .fails(Connection, CLOSED)
            .attempts(3),
        row("closed after the head")
            .server(request().write(cut(ok_page("a"), head)).close())
            .fails(Connection, CUT_SHORT)
            .status(200)
            .attempts(3),
        row("closed during the body of an error: its status is shown")
            .server(request().write(cut(answer("404 x", "", "Not found"), 42)).close())
            .fails(Connection, "the response of {server} (status 404) was cut short [3 attempts]")
            .status(404)
            .attempts(3),
        row("reset once, then well")
            .server(request().reset())
            .server(request().write(ok_page("b")).again())
            .gives("b")
            .gives("b")
            .attempts(3)
            .connections(2),
    ]
}
