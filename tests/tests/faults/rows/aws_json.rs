//! Responses to a call in awsJson: bodies that are not what they should be, and the many places of an error's code.

use crate::answer::{answer, cut, nested_lists};
use crate::row;
use crate::row::{Asked, Row};
use smithereens::ErrorKind::{Connection, Service};
use tests::server::Script;

const JSON: &str = "Content-Type: application/x-amz-json-1.0\r\n";
const GOOD: &str = r#"{"Items": [{"Name": "a"}, {}]}"#;

/// A call in awsJson.
fn asked(name: impl Into<String>) -> Row {
    row(name).asks(Asked::Items)
}

/// A success with this body.
fn ok(body: impl AsRef<[u8]>) -> Vec<u8> {
    answer("200 OK", JSON, body)
}

/// A success with this body, which cannot be read.
fn unread(name: impl Into<String>, body: impl AsRef<[u8]>, reason: &str) -> Row {
    asked(name).answers(ok(body)).unread(reason)
}

/// A member of an item with a value of the wrong type, at `place` below it.
fn wrong(member: &str, value: &str, place: &str) -> Row {
    unread(
        format!("awsJson: {member} is {value}"),
        format!(r#"{{"Items": [{{"{member}": {value}}}]}}"#),
        &format!("member `Items[0].{place}`: *"),
    )
}

/// An error response of 400 with these headers, each of which ends its line, whose code is found.
fn error(headers: &str, body: &str, code: &'static str, told: &str) -> Row {
    asked(format!("awsJson, an error: {headers} {body}"))
        .answers(answer("400 x", &format!("{JSON}{headers}"), body))
        .fails(Service, format!("{code} (400){told} [1 attempt]"))
        .code(code, 400)
}

pub fn rows() -> Vec<Row> {
    let inner = r#"{"Inner": "#.repeat(100_000);
    let old = "x-amzn-query-error: Items.None;Sender\r\n";
    let none = r#"{"__type": "com.example.items#NoSuchItem", "message": "none", "Limit": 3}"#;
    let mut rows = vec![
        asked("awsJson: a good response")
            .answers(ok(GOOD))
            .gives("a,none"),
        asked("awsJson: an empty body").answers(ok("")).gives(""),
        asked("awsJson: null for every member, and members that the model does not know")
            .answers(ok(
                r#"{"Items": [{"Name": null, "Number": null, "Tags": null, "New": [{"x": 1e999}]}], "__type": "x"}"#,
            ))
            .gives("none"),
        asked("awsJson: a body of another content type")
            .answers(answer("200 OK", "Content-Type: text/html\r\n", GOOD))
            .gives("a,none"),
        asked("awsJson: a thousand items")
            .answers(ok(format!(
                r#"{{"Items": [{}]}}"#,
                [r#"{"Name": "a"}"#; 1_000].join(",")
            )))
            .gives(&["a"; 1_000].join(",")),
        unread("awsJson: white space", " ", "the body: no JSON: *"),
        unread(
            "awsJson: HTML where JSON is due",
            "<html>s3cr3t</html>",
            "the body: no JSON: expected value at line 1 column 1",
        ),
        unread("awsJson: a list", "[]", "the body: *"),
        unread(
            "awsJson: 100,000 lists within each other",
            nested_lists(100_000),
            "the body: *",
        ),
        asked("awsJson: 100,000 lists where the model has no member")
            .answers(ok(format!(r#"{{"New": {}}}"#, nested_lists(100_000))))
            .gives(""),
        unread(
            "awsJson: 100,000 items within each other",
            format!(r#"{{"Items": [{inner}"#),
            "the body: no JSON: *",
        ),
        unread(
            "awsJson: bytes that are no UTF-8",
            [br#"{"Items": [{"Name": ""#, &b"\xff\xfe\"}]}"[..]].concat(),
            "the body: no JSON: invalid utf-8 *",
        ),
        unread(
            "awsJson: a NUL in a text",
            "{\"Items\": [{\"Name\": \"\0\"}]}",
            "the body: no JSON: *",
        ),
        asked("awsJson: a response that ends before the length that it gave")
            .server(
                Script::new()
                    .request()
                    .write(cut(ok(GOOD), 100))
                    .close(),
            )
            .fails(Connection, "the response of {server} was cut short [3 attempts]")
            .status(200)
            .attempts(3),
        error("", none, "NoSuchItem", ": none"),
        error(
            "",
            r#"{"__type": "NoSuchItem:http://internal.example/coral/", "Message": "none"}"#,
            "NoSuchItem",
            ": none",
        ),
        error("", r#"{"__type": "a.b#NoSuchItem:http://c/#d"}"#, "NoSuchItem", "*"),
        error("", r#"{"code": "NoSuchItem"}"#, "NoSuchItem", "*"),
        error(
            "",
            r#"{"__type": "NoSuchItem", "message": "none\u001b[1m", "Limit": "s3cr3t"}"#,
            "NoSuchItem",
            r": none\u{1b}[1m",
        ),
        error("x-amzn-errortype: Other\r\n", none, "Other", ": none"),
        error(old, none, "Items.None", ": none"),
        error("x-amzn-query-error: \r\n", none, "NoSuchItem", ": none"),
        error("x-amzn-query-error: ;Sender\r\n", none, "NoSuchItem", ": none"),
        asked("awsJson: an error that is a page of HTML")
            .answers(answer("502 Bad Gateway", "", "<html>\r\n<h1>Bad Gateway</h1>"))
            .fails(
                Service,
                "HTTP status 502 without an error code, with the body: <html> <h1>Bad Gateway</h1> [3 attempts]",
            )
            .status(502)
            .attempts(3),
    ];
    for end in [1, 9, 11, 20, 28, GOOD.len() - 1] {
        rows.push(unread(
            format!("awsJson: a document of which {end} bytes came"),
            &GOOD[..end],
            "the body: no JSON: *",
        ));
    }
    let text = r#""s3cr3t""#;
    for (member, values) in [
        ("Name", ["7", "{}", "[]", "true"]),
        ("Number", [text, "{}", "2147483648", "1.5"]),
        ("Ratio", [text, "{}", "[]", "true"]),
        ("Flag", [text, "{}", "1", "[]"]),
        ("Data", ["7", "{}", "[1]", r#""s3cr3t!""#]),
        ("At", [text, "{}", "1e300", "true"]),
        ("Tags", [text, "7", "[]", "true"]),
        ("Inner", [text, "7", "[]", "true"]),
    ] {
        rows.extend(values.map(|value| wrong(member, value, member)));
    }
    rows.push(wrong(
        "Inner",
        r#"{"Inner": {"Number": "s3cr3t"}}"#,
        "Inner.Inner.Number",
    ));
    rows.push(wrong("Tags", r#"{"k": 7}"#, "Tags.k"));
    rows
}
