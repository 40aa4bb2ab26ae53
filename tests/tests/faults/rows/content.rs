//! Successful responses whose body is not what it should be.

use crate::answer::{answer, nested_lists, ok, page};
use crate::row;
use crate::row::Row;
use smithereens::ErrorKind::Decode;

/// A success with this body, which cannot be read.
fn unread(name: &str, body: impl AsRef<[u8]>, reason: &str) -> Row {
    row(name).answers(ok(body)).unread(reason)
}

/// Text in the form of gzip, stored and not compressed.
fn gzip(text: &str) -> Vec<u8> {
    let length = u16::try_from(text.len()).unwrap();
    let head = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, 1];
    let (length, complement) = (length.to_le_bytes(), (!length).to_le_bytes());
    // No one gets as far as the checksum.
    [&head[..], &length, &complement, text.as_bytes(), &[0; 8]].concat()
}

pub fn rows() -> Vec<Row> {
    let zipped = answer("200 OK", "Content-Encoding: gzip\r\n", gzip(&page("a")));
    vec![
        row("an empty body: the call took effect, and there is nothing to say of it").answers(ok("")).gives(""),
        row("no content").answers(answer("204 No Content", "", "")).gives(""),
        unread("white space", " \n ", "the body: no JSON: EOF while parsing a value at line 2 column 1"),
        unread("HTML where JSON is due", "<html>", "the body: no JSON: expected value at line 1 column 1"),
        unread("null", "null", "the body: invalid type: null, expected *"),
        unread("more after the end", "{} {}", "the body: no JSON: trailing characters at line 1 column 4"),
        row("a byte order mark").answers(ok(format!("\u{feff}{}", page("a")))).gives("a"),
        unread("two byte order marks", "\u{feff}\u{feff}{}", "the body: no JSON: expected value at line 1 column 1"),
        row("a body of another content type")
            .answers(answer("200 OK", "Content-Type: text/html\r\n", page("a")))
            .gives("a"),
        row("gzip when no one asked for it")
            .answers(zipped)
            .fails(
                Decode,
                "the response (status 200, in gzip, which was not asked for) does not match the model: the body: \
                 no JSON: invalid utf-8 sequence of 1 bytes from index 1 [1 attempt]",
            )
            .status(200),
        row("an error in gzip when no one asked for it")
            .answers(answer("400 x", "Content-Encoding: gzip\r\n", gzip("{}")))
            .fails(
                smithereens::ErrorKind::Service,
                "HTTP status 400 without an error code, with a body in gzip, which was not asked for [1 attempt]",
            )
            .status(400),
        unread(
            "100,000 lists within each other",
            nested_lists(100_000),
            "*",
        ),
        unread(
            "100,000 lists within each other, as a member",
            format!(r#"{{"FunctionEventInvokeConfigs": {}}}"#, nested_lists(100_000)),
            "*",
        ),
        row("100,000 lists within each other, where the model has no member")
            .answers(ok(format!(r#"{{"New": {}, "FunctionEventInvokeConfigs": []}}"#, nested_lists(100_000))))
            .gives(""),
        row("100,000 objects within each other, as an error")
            .answers(answer("400 x", "x-amzn-errortype: InvalidParameterValueException\r\n", r#"{"a":"#.repeat(100_000)))
            .fails(smithereens::ErrorKind::Service, "InvalidParameterValueException (400), with the body: *… [1 attempt]")
            .code("InvalidParameterValueException", 400),
        row("null for the list").answers(ok(r#"{"FunctionEventInvokeConfigs": null, "NextMarker": null}"#)).gives(""),
        row("null for every member, and in the list")
            .answers(ok(
                r#"{"FunctionEventInvokeConfigs": [null, {"LastModified": null, "FunctionArn": null,
                "MaximumRetryAttempts": null, "MaximumEventAgeInSeconds": null, "DestinationConfig": null},
                {"FunctionArn": "a", "DestinationConfig": {"OnSuccess": null, "OnFailure": {"Destination": null}}}]}"#,
            ))
            .gives("none,a"),
        row("no member at all").answers(ok("{}")).gives(""),
        row("members that the model does not know")
            .answers(ok(r#"{"X": [{"y": 1e999}], "FunctionEventInvokeConfigs": [{"FunctionArn": "a", "Z": {}}]}"#))
            .gives("a"),
        row("a member that comes twice, of which the last counts")
            .answers(ok(r#"{"FunctionEventInvokeConfigs": [{"FunctionArn": "a", "FunctionArn": "b"}]}"#))
            .gives("b"),
        row("a member that comes twice, unknown to the model").answers(ok(r#"{"X": 1, "X": 2}"#)).gives(""),
        unread(
            "bytes that are no UTF-8",
            b"{\"NextMarker\": \"\xff\xfe\"}",
            "the body: no JSON: invalid utf-8 sequence of 1 bytes from index 16",
        ),
        row("half of a surrogate pair, in a member and in its name")
            .answers(ok(
                r#"{"FunctionEventInvokeConfigs": [{"FunctionArn": "a\ud800b"}, {"\udfff": "\udfff", "FunctionArn": "\ud83d\ude00"}]}"#,
            ))
            .gives("a\u{fffd}b,\u{1f600}"),
        unread(
            "a NUL that is not escaped",
            "{\"NextMarker\": \"\0\"}",
            "the body: no JSON: control character (\\u0000-\\u001F) found while parsing a string at line 1 column *",
        ),
        unread(
            "a number past all numbers",
            r#"{"FunctionEventInvokeConfigs": [{"LastModified": 1e999}]}"#,
            "the body: no JSON: number out of range at line 1 column *",
        ),
    ]
}
