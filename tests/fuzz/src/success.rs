//! Reading successful responses: those of the generated operation, and of one with every type that there is.

use crate::answer::{self, SECRET};
use crate::client;
use crate::everything::Everything;
use crate::mutate::{self, Fragments};
use http::StatusCode;
use lambda_operations::ListFunctionEventInvokeConfigs;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use smithereens::ErrorKind;
use smithereens::codegen::Operation;
use std::sync::LazyLock;

/// What the mutator puts into bodies.
pub static FRAGMENTS: Fragments =
    LazyLock::new(|| mutate::fragments(include_str!("fragments/body.json")));

/// Reads a response. What cannot be read is an error of the kind that says so and shows no value; what can is
/// the same again once it was written and read.
pub fn run(data: &[u8]) {
    let mut answer = answer::parse(data);
    if !answer.status().is_success() {
        *answer.status_mut() = StatusCode::OK;
    }
    read(ListFunctionEventInvokeConfigs::new("f"), &answer);
    read(Everything, &answer);
}

fn read<O>(operation: O, answer: &http::Response<bytes::Bytes>)
where
    O: Operation<Output: Serialize + DeserializeOwned>,
{
    match client::outcome(operation, answer.clone()) {
        Ok(output) => {
            let written = serde_json::to_string(&output).expect("an output is JSON");
            let again: O::Output =
                serde_json::from_str(&written).expect("what was written is read");
            let rewritten = serde_json::to_string(&again).expect("an output is JSON");
            assert!(is_same(&written, &rewritten), "{written}\n{rewritten}");
        }
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::Decode, "{error}");
            let text = client::all_of(&error);
            let is_told = text.contains(SECRET) && answer::keeps_its_secret(answer);
            assert!(!is_told, "a value is shown: {text}");
        }
    }
}

/// Whether two documents are the same. The reader may give the neighbour of a floating-point number.
fn is_same(one: &str, other: &str) -> bool {
    match (serde_json::from_str(one), serde_json::from_str(other)) {
        (Ok(one), Ok(other)) => is_same_value(&one, &other),
        // A number of any size is no number of this library.
        _ => one == other,
    }
}

fn is_same_value(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|(one, other)| is_same_value(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(key, value)| {
                    other
                        .get(key)
                        .is_some_and(|other| is_same_value(value, other))
                })
        }
        (Value::Number(one), Value::Number(other)) => match (one.as_f64(), other.as_f64()) {
            (Some(one), Some(other)) => (one - other).abs() <= one.abs() * 1e-12,
            _ => one == other,
        },
        _ => one == other,
    }
}
