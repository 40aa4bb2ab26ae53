//! Bedrock, whose answers are event streams of restJson1.

use crate::reference::{Service, assert_same};
use bedrock_runtime_operations::{ConverseStream, ConverseStreamOutput};
use bedrock_runtime_shapes::{ContentBlock, ConversationRole, Message};
use serde_json::{Value, json};

#[tokio::test]
async fn an_answer_is_received_event_for_event_as_boto3_receives_it() {
    let service = Service::named("bedrock_runtime").await;
    let text = |name: &str| service.boto3[name].as_str().unwrap().to_owned();
    let question = Message::new(
        ConversationRole::User,
        [ContentBlock::Text(text("question"))],
    );
    let converse = ConverseStream::new(text("model")).messages([question]);
    let mut stream = service.client.send(converse).await.unwrap().stream;
    let mut events = Vec::new();
    while let Some(event) = stream.recv().await.unwrap() {
        events.push(named(event));
    }
    let theirs = service.boto3["events"].as_array().unwrap();
    assert!(theirs.len() > 3, "{theirs:?}");
    assert_same(without_times(events), &without_times(theirs.clone()));
}

/// An event as boto3 gives it: by the name of its member.
fn named(event: ConverseStreamOutput) -> Value {
    match event {
        ConverseStreamOutput::MessageStart(event) => json!({ "messageStart": event }),
        ConverseStreamOutput::ContentBlockStart(event) => json!({ "contentBlockStart": event }),
        ConverseStreamOutput::ContentBlockDelta(event) => json!({ "contentBlockDelta": event }),
        ConverseStreamOutput::ContentBlockStop(event) => json!({ "contentBlockStop": event }),
        ConverseStreamOutput::MessageStop(event) => json!({ "messageStop": event }),
        ConverseStreamOutput::Metadata(event) => json!({ "metadata": event }),
        other => panic!("an event that boto3 does not know: {other:?}"),
    }
}

/// How long the model took is another time each time.
fn without_times(mut events: Vec<Value>) -> Value {
    for event in &mut events {
        if let Some(metrics) = event.pointer_mut("/metadata/metrics") {
            metrics["latencyMs"] = Value::Null;
        }
    }
    Value::Array(events)
}
