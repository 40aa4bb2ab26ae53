//! Waiters: what becomes of them, and which are left out.
#![allow(missing_docs, clippy::unwrap_used, reason = "this is a test")]

mod model;

use model::{files, generated};
use serde_json::{Value, json};

/// A model whose operation has these waiters.
fn with_waiters(waiters: &Value) -> Value {
    let optional = |target: &str| json!({ "target": target });
    let required = json!({ "smithy.api#required": {} });
    json!({
        "Run": {
            "traits": { "smithy.waiters#waitable": waiters },
            "errors": [{ "target": "test#NotFoundException" }],
        },
        "NotFoundException": { "type": "structure", "members": {}, "traits": { "smithy.api#error": "client" } },
        "RunInput": { "members": {
            "name": { "target": "smithy.api#String", "traits": required },
            "wanted": optional("smithy.api#Integer"),
        } },
        "RunOutput": { "members": {
            "state": optional("test#State"),
            "ready": optional("smithy.api#Boolean"),
            "count": optional("smithy.api#Integer"),
            "parts": optional("test#Parts"),
        } },
        "Parts": { "type": "list", "member": { "target": "test#Part" } },
        "Part": { "type": "structure", "members": { "state": optional("test#State") } },
        "State": { "type": "enum", "members": { "UP": { "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": "up" } } } },
    })
}

fn output(state: &str, path: &str, comparator: &str, expected: &str) -> Value {
    let output = json!({ "path": path, "comparator": comparator, "expected": expected });
    json!({ "state": state, "matcher": { "output": output } })
}

#[test]
fn a_waiter_wraps_its_operation_and_says_what_outcomes_mean() {
    let both = json!({ "path": "input.wanted == output.count", "comparator": "booleanEquals", "expected": "true" });
    let generated = generated(&with_waiters(&json!({
        "RunningEverywhere": {
            "documentation": "Waits until it runs <i>everywhere</i>.",
            "minDelay": 5,
            "maxDelay": 60,
            "acceptors": [
                output("success", "state", "stringEquals", "up"),
                output("success", "parts[].state", "allStringEquals", "up"),
                output("failure", "parts[].state", "anyStringEquals", "down"),
                output("retry", "ready", "booleanEquals", "false"),
                output("failure", "length(parts) > `9` && ready", "booleanEquals", "true"),
                { "state": "success", "matcher": { "inputOutput": both } },
                { "state": "retry", "matcher": { "errorType": "NotFoundException" } },
                { "state": "retry", "matcher": { "errorType": "Slow.Down" } },
                { "state": "failure", "matcher": { "success": false } },
            ],
        },
    })));
    assert_eq!(generated.notes, Vec::<String>::new());
    insta::assert_snapshot!(files(&generated, &["running_everywhere.rs"]));
}

#[test]
fn a_waiter_gets_a_name_that_nothing_else_has() {
    let any = json!({ "acceptors": [{ "state": "success", "matcher": { "success": true } }] });
    let generated = generated(&with_waiters(
        &json!({ "Run": any, "RunOutput": any, "service": any }),
    ));
    let code = files(&generated, &["operations/src/lib.rs"]);
    for name in ["RunWaiter", "RunOutputWaiter", "ServiceWaiter"] {
        assert!(code.contains(name), "{name}: {code}");
    }
}

#[test]
fn a_waiter_that_cannot_be_made_is_left_out_with_a_note() {
    for (path, comparator, expected, why) in [
        (
            "state",
            "stringContains",
            "u",
            "\"stringContains\" is no comparator",
        ),
        (
            "state",
            "booleanEquals",
            "true",
            "the path \"state\": it is a text, and no boolean",
        ),
        (
            "ready",
            "booleanEquals",
            "yes",
            "the path \"ready\": \"yes\" is no boolean",
        ),
        (
            "ready",
            "stringEquals",
            "true",
            "the path \"ready\": it is a boolean, and no text",
        ),
        (
            "parts",
            "anyStringEquals",
            "up",
            "the path \"parts\": it is a list of other values than texts",
        ),
        (
            "state",
            "allStringEquals",
            "up",
            "the path \"state\": a text is no list",
        ),
        (
            "status",
            "stringEquals",
            "up",
            "the path \"status\": the output has no member \"status\"",
        ),
        (
            "sum(parts)",
            "stringEquals",
            "up",
            "the path \"sum(parts)\": the function \"sum\" is not supported",
        ),
        (
            "state | @",
            "stringEquals",
            "up",
            "the path \"state | @\": at character 7: the pipe `|` is not supported",
        ),
    ] {
        let generated = generated(&with_waiters(&json!({
            "Up": { "acceptors": [output("success", path, comparator, expected)] },
        })));
        assert_eq!(
            generated.notes,
            [format!("test#Run has no waiter \"Up\": {why}")]
        );
        assert!(!files(&generated, &["operations/src/lib.rs"]).contains("Up"));
    }
}
