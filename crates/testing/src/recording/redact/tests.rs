//! What is taken out, in each form of a body, and what stays as it is.

use super::*;
use crate::cbor::Item;

fn redaction() -> Redaction {
    let mut redaction = Redaction::default();
    redaction.header("X-Tenant");
    redaction.member("Nick_Name");
    redaction.text("123456789012");
    redaction.text("short");
    redaction
}

fn body(content_type: &str, body: impl Into<Bytes>) -> Option<Bytes> {
    redaction().in_body(&body.into(), content_type)
}

#[test]
fn secret_members_are_taken_out_of_every_form() {
    for (content_type, text, expected) in [
        (
            "application/json",
            r#"{"Credentials": {"AccessKeyId": "AKID", "SecretAccessKey": "s", "SessionToken": "t", "Expiration": 1.5}}"#,
            r#"{"Credentials":{"AccessKeyId":"AKID","Expiration":1.5,"SecretAccessKey":"redacted","SessionToken":"redacted"}}"#,
        ),
        // Whatever its name is written like, and in what it holds.
        (
            "application/x-amz-json-1.1",
            r#"{"nickName": [{"a": "b", "c": 1, "d": null}], "access_token": "t"}"#,
            r#"{"access_token":"redacted","nickName":[{"a":"redacted","c":0,"d":null}]}"#,
        ),
        // JSON in a text, as messages are.
        (
            "application/json",
            r#"{"MessageBody": "{\"password\": \"p\", \"a\": 1}"}"#,
            r#"{"MessageBody":"{\"a\":1,\"password\":\"redacted\"}"}"#,
        ),
        (
            "text/xml",
            "<R><Credentials>\n <SecretAccessKey>a&amp;b</SecretAccessKey><x:SessionToken a=\"1\">t</x:SessionToken><AccessKeyId>AKID</AccessKeyId></Credentials></R>",
            "<R><Credentials>\n <SecretAccessKey>redacted</SecretAccessKey><x:SessionToken a=\"1\">redacted</x:SessionToken><AccessKeyId>AKID</AccessKeyId></Credentials></R>",
        ),
        (
            "application/x-www-form-urlencoded",
            "Action=A&WebIdentityToken=t&Member.1.Password=p&Version=1",
            "Action=A&WebIdentityToken=redacted&Member.1.Password=redacted&Version=1",
        ),
        // In a list, a map and a structure, and whatever is encoded in the name.
        (
            "application/x-www-form-urlencoded",
            "NickName.member.1=a&NickName.entry.1.value=b&X.Nick%5FName.Y=c&NickNames=d&Y=NickName",
            "NickName.member.1=redacted&NickName.entry.1.value=redacted&X.Nick%5FName.Y=redacted&NickNames=d&Y=NickName",
        ),
        // Whatever the service says that it is.
        (
            "",
            r#"{"secretString": "s"}"#,
            r#"{"secretString":"redacted"}"#,
        ),
        (
            "text/plain",
            "<A><Password>p</Password></A>",
            "<A><Password>redacted</Password></A>",
        ),
    ] {
        let found = body(content_type, text).unwrap();
        assert_eq!(std::str::from_utf8(&found).unwrap(), expected);
    }
    let secret =
        b"\xa4\x6fSecretAccessKey\x61s\x61a\x01\x69Plaintext\x42\xff\0\x68nickName\x18\x2a";
    let found = body("application/cbor", &secret[..]).unwrap();
    assert_eq!(
        Item::read(&found).unwrap().to_json(),
        serde_json::json!({"SecretAccessKey": "redacted", "a": 1, "Plaintext": "h'7265646163746564'", "nickName": 0})
    );
}

#[test]
fn what_holds_nothing_secret_stays_byte_for_byte() {
    for (content_type, text) in [
        (
            "application/json",
            "{ \"b\": 1.50,\n\"a\": \"x\", \"NextToken\": \"n\" }",
        ),
        ("text/xml", "<?xml version='1.0'?><A b = '1'/>"),
        ("application/x-www-form-urlencoded", "Action=List&Password="),
        ("application/cbor", "\u{7f}"),
        ("application/json", "no JSON"),
        ("", "plain"),
    ] {
        assert_eq!(body(content_type, text), None, "{text}");
    }
    assert_eq!(body("application/octet-stream", &b"\xff\xfe"[..]), None);
}

