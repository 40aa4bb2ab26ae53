//! Responses of a service that speaks XML whose body is not what it should be.

use crate::answer::{answer, nested_elements};
use crate::row;
use crate::row::{Asked, Row};
use smithereens::ErrorKind::{Connection, Service};
use tests::server::Script;

/// A success with this body.
fn ok(body: impl AsRef<[u8]>) -> Vec<u8> {
    answer("200 OK", "Content-Type: application/xml\r\n", body)
}

/// A page with this in its zone.
fn zone(inside: &str) -> String {
    format!("<ListZonesResponse><Zones><Zone>{inside}</Zone></Zones></ListZonesResponse>")
}

fn of(name: &str) -> Row {
    row(format!("restXml: {name}")).asks(Asked::Zones)
}

/// A success with this body, which cannot be read.
fn unread(name: &str, body: impl AsRef<[u8]>, reason: &str) -> Row {
    of(name).answers(ok(body)).unread(reason)
}

/// A zone that has this in it, and what is told of the member.
fn wrong(inside: &str, member: &str, told: &str) -> Row {
    let place = format!("member `Zones[0]{member}`: {told} at line 1 column *");
    unread(inside, zone(inside), &place)
}

fn wrong_types() -> Vec<Row> {
    const ELEMENTS: &str = "invalid type: text, expected elements";
    const TEXT: &str = "invalid type: an element, expected text";
    let expected = |what: &str| format!("invalid text, expected {what}");
    let mut rows = vec![
        unread(
            "text in place of a page",
            "<ListZonesResponse>s3cr3t</ListZonesResponse>",
            &format!("the body: {ELEMENTS} at line 1 column *"),
        ),
        unread(
            "text in place of a list",
            "<ListZonesResponse><Zones>s3cr3t</Zones></ListZonesResponse>",
            &format!("member `Zones`: {ELEMENTS} at line 1 column *"),
        ),
        wrong("s3cr3t", "", ELEMENTS),
        wrong("<Name><a>s3cr3t</a></Name>", ".Name", TEXT),
        wrong("<Count>s3cr3t</Count>", ".Count", &expected("i32")),
        wrong("<Count>2147483648</Count>", ".Count", &expected("i32")),
        wrong("<Count>1.5</Count>", ".Count", &expected("i32")),
        wrong("<Count/>", ".Count", &expected("i32")),
        wrong("<Ratio>s3cr3t</Ratio>", ".Ratio", &expected("f64")),
        wrong("<Key>s3cr3t!</Key>", ".Key", &expected("base64")),
        wrong("<At>s3cr3t</At>", ".At", &expected("a timestamp *")),
        wrong("<At>1e300</At>", ".At", &expected("a timestamp *")),
        wrong(
            "<IsPrivate>s3cr3t</IsPrivate>",
            ".IsPrivate",
            &expected("`true` or `false`"),
        ),
        wrong("<Tags>s3cr3t</Tags>", ".Tags", ELEMENTS),
        wrong("<Tags><entry>s3cr3t</entry></Tags>", ".Tags[0]", ELEMENTS),
        wrong(
            "<Tags><entry><value>1</value></entry></Tags>",
            ".Tags[0]",
            "an entry without its key, the element `key`",
        ),
        wrong(
            "<Tags><entry><key>s3cr3t</key><value>x</value></entry></Tags>",
            ".Tags[0].value",
            &expected("i32"),
        ),
        wrong("<Alias>s3cr3t</Alias>", ".Alias[0]", ELEMENTS),
        wrong(
            "<Alias/><Alias><Count>x</Count></Alias>",
            ".Alias[1].Count",
            &expected("i32"),
        ),
        wrong("<Target>s3cr3t</Target>", ".Target", ELEMENTS),
        wrong("<Target/>", ".Target", "a union with no member set"),
        wrong(
            "<Target><Zone/><Zone/></Target>",
            ".Target.Zone",
            "a union with more than one member set",
        ),
        wrong("<Alias Id='s3cr3t'/>", ".Alias[0].Id", &expected("i64")),
    ];
    for text in ["Count", "At", "IsPrivate", "Ratio", "Key"] {
        let inside = format!("<{text}><a>s3cr3t</a></{text}>");
        rows.push(wrong(&inside, &format!(".{text}"), TEXT));
    }
    rows
}

