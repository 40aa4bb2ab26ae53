//! What is generated otherwise for single services, and for no other.
#![allow(missing_docs, clippy::unwrap_used, reason = "this is a test")]

mod model;

use heck::ToSnakeCase;
use insta::assert_snapshot;
use model::{files, generated};
use serde_json::{Value, json};

/// The operation of a service of this SDK id.
fn operation(sdk_id: &str, mut shapes: Value) -> String {
    let service = json!({ "traits": { "aws.api#service": { "sdkId": sdk_id } } });
    shapes
        .as_object_mut()
        .unwrap()
        .insert("Test".to_owned(), service);
    files(&generated(&shapes), &["-operations/src/run.rs"])
}

/// The code of a function, up to the next one.
fn function<'a>(code: &'a str, name: &str) -> Option<&'a str> {
    let (_, after) = code.split_once(&format!("    fn {name}("))?;
    after.split("    fn ").next()
}

#[test]
fn predictions_of_machine_learning_go_to_the_url_of_a_member() {
    let required = json!({ "smithy.api#required": {} });
    let input = |traits: &Value| {
        json!({ "RunInput": { "members": {
            "PredictEndpoint": { "target": "smithy.api#String", "traits": traits },
        } } })
    };
    for (sdk_id, traits, expected) in [
        (
            "Machine Learning",
            &required,
            Some(r#".with_url_of("PredictEndpoint", Some(&self.predict_endpoint))"#),
        ),
        (
            "Machine Learning",
            &json!({}),
            Some(r#".with_url_of("PredictEndpoint", self.predict_endpoint.as_deref())"#),
        ),
        ("Test", &required, None),
    ] {
        let code = operation(sdk_id, input(traits));
        let endpoint = function(&code, "endpoint");
        match expected {
            Some(expected) => assert!(endpoint.unwrap().contains(expected), "{code}"),
            None => assert_eq!(endpoint, None, "{sdk_id}"),
        }
    }
    // What else the service has goes where the rules say.
    let other =
        json!({ "RunInput": { "members": { "MLModelId": { "target": "smithy.api#String" } } } });
    assert_eq!(
        function(&operation("Machine Learning", other), "endpoint"),
        None
    );
}

#[test]
fn calls_of_dynamodb_are_tried_again_sooner_and_once_more() {
    let defaults = ".with_retry_defaults(RetryDefaults::new(4, Duration::from_millis(25)))";
    for (sdk_id, is_quick) in [
        ("DynamoDB", true),
        ("DynamoDB Streams", true),
        ("Test", false),
    ] {
        let service = json!({ "traits": { "aws.api#service": { "sdkId": sdk_id } } });
        let code = files(&generated(&json!({ "Test": service })), &["src/service.rs"]);
        assert_eq!(code.contains(defaults), is_quick, "{code}");
    }
}

#[test]
fn responses_of_dynamodb_are_checked_and_asked_for_as_they_are() {
    for (sdk_id, is_checked) in [
        ("DynamoDB", true),
        ("DynamoDB Streams", true),
        ("Test", false),
    ] {
        let service = json!({ "traits": { "aws.api#service": { "sdkId": sdk_id } } });
        let crates = generated(&json!({ "Test": service }));
        for (file, text) in [
            ("src/service.rs", ".with_body_check(&CRC32)"),
            ("-operations/Cargo.toml", r#"features = ["crc32"]"#),
            (
                "src/run.rs",
                r#"request.header("Accept-Encoding", Some("identity"))?;"#,
            ),
        ] {
            let code = files(&crates, &[file]);
            assert_eq!(code.contains(text), is_checked, "{sdk_id}: {code}");
        }
    }
}

#[test]
fn what_dynamodb_only_reads_may_be_sent_again() {
    for (sdk_id, name, is_idempotent) in [
        ("DynamoDB", "GetItem", true),
        ("DynamoDB", "Query", true),
        ("DynamoDB", "TransactGetItems", true),
        ("DynamoDB", "ListTables", true),
        ("DynamoDB", "PutItem", false),
        ("DynamoDB", "ExecuteStatement", false),
        ("DynamoDB", "TransactWriteItems", false),
        ("DynamoDB Streams", "GetRecords", true),
        ("Test", "GetItem", false),
    ] {
        let id = format!("test#{name}");
        let crates = generated(&json!({
            "Test": {
                "operations": [{ "target": id }],
                "traits": { "aws.api#service": { "sdkId": sdk_id } },
            },
            name: {
                "type": "operation",
                "traits": { "smithy.api#http": { "method": "POST", "uri": "/" } },
            },
        }));
        let file = format!("-operations/src/{}.rs", name.to_snake_case());
        let code = files(&crates, &[&file]);
        let constant = "const IDEMPOTENT: bool = true;";
        assert_eq!(code.contains(constant), is_idempotent, "{sdk_id} {name}");
    }
}

/// The shapes of SQS, as far as messages need them.
fn sqs(name: &str, input: &Value, output: &Value) -> String {
    let text = json!({ "target": "smithy.api#String" });
    let required =
        json!({ "target": "smithy.api#String", "traits": { "smithy.api#required": {} } });
    let map = json!({ "type": "map", "key": text, "value": { "target": "test#Attribute" } });
    let list = |of: &str| json!({ "type": "list", "member": { "target": of } });
    let crates = generated(&json!({
        "Test": {
            "operations": [{ "target": format!("test#{name}") }],
            "traits": { "aws.api#service": { "sdkId": "SQS" } },
        },
        name: {
            "type": "operation",
            "input": { "target": "test#In" },
            "output": { "target": "test#Out" },
            "traits": { "smithy.api#http": { "method": "POST", "uri": "/sqs" } },
        },
        "In": { "type": "structure", "members": input },
        "Out": { "type": "structure", "members": output },
        "Entry": { "type": "structure", "members": { "Id": required, "MessageBody": required } },
        "Result": { "type": "structure", "members": { "Id": required, "MD5OfMessageBody": required } },
        "Message": { "type": "structure", "members": {
            "Body": text, "MD5OfBody": text,
            "MessageAttributes": { "target": "test#Attributes" }, "MD5OfMessageAttributes": text,
        } },
        "Entries": list("test#Entry"),
        "Results": list("test#Result"),
        "Messages": list("test#Message"),
        "Attributes": map,
        "Attribute": { "type": "structure", "members": {
            "DataType": required, "StringValue": text, "BinaryValue": { "target": "smithy.api#Blob" },
        } },
    }));
    let file = format!("-operations/src/{}.rs", name.to_snake_case());
    let code = files(&crates, &[&file]);
    let manifest = files(&crates, &["-operations/Cargo.toml"]);
    let sent = function(&code, "sent_messages").unwrap_or_default();
    let check = function(&code, "check_messages").unwrap_or_default();
    let (check, _) = check.split_once("\n}").unwrap_or((check, ""));
    assert_eq!(
        check.is_empty(),
        !manifest.contains("checksum"),
        "{manifest}"
    );
    format!("{sent}{check}")
}

#[test]
fn messages_of_sqs_are_compared_with_what_is_said_of_them() {
    let text = json!({ "target": "smithy.api#String" });
    let attributes = json!({ "target": "test#Attributes" });
    let of = |target: &str| json!({ "target": target });
    assert_snapshot!(sqs(
        "SendMessage",
        &json!({ "MessageBody": text, "MessageAttributes": attributes }),
        &json!({ "MD5OfMessageBody": text, "MD5OfMessageAttributes": text }),
    ));
    assert_snapshot!(sqs(
        "SendMessageBatch",
        &json!({ "Entries": of("test#Entries") }),
        &json!({ "Successful": of("test#Results") }),
    ));
    assert_snapshot!(sqs(
        "ReceiveMessage",
        &json!({}),
        &json!({ "Messages": of("test#Messages") }),
    ));
    // Other operations have no messages, and a model that has lost the members that say something of them has no checks.
    let body = json!({ "MessageBody": text });
    let about = json!({ "MD5OfMessageBody": text });
    assert_eq!(sqs("DeleteMessage", &body, &about), "");
    assert_eq!(sqs("SendMessage", &body, &json!({})), "");
}

#[test]
fn ids_of_route_53_are_sent_without_their_prefix_wherever_they_go() {
    let label = json!({ "smithy.api#httpLabel": {}, "smithy.api#required": {} });
    let text = json!({ "type": "string" });
    let shapes = json!({
        "Run": { "traits": { "smithy.api#http": { "uri": "/change/{Id}/{Name}" } } },
        "RunInput": { "members": {
            "Id": { "target": "test#ChangeId", "traits": label },
            "Name": { "target": "test#Name", "traits": label },
            "Zone": { "target": "test#ResourceId", "traits": { "smithy.api#httpQuery": "zone" } },
            "Set": { "target": "test#DelegationSetId" },
        } },
        "ChangeId": text, "Name": text, "ResourceId": text, "DelegationSetId": text,
    });
    assert_snapshot!(function(&operation("Route 53", shapes.clone()), "request").unwrap());
    assert!(!operation("Test", shapes).contains("strip_id_prefix"));
}

#[test]
fn the_messages_of_a_batch_of_route_53_are_read_where_they_are() {
    for (sdk_id, name) in [("Route 53", "Messages"), ("Test", "messages")] {
        let crates = generated(&json!({
            "Test": { "traits": { "aws.api#service": { "sdkId": sdk_id } } },
            "Run": { "errors": [{ "target": "test#InvalidChangeBatch" }] },
            "InvalidChangeBatch": {
                "type": "structure",
                "members": { "messages": { "target": "test#Texts" } },
                "traits": { "smithy.api#error": "client" },
            },
            "Texts": { "type": "list", "member": { "target": "smithy.api#String" } },
        }));
        let code = files(&crates, &["src/invalid_change_batch.rs"]);
        let arm = format!(r#""{name}" => member."#);
        assert!(code.contains(&arm), "{code}");
    }
}
