//! What is made of services that speak restXml: the code of values in XML, and models that XML has no place for.
#![allow(missing_docs, reason = "this is a test")]

mod model;

use insta::assert_snapshot;
use model::{files, generated, problems_of};
use serde_json::{Map, Value, json};

/// A model of a service that speaks restXml, with these shapes.
fn model_of(shapes: &Value) -> String {
    let mut model: Value = serde_json::from_str(&model::model(shapes)).unwrap_or_default();
    if let Some(traits) = model
        .pointer_mut("/shapes/test#Test/traits")
        .and_then(Value::as_object_mut)
    {
        traits.remove("aws.protocols#restJson1");
        traits.insert("aws.protocols#restXml".to_owned(), json!({}));
    }
    model.to_string()
}

fn generated_from(shapes: &Value, ends: &[&str]) -> String {
    let model = model_of(shapes);
    let output = smithereens_codegen::generate(&model::options(&model));
    let output = output.unwrap_or_else(|_| generated(&json!({})));
    files(&output, ends)
}

fn problems(shapes: &Value) -> String {
    problems_of(&model_of(shapes))
}

/// A member of this target and these traits of `smithy.api`.
fn member(target: &str, traits: &Value) -> Value {
    let traits: Map<_, _> = traits
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, value)| (format!("smithy.api#{name}"), value.clone()))
        .collect();
    json!({ "target": target, "traits": traits })
}

fn every_trait() -> Value {
    let namespace = |uri: &str| json!({ "uri": uri });
    json!({
        "Test": { "traits": { "smithy.api#xmlNamespace": { "uri": "urn:service" } } },
        "RunInput": {
            "members": { "all": member("test#All", &json!({ "httpPayload": {} })) },
        },
        "RunOutput": {
            "members": { "all": member("test#All", &json!({ "xmlName": "Everything" })) },
            "traits": { "smithy.api#xmlName": "RunResult" },
        },
        "All": {
            "type": "structure",
            "members": {
                "id": member("smithy.api#String", &json!({ "xmlAttribute": {}, "xmlName": "x:id" })),
                "since": member("smithy.api#Timestamp", &json!({ "xmlAttribute": {}, "timestampFormat": "epoch-seconds" })),
                "count": member("smithy.api#Integer", &json!({ "xmlNamespace": { "uri": "urn:c", "prefix": "c" }, "required": {} })),
                "at": member("smithy.api#Timestamp", &json!({})),
                "date": member("smithy.api#Timestamp", &json!({ "timestampFormat": "http-date" })),
                "list": member("test#List", &json!({ "required": {} })),
                "flat": member("test#List", &json!({ "xmlFlattened": {}, "xmlName": "Flat" })),
                "map": member("test#Map", &json!({})),
                "flatMap": member("test#Map", &json!({ "xmlFlattened": {}, "xmlNamespace": namespace("urn:m") })),
                "holes": member("test#Holes", &json!({ "xmlFlattened": {} })),
                "next": member("test#All", &json!({})),
                "choice": member("test#Choice", &json!({})),
                "color": member("test#Color", &json!({})),
            },
        },
        "List": { "type": "list", "member": member("smithy.api#Timestamp", &json!({ "xmlName": "p:Item", "xmlNamespace": namespace("urn:i"), "timestampFormat": "http-date" })) },
        "Holes": { "type": "list", "member": member("smithy.api#String", &json!({})), "traits": { "smithy.api#sparse": {} } },
        "Map": {
            "type": "map",
            "key": member("smithy.api#String", &json!({ "xmlName": "K" })),
            "value": member("test#List", &json!({ "xmlName": "V", "xmlNamespace": namespace("urn:v") })),
        },
        "Choice": {
            "type": "union",
            "members": {
                "text": member("smithy.api#String", &json!({ "xmlName": "Text" })),
                "list": member("test#List", &json!({})),
                "flat": member("test#List", &json!({ "xmlFlattened": {} })),
                "none": member("smithy.api#Unit", &json!({})),
            },
        },
        "Color": { "type": "enum", "members": { "RED": member("smithy.api#Unit", &json!({ "enumValue": "red" })) } },
    })
}

