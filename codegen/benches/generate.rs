//! How long generating takes: one operation and all operations of a published model, and how the time grows
//! with the model.
//!
//! `SMITHY_MODELS` names the directory with `lambda.json`; without it only the growth is measured.
#![allow(
    missing_docs,
    clippy::expect_used,
    reason = "a benchmark fails as a test does"
)]

use divan::Bencher;
use serde_json::{Map, Value, json};
use smithereens_codegen::{Layout, Operations, Options, Output, generate};
use std::path::Path;

fn main() {
    divan::main();
}

fn run(model: &str, operations: Operations) -> Output {
    let options = Options {
        model,
        operations,
        skip_unsupported: true,
        write_defaults: false,
        protocol: None,
        prefix: None,
        layout: Layout::Repository,
        command: "xtask regenerate",
        tests: None,
    };
    generate(&options).expect("the model is supported")
}

/// The published model of Lambda, if it is at hand.
fn lambda() -> Option<String> {
    let folder = std::env::var_os("SMITHY_MODELS")?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .join(folder);
    std::fs::read_to_string(root.join("lambda.json")).ok()
}

#[divan::bench]
fn one_operation_of_lambda(bencher: Bencher<'_, '_>) {
    let Some(model) = lambda() else { return };
    let one = || Operations::Named(vec!["ListFunctionEventInvokeConfigs".to_owned()]);
    bencher.bench(|| run(&model, one()));
}

#[divan::bench]
fn all_of_lambda(bencher: Bencher<'_, '_>) {
    let Some(model) = lambda() else { return };
    bencher.bench(|| run(&model, Operations::All));
}

#[divan::bench(args = [50, 100, 200, 400, 800], sample_count = 10)]
fn operations_of_a_made_up_model(bencher: Bencher<'_, '_>, count: usize) {
    let model = made_up(count);
    bencher.bench(|| run(&model, Operations::All));
}

/// A model with this many operations, each with an input, an output and two structures of its own.
fn made_up(count: usize) -> String {
    let mut shapes = Map::new();
    let target = |name: String| json!({ "target": format!("test#{name}") });
    let operations: Vec<Value> = (0..count)
        .map(|index| target(format!("Operation{index}")))
        .collect();
    shapes.insert(
        "test#Service".to_owned(),
        json!({
            "type": "service",
            "version": "1",
            "operations": operations,
            "traits": { "aws.protocols#restJson1": {}, "aws.auth#sigv4": { "name": "test" } }
        }),
    );
    for index in 0..count {
        let documented = |text: &str| json!({ "smithy.api#documentation": format!("<p>The <code>{text}</code> of it.</p>") });
        let string =
            |text: &str| json!({ "target": "smithy.api#String", "traits": documented(text) });
        shapes.insert(
            format!("test#Operation{index}"),
            json!({
                "type": "operation",
                "input": target(format!("Input{index}")),
                "output": target(format!("Output{index}")),
                "traits": { "smithy.api#http": { "method": "POST", "uri": format!("/operation/{index}") } }
            }),
        );
        for (name, inner) in [
            ("Input", "First"),
            ("Output", "Second"),
            ("First", "Second"),
            ("Second", "Text"),
        ] {
            let inner = if inner == "Text" {
                string("end")
            } else {
                target(format!("{inner}{index}"))
            };
            shapes.insert(
                format!("test#{name}{index}"),
                json!({ "type": "structure", "members": {
                    "name": string("name"), "size": { "target": "smithy.api#Integer" }, "inner": inner,
                } }),
            );
        }
    }
    json!({ "smithy": "2.0", "shapes": shapes }).to_string()
}
