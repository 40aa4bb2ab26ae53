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
fn code_and_message_of_an_error_are_compared_where_a_case_has_them() {
    let case = |vendor_params: &Value| {
        let case = json!([{
            "id": "Fails", "protocol": "aws.protocols#restJson1", "code": 400, "vendorParams": vendor_params,
        }]);
        let shapes = json!({
            "Run": { "errors": [{ "target": "test#Bad" }] },
            "Bad": { "type": "structure", "members": {}, "traits": {
                "smithy.api#error": "client", "smithy.test#httpResponseTests": case,
            } },
        });
        tests(&shapes, "responses.rs")
    };
    let code = r#"same_text("code", error.code(), "Bad")?;"#;
    let message = r#"same_text("message", error.message(), "")?;"#;
    let both = case(&json!({ "code": "Bad", "message": "", "type": "Sender" }));
    assert!(both.contains(code) && both.contains(message), "{both}");
    let neither = case(&json!({}));
    assert!(!neither.contains("same_text"), "{neither}");
}

#[test]
fn a_query_is_compared_in_full_where_a_case_asks_for_it() {
    let case = |vendor_params: &Value| {
        let case = json!([{
            "id": "Runs", "protocol": "aws.protocols#restJson1", "method": "POST", "uri": "/run",
            "vendorParams": vendor_params,
        }]);
        tests(
            &json!({ "Run": { "traits": { "smithy.test#httpRequestTests": case } } }),
            "requests.rs",
        )
    };
    let exact = case(&json!({ "exactQuery": true }));
    assert!(exact.contains("exact_query: true"), "{exact}");
    let other = case(&json!("other"));
    assert!(!other.contains("exact_query"), "{other}");
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
