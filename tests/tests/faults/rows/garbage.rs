//! What is not HTTP at all, or too much of it.

use crate::answer::{ok_page, page};
use crate::row;
use crate::row::{Place, Row};
use smithereens::ErrorKind::{Connection, Timeout};
use smithereens::TimeoutKind::Attempt;
use tests::server::Script;

const NO_HTTP: &str = "the response of {server} is not HTTP (if it speaks TLS, use https://)";

/// The server writes this once it has read the request, and closes the connection: what is said of it.
fn described(name: &str, script: Script, described: &str) -> Row {
    row(name)
        .server(script)
        .fails(Connection, format!("{described} [3 attempts]"))
        .attempts(3)
}

/// What does not begin as HTTP does may be TLS, which a client without TLS cannot know.
fn garbage(name: &str, bytes: impl Into<Vec<u8>>) -> Row {
    let script = Script::new().request().write(bytes.into()).close();
    described(name, script, NO_HTTP)
}

/// It is HTTP, to begin with.
fn malformed(name: &str, head: impl Into<Vec<u8>>) -> Row {
    let script = Script::new().request().write(head.into()).close();
    described(name, script, "the response of {server} is malformed HTTP")
}

fn endless(name: &str, script: Script) -> Row {
    described(
        name,
        script.silence(),
        "the head of the response of {server} is too large",
    )
}

pub fn rows() -> Vec<Row> {
    let settings =
        b"\0\0\x06\x04\0\0\0\0\0\0\x03\0\0\0\x64\0\0\x08\x07\0\0\0\0\0\0\0\0\0\0\0\x01".to_vec();
    let folded = String::from_utf8(ok_page("a")).unwrap().replacen(
        "Content-Type:",
        "X: y\r\n z\r\nContent-Type:",
        1,
    );
    vec![
        garbage("bytes", (0..=255).collect::<Vec<u8>>()),
        garbage("another protocol", "220 mail.example ESMTP\r\n"),
        // Which comes first, the request or what the server says, makes a difference to what is shown.
        described(
            "another protocol, in which the server speaks first",
            Script::new().write("220 mail.example ESMTP\r\n").silence(),
            "*{server}*HTTP*",
        )
        .requests(0),
        garbage("HTTP/0.9: a body, and nothing before it", page("a")),
        garbage("HTTP/9.9", "HTTP/9.9 200 OK\r\nContent-Length: 0\r\n\r\n"),
        garbage("HTTP/2 settings", settings),
        garbage("HTTP/2's first words", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        malformed(
            "a status of two digits",
            "HTTP/1.1 20 OK\r\nContent-Length: 0\r\n\r\n",
        ),
        malformed(
            "a status of four digits",
            "HTTP/1.1 2000 OK\r\nContent-Length: 0\r\n\r\n",
        ),
        malformed(
            "a header without a colon",
            "HTTP/1.1 200 OK\r\nContent-Length 0\r\n\r\n",
        ),
        malformed(
            "a header with a NUL",
            "HTTP/1.1 200 OK\r\nX: \0\r\nContent-Length: 0\r\n\r\n",
        ),
        malformed("a header on two lines, which HTTP has given up", folded),
        endless(
            "a header of four megabytes",
            Script::new()
                .request()
                .write("HTTP/1.1 200 OK\r\nX: ")
                .repeat("x".repeat(4_096), 1_024),
        ),
        endless(
            "headers without an end",
            Script::new()
                .request()
                .write("HTTP/1.1 200 OK\r\n")
                .repeat("X: y\r\n".repeat(100), 10_000),
        ),
        row("interim responses without an end")
            .timeout(400)
            .with(|builder| builder.max_attempts(1))
            .server(
                Script::new()
                    .request()
                    .repeat("HTTP/1.1 100 Continue\r\n\r\n".repeat(100), usize::MAX),
            )
            .fails(
                Timeout(Attempt),
                "the attempt timeout of 400ms passed before {server} had answered [1 attempt]",
            )
            .takes(400..20_000),
        described(
            "ten thousand interim responses, and no other",
            Script::new()
                .request()
                .repeat("HTTP/1.1 100 Continue\r\n\r\n".repeat(100), 100)
                .close(),
            "no response from {server} (the connection was closed)",
        ),
        row("plain HTTP where TLS is due")
            .place(Place::NotHttps(vec![
                Script::new().write(ok_page("a")).close(),
            ]))
            .fails(
                Connection,
                "could not connect to {server} (it does not speak TLS) [1 attempt]",
            )
            .requests(0),
        row("TLS where plain HTTP is due")
            .place(Place::NotHttp)
            .fails(Connection, format!("{NO_HTTP} [3 attempts]"))
            .attempts(3)
            .requests(0),
    ]
}
