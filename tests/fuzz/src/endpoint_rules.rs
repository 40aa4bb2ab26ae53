//! Endpoint rules: from a rule set to the function that is generated from it.

use crate::model;
use crate::mutate::{self, Fragments};
use serde_json::value::RawValue;
use std::sync::LazyLock;

/// What the mutator puts into rule sets.
pub static FRAGMENTS: Fragments =
    LazyLock::new(|| mutate::fragments(include_str!("fragments/rules.json")));

/// The model that the rule set becomes a part of, before and after it.
const AROUND: [&str; 2] = [
    r#"{"smithy": "2.0", "shapes": {
        "test#Test": {"type": "service", "version": "1", "operations": [{"target": "test#Run"}], "traits": {
            "aws.api#service": {"sdkId": "Test"}, "aws.protocols#restJson1": {}, "aws.auth#sigv4": {"name": "test"},
            "smithy.rules#clientContextParams": {"Text": {"type": "string"}, "Flag": {"type": "boolean"}},
            "smithy.rules#endpointRuleSet": "#,
    r#"}},
        "test#Run": {"type": "operation", "input": {"target": "test#RunInput"}, "traits": {
            "smithy.api#http": {"method": "GET", "uri": "/run"},
            "smithy.rules#staticContextParams": {"Static": {"value": true}}}},
        "test#RunInput": {"type": "structure", "members": {
            "bucket": {"target": "smithy.api#String", "traits": {"smithy.rules#contextParam": {"name": "Bucket"}}}}}
    }}"#,
];

/// Generates from a model with this rule set, if it is JSON.
pub fn run(data: &[u8]) {
    let Ok(rules) = serde_json::from_slice::<&RawValue>(data) else {
        return;
    };
    let [before, after] = AROUND;
    model::run([before, rules.get(), after].concat().as_bytes());
}
