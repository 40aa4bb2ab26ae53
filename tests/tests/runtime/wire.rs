//! What goes over the wire, header by header.

use std::fmt::Write;
use tests::replay::{Outcome, Replay, Sent};
use tests::sample::{ListConfigs, PutThing};

/// The request as text; what differs from run to run or release to release is replaced.
fn shown(sent: &Sent) -> String {
    let request = &sent.request;
    let mut text = format!("{} {}\n", request.method(), request.uri());
    let mut headers: Vec<_> = request.headers().iter().collect();
    headers.sort_by_key(|(name, _)| name.as_str());
    for (name, value) in headers {
        let value = value.to_str().unwrap();
        let value = match name.as_str() {
            "amz-sdk-invocation-id" => "(a UUID)".to_owned(),
            "user-agent" => value
                .replace(env!("CARGO_PKG_VERSION"), "(version)")
                .replace(std::env::consts::OS, "(os)"),
            _ => value.to_owned(),
        };
        writeln!(text, "{name}: {value}").unwrap();
    }
    text + "\n" + &String::from_utf8_lossy(request.body())
}

#[tokio::test]
async fn a_read() {
    let replay = Replay::new([Outcome::ok("{}")]);
    let client = tests::builder()
        .credentials_provider(tests::credentials(Some(tests::SESSION_TOKEN)))
        .app_name("my-app")
        .transport(replay.clone())
        .build()
        .await
        .unwrap();
    let arn = "arn:aws:lambda:us-east-1:123456789012:function:my-func:prod";
    client
        .send(ListConfigs::new(arn).max_items(10))
        .await
        .unwrap();
    insta::assert_snapshot!(shown(&replay.sent()[0]));
}

#[tokio::test]
async fn a_write() {
    let replay = Replay::new([Outcome::ok("")]);
    let client = tests::builder()
        .region("cn-north-1")
        .idempotency_token(|| "token-1".to_owned())
        .transport(replay.clone())
        .build()
        .await
        .unwrap();
    let thing = PutThing {
        name: "é".to_owned(),
        token: None,
        note: Some("one two".to_owned()),
    };
    client.send(thing).await.unwrap();
    insta::assert_snapshot!(shown(&replay.sent()[0]));
}

#[tokio::test(start_paused = true)]
async fn all_attempts_of_a_call_share_its_id_and_are_numbered() {
    let replay = Replay::new([
        Outcome::status(500, ""),
        Outcome::status(500, ""),
        Outcome::ok("{}"),
        Outcome::ok("{}"),
    ]);
    let client = replay.client().await;
    client.send(ListConfigs::new("f")).await.unwrap();
    client.send(ListConfigs::new("f")).await.unwrap();
    let sent = replay.sent();
    let ids: Vec<_> = sent
        .iter()
        .map(|sent| sent.header("amz-sdk-invocation-id"))
        .collect();
    assert_eq!(ids[0].len(), 36);
    assert!(ids[0] == ids[1] && ids[1] == ids[2] && ids[2] != ids[3]);
    let numbers: Vec<_> = sent
        .iter()
        .map(|sent| sent.header("amz-sdk-request"))
        .collect();
    assert_eq!(
        numbers,
        [
            "attempt=1; max=3",
            "attempt=2; max=3",
            "attempt=3; max=3",
            "attempt=1; max=3"
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn all_attempts_share_an_idempotency_token() {
    let replay = Replay::new([Outcome::status(500, ""), Outcome::ok("")]);
    let client = replay.client().await;
    client.send(PutThing::default()).await.unwrap();
    let sent = replay.sent();
    let body: serde_json::Value = serde_json::from_slice(sent[0].request.body()).unwrap();
    assert_eq!(body["token"].as_str().unwrap().len(), 36);
    assert_eq!(sent[0].request.body(), sent[1].request.body());
}

#[tokio::test]
async fn inputs_that_cannot_be_sent_are_refused_before_anything_is() {
    let replay = Replay::new([]);
    let client = replay.client().await;
    for name in ["", ".", ".."] {
        let error = client.send(ListConfigs::new(name)).await.unwrap_err();
        assert_eq!(error.kind(), smithereens::ErrorKind::InvalidInput);
        assert_eq!(error.attempts(), 0);
        assert!(
            error
                .to_string()
                .starts_with("ListConfigs: `FunctionName` is ")
        );
    }
    for note in ["a\rb", "a\nb", "a\0b"] {
        let thing = PutThing {
            note: Some(note.to_owned()),
            ..PutThing::default()
        };
        let error = client.send(thing).await.unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("PutThing: `X-Note` holds a control character")
        );
    }
    assert_eq!(replay.sent().len(), 0);
}
