//! Responses to a call in awsQuery, which are XML: bodies that are none, that end too soon, that hold what they should not.

use crate::answer::{answer, cut, nested_elements};
use crate::row;
use crate::row::{Asked, Row};
use smithereens::ErrorKind::{Connection, Service};

const XML: &str = "Content-Type: text/xml\r\n";

/// A call in awsQuery.
fn asked(name: impl Into<String>) -> Row {
    row(name).asks(Asked::Things)
}

/// A success with this body.
fn ok(body: impl AsRef<[u8]>) -> Vec<u8> {
    answer("200 OK", XML, body)
}

/// The body of an output with this in it.
fn output(members: &str) -> String {
    format!(
        "<ListThingsResponse xmlns=\"https://example.com/\"><ListThingsResult>{members}</ListThingsResult>\
         <ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></ListThingsResponse>"
    )
}

/// The body of an output with one thing, which has this in it.
fn thing(members: &str) -> String {
    output(&format!("<Things><member>{members}</member></Things>"))
}

/// A success with this body, which cannot be read.
fn unread(name: &str, body: impl AsRef<[u8]>, reason: &str) -> Row {
    asked(name).answers(ok(body)).unread(reason)
}

/// A member of a thing with a value of the wrong type, at `place` below it.
fn wrong(member: &str, value: &str, place: &str, expected: &str) -> Row {
    unread(
        &format!("{member} is {value}"),
        thing(&format!("<{member}>{value}</{member}>")),
        &format!("member `Things[0].{place}`: {expected} at line 1 column *"),
    )
}

/// An error response of this status.
fn error(status: &str, body: &str) -> Row {
    asked(format!("an error: {status} {body}")).answers(answer(status, XML, body))
}

