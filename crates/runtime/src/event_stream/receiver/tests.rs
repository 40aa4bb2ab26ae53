use super::*;
use crate::event_stream::{IncomingEvent, UnknownEvent};
use crate::operation::{InvalidInput, Method, Request};
use crate::protocol::REST_JSON_1;
use aws_smithy_eventstream::frame::write_message_to;
use aws_smithy_types::event_stream::{Header, HeaderValue};
use bytes::Bytes;
use http::HeaderValue as HttpValue;
use std::collections::VecDeque;
use std::convert::Infallible;

static SERVICE: Service = Service::new("Test", &REST_JSON_1, crate::endpoint::explicit);

struct Listen;

#[derive(Debug, PartialEq)]
enum Heard {
    Word { text: String, loudness: Option<i32> },
    Unknown(UnknownEvent),
}

#[derive(Debug, PartialEq)]
struct TooLoud(String);

impl fmt::Display for TooLoud {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for TooLoud {}

impl Operation for Listen {
    const NAME: &'static str = "Listen";
    const SERVICE: &'static Service = &SERVICE;
    type Output = ();
    type Error = TooLoud;

    fn request(self) -> Result<Request, InvalidInput> {
        Ok(Request::new(Method::POST))
    }

    fn output(_: Response) -> Result<(), DecodeError> {
        Ok(())
    }

    fn error(code: &str, response: &Response) -> Result<Option<TooLoud>, DecodeError> {
        Ok((code == "TooLoudException")
            .then(|| response.json().map(TooLoud))
            .transpose()
            .unwrap_or_else(|_| Some(TooLoud("unread".to_owned()))))
    }
}

impl ReadEvents for Heard {
    fn read(event: &IncomingEvent) -> Result<Option<Self>, DecodeError> {
        Ok(match event.event_type() {
            "word" => Some(Self::Word {
                text: event.payload().text()?,
                loudness: event.header("loudness")?,
            }),
            _ => None,
        })
    }

    fn unknown(event: UnknownEvent) -> Self {
        Self::Unknown(event)
    }

    fn exception_code(exception_type: &str) -> Option<&'static str> {
        (exception_type == "tooLoud").then_some("TooLoudException")
    }
}

fn text(text: &str) -> HeaderValue {
    HeaderValue::String(text.to_owned().into())
}

