//! Crates that stand outside of this repository's workspace.
#![allow(missing_docs, clippy::unwrap_used, reason = "this is a test")]

mod model;

use model::{model as text, options};
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
