//! What a service may have otherwise than most, as DynamoDB has it: its retries, and a checksum of its responses.

use http::Method;
use smithereens::codegen::endpoint::explicit;
use smithereens::codegen::{
    AWS_JSON_1_0, CRC32, DecodeError, InvalidInput, Operation, Request, Response, RetryDefaults,
    Service,
};
use smithereens::{Client, ErrorKind, Overrides};
use std::convert::Infallible;
use std::time::Duration;
use tests::replay::{Outcome, Replay};

static DYNAMO_DB: Service = Service::new("DynamoDB", &AWS_JSON_1_0, explicit)
    .with_signing_name("dynamodb")
    .with_body_check(&CRC32)
    .with_retry_defaults(RetryDefaults::new(4, Duration::from_millis(25)));

/// Reads an item, or writes one.
struct Item<const READS: bool>;

type GetItem = Item<true>;
type UpdateItem = Item<false>;

impl<const READS: bool> Operation for Item<READS> {
    const NAME: &'static str = "Item";
    const SERVICE: &'static Service = &DYNAMO_DB;
    const IDEMPOTENT: bool = READS;
    type Output = serde_json::Value;
    type Error = Infallible;

    fn request(self) -> Result<Request, InvalidInput> {
        Ok(Request::new(Method::POST))
    }

    fn output(response: Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }

    fn error(_code: &str, _response: &Response) -> Result<Option<Infallible>, DecodeError> {
        Ok(None)
    }
}

async fn client(replay: &Replay) -> Client {
    let client = replay.client().await;
    client.with(Overrides::new().endpoint_url("http://dynamodb.example"))
}

#[tokio::test(start_paused = true)]
async fn retries_begin_sooner_and_there_is_one_more() {
    let failing = || Replay::new([(); 9].map(|()| Outcome::status(500, "")));
    let replay = failing();
    client(&replay).await.send(GetItem {}).await.unwrap_err();
    assert_eq!(replay.times(), [0, 25, 75, 175]);
    // What the program says counts before what the service has.
    let replay = failing();
    let twice = client(&replay).await.with(Overrides::new().max_attempts(2));
    twice.send(GetItem {}).await.unwrap_err();
    assert_eq!(replay.times(), [0, 25]);
}

/// A response whose CRC-32 is this; that of `{}` is 2745614147.
fn answer(status: u16, crc32: &str) -> Outcome {
    Outcome::status(status, "{}").header("x-amz-crc32", crc32)
}

const RIGHT: &str = "2745614147";

#[tokio::test(start_paused = true)]
async fn a_damaged_response_is_asked_for_again() {
    for (status, times) in [(200, vec![0, 25]), (400, vec![0, 25])] {
        let replay = Replay::new([answer(status, "7"), answer(200, RIGHT)]);
        client(&replay).await.send(GetItem {}).await.unwrap();
        assert_eq!(replay.times(), times, "{status}");
    }
    // An intact error is one.
    let replay = Replay::new([answer(400, RIGHT)]);
    let error = client(&replay).await.send(GetItem {}).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Service);
}

#[tokio::test(start_paused = true)]
async fn what_was_done_is_not_done_again_for_a_damaged_response() {
    let replay = Replay::new([answer(200, "7"), answer(200, RIGHT)]);
    let sent = client(&replay).await.send(UpdateItem {}).await;
    let error = sent.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!((error.status(), error.attempts()), (Some(200), 1));
    assert_eq!(
        error.to_string(),
        "Item: the response of dynamodb.example (status 200) is damaged: its CRC-32 is not the one in `x-amz-crc32` \
         [1 attempt, not sent again: it may have run, and the operation is not idempotent]"
    );
    // A refusal that was damaged did nothing.
    let replay = Replay::new([answer(400, "7"), answer(200, RIGHT)]);
    client(&replay).await.send(UpdateItem {}).await.unwrap();
    assert_eq!(replay.times(), [0, 25]);
}
