//! Errors of the service, and of what stands before it: their codes, and bodies of every kind.

use crate::answer::answer;
use crate::row;
use crate::row::Row;
use smithereens::ErrorKind::Service;
use tests::server::Script;

const JSON: &str = r#"{"Type": "User", "Message": "Function not found: f"}"#;
const NOT_FOUND: &str = "ResourceNotFoundException";

/// A 404 whose code is found: `x-amzn-errortype`, if any, the body, and what is shown after code and status.
fn found(name: &str, header: &str, body: &str, described: &str) -> Row {
    let header = match header {
        "" => String::new(),
        header => format!("x-amzn-errortype: {header}\r\n"),
    };
    row(name)
        .answers(answer("404 Not Found", &header, body))
        .fails(Service, format!("{NOT_FOUND} (404){described} [1 attempt]"))
        .code(NOT_FOUND, 404)
}

/// A response without a code, and what is shown after that. A status from 500 is tried three times.
fn plain(name: &str, status: u16, body: &str, described: &str) -> Row {
    let (attempts, tail) = if status < 500 {
        (1, "1 attempt")
    } else {
        (3, "3 attempts")
    };
    row(name)
        .answers(answer(&format!("{status} x"), "", body))
        .fails(
            Service,
            format!("HTTP status {status} without an error code{described} [{tail}]"),
        )
        .status(status)
        .attempts(attempts)
}

/// What is said of a body without a message.
fn shown(body: &str) -> String {
    format!(", with the body: {body}")
}

pub fn rows() -> Vec<Row> {
    let described = ": Function not found: f";
    let other = r#"{"__type": "Other", "code": "Another"}"#;
    let code = r#"{"code": "ResourceNotFoundException"}"#;
    let kind = r#"{"__type": "a#ResourceNotFoundException", "message": "no"}"#;
    let path = "ResourceNotFoundException:http://internal.amazon.com/coral/";
    let several = "ResourceNotFoundException\r\nx-amzn-errortype: Other";
    let xml = "<ErrorResponse><Error><Code>Throttling</Code></Error></ErrorResponse>";
    let html = "<html>\r\n<title>502 Bad Gateway</title>\r\n</html>";
    let html_told = shown("<html> <title>502 Bad Gateway</title> </html>");
    let obeyed = "\u{1b}[2J\u{7}\u{202e}\u{61c}x";
    let wrong = r#"{"Type": 7, "message": ["no"]}"#;
    let long = format!(r#"{{"Message": "{}"}}"#, "x".repeat(100_000));
    vec![
        found("a code in the header", NOT_FOUND, JSON, described),
        found("a code with a path behind it", path, JSON, described),
        found(
            "a code with a namespace before it",
            "a.b#ResourceNotFoundException",
            JSON,
            described,
        ),
        found(
            "a code with both, and white space",
            " a.b#ResourceNotFoundException:http://c/#d ",
            JSON,
            described,
        ),
        found(
            "several codes: the first header counts",
            several,
            JSON,
            described,
        ),
        found(
            "codes in header and body: the header counts",
            NOT_FOUND,
            other,
            &shown(other),
        ),
        found(
            "a code in the body alone, with a namespace",
            "",
            kind,
            ": no",
        ),
        found("an empty code in the header", " ", code, &shown(code)),
        found(
            "a code that is no text in the header",
            "\u{e9}",
            code,
            &shown(code),
        ),
        found(
            "a code in the header, and HTML",
            NOT_FOUND,
            html,
            &html_told,
        ),
        found(
            "a code in the header, and no body",
            NOT_FOUND,
            "",
            " and with an empty body",
        ),
        found(
            "a code in the header, and a body that has not its form",
            NOT_FOUND,
            wrong,
            &shown(wrong),
        ),
        row("a code in the header, and a body that is no UTF-8")
            .answers(answer(
                "404 x",
                "x-amzn-errortype: Gone\r\n",
                b"{\"message\": \"\xff\"}",
            ))
            .fails(
                Service,
                "Gone (404), with the body: {\"message\": \"\u{fffd}\"} [1 attempt]",
            )
            .code("Gone", 404),
        row("an id of the request")
            .answers(answer(
                "404 x",
                "x-amzn-errortype: Gone\r\nx-amzn-requestid: 4c62\r\n",
                JSON,
            ))
            .fails(
                Service,
                "Gone (404): Function not found: f [request 4c62, 1 attempt]",
            )
            .code("Gone", 404),
        plain(
            "400 with JSON and no code",
            400,
            r#"{"message": "no"}"#,
            ": no",
        ),
        plain("403 with XML", 403, xml, &shown(xml)),
        plain("404 with HTML", 404, html, &html_told),
        plain("400 with an empty body", 400, "", " and with an empty body"),
        plain(
            "500 with JSON and no code",
            500,
            r#"{"message": "no"}"#,
            ": no",
        ),
        plain("500 with JSON that is no object", 500, "[1]", &shown("[1]")),
        plain("500 with an empty body", 500, "", " and with an empty body"),
        plain("502 with HTML", 502, html, &html_told),
        plain("503 with XML", 503, xml, &shown(xml)),
        plain(
            "504 with what a terminal would obey",
            504,
            obeyed,
            &shown(r"\u{1b}[2J\u{7}\u{202e}\u{61c}x"),
        ),
        row("an error that quotes the request: the excerpt ends before its credentials")
            .server(Script::new().request().echo(403).again())
            .fails(
                Service,
                "HTTP status 403 without an error code, with the body: GET /2019*… [1 attempt]",
            )
            .status(403),
        row("500 with a code and a message of 100,000 characters")
            .answers(answer(
                "500 x",
                "x-amzn-errortype: ServiceException\r\n",
                long,
            ))
            .fails(
                Service,
                format!("ServiceException (500): {}… [3 attempts]", "x".repeat(600)),
            )
            .code("ServiceException", 500)
            .attempts(3),
    ]
}