#[test]
fn texts_are_found_in_every_encoding_and_short_ones_as_they_are() {
    for (content_type, text, expected) in [
        (
            "application/json",
            r#"{"Arn":"arn:aws:iam::123456789012:x"}"#,
            r#"{"Arn":"arn:aws:iam::redacted:x"}"#,
        ),
        // Keys of maps, each of which stays one of its own, and numbers.
        (
            "application/json",
            r#"{"a:123456789012": 1, "a": [123456789012, -123456789012.5, 12], "c short": 2, "a:MTIzNDU2Nzg5MDEy": 3}"#,
            r#"{"a":[0,0,12],"a:redacted":1,"a:redacted_":3,"c redacted":2}"#,
        ),
        (
            "application/json",
            r#"{"Message": "{\"123456789012\": 123456789012}"}"#,
            r#"{"Message":"{\"redacted\":0}"}"#,
        ),
        // One that a reader passes over, and one that is too long for a number.
        (
            "application/json",
            r#"{"a": "short", "a": "x"}"#,
            "redacted",
        ),
        (
            "application/json",
            r#"{"a": 9912345678900123456789012}"#,
            "redacted",
        ),
        ("", "a short one", "a redacted one"),
        ("", "MTIzNDU2Nzg5MDEy in base64", "redacted in base64"),
    ] {
        let found = body(content_type, text).unwrap();
        assert_eq!(std::str::from_utf8(&found).unwrap(), expected);
    }
    // A message with a length cannot be changed in part.
    assert_eq!(body("", &b"\xff123456789012"[..]).unwrap(), "redacted");
    assert_eq!(body("", &b"\xffshort"[..]).unwrap(), "redacted");
}

#[test]
fn texts_are_found_in_every_item_of_cbor() {
    let text = |text: &str| Item::Text(text.to_owned());
    let number = |number: u64| Item::Other([&[0x1b][..], &number.to_be_bytes()].concat());
    let bytes = |bytes: &[u8]| Item::Bytes(bytes.to_vec());
    let map = Item::Map(vec![
        (text("a:123456789012"), number(123_456_789_012)),
        (text("a:MTIzNDU2Nzg5MDEy"), number(42)),
        (number(123_456_789_012), bytes(b"a short one")),
        (text("whole"), bytes(b"\xffshort")),
        (text("encoded"), bytes(b"\xffMTIzNDU2Nzg5MDEy")),
        (text("other"), bytes(b"\xff\0")),
    ]);
    let found = body("application/cbor", map.write()).unwrap();
    let expected = Item::Map(vec![
        (text("a:redacted"), number(0)),
        (text("a:redacted_"), number(42)),
        (number(0), bytes(b"a redacted one")),
        (text("whole"), bytes(b"redacted")),
        (text("encoded"), bytes(b"redacted")),
        (text("other"), bytes(b"\xff\0")),
    ]);
    assert_eq!(Item::read(&found).unwrap().to_json(), expected.to_json());
}

#[test]
fn a_body_that_cannot_be_read_and_names_a_secret_goes_as_a_whole() {
    for (content_type, text) in [
        ("application/json", r#"{"SecretAccessKey": "s"#),
        ("text/xml", "<A><SessionToken>t"),
        ("application/cbor", "\u{3}SecretAccessKey"),
        ("application/json", r#"{"nick_name": "s"#),
    ] {
        assert_eq!(body(content_type, text).unwrap(), "redacted", "{text}");
        // Cut off within a character.
        let cut_off = [text.as_bytes(), b"\xc3"].concat();
        assert_eq!(body(content_type, cut_off).unwrap(), "redacted", "{text}");
    }
}

#[test]
fn headers_that_say_who_signed_are_dropped_and_those_that_are_named_emptied() {
    let request = http::Request::post(
        "https://b.example/k?X-Amz-Signature=0a1b&access_token=t&x=123456789012",
    )
    .header("Authorization", "AWS4-HMAC-SHA256 Credential=AKID/…")
    .header("x-amz-security-token", "t")
    .header("x-amz-checksum-crc32", "c")
    .header("cookie", "c")
    .header("x-tenant", "blue")
    .header("x-amz-server-side-encryption-customer-key", "k")
    .header("x-amz-sso_bearer_token", "t")
    .header("x-amz-target", "A.B")
    .body(Bytes::new())
    .unwrap();
    let request = redaction().request(request);
    let mut headers: Vec<_> = request.headers().iter().collect();
    headers.sort_by_key(|(name, _)| name.as_str());
    let shown = format!("{} {headers:?}", request.uri());
    assert_eq!(
        shown,
        r#"https://b.example/k?X-Amz-Signature=redacted&access_token=redacted&x=redacted [("x-amz-server-side-encryption-customer-key", "redacted"), ("x-amz-sso_bearer_token", "redacted"), ("x-amz-target", "A.B"), ("x-tenant", "redacted")]"#
    );
}

#[test]
fn what_is_said_of_a_body_goes_with_it() {
    let response = |body: &'static str| {
        let response = http::Response::builder()
            .header("content-type", "application/json")
            .header("content-length", "9")
            .header("x-amz-crc32", "1")
            .header("set-cookie", "c")
            .header("date", "Thu, 01 Jan 2026 00:00:00 GMT")
            .header("location", "https://b?X-Amz-Credential=AKID");
        let response = response.body(Bytes::from(body)).unwrap();
        let response = redaction().response(response);
        let names: Vec<_> = response.headers().keys().map(ToString::to_string).collect();
        assert_eq!(
            response.headers()["location"],
            "https://b?X-Amz-Credential=redacted"
        );
        names.join(" ")
    };
    assert_eq!(
        response("{}"),
        "content-type content-length x-amz-crc32 location"
    );
    assert_eq!(response(r#"{"Password":"p"}"#), "content-type location");
}
