//! Reading headers: lists, dates, numbers, texts in base64, maps by prefix.

use crate::{answer, client};
use bytes::Bytes;
use http::{HeaderValue, Response as Answer};
use smithereens::codegen::{
    DecodeError, InvalidInput, Method, Operation, Request, Response, Service, quoted,
};
use smithereens_types::{Timestamp, decode_base64};
use std::collections::BTreeMap;
use std::convert::Infallible;

const TEXTS: &str = "x-typed-texts";
const DATES: &str = "x-typed-dates";

/// Reads the headers of a response. What reads as a list of texts or dates is the same list once it was written
/// and read, but for the fractions that HTTP dates do not have.
pub fn run(data: &[u8]) {
    let head = parse(data);
    let read = read(head);
    if let Ok(Some(texts)) = read.texts {
        // Written, an empty text at the end is the same as none.
        if texts.iter().all(|text| !text.is_empty()) && !texts.is_empty() {
            let list: Vec<_> = texts.iter().map(|text| quoted(text)).collect();
            let again = self::read(one(TEXTS, &list.join(", "))).texts;
            assert_eq!(again, Ok(Some(texts)));
        }
    }
    if let Ok(Some(dates)) = read.dates {
        let list: Vec<_> = dates.iter().map(|date| date.http_date()).collect();
        let again = self::read(one(DATES, &list.join(", "))).dates;
        let whole = |date: Timestamp| Timestamp::from_epoch_seconds(date.seconds());
        let dates: Vec<_> = dates.into_iter().filter_map(whole).collect();
        assert_eq!(again, Ok(Some(dates)));
    }
    for name in read.meta.keys() {
        assert_eq!(name.to_lowercase(), *name);
    }
}

/// An input is a head without a body.
fn parse(data: &[u8]) -> Answer<Bytes> {
    let mut head = b"200\n".to_vec();
    head.extend(
        data.split(|byte| *byte == b'\n')
            .filter(|line| !line.is_empty())
            .flat_map(|line| line.iter().copied().chain([b'\n'])),
    );
    head.push(b'\n');
    answer::parse(&head)
}

fn one(name: &'static str, value: &str) -> Answer<Bytes> {
    let mut answer = Answer::new(Bytes::new());
    let value = HeaderValue::from_str(value).expect("what came as a header goes as one");
    answer.headers_mut().insert(name, value);
    answer
}

fn read(answer: Answer<Bytes>) -> Headers {
    client::outcome(Read, answer).expect("each header is read for itself")
}

struct Read;

struct Headers {
    texts: Result<Option<Vec<String>>, DecodeError>,
    dates: Result<Option<Vec<Timestamp>>, DecodeError>,
    meta: BTreeMap<String, String>,
}

impl Operation for Read {
    const NAME: &'static str = "Read";
    const SERVICE: &'static Service = &tests::sample::SERVICE;
    type Output = Headers;
    type Error = Infallible;

    fn request(self) -> Result<Request, InvalidInput> {
        Ok(Request::new(Method::GET))
    }

    fn output(response: Response) -> Result<Headers, DecodeError> {
        let _ = response.header_list("x-typed-numbers", str::parse::<i64>);
        let _ = response.header_list("x-typed-flags", str::parse::<bool>);
        let _ = response.header("x-typed-ratio", str::parse::<f64>);
        let _ = response.header("x-typed-json", decode_base64);
        let _ = response.header("x-typed-at", str::parse::<Timestamp>);
        Ok(Headers {
            texts: response.header_list(TEXTS, str::parse::<String>),
            dates: response.http_dates(DATES),
            meta: response.prefix_headers("X-Typed-Meta-"),
        })
    }

    fn error(_: &str, _: &Response) -> Result<Option<Infallible>, DecodeError> {
        Ok(None)
    }
}
