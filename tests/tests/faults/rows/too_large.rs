//! Responses with more bytes than the client takes.

use crate::answer::raw;
use crate::row;
use crate::row::Row;
use smithereens::ErrorKind::ResponseTooLarge;
use tests::server::Script;

/// A response with these headers and a body of 200 MB: what is said of it, between the server and the setting.
fn too_large(name: &str, headers: &str, described: &str) -> Row {
    let head = Script::new().request().write(raw(headers, ""));
    row(name)
        .server(head.repeat(vec![b' '; 1_000_000], 200))
        .fails(
            ResponseTooLarge,
            format!(
                "the response of {{server}} has {described} that `response_body_limit` allows [1 attempt]"
            ),
        )
        .status(200)
}

pub fn rows() -> Vec<Row> {
    vec![
        too_large(
            "a body of 200 MB, with its length",
            "Content-Length: 200000000\r\n",
            "200000000 bytes, more than the 67108864",
        ),
        too_large(
            "a body of 200 MB, without a length",
            "",
            "more bytes than the 67108864",
        ),
        too_large(
            "a length larger than all memory",
            "Content-Length: 9223372036854775807\r\n",
            "9223372036854775807 bytes, more than the 67108864",
        ),
    ]
}
