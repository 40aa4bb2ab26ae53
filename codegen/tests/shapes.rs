//! What each kind of shape becomes.
#![allow(missing_docs, clippy::indexing_slicing, reason = "this is a test")]

mod model;

use insta::assert_snapshot;
use model::{files, generated, model, options};
use serde_json::{Value, json};
use smithereens_codegen::{Options, generate};

/// The shapes crate's file for a shape that the input and the output use.
fn shape(name: &str, file: &str, shapes: &Value) -> String {
    let mut shapes = shapes.clone();
    let target = json!({ "members": { "it": { "target": format!("test#{name}") } } });
    shapes["RunInput"] = target.clone();
    shapes["RunOutput"] = target;
    files(
        &generated(&shapes),
        &[&format!("test-shapes/src/{file}.rs")],
    )
}

#[test]
fn simple_types() {
    let members: serde_json::Map<_, _> = [
        "Blob",
        "Boolean",
        "String",
        "Byte",
        "Short",
        "Integer",
        "Long",
        "Float",
        "Double",
        "BigInteger",
        "BigDecimal",
        "Timestamp",
        "Document",
    ]
    .map(|name| {
        (
            name.to_owned(),
            json!({ "target": format!("smithy.api#{name}") }),
        )
    })
    .into_iter()
    .collect();
    assert_snapshot!(shape(
        "Simple",
        "simple",
        &json!({ "Simple": { "type": "structure", "members": members } })
    ));
}

#[test]
fn lists_and_maps_dense_and_sparse() {
    let string = json!({ "target": "smithy.api#String" });
    let sparse = json!({ "smithy.api#sparse": {} });
    assert_snapshot!(shape(
        "Collections",
        "collections",
        &json!({
            "Collections": { "type": "structure", "members": {
                "list": { "target": "test#List" }, "sparseList": { "target": "test#SparseList" },
                "map": { "target": "test#Map" }, "sparseMap": { "target": "test#SparseMap" },
                "nested": { "target": "test#Nested" },
            } },
            "List": { "type": "list", "member": string },
            "SparseList": { "type": "list", "member": string, "traits": sparse },
            "Map": { "type": "map", "key": string, "value": { "target": "smithy.api#Integer" } },
            "SparseMap": { "type": "map", "key": string, "value": { "target": "smithy.api#Integer" }, "traits": sparse },
            "Nested": { "type": "list", "member": { "target": "test#MapOfTimes" } },
            "MapOfTimes": { "type": "map", "key": string, "value": { "target": "test#Time" } },
            "Time": { "type": "timestamp", "traits": { "smithy.api#timestampFormat": "date-time" } },
        })
    ));
}

#[test]
fn required_members_go_into_new_and_are_corrected_when_absent() {
    let required = json!({ "smithy.api#required": {} });
    let generated = generated(&json!({
        "RunInput": { "members": { "it": { "target": "test#Order" } } },
        "RunOutput": { "members": { "it": { "target": "test#Order" } } },
        "Order": { "type": "structure", "members": {
            "Name": { "target": "smithy.api#String", "traits": required },
            "Lines": { "target": "test#Lines", "traits": required },
            "Note": { "target": "smithy.api#String" },
            "Place": { "target": "test#Place", "traits": required },
            "Lenient": { "target": "smithy.api#String", "traits": { "smithy.api#required": {}, "smithy.api#clientOptional": {} } },
        } },
        "Lines": { "type": "list", "member": { "target": "smithy.api#String" } },
        "Place": { "type": "structure", "members": { "Zip": { "target": "smithy.api#Integer", "traits": required } } },
    }));
    assert_snapshot!(files(&generated, &["order.rs", "place.rs"]));
}

#[test]
fn an_error_keeps_its_message_whatever_the_model_calls_the_member() {
    for (members, body) in [
        (json!({ "message": {} }), "self.message = Some(message);"),
        (json!({ "Message": {} }), "self.message = Some(message);"),
        (
            json!({ "errorMessage": {} }),
            "self.error_message = Some(message);",
        ),
        (
            json!({ "errorMessage": {}, "Message": {} }),
            "self.message = Some(message);",
        ),
        (
            json!({ "message": { "traits": { "smithy.api#required": {} } } }),
            "self.message = message;",
        ),
        (json!({ "Reason": {} }), "impl SetMessage for Bad {}"),
    ] {
        let mut members = members;
        for (_, member) in members.as_object_mut().into_iter().flatten() {
            member["target"] = json!("smithy.api#String");
        }
        let generated = generated(&json!({
            "Run": { "errors": [{ "target": "test#Bad" }] },
            "Bad": { "type": "structure", "members": members, "traits": { "smithy.api#error": "client" } },
        }));
        let code = files(&generated, &["test-errors/src/bad.rs"]);
        assert!(code.contains(body), "{code}");
    }
}

