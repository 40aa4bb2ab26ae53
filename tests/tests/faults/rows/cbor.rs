//! Responses of rpcv2Cbor that are not what they should be.

use crate::answer::answer;
use crate::row;
use crate::row::{Asked, Row};
use smithereens::ErrorKind::Service;
use smithereens_types::Document;
use smithereens_types::cbor::encode;

/// A row of an operation that speaks rpcv2Cbor.
fn cbor(name: impl Into<String>) -> Row {
    row(name).asks(Asked::CborThings)
}

/// What every response has.
const HEADERS: &str = "Smithy-Protocol: rpc-v2-cbor\r\nContent-Type: application/cbor\r\n";

/// A success with this body.
fn ok(body: impl AsRef<[u8]>) -> Vec<u8> {
    answer("200 OK", HEADERS, body)
}

/// A success with this body, which cannot be read.
fn unread(name: impl Into<String>, body: impl AsRef<[u8]>, reason: &str) -> Row {
    cbor(name).answers(ok(body)).unread(reason)
}

/// A page of one thing with this name.
fn page(name: &str) -> Vec<u8> {
    thing("name", &encode(name))
}

/// A page of one thing with this member.
fn thing(member: &str, value: &[u8]) -> Vec<u8> {
    let name = encode(member);
    [b"\xa1\x66things\x81\xa1", name.as_slice(), value].concat()
}

/// An error response with this body.
fn error(status: &str, body: &[u8]) -> Vec<u8> {
    answer(status, HEADERS, body)
}

/// What an error says.
fn said(members: &[(&str, &str)]) -> Vec<u8> {
    let members = members.iter();
    let said: Document = members.map(|(name, text)| (*name, *text)).collect();
    encode(&said)
}

pub fn rows() -> Vec<Row> {
    let parts = [bodies(), wrong_types(), headers(), errors()];
    parts.into_iter().flatten().collect()
}