pub fn rows() -> Vec<Row> {
    let good = output("<Things><member><Name>a</Name></member><member/></Things>");
    let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>";
    let mut rows = vec![
        asked("a good response").answers(ok(&good)).gives("a,none"),
        asked("a byte order mark, a declaration, comments and white space")
            .answers(ok(format!(
                "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<!-- a -->\n{}\n",
                good.replace('>', ">\n<!-- b -->")
                    .replace("\n<!-- b -->a", "<![CDATA[a]]>")
            )))
            .gives("a,none"),
        asked("an empty body: the call took effect, and there is nothing to say of it")
            .answers(ok(""))
            .gives(""),
        asked("no result in the response").answers(ok("<ListThingsResponse/>")).gives(""),
        asked("members that the model does not know, of any depth")
            .answers(ok(thing(&format!("<Name>a</Name><New x=\"1\">{}</New>", nested_elements("x", 100)))))
            .gives("a"),
        asked("a body of another content type")
            .answers(answer("200 OK", "Content-Type: application/json\r\n", &good))
            .gives("a,none"),
        asked("a thousand things").answers(ok(output(&format!(
            "<Things>{}</Things>", "<member><Name>a</Name></member>".repeat(1_000)
        )))).gives(&["a"; 1_000].join(",")),
        unread("white space", " \n ", "the body: no XML: *"),
        unread("JSON where XML is due", r#"{"Things": []}"#, "the body: no XML: *"),
        unread(
            "HTML where XML is due",
            "<html><body>s3cr3t</body></html>",
            "the body: the root element is `html`, expected `ListThingsResponse` at line 1 column 7",
        ),
        unread("HTML that is no XML", "<!DOCTYPE html><html><br></html>", "the body: no XML: *"),
        unread("the response of another operation", "<ListUsersResponse/>",
            "the body: the root element is `ListUsersResponse`, expected `ListThingsResponse` at *"),
        unread("a document type with entities", format!("{bomb}{}", thing("<Name>&b;</Name>")), "the body: no XML: *"),
        unread("an entity that is not defined", thing("<Name>&s3cr3t;</Name>"), "*: no XML: *"),
        unread("an ampersand that begins nothing", thing("<Name>a & b</Name>"), "*: no XML: *"),
        unread("two roots", format!("{good}{good}"), "the body: no XML: *"),
        unread("an end tag of another name", good.replacen("</member>", "</Member>", 1), "*no XML: *"),
        unread("100,000 elements within each other", nested_elements("x", 100_000), "the body: *"),
        unread("100,000 elements within each other, as a member", thing(&nested_elements("Inner", 100_000)), "*"),
        unread("100,000 elements within each other, where the model has none", thing(&nested_elements("x", 100_000)), "*"),
        unread("bytes that are no UTF-8", [thing("<Name>").as_bytes(), b"\xff\xfe"].concat(), "the body: no XML in UTF-8: *"),
        unread("a NUL", thing("<Name>\0</Name>"), "the body: no XML: *"),
        asked("a response that ends before the length that it gave")
            .server(
                tests::server::Script::new()
                    .request()
                    .write(cut(ok(&good), 150))
                    .close(),
            )
            .fails(Connection, "the response of {server} was cut short [3 attempts]")
            .status(200)
            .attempts(3),
        asked("a page of HTML of something on the way")
            .answers(answer("502 Bad Gateway", "Content-Type: text/html\r\n", "<html>\r\n<h1>Bad Gateway</h1>"))
            .fails(Service, "HTTP status 502 without an error code, with the body: <html> <h1>Bad Gateway</h1> [3 attempts]")
            .status(502)
            .attempts(3),
        error("400 Bad Request", "<ErrorResponse><Error><Type>Sender</Type><Code>Things.None</Code><Message>none\u{1b}[1m</Message><Limit>3</Limit></Error><RequestId>r-1</RequestId></ErrorResponse>")
            .fails(Service, r"Things.None (400): none\u{1b}[1m [request r-1, 1 attempt]")
            .code("Things.None", 400),
        error("400 Bad Request", "<ErrorResponse><Error><Code>Things.None</Code><Limit>s3cr3t</Limit></Error></ErrorResponse>")
            .fails(Service, "Things.None (400), with the body: * [1 attempt]")
            .code("Things.None", 400),
        error("404 Not Found", "<Response><Errors><Error><Code>Other</Code><Message>m</Message></Error></Errors><RequestID>r</RequestID></Response>")
            .fails(Service, "Other (404): m [request r, 1 attempt]")
            .code("Other", 404),
        error("400 Bad Request", "<ErrorResponse><Error><Code>Throttling</Code><Message>m</Message></Error></ErrorResponse>")
            .fails(Service, "Throttling (400): m [3 attempts]")
            .code("Throttling", 400)
            .attempts(3)
            .connections(1),
        error("503 Service Unavailable", "")
            .fails(Service, "HTTP status 503 without an error code and with an empty body [3 attempts]")
            .status(503)
            .attempts(3),
        error("400 Bad Request", "<ErrorResponse><Error><Code>Things.No")
            .fails(Service, "HTTP status 400 without an error code, with the body: <ErrorResponse><Error><Code>Things.No [1 attempt]")
            .status(400),
    ];
    for end in [1, 19, 60, 80, 100, 117] {
        rows.push(unread(
            &format!("a document of which {end} bytes came"),
            &good[..end],
            "*no XML: *",
        ));
    }
    let number = |expected: &str| format!("invalid text, expected {expected}");
    let element = "invalid type: an element, expected text";
    for (member, value, expected) in [
        ("Number", "s3cr3t", number("i32")),
        ("Number", "", number("i32")),
        ("Number", "2147483648", number("i32")),
        ("Number", "1.5", number("i32")),
        ("Ratio", "s3cr3t", number("*")),
        ("Whole", "1.5", number("*")),
        ("Flag", "s3cr3t", number("*")),
        ("Data", "s3cr3t!", number("*")),
        ("At", "s3cr3t", number("*")),
        ("Name", "<s3cr3t/>", element.to_owned()),
        ("Number", "<s3cr3t/>", element.to_owned()),
        ("At", "<s3cr3t/>", element.to_owned()),
        ("Flat", "<s3cr3t/>", element.to_owned()),
    ] {
        let place = if member == "Flat" { "Flat[0]" } else { member };
        rows.push(wrong(member, value, place, &expected));
    }
    rows.extend([
        wrong(
            "Inner",
            "<Number>s3cr3t</Number>",
            "Inner.Number",
            &number("i32"),
        ),
        wrong("Choice", "", "Choice", "a union with no member set"),
        wrong("Choice", "<Text>a</Text><Number>1</Number>", "Choice*", "*"),
        wrong(
            "Choice",
            "<Number>s3cr3t</Number>",
            "Choice.Number",
            &number("i32"),
        ),
        wrong(
            "Tags",
            "<entry><key>a</key><value><s3cr3t/></value></entry>",
            "Tags*",
            element,
        ),
    ]);
    rows
}
