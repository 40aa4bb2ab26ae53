//! Signatures, byte by byte, against requests that another implementation signed.

use aws_smithy_async::time::{SharedTimeSource, StaticTimeSource};
use serde::Deserialize;
use std::collections::BTreeMap;
use tests::replay::{Answer, Replay};
use tests::sample::ListConfigs;

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
        let replay = Replay::new([Answer::ok("{}")]);
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
    let replay = Replay::new([Answer::ok("{}")]);
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
