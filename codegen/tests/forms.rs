//! The protocols whose requests are forms: the code that their traits make, and what they have no place for.
#![allow(
    missing_docs,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "these are tests"
)]

mod model;

use insta::assert_snapshot;
use model::{files, model, options};
use serde_json::{Value, json};
use smithereens_codegen::{Options, Output, generate};

/// What is generated of these shapes for a service that speaks this protocol as well, and is to be spoken to in it; or what
/// is wrong, a line each.
fn speaking(protocol: &str, shapes: &Value) -> Result<Output, String> {
    let mut shapes = shapes.clone();
    let id = format!("aws.protocols#{protocol}");
    shapes["Test"]["traits"][id] = json!({});
    let model = model(&shapes);
    let generated = generate(&Options {
        protocol: Some(protocol),
        ..options(&model)
    });
    generated.map_err(|problems| {
        let lines: Vec<_> = problems.iter().map(ToString::to_string).collect();
        lines.join("\n")
    })
}

fn named(target: &str, traits: &Value) -> Value {
    json!({ "target": target, "traits": traits })
}

fn shapes() -> Value {
    let string = "smithy.api#String";
    json!({
        "RunInput": { "members": {
            "name": named(string, &json!({ "smithy.api#required": {}, "aws.protocols#ec2QueryName": "TheName" })),
            "tags": named("test#Tags", &json!({ "smithy.api#xmlName": "tagSet" })),
            "flat": named("test#Tags", &json!({ "smithy.api#xmlFlattened": {} })),
            "times": { "target": "test#Times" },
            "by_name": { "target": "test#ByName" },
            "choice": { "target": "test#Choice" },
        } },
        "RunOutput": { "members": { "tags": { "target": "test#Tags" } } },
        "Run": { "errors": [{ "target": "test#Gone" }] },
        "Tags": { "type": "list", "member": named("test#Tag", &json!({ "smithy.api#xmlName": "item" })) },
        "Tag": { "type": "structure", "members": { "key": { "target": string } } },
        "Times": { "type": "list", "member": named("smithy.api#Timestamp", &json!({ "smithy.api#timestampFormat": "epoch-seconds" })) },
        "ByName": {
            "type": "map",
            "key": named(string, &json!({ "smithy.api#xmlName": "Name" })),
            "value": { "target": "test#Times" },
        },
        "Choice": { "type": "union", "members": {
            "text": { "target": string },
            "tags": { "target": "test#Tags" },
            "nothing": { "target": "smithy.api#Unit" },
        } },
        "Gone": {
            "type": "structure",
            "members": {},
            "traits": {
                "smithy.api#error": "client",
                "aws.protocols#awsQueryError": { "code": "Is.Gone", "httpResponseCode": 404 },
            },
        },
    })
}

#[test]
fn an_operation_writes_a_form_and_reads_xml() {
    for protocol in ["awsQuery", "ec2Query"] {
        let generated = speaking(protocol, &shapes()).unwrap();
        let code = files(
            &generated,
            &["/run.rs", "/choice.rs", "operations/Cargo.toml"],
        );
        assert_snapshot!(protocol, code);
    }
}

/// The members of the input and of a shape that it holds, and of the output and of one that that holds.
fn members(input: &Value, written: &Value, output: &Value, read: &Value) -> Value {
    json!({
        "RunInput": { "members": input },
        "RunOutput": { "members": output },
        "Written": { "type": "structure", "members": written },
        "Read": { "type": "structure", "members": read },
    })
}

#[test]
fn names_collide_in_the_direction_that_their_shape_travels_in() {
    let string = "smithy.api#String";
    // One name in forms, two in XML; and two in forms, one in XML.
    let in_forms = json!({ "some": { "target": string }, "Some": { "target": string } });
    let other = |own: &str| {
        let traits = json!({ "smithy.api#xmlName": "same", "aws.protocols#ec2QueryName": own });
        named(string, &traits)
    };
    let in_xml = json!({ "a": other("A"), "b": other("B") });
    let holding = |shape: &str| json!({ "x": { "target": format!("test#{shape}") } });
    let fits = members(&in_xml, &in_xml, &in_forms, &in_forms);
    speaking("ec2Query", &fits).unwrap();
    let fits = members(&holding("Written"), &in_xml, &holding("Read"), &in_forms);
    speaking("ec2Query", &fits).unwrap();
    let both = members(&holding("Written"), &in_forms, &holding("Read"), &in_xml);
    assert_snapshot!(speaking("ec2Query", &both).unwrap_err(), @r#"
    test#Read: its members a and b are both called "same" in forms or XML; give one of them another aws.protocols#ec2QueryName or smithy.api#xmlName
    test#Written: its members Some and some are both called "Some" in forms or XML; give one of them another aws.protocols#ec2QueryName or smithy.api#xmlName
    "#);
    // What another protocol makes of the same members.
    let in_json =
        json!({ "a": other("A"), "some": { "target": string }, "Some": { "target": string } });
    speaking("awsQuery", &members(&in_json, &in_json, &in_json, &in_json)).unwrap();
    let problems = speaking(
        "awsQuery",
        &members(&in_xml, &json!({}), &json!({}), &json!({})),
    );
    assert_snapshot!(problems.unwrap_err(), @r#"test#RunInput: its members a and b are both called "same" in forms and XML; give one of them another smithy.api#xmlName"#);
}

#[test]
fn no_member_of_an_input_is_called_what_every_form_has() {
    let taken = json!({ "Action": { "target": "smithy.api#String" } });
    let renamed = named(
        "smithy.api#String",
        &json!({ "smithy.api#xmlName": "Version" }),
    );
    for protocol in ["awsQuery", "ec2Query"] {
        let below = members(
            &json!({ "x": { "target": "test#Written" } }),
            &taken,
            &taken,
            &taken,
        );
        speaking(protocol, &below).unwrap();
        let none = json!({});
        let problems = speaking(protocol, &members(&taken, &none, &none, &none)).unwrap_err();
        assert_eq!(
            problems,
            "test#RunInput$Action: every form has a \"Action\" of its own; give the member another smithy.api#xmlName"
        );
        let input = json!({ "x": renamed });
        let problems = speaking(protocol, &members(&input, &none, &none, &none)).unwrap_err();
        assert!(
            problems.starts_with("test#RunInput$x: every form has a \"Version\""),
            "{problems}"
        );
    }
    // Elsewhere the name is free.
    let none = json!({});
    speaking("restXml", &members(&taken, &none, &none, &none)).unwrap();
}

#[test]
fn a_document_has_no_place_in_a_form() {
    let input = json!({ "x": { "target": "smithy.api#Document" } });
    let none = json!({});
    for protocol in ["awsQuery", "ec2Query"] {
        let problems = speaking(protocol, &members(&input, &none, &none, &none)).unwrap_err();
        assert!(problems.starts_with("test#RunInput$x: "), "{problems}");
    }
}