/// A structure with a default of each kind, used by the input, the output or both.
fn defaults(users: &[&str]) -> Value {
    let default = |target: &str, value: Value| json!({ "target": target, "traits": { "smithy.api#default": value } });
    let mut shapes = json!({
        "Defaults": { "type": "structure", "members": {
            "zero": default("smithy.api#Integer", json!(0)),
            "ten": default("smithy.api#Integer", json!(10)),
            "yes": default("smithy.api#Boolean", json!(true)),
            "half": default("smithy.api#Double", json!(0.5)),
            "hi": default("smithy.api#String", json!("hi")),
            "list": default("test#List", json!([])),
            "color": default("test#Color", json!("RED")),
            "at": default("smithy.api#Timestamp", json!(5)),
            "bytes": default("smithy.api#Blob", json!("abc")),
            "document": default("smithy.api#Document", json!("hi")),
            "number": default("smithy.api#Document", json!(7)),
            "nothing": default("smithy.api#Document", json!([])),
            "object": default("smithy.api#Document", json!({})),
            "none": default("smithy.api#String", json!(null)),
            "primitive": { "target": "smithy.api#PrimitiveLong" },
            "always": { "target": "smithy.api#Integer", "traits": { "smithy.api#default": 3, "smithy.api#required": {} } },
        } },
        "List": { "type": "list", "member": { "target": "smithy.api#String" } },
        "Color": { "type": "enum", "members": { "RED": { "target": "smithy.api#Unit" } } },
    });
    for user in users {
        shapes[*user] = json!({ "members": { "it": { "target": "test#Defaults" } } });
    }
    shapes
}

#[test]
fn defaults_are_what_the_model_says() {
    let generated = generated(&defaults(&["RunOutput"]));
    assert_snapshot!(files(&generated, &["test-shapes/src/defaults.rs"]));
}

#[test]
fn what_a_caller_builds_knows_which_members_were_set() {
    let generated = generated(&defaults(&["RunInput", "RunOutput"]));
    assert_snapshot!(files(&generated, &["test-shapes/src/defaults.rs"]));
}

#[test]
fn defaults_are_written_where_that_is_asked_for() {
    let model = model(&defaults(&["RunInput"]));
    let options = Options {
        write_defaults: true,
        ..options(&model)
    };
    let generated = generate(&options).expect("a good model");
    let code = files(&generated, &["test-shapes/src/defaults.rs"]);
    for line in [
        "pub zero: i32,",
        "ten: 10,",
        r#"object.plain("hi", &self.hi);"#,
        "self.yes = yes;",
    ] {
        assert!(code.contains(line), "{line} is missing: {code}");
    }
}

#[test]
fn shapes_that_contain_themselves_are_boxed() {
    assert_snapshot!(shape(
        "Tree",
        "tree",
        &json!({
            "Tree": { "type": "structure", "members": {
                "left": { "target": "test#Tree" }, "children": { "target": "test#Trees" }, "branch": { "target": "test#Branch" },
            } },
            "Trees": { "type": "list", "member": { "target": "test#Tree" } },
            "Branch": { "type": "structure", "members": { "tree": { "target": "test#Tree" } } },
        })
    ));
}

#[test]
fn unions_read_the_member_that_is_set_and_keep_unknown_ones() {
    assert_snapshot!(shape(
        "Choice",
        "choice",
        &json!({
            "Choice": { "type": "union", "traits": { "smithy.api#documentation": "One of them." }, "members": {
                "text": { "target": "smithy.api#String", "traits": { "smithy.api#documentation": "<p>Some text.</p>" } },
                "ratio": { "target": "smithy.api#Double" },
                "nothing": { "target": "smithy.api#Unit" },
                "Renamed": { "target": "smithy.api#Integer", "traits": { "smithy.api#jsonName": "other" } },
                "secret": { "target": "test#Secret" },
            } },
            "Secret": { "type": "string", "traits": { "smithy.api#sensitive": {} } },
        })
    ));
}

#[test]
fn enums_keep_unknown_values() {
    let unit = "smithy.api#Unit";
    let value =
        |value: Value| json!({ "target": unit, "traits": { "smithy.api#enumValue": value } });
    assert_snapshot!(shape(
        "Size",
        "size",
        &json!({
            "Size": { "type": "enum", "members": {
                "SMALL": { "target": unit, "traits": { "smithy.api#documentation": "Not large." } },
                "x2large": value(json!("2xlarge")),
                "ALL": value(json!("*")),
                "EMPTY": value(json!("")),
                "UNKNOWN": value(json!("unknown")),
            } },
        })
    ));
    assert_snapshot!(shape(
        "Level",
        "level",
        &json!({
            "Level": { "type": "intEnum", "members": { "LOW": value(json!(1)), "HIGH": value(json!(9)) } },
        })
    ));
    assert_snapshot!(shape(
        "Old",
        "old",
        &json!({
            "Old": { "type": "string", "traits": { "smithy.api#enum": [{ "value": "a-b", "name": "A_B" }, { "value": "c/d" }] } },
        })
    ));
}

