//! Crates that stand outside of this repository's workspace.
#![allow(missing_docs, clippy::unwrap_used, reason = "this is a test")]

mod model;

use model::{files, model as text, options};
use serde_json::json;
use smithereens_codegen::{Layout, Options, Runtime, TestCrates, generate};

/// The manifests of crates and of a program that runs their cases, with their paths.
fn manifests(model: &serde_json::Value) -> Vec<(String, toml::Table)> {
    let somewhere = || "../somewhere".to_owned();
    let model = text(model);
    let options = Options {
        layout: Layout::Standalone {
            runtime: Runtime::Path {
                runtime: somewhere(),
                types: somewhere(),
            },
            one_crate: false,
        },
        tests: Some(TestCrates {
            tests: somewhere(),
            runtime: somewhere(),
            types: somewhere(),
        }),
        ..options(&model)
    };
    let files = generate(&options).unwrap().files;
    let is_manifest = |path: &str| path.ends_with("/Cargo.toml");
    let manifests: Vec<_> = files
        .iter()
        .filter(|(path, _)| is_manifest(path))
        .map(|(path, text)| ((*path).to_owned(), text.parse().unwrap()))
        .collect();
    assert_eq!(manifests.len(), 4);
    manifests
}

#[test]
fn every_crate_forbids_unsafe_code_itself() {
    for (path, manifest) in manifests(&json!({})) {
        let level = manifest["lints"]["rust"]["unsafe_code"].as_str();
        assert_eq!(level, Some("forbid"), "{path}");
    }
}

#[test]
fn one_crate_has_what_three_would_have_in_modules() {
    let model = text(&json!({
        "RunInput": { "members": { "a": { "target": "test#Inner" } } },
        "Inner": { "type": "structure", "members": { "again": { "target": "test#Inner" } } },
        "Run": { "errors": [{ "target": "test#Bad" }] },
        "Bad": { "type": "structure", "members": {}, "traits": { "smithy.api#error": "client" } },
    }));
    let options = Options {
        layout: Layout::Standalone {
            runtime: Runtime::Version("0.1".to_owned()),
            one_crate: true,
        },
        ..options(&model)
    };
    let generated = generate(&options).unwrap();
    let paths: Vec<_> = generated.files.iter().map(|(path, _)| path).collect();
    assert_eq!(
        paths,
        [
            "Cargo.toml",
            "test/Cargo.toml",
            "test/README.md",
            "test/src/errors/bad.rs",
            "test/src/errors/mod.rs",
            "test/src/errors/run_error.rs",
            "test/src/lib.rs",
            "test/src/operations/mod.rs",
            "test/src/operations/run.rs",
            "test/src/operations/service.rs",
            "test/src/shapes/inner.rs",
            "test/src/shapes/mod.rs",
        ]
    );
    insta::assert_snapshot!(files(
        &generated,
        &[
            "test/Cargo.toml",
            "test/README.md",
            "lib.rs",
            "operations/mod.rs",
            "run.rs",
            "inner.rs"
        ]
    ));
}

#[test]
fn which_tls_there_is_the_program_says() {
    let mut dependents = 0;
    for (path, manifest) in manifests(&json!({})) {
        if let Some(runtime) = manifest["dependencies"].get("smithereens") {
            let default_features = runtime.get("default-features");
            assert_eq!(
                default_features.and_then(toml::Value::as_bool),
                Some(false),
                "{path}"
            );
            dependents += 1;
        }
    }
    assert_eq!(dependents, 2);
}

#[test]
fn shapes_and_errors_need_the_rust_version_of_the_types() {
    let types = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/types/Cargo.toml");
    let types: toml::Table = std::fs::read_to_string(types).unwrap().parse().unwrap();
    let needed = &types["package"]["rust-version"];
    for (path, manifest) in manifests(&json!({})) {
        let said = manifest["package"].get("rust-version");
        let is_of_data = path.contains("-shapes/") || path.contains("-errors/");
        assert_eq!(said, is_of_data.then_some(needed), "{path}");
    }
}
