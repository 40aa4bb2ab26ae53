//! Tests that are made from a model's own test traits.
#![allow(missing_docs, clippy::unwrap_used, reason = "this is a test")]

mod model;

use model::{files, model as text, request};
use serde_json::{Value, json};
use smithereens_codegen::{Request, TestCrates, generate};

/// The tests of an operation with this example of its input.
fn example(input: &Value) -> String {
    let somewhere = || "../somewhere".to_owned();
    let examples = json!([{ "title": "One", "input": input }]);
    let model = text(&json!({
        "Run": { "traits": { "smithy.api#examples": examples } },
        "RunInput": { "members": { "ratio": { "target": "smithy.api#Double" } } },
    }));
    let request = Request {
        tests: Some(TestCrates {
            tests: somewhere(),
            runtime: somewhere(),
            types: somewhere(),
        }),
        ..request(&model)
    };
    files(&generate(&request).unwrap(), &["examples.rs"])
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