/// What has the header and is no good value.
fn bodies() -> Vec<Row> {
    const LIES: &str = "it ends in the middle of a value";
    let many = |head: &[u8], count| [b"\xa1\x61x".as_slice(), &head.repeat(count)].concat();
    vec![
        cbor("a good page").answers(ok(page("a"))).gives("a"),
        cbor("an empty body: the call took effect, and there is nothing to say of it")
            .answers(ok(""))
            .gives(""),
        cbor("an empty map without a length").answers(ok(b"\xbf\xff")).gives(""),
        unread("HTML where CBOR is due", "<html>", "the body: expected a map, found a byte that begins no value at byte 0"),
        unread("JSON where CBOR is due", r#"{"things": []}"#, "the body: expected a map, found a text string at byte 0"),
        unread("null", b"\xf6", "the body: expected a map, found null at byte 0"),
        unread("a list", b"\x80", "the body: expected a map, found a list at byte 0"),
        unread("more after the end", b"\xa0\xa0", "the body: something follows the value at byte 1"),
        unread("a value cut off", &page("abc")[..18], &format!("member `things[0].name`: {LIES} at byte 15")),
        unread("a map without its end", b"\xbf\x66things\x80", &format!("the body: {LIES} at byte 9")),
        unread("a text that is no UTF-8", thing("name", b"\x62\xff\xfe"), "member `things[0].name`: a text that is no UTF-8 at byte 15"),
        unread("a member's name that is no UTF-8", b"\xa1\x61\xff\x00", "the body: a text that is no UTF-8 at byte 1"),
        unread("a member's name that is a number", b"\xa1\x01\x00", "the body: expected a text string, found an integer at byte 1"),
        unread("a list of 2^60 things", b"\xa1\x66things\x9b\x10\0\0\0\0\0\0\0", &format!("member `things[0]`: {LIES} at byte 17")),
        unread("a map of 2^63 members", b"\xbb\x80\0\0\0\0\0\0\0", &format!("the body: {LIES} at byte 9")),
        unread("a text of 2^64 bytes", thing("name", b"\x7b\xff\xff\xff\xff\xff\xff\xff\xff"), &format!("member `things[0].name`: {LIES} at byte 15")),
        unread("a thousand lists in each other", many(b"\x81", 1_000), "member `x`: it is nested too deeply at byte 130"),
        unread("a million maps in each other", many(b"\xa1\x61x", 1_000_000), "member `x`: it is nested too deeply at byte *"),
        unread("things in things without end", b"\xa1\x66things\x81".iter().chain(b"\xa1\x65inner".repeat(1_000).iter()).copied().collect::<Vec<_>>(), "member `things[0].inner.*…: it is nested too deeply at byte *"),
        cbor("a member that nobody knows, with all there is in it")
            .answers(ok(b"\xa2\x61x\x9f\xbf\x01\xf7\xff\x5f\x41a\xff\xc6\xf9\x7c\x00\xff\x66things\x81\xa1\x64name\x61a"))
            .gives("a"),
    ]
}

/// Values of the wrong type, in every member of a thing.
fn wrong_types() -> Vec<Row> {
    let text = encode("s3cr3t");
    let values: [(&[u8], &str); 6] = [
        (&text, "a text string"),
        (b"\x07", "an integer"),
        (b"\xf5", "a boolean"),
        (b"\x80", "a list"),
        (b"\xa0", "a map"),
        (b"\x46s3cr3t", "a byte string"),
    ];
    let members = [
        ("name", "a text string"),
        ("flag", "a boolean"),
        ("byte", "an integer"),
        ("long", "an integer"),
        ("float", "a number"),
        ("double", "a number"),
        ("bigInteger", "an integer"),
        ("bigDecimal", "a number"),
        ("blob", "a byte string"),
        ("time", "a timestamp (seconds since 1970)"),
        ("color", "a text string"),
        ("size", "an integer"),
        ("list", "a list"),
        ("map", "a map"),
        ("choice", "a map"),
        ("inner", "a map"),
    ];
    let is_right = |expected: &str, found: &str| {
        let takes_numbers = matches!(expected, "a number" | "a timestamp (seconds since 1970)");
        expected == found || takes_numbers && found == "an integer"
    };
    let mut rows = Vec::new();
    for (member, expected) in members {
        for (value, found) in values {
            if is_right(expected, found) {
                continue;
            }
            let told = match (member, found) {
                // Services are known to mix the formats of times.
                ("time", "a text string") => format!("no timestamp: expected {expected}"),
                _ => format!("expected {expected}, found {found}"),
            };
            rows.push(unread(
                format!("{member} is {found}"),
                thing(member, value),
                &format!("member `things[0].{member}`: {told} at byte *"),
            ));
        }
    }
    let past = "a number past the range of the member's type at byte *";
    for (member, value, told) in [
        ("byte", &b"\x18\x80"[..], past),
        (
            "byte",
            b"\xf9\x7c\x00",
            "a number that is not finite at byte *",
        ),
        ("long", b"\x1b\x80\0\0\0\0\0\0\0", past),
        (
            "long",
            b"\xf9\x3e\x00",
            "expected an integer, found a fraction at byte *",
        ),
        ("float", b"\xfb\x7f\xef\xff\xff\xff\xff\xff\xff", past),
        ("size", b"\x1b\0\0\0\x01\0\0\0\0", past),
        (
            "time",
            b"\xc1\x1b\x7f\xff\xff\xff\xff\xff\xff\xff",
            "a timestamp past the year 9999 at byte *",
        ),
        ("choice", b"\xa0", "a union with no member set at byte *"),
        (
            "choice",
            b"\xa2\x66number\x01\x61x\x01",
            "a union with more than one member set at byte *",
        ),
    ] {
        let place = format!("member `things[0].{member}`: {told}");
        rows.push(unread(
            format!("{member} is out of range"),
            thing(member, value),
            &place,
        ));
    }
    let wrong = [
        (
            "list",
            &b"\x82\x01\x60"[..],
            "list[1]`: expected an integer, found a text string",
        ),
        (
            "map",
            b"\xa1\x61k\x60",
            "map.k`: expected an integer, found a text string",
        ),
        (
            "choice",
            b"\xa1\x66number\x60",
            "choice.number`: expected an integer, found a text string",
        ),
    ];
    for (member, value, told) in wrong {
        let place = format!("member `things[0].{told} at byte *");
        rows.push(unread(
            format!("a value in {member} is a text"),
            thing(member, value),
            &place,
        ));
    }
    rows
}

/// The headers around a body that is good.
fn headers() -> Vec<Row> {
    let with = |headers: &str| answer("200 OK", headers, page("a"));
    vec![
        cbor("a response of another content type")
            .answers(with("smithy-protocol: rpc-v2-cbor\r\nContent-Type: text/html\r\n"))
            .gives("a"),
        cbor("a response without a content type").answers(with("smithy-protocol: rpc-v2-cbor\r\n")).gives("a"),
        cbor("a response that does not name its protocol")
            .answers(with("Content-Type: application/cbor\r\n"))
            .unread("header `smithy-protocol`: it is missing, where rpc-v2-cbor is due: no server of this protocol has sent the response"),
        cbor("a response that names another protocol")
            .answers(with("smithy-protocol: rpc-v2-json\r\n"))
            .unread("header `smithy-protocol`: it names another protocol, where rpc-v2-cbor is due: no server of this protocol has sent the response"),
    ]
}

fn errors() -> Vec<Row> {
    let said = said(&[
        ("__type", "com.example#NoSuchThing"),
        ("message", "there is none"),
        ("code", "Other"),
    ]);
    vec![
        cbor("an error that the model has")
            .answers(error("400 Bad Request", &said))
            .fails(Service, "NoSuchThing (400): there is none [1 attempt]")
            .code("NoSuchThing", 400),
        cbor("an error of which nothing can be read")
            .answers(error("400 Bad Request", b"<html>"))
            .fails(Service, "HTTP status 400 without an error code, *")
            .status(400),
        cbor("an error cut off")
            .answers(error("404 Not Found", &said[..said.len() - 1]))
            .fails(Service, "HTTP status 404 without an error code, *")
            .status(404),
        cbor("an error without its header is known by its status alone")
            .answers(answer(
                "400 Bad Request",
                "x-amzn-errortype: NoSuchThing\r\n",
                &said,
            ))
            .fails(Service, "HTTP status 400 without an error code, *")
            .status(400),
        cbor("a gateway that is overloaded")
            .answers(answer(
                "503 Service Unavailable",
                "Content-Type: text/html\r\n",
                "<html>",
            ))
            .fails(
                Service,
                "HTTP status 503 without an error code, * [3 attempts]",
            )
            .status(503)
            .attempts(3),
    ]
}
