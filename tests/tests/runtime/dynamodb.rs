//! What a service may have otherwise than most: its retries, as DynamoDB has them.

use http::Method;
use smithereens::codegen::endpoint::explicit;
use smithereens::codegen::{
    AWS_JSON_1_0, DecodeError, InvalidInput, Operation, Request, Response, RetryDefaults, Service,
};
use smithereens::{Client, Overrides};
use std::convert::Infallible;
use std::time::Duration;
use tests::replay::{Answer, Replay};

static DYNAMO_DB: Service = Service::new("DynamoDB", &AWS_JSON_1_0, explicit)
    .with_signing_name("dynamodb")
    .with_retry_defaults(RetryDefaults::new(4, Duration::from_millis(25)));

/// Reads an item.
struct GetItem;

impl Operation for GetItem {
    const NAME: &'static str = "GetItem";
    const SERVICE: &'static Service = &DYNAMO_DB;
    const IDEMPOTENT: bool = true;
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
    let failing = || Replay::new([(); 9].map(|()| Answer::status(500, "")));
    let replay = failing();
    client(&replay).await.send(GetItem).await.unwrap_err();
    assert_eq!(replay.times(), [0, 25, 75, 175]);
    // What the program says counts before what the service has.
    let replay = failing();
    let twice = client(&replay).await.with(Overrides::new().max_attempts(2));
    twice.send(GetItem).await.unwrap_err();
    assert_eq!(replay.times(), [0, 25]);
}
