//! Rows with what is right, where the runtime does otherwise so far.
//!
//! Of a line that misleads, what it should say is given as one word of it.

use crate::answer::{ok_page, raw};
use crate::row;
use crate::row::{Place, Row};
use smithereens::ErrorKind::{Connection, Decode};
use tests::fault_server::Script;

pub fn rows() -> Vec<Row> {
    misleading()
}

fn misleading() -> Vec<Row> {
    let request = || Script::new().request();
    let garbage = |name: &str, bytes: &'static [u8]| {
        row(name)
            .server(request().write(bytes).close())
            .fails(Connection, "*{server}*HTTP*")
            .attempts(3)
    };
    vec![
        row("closed before the head: that it was, is told")
            .server(request().close())
            .fails(
                Connection,
                "no answer from {server} (the connection was *) [3 attempts]",
            )
            .attempts(3),
        garbage(
            "an answer in another protocol is one, and no HTTP",
            b"220 mail.example ESMTP\r\n",
        ),
        garbage("so is one in HTTP/0.9", b"{}"),
        garbage(
            "so is one with two lengths",
            b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
        ),
        row("a head that is too large is told")
            .server(
                request()
                    .write("HTTP/1.1 200 OK\r\nX: ")
                    .repeat(vec![b'x'; 4_096], 1_024)
                    .silence(),
            )
            .fails(Connection, "*{server}*large*")
            .attempts(3),
        row("TLS where plain HTTP is due: that it may be TLS, is told")
            .place(Place::NotHttp)
            .fails(Connection, "*{server}*https*")
            .attempts(3)
            .requests(0),
        row("plain HTTP where TLS is due: that it is no TLS, is told")
            .place(Place::NotHttps(vec![
                Script::new().write(ok_page("a")).close(),
            ]))
            .fails(Connection, "*{server}*speak*TLS* [1 attempt]")
            .requests(0),
        row("chunks that are none are not cut short")
            .server(
                request()
                    .write(raw("Transfer-Encoding: chunked\r\n", "zz\r\n"))
                    .close(),
            )
            .fails(Connection, "*{server}*HTTP*")
            .status(200)
            .attempts(3),
        row("an error that is cut short: its status is told")
            .server(
                request()
                    .write("HTTP/1.1 404 x\r\nContent-Length: 9\r\n\r\nNot")
                    .close(),
            )
            .fails(Connection, "*{server}*404*cut short*")
            .status(404)
            .attempts(3),
    ]
}