#[test]
fn errors_are_errors() {
    let generated = generated(&json!({
        "Run": { "errors": [{ "target": "test#Slow" }, { "target": "test#Gone" }] },
        "Slow": { "type": "structure", "members": {
            "Message": { "target": "smithy.api#String" },
            "RetryAfter": { "target": "smithy.api#Integer", "traits": { "smithy.api#httpHeader": "Retry-After" } },
        }, "traits": { "smithy.api#error": "client", "smithy.api#httpError": 429, "smithy.api#retryable": { "throttling": true } } },
        "Gone": { "type": "structure", "members": {}, "traits": { "smithy.api#error": "client" } },
    }));
    assert_snapshot!(files(
        &generated,
        &[
            "slow.rs",
            "gone.rs",
            "run_error.rs",
            "operations/src/run.rs"
        ]
    ));
}

#[test]
fn secrets_stay_out_of_debug() {
    assert_snapshot!(shape(
        "Login",
        "login",
        &json!({
            "Login": { "type": "structure", "members": {
                "user": { "target": "smithy.api#String" },
                "password": { "target": "test#Secret" },
                "codes": { "target": "test#Codes" },
            } },
            "Secret": { "type": "string", "traits": { "smithy.api#sensitive": {} } },
            "Codes": { "type": "list", "member": { "target": "test#Secret" } },
        })
    ));
}

#[test]
fn enums_that_are_secrets_are_shown_in_no_part() {
    let sensitive = json!({ "smithy.api#sensitive": {} });
    let one =
        json!({ "ONE": { "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": 1 } } });
    for (name, file, definition) in [
        (
            "Key",
            "key",
            json!({ "type": "enum", "members": { "ONE": { "target": "smithy.api#Unit" } }, "traits": sensitive }),
        ),
        (
            "Pin",
            "pin",
            json!({ "type": "intEnum", "members": one, "traits": sensitive }),
        ),
    ] {
        let code = shape(name, file, &json!({ name: definition }));
        for part in ["Redacted.fmt(f)", "const IS_SENSITIVE: bool = true;"] {
            assert!(code.contains(part), "{part} is missing: {code}");
        }
        assert!(!code.contains("Debug,"), "{code}");
    }
}

#[test]
fn names_of_members_follow_json_and_rust() {
    assert_snapshot!(shape(
        "Names",
        "names",
        &json!({
            "Names": { "type": "structure", "members": {
                "Type": { "target": "smithy.api#String" },
                "self": { "target": "smithy.api#String" },
                "new": { "target": "smithy.api#String" },
                "VpcARN": { "target": "smithy.api#String" },
                "vpcArn": { "target": "smithy.api#String" },
            "camelCase": { "target": "smithy.api#String", "traits": { "smithy.api#jsonName": "with-dash" } },
            } },
        })
    ));
}

#[test]
fn shapes_named_like_rust_types_and_like_leaf_values_coexist() {
    let generated = generated(&json!({
        "RunInput": { "members": {
            "option": { "target": "test#Option" }, "blob": { "target": "test#Blob" }, "error": { "target": "test#Error" },
        } },
        "Option": { "type": "structure", "members": { "blob": { "target": "smithy.api#Blob" }, "own": { "target": "test#Blob" } } },
        "Blob": { "type": "structure", "members": { "bytes": { "target": "smithy.api#Blob" } } },
        "Error": { "type": "structure", "members": { "message": { "target": "smithy.api#String" } } },
    }));
    assert_snapshot!(files(
        &generated,
        &[
            "option_value.rs",
            "shapes/src/blob.rs",
            "shapes/src/error.rs"
        ]
    ));
}

#[test]
fn nothing_in_a_model_becomes_code() {
    let hostile = "*/ } fn main() { panic!() } /* \" \\ \n#![allow(all)]\n`</p>";
    let generated = generated(&json!({
        "Test": { "traits": { "smithy.api#title": hostile } },
        "RunInput": { "members": { "it": { "target": "test#E" } }, },
        "Run": { "traits": { "smithy.api#documentation": hostile, "smithy.api#http": { "uri": "/\"}; panic!(); //" } } },
        "E": { "type": "enum", "members": { "A": { "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": hostile } } } },
    }));
    for (path, text) in generated
        .files
        .iter()
        .filter(|(path, _)| path.contains("/src/"))
    {
        let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let functions = file
            .items
            .iter()
            .filter(|item| matches!(item, syn::Item::Fn(_) | syn::Item::Macro(_)));
        assert!(functions.count() <= 1, "{path}: {text}");
        assert!(
            file.attrs
                .iter()
                .all(|attribute| attribute.path().is_ident("doc")),
            "{path}: {text}"
        );
    }
}