#[test]
fn every_trait_of_xml_on_every_kind_of_shape() {
    assert_snapshot!(generated_from(
        &every_trait(),
        &[
            "-shapes/src/all.rs",
            "-shapes/src/choice.rs",
            "-shapes/src/color.rs"
        ]
    ));
    assert_snapshot!(generated_from(
        &every_trait(),
        &["-operations/src/run.rs", "-operations/Cargo.toml"]
    ));
}

#[test]
fn a_shape_is_written_or_read_as_far_as_it_is_sent_or_received() {
    let text = generated_from(
        &json!({
            "RunInput": { "members": { "sent": member("test#Sent", &json!({})) } },
            "RunOutput": { "members": { "received": member("test#Received", &json!({})) } },
            "Sent": { "type": "structure", "members": { "a": member("smithy.api#String", &json!({})) } },
            "Received": { "type": "structure", "members": { "a": member("smithy.api#String", &json!({})) } },
        }),
        &["-shapes/src/sent.rs", "-shapes/src/received.rs"],
    );
    let count = |what: &str| text.matches(what).count();
    assert_eq!(count("impl xml::Write for Sent"), 1);
    assert_eq!(count("impl xml::Read for Received"), 1);
    assert_eq!(count("impl xml::"), 3, "{text}");
}

#[test]
fn what_xml_has_no_place_for_is_refused() {
    let input = |members: Value| json!({ "RunInput": { "members": members } });
    let name = |name: &str| member("smithy.api#String", &json!({ "xmlName": name }));
    for (shapes, problem) in [
        (
            input(json!({ "a": name("b><c") })),
            r#"test#RunInput$a: the value of its trait smithy.api#xmlName does not fit: "b><c" is no name in XML"#,
        ),
        (input(json!({ "a": name("1") })), r#""1" is no name in XML"#),
        (
            input(json!({ "a": name("a:b:c") })),
            r#""a:b:c" is no name in XML"#,
        ),
        (
            input(
                json!({ "a": member("smithy.api#String", &json!({ "xmlNamespace": { "uri": "\"", "prefix": "a='" } })) }),
            ),
            r#"test#RunInput$a: the value of its trait smithy.api#xmlNamespace does not fit: "a='" is no name in XML"#,
        ),
        (
            json!({
                "RunInput": { "members": { "a": member("test#L", &json!({})) } },
                "L": { "type": "list", "member": name("&") },
            }),
            r#"test#L$member: the value of its trait smithy.api#xmlName does not fit: "&" is no name in XML"#,
        ),
        (
            json!({ "RunOutput": { "traits": { "smithy.api#xmlName": "<" } } }),
            r#"test#RunOutput: the value of its trait smithy.api#xmlName does not fit: "<" is no name in XML"#,
        ),
        (
            input(json!({ "a": name("same"), "b": name("same") })),
            "same",
        ),
        (
            input(json!({ "a": member("smithy.api#Document", &json!({})) })),
            "test#RunInput$a: aws.protocols#restXml has no place for a document",
        ),
        (
            json!({
                "RunInput": { "members": { "a": member("test#L", &json!({ "httpPayload": {} })) } },
                "L": { "type": "list", "member": { "target": "smithy.api#String" } },
            }),
            "test#RunInput$a: a member with smithy.api#httpPayload targets a string, blob, structure or union, and this one does not",
        ),
    ] {
        let problems = problems(&shapes);
        assert!(problems.contains(problem), "{problems}");
    }
}

#[test]
fn an_attribute_and_an_element_may_have_one_name() {
    let both = json!({
        "RunInput": { "members": {
            "a": member("smithy.api#String", &json!({ "xmlAttribute": {}, "xmlName": "same" })),
            "b": member("smithy.api#String", &json!({ "xmlName": "same" })),
        } },
    });
    let text = generated_from(&both, &["-operations/src/run.rs"]);
    assert!(
        text.contains(r#"element.optional("same", &self.a);"#),
        "{text}"
    );
    assert!(
        text.contains(r#"object.optional("same", &self.b);"#),
        "{text}"
    );
}
