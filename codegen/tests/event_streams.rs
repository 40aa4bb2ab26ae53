//! What is made of event streams, and what of them is refused.
#![allow(missing_docs, reason = "this is a test")]

mod model;

use insta::assert_snapshot;
use model::{files, generated, problems, problems_of};
use serde_json::{Value, json};

fn member(target: &str) -> Value {
    json!({ "target": target })
}

fn with_trait(target: &str, name: &str) -> Value {
    json!({ "target": target, "traits": { format!("smithy.api#{name}"): {} } })
}

/// Shapes whose output has a stream of events, one of which has these members.
fn receiving(members: &Value) -> Value {
    json!({
        "RunOutput": { "members": { "stream": with_trait("test#Events", "httpPayload") } },
        "Events": {
            "type": "union",
            "members": { "first": member("test#First"), "tooMuch": member("test#TooMuchException") },
            "traits": { "smithy.api#streaming": {} },
        },
        "First": { "type": "structure", "members": members },
        "TooMuchException": {
            "type": "structure",
            "members": { "message": member("smithy.api#String") },
            "traits": { "smithy.api#error": "client" },
        },
    })
}

/// The same of the input.
fn sending(members: &Value) -> Value {
    let mut shapes = receiving(members);
    if let Some(shapes) = shapes.as_object_mut()
        && let Some(output) = shapes.remove("RunOutput")
    {
        shapes.insert("RunInput".to_owned(), output);
    }
    shapes
}

fn headers_and_payload() -> Value {
    json!({
        "kind": { "target": "smithy.api#String", "traits": {
            "smithy.api#eventHeader": {}, "smithy.api#required": {},
        } },
        "data": with_trait("smithy.api#Blob", "eventPayload"),
    })
}

#[test]
fn exceptions_are_errors_of_an_operation_that_receives_events() {
    let shapes = receiving(&headers_and_payload());
    assert_snapshot!(files(
        &generated(&shapes),
        &[
            "events.rs",
            "run.rs",
            "run_error.rs",
            "operations/Cargo.toml"
        ]
    ));
}

#[test]
fn events_that_are_sent_have_exceptions_among_them() {
    let shapes = sending(&headers_and_payload());
    assert_snapshot!(files(&generated(&shapes), &["events.rs", "run.rs"]));
}

#[test]
fn an_event_that_has_no_place_in_a_message_is_refused() {
    let text = || member("smithy.api#String");
    for (members, expected) in [
        (
            json!({ "a": with_trait("smithy.api#Float", "eventHeader") }),
            "test#First$a: a member with smithy.api#eventHeader is a boolean, an integer, a blob, a string or a timestamp",
        ),
        (
            json!({ "a": with_trait("smithy.api#Integer", "eventPayload") }),
            "test#First$a: a member with smithy.api#eventPayload is a blob, a string, a structure or a union",
        ),
        (
            json!({ "a": with_trait("smithy.api#Blob", "eventPayload"), "b": text() }),
            "test#First: an event with smithy.api#eventPayload has no other members than headers",
        ),
    ] {
        assert_eq!(problems(&receiving(&members)), expected);
        assert_eq!(problems(&sending(&members)), expected);
    }
}

#[test]
fn protocols_whose_requests_are_forms_have_no_place_for_events() {
    let model = model::model(&receiving(&json!({})));
    let model = model.replace("aws.protocols#restJson1", "aws.protocols#ec2Query");
    let problems = problems_of(&model);
    assert!(
        problems.contains("test#Events: the trait smithy.api#streaming is not supported (aws.protocols#ec2Query has no place for events)"),
        "{problems}"
    );
}

#[test]
fn a_member_of_an_exception_that_is_no_part_of_its_payload_is_refused() {
    let mut shapes = receiving(&json!({}));
    shapes["TooMuchException"]["members"]["at"] = with_trait("smithy.api#Timestamp", "eventHeader");
    assert_eq!(
        problems(&shapes),
        "test#TooMuchException$at: a member of an exception that is a header of its event, or its payload, is not supported"
    );
}

#[test]
fn a_required_header_beside_members_is_refused_where_it_is_sent() {
    let members = json!({
        "a": { "target": "smithy.api#String", "traits": { "smithy.api#eventHeader": {}, "smithy.api#required": {} } },
        "b": member("smithy.api#String"),
    });
    assert_eq!(
        problems(&sending(&members)),
        "test#First: an event to be sent that has a required smithy.api#eventHeader beside members of its payload is not \
         supported"
    );
    generated(&receiving(&members));
}
