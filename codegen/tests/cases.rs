//! Tests that are made from a model's own test traits.
#![allow(missing_docs, clippy::unwrap_used, reason = "this is a test")]

mod model;

use model::{files, model as text, options};
use serde_json::{Value, json};
use smithereens_codegen::{Options, TestCrates, generate};

/// The tests that are made from a model of these shapes, by the end of their path.
fn tests(shapes: &Value, file: &str) -> String {
    let somewhere = || "../somewhere".to_owned();
    let model = text(shapes);
    let options = Options {
        tests: Some(TestCrates {
            tests: somewhere(),
            runtime: somewhere(),
            types: somewhere(),
        }),
        ..options(&model)
    };
    files(&generate(&options).unwrap(), &[file])
}

/// The tests of an operation with this example of its input.
fn example(input: &Value) -> String {
    let examples = json!([{ "title": "One", "input": input }]);
    let shapes = json!({
        "Run": { "traits": { "smithy.api#examples": examples } },
        "RunInput": { "members": { "ratio": { "target": "smithy.api#Double" } } },
    });
    tests(&shapes, "examples.rs")
}

#[test]
fn numbers_may_be_written_as_text_if_they_are_some() {
    let code = example(&json!({ "ratio": "1.5" }));
    assert!(code.contains("value.ratio = Some(1.5);"), "{code}");
    for no_number in ["NAN", "inf", "1e999"] {
        let code = example(&json!({ "ratio": no_number }));
        assert!(!code.contains("value.ratio = Some"), "{code}");
    }
}

#[test]
fn a_union_that_the_input_requires_has_a_value_where_a_response_is_tested() {
    let required = json!({ "smithy.api#required": {} });
    let cases = json!([{ "id": "Nothing", "protocol": "aws.protocols#restJson1", "code": 200, "body": "{}" }]);
    let shapes = json!({
        "Run": { "traits": { "smithy.test#httpResponseTests": cases } },
        "RunInput": { "members": {
            "choice": { "target": "test#Choice", "traits": required },
            "place": { "target": "test#Place", "traits": required },
        } },
        "Choice": { "type": "union", "members": { "text": { "target": "smithy.api#String" } } },
        "Place": { "type": "structure", "members": {
            "within": { "target": "test#Within", "traits": required },
        } },
        "Within": { "type": "union", "members": { "text": { "target": "smithy.api#String" } } },
    });
    let code = tests(&shapes, "responses.rs");
    // The union of an input is not something that a service leaves out, so that it has no `Absent`.
    assert_eq!(
        code.matches("Unknown(UnknownMember::default())").count(),
        2,
        "{code}"
    );
    assert!(!code.contains("absent"), "{code}");
}