fn bodies() -> Vec<Row> {
    let entity = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><ListZonesResponse><Next>&x;</Next></ListZonesResponse>";
    let billion = "<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;'>]><ListZonesResponse>&b;</ListZonesResponse>";
    let too_deep = "*: no XML: its elements stand too deep in each other at line 1 column *";
    let document_type =
        "the body: no XML: it declares a document type, as no service does at line 1 column *";
    let cut = |end: &str| {
        let page = zone("<Name>s3cr3t</Name>");
        let (before, _) = page.split_once(end).unwrap();
        format!("{before}{end}")
    };
    let truncated = "the body: no XML: it ends before its elements do at line 1 column *";
    vec![
        of("a page").answers(ok(zone("<Name>a</Name>"))).gives("a"),
        of("an empty body: the call took effect, and there is nothing to say of it")
            .answers(ok(""))
            .gives(""),
        of("no content").answers(answer("204 No Content", "", "")).gives(""),
        of("a byte order mark, and no declaration")
            .answers(ok(format!("\u{feff}{}", zone("<Name>a</Name>"))))
            .gives("a"),
        of("a body of another content type")
            .answers(answer("200 OK", "Content-Type: text/html\r\n", zone("<Name>a</Name>")))
            .gives("a"),
        unread("white space", " \n ", "the body: no XML: it has no element at line 2 column 2"),
        unread("JSON where XML is due", r#"{"s3cr3t": 1}"#, "the body: no XML: it does not begin with an element at line 1 column *"),
        unread("HTML where XML is due", "<html><p>s3cr3t<br></html>", "the body: the root element is `html`, expected `ListZonesResponse` at line 1 column *"),
        unread("HTML with a document type", "<!DOCTYPE html><html></html>", document_type),
        unread("an entity from a file", entity, document_type),
        unread("entities of entities", billion, document_type),
        unread("an entity that no one has defined", zone("<Name>&s3cr3t;</Name>"), "the body: no XML: an entity is not defined at line 1 column *"),
        unread("an ampersand alone", zone("<Name>s3 & cr3t</Name>"), "the body: no XML: an ampersand begins no reference at line 1 column *"),
        unread("a reference to no character", zone("<Name>&#xD800;</Name>"), "the body: no XML: a reference names no character at line 1 column *"),
        unread("end tags in another order", "<ListZonesResponse><s3cr3t></ListZonesResponse></s3cr3t>", "the body: no XML: an end tag has another name than its start tag at line 1 column *"),
        unread("an end tag without a start tag", "</s3cr3t>", "the body: no XML: an end tag has another name than its start tag at line 1 column 1"),
        unread("more after the end", "<ListZonesResponse/><s3cr3t/>", "the body: no XML: something follows its root element at line 1 column *"),
        unread("a NUL", zone("<Name>\0</Name>"), "the body: no XML: it has a NUL in it at line 1 column *"),
        unread("bytes that are no UTF-8", b"<ListZonesResponse>\xff", "the body: no XML in UTF-8: invalid utf-8 sequence of 1 bytes from index 19"),
        unread("a text that says to have another encoding, and has", b"<?xml version='1.0' encoding='ISO-8859-1'?><ListZonesResponse><Next>\xe9</Next></ListZonesResponse>", "the body: no XML in UTF-8: *"),
        unread("cut off in a start tag", cut("<Zo"), truncated),
        unread("cut off in a text", cut("s3cr3t"), truncated),
        unread("cut off in an end tag", cut("</Na"), truncated),
        unread("cut off before the last end tag", cut("</Zones>"), truncated),
        unread("cut off in a comment", "<ListZonesResponse><!-- s3cr3t", truncated),
        of("a body without a length, cut short: no one can tell but by its form")
            .server(Script::new().request().write(format!("HTTP/1.1 200 OK\r\n\r\n{}", cut("s3cr3t"))).close())
            .unread(truncated),
        of("a body that is shorter than it was to be")
            .server(Script::new().request().write(format!("HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n{}", zone(""))).close())
            .fails(Connection, "the response of {server} was cut short [3 attempts]")
            .status(200)
            .attempts(3),
        unread("100,000 elements within each other, as a member", zone(&nested_elements("Alias", 100_000)), too_deep),
        unread("100,000 elements within each other, where the model has no member", zone(&nested_elements("New", 100_000)), too_deep),
        unread("100,000 elements within each other, as an unknown member of a union", zone(&format!("<Target>{}</Target>", nested_elements("New", 100_000))), too_deep),
        unread("100,000 start tags without an end", "<ListZonesResponse>".repeat(100_000), too_deep),
        of("100,000 attributes").answers(ok(zone(&format!("<New {}/><Name>a</Name>", "a='b' ".repeat(100_000))))).gives("a"),
        of("a name of a megabyte")
            .answers(ok(format!("<{}/>", "s3cr3t".repeat(170_000))))
            .unread("the body: the root element is `s3cr3t*` at line 1 column *"),
        of("members that the model does not know, and noise")
            .answers(ok(zone("<X><Name>x</Name></X>text<!-- c --><Name y='z'>a<!-- c --><![CDATA[b]]>&#99;</Name><?pi?>")))
            .gives("abc"),
    ]
}

fn errors() -> Vec<Row> {
    let wrapped = "<ErrorResponse><Error><Type>Sender</Type><Code>NoSuchZone</Code><Message>no &lt;zone&gt;</Message></Error><RequestId>id-1</RequestId></ErrorResponse>";
    let bare = "<Error><Code>NoSuchZone</Code><Message>no &lt;zone&gt;</Message><RequestId>id-1</RequestId></Error>";
    let ec2 = "<Response><Errors><Error><Code>NoSuchZone</Code><Message>no &lt;zone&gt;</Message></Error></Errors><RequestID>id-1</RequestID></Response>";
    let mut rows: Vec<_> = [
        ("wrapped", wrapped),
        ("bare", bare),
        ("as ec2Query has it", ec2),
    ]
    .into_iter()
    .map(|(name, body)| {
        of(&format!(
            "an error, {name}, whose request id is in the body"
        ))
        .answers(answer("404 x", "", body))
        .fails(
            Service,
            "NoSuchZone (404): no <zone> [request id-1, 1 attempt]",
        )
        .code("NoSuchZone", 404)
    })
    .collect();
    rows.extend([
        of("an error whose request id is in a header as well")
            .answers(answer("404 x", "x-amzn-requestid: id-2\r\n", wrapped))
            .fails(Service, "NoSuchZone (404): no <zone> [request id-2, 1 attempt]")
            .code("NoSuchZone", 404),
        of("an error that throttles")
            .answers(answer("400 x", "", "<ErrorResponse><Error><Code>Throttling</Code></Error></ErrorResponse>"))
            .fails(Service, "Throttling (400)* [3 attempts]")
            .code("Throttling", 400)
            .attempts(3)
            .connections(1),
        of("an error of HTML")
            .answers(answer("404 x", "", "<!DOCTYPE html><html>\r\n<h1>Not Found</h1></html>"))
            .fails(Service, "HTTP status 404 without an error code, with the body: <!DOCTYPE html><html> <h1>Not Found</h1></html> [1 attempt]")
            .status(404),
        of("an error that is cut off")
            .answers(answer("404 x", "", "<ErrorResponse><Error><Code>NoSuchZone</Code>"))
            .fails(Service, "HTTP status 404 without an error code, with the body: <ErrorResponse><Error><Code>NoSuchZone</Code> [1 attempt]")
            .status(404),
        of("an error that has a control character in its message")
            .answers(answer("404 x", "", "<Error><Code>NoSuchZone</Code><Message>&#x1b;[31m</Message></Error>"))
            .fails(Service, r"NoSuchZone (404): \u{1b}[31m [1 attempt]")
            .code("NoSuchZone", 404),
        of("100,000 elements within each other, as an error")
            .answers(answer("404 x", "", nested_elements("Error", 100_000)))
            .fails(Service, "HTTP status 404 without an error code, with the body: * [1 attempt]")
            .status(404),
        of("an error without a body")
            .answers(answer("404 x", "", ""))
            .fails(Service, "HTTP status 404 without an error code and with an empty body [1 attempt]")
            .status(404),
    ]);
    rows
}

pub fn rows() -> Vec<Row> {
    let rows = [wrong_types(), bodies(), errors()];
    rows.into_iter().flatten().collect()
}
