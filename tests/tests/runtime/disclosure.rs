//! No value of a response shows in the error that says why the response cannot be read.

use serde::{Deserialize, Deserializer};
use smithereens::ErrorKind;
use smithereens::codegen::{
    DecodeError, InvalidInput, Method, Operation, Request, Response, Service,
};
use smithereens_types::{BigInteger, Blob, Timestamp, decode_base64, json};
use std::collections::BTreeMap;
use std::fmt::Write;
use tests::capture::Capture;
use tests::replay::{Outcome, Replay};
use tests::sample::{ListConfigsError, SERVICE};

const SECRET: &str = "s3cr3t";

/// Reads a response with a member of each kind.
struct Read;

/// The body of a response, and of an error.
#[derive(Debug, Default)]
struct Everything {
    count: i32,
    small: i8,
    flag: bool,
    text: String,
    at: Timestamp,
    blob: Blob,
    big: BigInteger,
    kind: Kind,
    nested: Vec<BTreeMap<String, Vec<i32>>>,
}

impl<'de> Deserialize<'de> for Everything {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize_structure(Self::default(), deserializer)
    }
}

impl json::Structure for Everything {
    fn read<M: json::Member>(&mut self, name: &str, member: M) -> Result<(), M::Error> {
        match name {
            "count" => member.plain_as::<json::Integer, _>(&mut self.count),
            "small" => member.plain_as::<json::Integer, _>(&mut self.small),
            "flag" => member.plain(&mut self.flag),
            "text" => member.plain(&mut self.text),
            "at" => member.plain(&mut self.at),
            "blob" => member.plain(&mut self.blob),
            "big" => member.plain(&mut self.big),
            "kind" => member.plain(&mut self.kind),
            "nested" => member.plain_as::<json::List<json::Map<json::List>>, _>(&mut self.nested),
            _ => member.skip(),
        }
    }
}

#[derive(Debug, Default, Deserialize)]
enum Kind {
    #[default]
    A,
    B,
}

impl Operation for Read {
    const NAME: &'static str = "Read";
    const SERVICE: &'static Service = &SERVICE;
    type Output = ();
    type Error = ListConfigsError;

    fn request(self) -> Result<Request, InvalidInput> {
        let mut request = Request::new(Method::GET);
        request.path("/read");
        Ok(request)
    }

    fn output(response: Response) -> Result<(), DecodeError> {
        response.header("x-count", str::parse::<i32>)?;
        response.header("x-flag", str::parse::<bool>)?;
        response.header("x-float", str::parse::<f64>)?;
        response.header("x-big", str::parse::<BigInteger>)?;
        response.header("x-time", Timestamp::parse_http_date)?;
        response.header("x-text", decode_base64)?;
        response.header_list("x-times", Timestamp::parse_date_time)?;
        response.http_dates("x-dates")?;
        response.json::<Everything>().map(drop)
    }

    fn error(_code: &str, response: &Response) -> Result<Option<ListConfigsError>, DecodeError> {
        response.error::<Everything>().map(|_| None)
    }
}

/// The reason that the error of a call with this response gives.
async fn reason(answer: Outcome) -> String {
    let replay = Replay::new([answer]);
    let client = tests::builder().transport(replay).build().await.unwrap();
    let error = client.send(Read).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    let text = error.to_string();
    for secret in [SECRET, "7777", "77.77", "czNj"] {
        let shown = format!("{text} {error:?}");
        assert!(!shown.contains(secret), "{shown}");
    }
    let start = "Read: the response (status 200) does not match the model: ";
    let reason = text.strip_prefix(start).unwrap();
    reason.trim_end_matches(" [1 attempt]").to_owned()
}

