//! Crates that stand outside of this repository's workspace.
#![allow(missing_docs, clippy::unwrap_used, reason = "this is a test")]

mod model;

use model::{files, model as text, options};
use serde_json::json;
use smithereens_codegen::{Layout, Options, Runtime, TestCrates, generate};

#[test]
fn every_crate_forbids_unsafe_code_itself() {
    let somewhere = || "../somewhere".to_owned();
    let model = text(&json!({}));
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
    let generated = generate(&options).unwrap();
    let manifests: Vec<_> = generated
        .files
        .iter()
        .filter(|(path, _)| path.ends_with("/Cargo.toml"))
        .collect();
    assert_eq!(manifests.len(), 4);
    for (path, text) in manifests {
        let manifest: toml::Table = text.parse().unwrap();
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
            "lib.rs",
            "operations/mod.rs",
            "run.rs",
            "inner.rs"
        ]
    ));
}
