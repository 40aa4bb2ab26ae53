//! Signatures, byte by byte, against requests that another implementation signed.

use aws_smithy_async::time::{SharedTimeSource, StaticTimeSource};
use serde::Deserialize;
use smithereens::codegen::{Auth, InvalidInput, Method, Operation, Request, Service};
use smithereens::{Body, ByteStream};
use std::collections::BTreeMap;
use tests::replay::{Chunks, Outcome, Replay};
use tests::sample::{ListConfigs, SERVICE};

#[derive(Deserialize)]
struct Fixture {
    credentials: Keys,
    requests: BTreeMap<String, Vector>,
}

#[derive(Deserialize)]
struct Keys {
    access_key_id: String,
    secret_access_key: String,
}

#[derive(Deserialize)]
struct Vector {
    region: String,
    input: ListConfigs,
    session_token: Option<String>,
    url: String,
    signed_headers: Vec<String>,
    signature: String,
}

#[tokio::test]
async fn requests_are_signed_as_botocore_signs_them() {
    let fixture: Fixture = serde_json::from_str(include_str!("../../fixtures/sigv4.json")).unwrap();
    assert_eq!(fixture.requests.len(), 9);
    assert_eq!(fixture.credentials.access_key_id, tests::ACCESS_KEY_ID);
    assert_eq!(
        fixture.credentials.secret_access_key,
        tests::SECRET_ACCESS_KEY
    );
    for (name, signed) in fixture.requests {
        let replay = Replay::new([Outcome::ok("{}")]);
        let token = signed.session_token.as_deref();
        let client = tests::builder()
            .region(&signed.region)
            .credentials_provider(tests::credentials(token))
            .transport(replay.clone())
            .build()
            .await
            .unwrap();
        client.send(signed.input).await.unwrap();
        let sent = replay.sent().pop().unwrap();
        assert_eq!(sent.request.uri().to_string(), signed.url, "{name}");
        assert_eq!(sent.header("x-amz-date"), "20260101T000000Z");
        assert_eq!(
            sent.header("x-amz-security-token"),
            token.unwrap_or_default()
        );
        let expected = format!(
            "AWS4-HMAC-SHA256 Credential={}/20260101/{}/lambda/aws4_request, SignedHeaders={}, Signature={}",
            tests::ACCESS_KEY_ID,
            signed.region,
            signed.signed_headers.join(";"),
            signed.signature,
        );
        assert_eq!(sent.header("authorization"), expected, "{name}");
    }
}

#[tokio::test]
async fn the_time_of_the_client_is_the_time_of_the_signature() {
    let replay = Replay::new([Outcome::ok("{}")]);
    let client = tests::builder()
        .time_source(SharedTimeSource::new(StaticTimeSource::from_secs(0)))
        .transport(replay.clone())
        .build()
        .await
        .unwrap();
    client.send(ListConfigs::new("f")).await.unwrap();
    let sent = replay.sent().pop().unwrap();
    assert_eq!(sent.header("x-amz-date"), "19700101T000000Z");
    assert!(
        sent.header("authorization")
            .contains("/19700101/us-east-1/lambda/")
    );
}

/// Sends a body that the signature leaves out.
struct Unsigned<const SIGNED_AT_ALL: bool>(ByteStream);

impl<const SIGNED_AT_ALL: bool> Operation for Unsigned<SIGNED_AT_ALL> {
    const NAME: &'static str = "Unsigned";
    const SERVICE: &'static Service = &SERVICE;
    const AUTH: Auth = if SIGNED_AT_ALL {
        Auth::SigV4
    } else {
        Auth::None
    };
    const UNSIGNED_PAYLOAD: bool = true;
    tests::unit_output!();

    fn request(self) -> Result<Request, InvalidInput> {
        let mut request = Request::new(Method::PUT);
        request.path("/upload");
        request.stream("application/octet-stream", self.0);
        Ok(request)
    }
}

#[tokio::test(start_paused = true)]
async fn a_payload_of_any_kind_can_go_unsigned() {
    // The signatures were computed with Python's hashlib and hmac.
    const OF_SIX: &str = "d2fe3480bd11e39abcd5494928661e7eb395ac51e701d383e597f9799c5af2a4";
    const OF_NONE: &str = "9580415821db1f329a0c467ea82e3fd3fba481d474783208c02e62a7c446c7f0";
    let stream = || ByteStream::from_body(Body::stream(Chunks::new(["abc", "def"])));
    for (body, signature, attempts) in [
        (ByteStream::from("abcdef"), OF_SIX, 2),
        (stream().with_length(6), OF_SIX, 1),
        (ByteStream::default(), OF_NONE, 2),
    ] {
        let replay = Replay::new([Outcome::status(500, ""), Outcome::ok("")]);
        let client = replay.client().await;
        let outcome = client.send(Unsigned::<true>(body)).await;
        assert_eq!(outcome.is_ok(), attempts == 2);
        let all_sent = replay.sent();
        assert_eq!(all_sent.len(), attempts);
        for sent in all_sent {
            assert_eq!(sent.header("x-amz-content-sha256"), "UNSIGNED-PAYLOAD");
            let authorization = sent.header("authorization");
            assert!(authorization.ends_with(signature), "{authorization}");
        }
    }
}

#[tokio::test]
async fn without_a_signature_nothing_is_said_of_the_payload() {
    let replay = Replay::new([Outcome::ok("")]);
    let client = replay.client().await;
    client.send(Unsigned::<false>("abc".into())).await.unwrap();
    let sent = replay.sent().pop().unwrap();
    assert_eq!(sent.header("authorization"), "");
    assert_eq!(sent.header("x-amz-content-sha256"), "");
}