fn message(headers: &[(&'static str, HeaderValue)], payload: &'static str) -> Vec<u8> {
    let headers = headers
        .iter()
        .map(|(name, value)| Header::new(*name, value.clone()));
    let message = Message::new_from_parts(headers.collect(), payload);
    let mut bytes = Vec::new();
    write_message_to(&message, &mut bytes).unwrap();
    bytes
}

fn event(kind: &str, more: &[(&'static str, HeaderValue)], payload: &'static str) -> Vec<u8> {
    let mut headers = vec![
        (":message-type", text("event")),
        (":event-type", text(kind)),
    ];
    headers.extend_from_slice(more);
    message(&headers, payload)
}

fn word(payload: &'static str) -> Vec<u8> {
    event("word", &[], payload)
}

fn heard(text: &str) -> Heard {
    Heard::Word {
        text: text.to_owned(),
        loudness: None,
    }
}

fn receiver(body: Body) -> EventReceiver<Heard, TooLoud> {
    let mut headers = HeaderMap::new();
    headers.insert("x-amzn-requestid", HttpValue::from_static("r-1"));
    let response = Response {
        status: StatusCode::OK,
        headers,
        body,
    };
    response.into_events::<Listen, Heard>()
}

/// What is received of these bytes in one piece: the events, and the error that ends them.
async fn received(bytes: &[u8]) -> (Vec<Heard>, Option<Error<TooLoud>>) {
    all(receiver(Body::from(bytes.to_vec()))).await
}

async fn all(mut receiver: EventReceiver<Heard, TooLoud>) -> (Vec<Heard>, Option<Error<TooLoud>>) {
    let mut events = Vec::new();
    loop {
        match receiver.recv().await {
            Ok(Some(event)) => events.push(event),
            Ok(None) => return (events, None),
            Err(error) => {
                assert!(receiver.recv().await.unwrap().is_none(), "after {error}");
                return (events, Some(error));
            }
        }
    }
}

/// A body that comes in these pieces.
struct Pieces(VecDeque<Bytes>);

impl http_body::Body for Pieces {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, Infallible>>> {
        Poll::Ready(
            self.0
                .pop_front()
                .map(|piece| Ok(http_body::Frame::data(piece))),
        )
    }
}

#[tokio::test]
async fn events_are_the_same_however_the_bytes_come() {
    let stream = [word("one"), word(""), word("two"), word("three")].concat();
    for size in 1..=stream.len() {
        let pieces = stream.chunks(size).map(Bytes::copy_from_slice);
        let body = Body::stream(Pieces(pieces.collect()));
        let (events, error) = all(receiver(body)).await;
        assert!(error.is_none(), "{error:?}");
        assert_eq!(events, ["one", "", "two", "three"].map(heard), "{size}");
    }
}

#[tokio::test]
async fn a_stream_that_is_cut_off_gives_what_came_before() {
    let (first, second) = (word("one"), word("two"));
    for cut in 0..second.len() {
        let stream = [first.as_slice(), &second[..cut]].concat();
        let (events, error) = received(&stream).await;
        assert_eq!(events, [heard("one")]);
        match error {
            None => assert_eq!(cut, 0),
            Some(error) => {
                assert_eq!(error.kind(), ErrorKind::Connection);
                let described = error.to_string();
                let expected = format!(
                    "Listen: the event stream was cut off: the stream ends within a message, after {cut} bytes of it [request r-1]"
                );
                assert_eq!(described, expected);
            }
        }
    }
}

#[tokio::test]
async fn a_message_that_is_damaged_anywhere_is_an_error() {
    let (first, second) = (
        word("one"),
        event("word", &[("loudness", HeaderValue::Int32(7))], "two"),
    );
    for at in 0..second.len() {
        for bit in [1, 0x80] {
            let mut damaged = second.clone();
            damaged[at] ^= bit;
            let stream = [first.as_slice(), &damaged, &word("three")].concat();
            let (events, error) = received(&stream).await;
            assert_eq!(events, [heard("one")], "{at}");
            let error = error.unwrap();
            assert_eq!(error.kind(), ErrorKind::Decode, "{error}");
            assert!(!error.to_string().contains("two"), "{error}");
        }
    }
}

#[tokio::test]
async fn what_is_no_event_stream_is_an_error_that_says_so() {
    let (events, error) = received(b"<html><body>502 Bad Gateway</body></html>").await;
    assert_eq!(events, []);
    assert_eq!(
        error.unwrap().to_string(),
        "Listen: the event stream has a message that cannot be read: the checksum of its length is wrong, so that it is \
         damaged, or no event stream [request r-1]"
    );
}

#[tokio::test]
async fn a_message_that_is_too_large_is_not_waited_for() {
    let mut prelude = u32::MAX.to_be_bytes().to_vec();
    prelude.extend_from_slice(&0_u32.to_be_bytes());
    prelude.extend_from_slice(&crc32fast::hash(&prelude).to_be_bytes());
    let (_, error) = received(&[word("one"), prelude].concat()).await;
    let error = error.unwrap();
    assert_eq!(error.kind(), ErrorKind::ResponseTooLarge);
    assert!(
        error
            .to_string()
            .contains("4294967295 bytes, where 25296912 are allowed"),
        "{error}"
    );
}

#[tokio::test]
async fn an_exception_is_the_operations_error_and_ends_the_stream() {
    let exception = message(
        &[
            (":message-type", text("exception")),
            (":exception-type", text("tooLoud")),
        ],
        "\"100 dB\"",
    );
    let (events, error) = received(&[word("one"), exception, word("two")].concat()).await;
    assert_eq!(events, [heard("one")]);
    let error = error.unwrap();
    assert_eq!(error.kind(), ErrorKind::Service);
    assert_eq!(error.code(), Some("TooLoudException"));
    assert_eq!(error.request_id(), Some("r-1"));
    assert_eq!(error.service(), Some(&TooLoud("100 dB".to_owned())));
}

#[tokio::test]
async fn an_exception_beside_the_model_keeps_its_code_and_message() {
    let exception = message(
        &[
            (":message-type", text("exception")),
            (":exception-type", text("throttlingException")),
        ],
        r#"{"message": "slow down"}"#,
    );
    let (_, error) = received(&exception).await;
    let error = error.unwrap();
    assert_eq!(error.service(), None);
    assert_eq!(
        error.to_string(),
        "Listen: throttlingException in the stream of events: slow down [request r-1]"
    );
    let unstructured = message(
        &[
            (":message-type", text("error")),
            (":error-code", text("InternalError")),
            (":error-message", text("of a kind")),
        ],
        "",
    );
    let (_, error) = received(&unstructured).await;
    let error = error.unwrap();
    assert_eq!(error.code(), Some("InternalError"));
    assert_eq!(error.message(), Some("of a kind"));
}

#[tokio::test]
async fn events_beside_the_model_are_kept_and_an_initial_response_is_none() {
    let initial = event("initial-response", &[], "{}");
    let more = [
        (":content-type", text("text/x")),
        ("loudness", HeaderValue::Int32(7)),
    ];
    let unknown = event("laughter", &more, "ha");
    let (mut events, error) = received(&[initial, unknown, word("one")].concat()).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(events.pop(), Some(heard("one")));
    let Some(Heard::Unknown(event)) = events.pop() else {
        panic!("no unknown event");
    };
    assert_eq!(event.event_type(), "laughter");
    assert_eq!(event.content_type(), Some("text/x"));
    assert_eq!(event.payload(), "ha");
    assert_eq!(event.header("loudness"), Some(7));
    assert_eq!(event.header::<String>("loudness"), None);
    assert_eq!(events, []);
}

#[tokio::test]
async fn a_header_of_another_type_is_an_error_without_its_value() {
    for (value, name) in [
        (text("s3cr3t"), "a string"),
        (HeaderValue::Bool(true), "a boolean"),
        (HeaderValue::Byte(1), "a byte"),
        (HeaderValue::Int16(1), "a short"),
        (HeaderValue::Int64(1), "a long"),
        (HeaderValue::ByteArray("s3cr3t".into()), "a blob"),
        (
            HeaderValue::Timestamp(std::time::UNIX_EPOCH.into()),
            "a timestamp",
        ),
        (HeaderValue::Uuid(1), "a UUID"),
    ] {
        let (_, error) = received(&event("word", &[("loudness", value)], "one")).await;
        assert_eq!(
            error.unwrap().to_string(),
            format!(
                "Listen: the event `word` does not match the model: header `loudness`: {name}, expected an integer [request r-1]"
            )
        );
    }
}

#[tokio::test]
async fn a_message_that_does_not_say_what_it_is_is_an_error() {
    let kind = |value| (":message-type", value);
    for headers in [
        vec![(":event-type", text("word"))],
        vec![kind(text("event"))],
        vec![kind(text("exception"))],
        vec![kind(text("s3cr3t"))],
        vec![kind(HeaderValue::ByteArray("event".into()))],
        vec![kind(text("event")), (":event-type", HeaderValue::Int32(1))],
    ] {
        let (events, error) = received(&message(&headers, "{}")).await;
        assert_eq!(events, []);
        let error = error.unwrap();
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert!(!error.to_string().contains("s3cr3t"), "{error}");
    }
}

#[test]
fn a_receiver_can_be_sent_to_another_task() {
    fn is_send<T: Send + Sync + Unpin>() {}
    is_send::<EventReceiver<Heard, TooLoud>>();
}