#[tokio::test]
async fn a_body_shows_no_value() {
    let mut reasons = String::new();
    for body in [
        r#"{"count": "s3cr3t"}"#,
        r#"{"count": "\"s3cr3t\\\", expected `s3cr3t"}"#,
        r#"{"count": 7777777777}"#,
        r#"{"count": 77.77}"#,
        r#"{"count": true}"#,
        r#"{"count": ["s3cr3t"]}"#,
        r#"{"small": 7777}"#,
        r#"{"flag": "s3cr3t"}"#,
        r#"{"text": 7777}"#,
        r#"{"text": {"s3cr3t": "s3cr3t"}}"#,
        r#"{"at": "s3cr3t"}"#,
        r#"{"at": "\"s3cr3t"}"#,
        r#"{"at": 7777e300}"#,
        r#"{"at": 777777777777777}"#,
        r#"{"blob": "czNjcjN0!"}"#,
        r#"{"blob": "czNjcjN0Cx"}"#,
        r#"{"blob": 7777}"#,
        r#"{"big": "s3cr3t"}"#,
        r#"{"big": 77.77}"#,
        r#"{"kind": "s3cr3t"}"#,
        r#"{"kind": "`s3cr3t`, expected s3cr3t"}"#,
        r#"{"nested": [{}, {"a": [1, "s3cr3t"]}]}"#,
        r#"{"nested": "s3cr3t"}"#,
        r#""s3cr3t""#,
        r#"{"text": "s3cr3t"#,
        r#"{"text": "s3cr3t" "s3cr3t"}"#,
    ] {
        let reason = reason(Outcome::ok(body)).await;
        writeln!(reasons, "{body}\n    {reason}").unwrap();
    }
    insta::assert_snapshot!(reasons);
}

#[tokio::test]
async fn a_header_shows_no_value() {
    let mut reasons = String::new();
    for (name, value) in [
        ("x-count", "s3cr3t"),
        ("x-count", "7777777777"),
        ("x-flag", "s3cr3t"),
        ("x-float", "s3cr3t"),
        ("x-big", "s3cr3t"),
        ("x-time", "s3cr3t"),
        ("x-time", "\"s3cr3t\" \\"),
        ("x-text", "s3cr3t!"),
        ("x-text", "czNjcjN0/w=="),
        ("x-times", "2019-12-31T20:33:26Z, s3cr3t"),
        ("x-times", "\"s3cr3t"),
        ("x-dates", "s3cr3t, s3cr3t"),
    ] {
        let reason = reason(Outcome::ok("{}").header(name, value)).await;
        writeln!(reasons, "{name}: {value}\n    {reason}").unwrap();
    }
    insta::assert_snapshot!(reasons);
}

/// A subscriber gets it: to the caller, the service's error counts.
#[tokio::test]
async fn an_error_that_cannot_be_read_shows_no_value() {
    let capture = Capture::default();
    let _guard = capture.listen();
    let body = r#"{"__type": "X", "message": "no", "nested": ["s3cr3t"]}"#;
    let replay = Replay::new([Outcome::status(400, body)]);
    let client = tests::builder().transport(replay).build().await.unwrap();
    let error = client.send(Read).await.unwrap_err();
    assert_eq!(error.to_string(), "Read: X (400): no [1 attempt]");
    let described = "member `nested[0]`: invalid type: string, expected an object at line 1";
    assert!(capture.text().contains(described), "{}", capture.text());
    assert!(!capture.text().contains(SECRET), "{}", capture.text());
}

/// The key of a map stands in the path, bounded and with nothing that a terminal obeys.
#[tokio::test]
async fn a_path_is_on_one_line_and_bounded() {
    let body = format!(
        r#"{{"nested": [{{"a\u001b[1m\n{}": 7}}]}}"#,
        "x".repeat(900)
    );
    let reason = reason(Outcome::ok(&body)).await;
    assert!(
        reason.starts_with(r"member `nested[0].a\u{1b}[1m xxx"),
        "{reason}"
    );
    assert!(reason.len() < 400 && reason.contains("…: invalid type: integer, expected"));
}
