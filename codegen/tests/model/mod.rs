//! Small models around the shapes that a test is about.
#![allow(
    dead_code,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "each test uses some of these helpers, and they fail as tests do"
)]

use serde_json::{Map, Value, json};
use smithereens_codegen::{Layout, Operations, Options, Output, Problem, generate};

/// A model with the service `Test`, an operation `Run` over `RunInput` and `RunOutput`, and these shapes,
/// whose names stand without their namespace `test`.
pub fn model(shapes: &Value) -> String {
    let mut all = json!({
        "test#Test": {
            "type": "service",
            "version": "2020-01-01",
            "operations": [{ "target": "test#Run" }],
            "traits": {
                "aws.api#service": { "sdkId": "Test" },
                "aws.auth#sigv4": { "name": "test" },
                "aws.protocols#restJson1": {},
                "smithy.api#title": "Test Service"
            }
        },
        "test#Run": {
            "type": "operation",
            "input": { "target": "test#RunInput" },
            "output": { "target": "test#RunOutput" },
            "traits": { "smithy.api#http": { "method": "POST", "uri": "/run" } }
        },
        "test#RunInput": { "type": "structure", "members": {} },
        "test#RunOutput": { "type": "structure", "members": {} }
    });
    let all = all.as_object_mut().unwrap();
    for (name, shape) in shapes.as_object().unwrap() {
        let id = if name.contains('#') {
            name.clone()
        } else {
            format!("test#{name}")
        };
        match (all.get_mut(&id), shape) {
            (Some(Value::Object(there)), Value::Object(more)) => merge(there, more),
            _ => {
                all.insert(id, shape.clone());
            }
        }
    }
    json!({ "smithy": "2.0", "shapes": all }).to_string()
}

fn merge(there: &mut Map<String, Value>, more: &Map<String, Value>) {
    for (key, value) in more {
        match (there.get_mut(key), value) {
            (Some(Value::Object(there)), Value::Object(more)) => merge(there, more),
            _ => {
                there.insert(key.clone(), value.clone());
            }
        }
    }
}

/// Everything that is generated from a model of these shapes.
pub fn generated(shapes: &Value) -> Output {
    let model = model(shapes);
    generate(&options(&model)).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// What is wrong with a model of these shapes, a line each.
pub fn problems(shapes: &Value) -> String {
    problems_of(&model(shapes))
}

/// What is wrong with this text of a model, a line each.
pub fn problems_of(model: &str) -> String {
    let problems = generate(&options(model)).expect_err("the model should be refused");
    problems
        .iter()
        .map(Problem::to_string)
        .collect::<Vec<_>>()
        .join("\n")
}

pub fn options(model: &str) -> Options<'_> {
    Options {
        model,
        operations: Operations::All,
        skip_unsupported: false,
        write_defaults: false,
        protocol: None,
        prefix: None,
        layout: Layout::Repository,
        tests: None,
    }
}

/// Some of the generated files, by the end of their paths, one below the other.
pub fn files(generated: &Output, ends: &[&str]) -> String {
    let mut text = String::new();
    for (path, file) in generated.files.iter() {
        if ends.iter().any(|end| path.ends_with(end)) {
            let code = file
                .strip_prefix(smithereens_codegen::HEADER)
                .unwrap_or(file)
                .trim_start();
            text.extend(["// ", path, "\n", code, "\n"]);
        }
    }
    assert!(
        !text.is_empty(),
        "no file ends in any of {ends:?}: {:?}",
        generated.files
    );
    text
}
