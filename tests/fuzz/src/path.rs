//! Paths of `JMESPath`: from a text to a path and back, and to the code that is generated from it.

use crate::model;
use serde_json::json;
use smithereens_codegen::Path;

/// Reads a path. One that is written reads as the same, and what is generated where a model has it parses.
pub fn run(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    if let Ok(path) = text.parse::<Path>() {
        let written = path.to_string();
        let again: Path = written.parse().expect("what was written is read");
        assert_eq!(again, path, "{text} is written as {written}");
    }
    for comparator in [
        "stringEquals",
        "booleanEquals",
        "allStringEquals",
        "anyStringEquals",
    ] {
        model::run(model_of(text, comparator).to_string().as_bytes());
    }
}

/// A model that has the path where a model can have one.
fn model_of(path: &str, comparator: &str) -> serde_json::Value {
    let member = |target: &str| json!({ "target": target });
    let matcher =
        json!({ "output": { "path": path, "expected": "true", "comparator": comparator } });
    let both =
        json!({ "inputOutput": { "path": path, "expected": "true", "comparator": comparator } });
    let waiter = json!({ "acceptors": [
        { "state": "success", "matcher": matcher },
        { "state": "failure", "matcher": both },
    ] });
    json!({ "smithy": "2.0", "shapes": {
        "test#Test": { "type": "service", "version": "1", "operations": [member("test#Run"), member("test#Wait")], "traits": {
            "aws.api#service": { "sdkId": "Test" }, "aws.protocols#awsJson1_0": {}, "aws.auth#sigv4": { "name": "test" },
        } },
        "test#Run": { "type": "operation", "input": member("test#Thing"), "output": member("test#Out"), "traits": {
            "smithy.rules#operationContextParams": { "Name": { "path": path } },
        } },
        "test#Wait": { "type": "operation", "input": member("test#Thing"), "output": member("test#Out"), "traits": {
            "smithy.waiters#waitable": { "Done": waiter },
            "smithy.api#paginated": { "inputToken": "a", "outputToken": path, "items": path },
        } },
        "test#Out": { "type": "structure", "members": { "a": member("test#Thing"), "b": member("test#Things"), "d": member("smithy.api#String") } },
        "test#Thing": { "type": "structure", "members": {
            "a": member("smithy.api#String"), "b": member("test#Things"), "c": member("smithy.api#Integer"),
            "d": member("test#Choice"), "e": member("test#Map"), "f": member("smithy.api#Boolean"), "g": member("test#Texts"),
        } },
        "test#Things": { "type": "list", "member": member("test#Thing") },
        "test#Texts": { "type": "list", "member": member("smithy.api#String"), "traits": { "smithy.api#sparse": {} } },
        "test#Map": { "type": "map", "key": member("smithy.api#String"), "value": member("test#Thing") },
        "test#Choice": { "type": "union", "members": { "a": member("smithy.api#String"), "b": member("test#Thing") } },
    } })
}
