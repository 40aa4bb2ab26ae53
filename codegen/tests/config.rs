//! Code for build scripts: what is written, left alone, removed and refused.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    reason = "this is a test"
)]

mod model;

use model::model as text;
use serde_json::json;
use smithereens_codegen::{CompileError, Config};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// A folder that is gone after the test, with a model of two operations in it.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let name = format!("config-{name}-{}", std::process::id());
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        let model = text(&json!({
            "Test": { "operations": [{ "target": "test#Run" }, { "target": "test#Walk" }] },
            "Walk": {
                "type": "operation",
                "traits": { "smithy.api#http": { "method": "POST", "uri": "/walk" } },
            },
        }));
        fs::write(path.join("model.json"), model).unwrap();
        Self(path)
    }

    fn config(&self) -> Config {
        Config::new().out_dir(self.0.join("out"))
    }

    fn model(&self) -> PathBuf {
        self.0.join("model.json")
    }

    fn read(&self, below: &str) -> String {
        fs::read_to_string(self.0.join("out").join(below)).unwrap()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_module_is_named_by_its_service_and_says_what_it_needs() {
    let scratch = Scratch::new("named");
    let compiled = scratch
        .config()
        .operations(["Run"])
        .compile(scratch.model())
        .unwrap();
    assert_eq!(compiled.path, scratch.0.join("out/test/mod.rs"));
    assert_eq!(compiled.operations, ["Run"]);
    let names: Vec<_> = compiled
        .dependencies
        .iter()
        .map(|line| line.split(' ').next().unwrap())
        .collect();
    assert_eq!(names, ["serde", "smithereens", "smithereens-types"]);
    assert!(
        scratch
            .read("test/operations/run.rs")
            .contains("use crate::test::operations::service::TEST;")
    );
    // What is included can have no documentation within.
    assert!(!scratch.read("test/mod.rs").contains("//!"));
}

#[test]
fn a_module_can_have_another_name_and_place() {
    let scratch = Scratch::new("placed");
    let config = scratch
        .config()
        .operations(["Run"])
        .name("mine")
        .module("crate::aws::mine");
    config.compile(scratch.model()).unwrap();
    assert!(
        scratch
            .read("mine/operations/run.rs")
            .contains("use crate::aws::mine::operations::service::TEST;")
    );
    let error = config
        .module("aws; evil")
        .compile(scratch.model())
        .unwrap_err();
    assert!(matches!(error, CompileError::Module(_)), "{error}");
}

#[test]
fn what_is_there_is_not_written_again_and_what_is_left_over_is_removed() {
    let scratch = Scratch::new("again");
    scratch
        .config()
        .all_operations()
        .compile(scratch.model())
        .unwrap();
    let run = scratch.0.join("out/test/operations/run.rs");
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    fs::File::options()
        .append(true)
        .open(&run)
        .unwrap()
        .set_modified(long_ago)
        .unwrap();
    assert!(scratch.0.join("out/test/operations/walk.rs").exists());
    scratch
        .config()
        .operations(["Run"])
        .compile(scratch.model())
        .unwrap();
    assert_eq!(fs::metadata(&run).unwrap().modified().unwrap(), long_ago);
    assert!(!scratch.0.join("out/test/operations/walk.rs").exists());
    assert!(!scratch.read("test/operations/mod.rs").contains("walk"));
}

#[test]
fn what_was_not_generated_is_left_alone() {
    let scratch = Scratch::new("foreign");
    scratch
        .config()
        .all_operations()
        .compile(scratch.model())
        .unwrap();
    let before = scratch.read("test/operations/mod.rs");
    let mine = scratch.0.join("out/test/mine.rs");
    fs::write(&mine, "//! Mine.\n").unwrap();
    let error = scratch
        .config()
        .operations(["Run"])
        .compile(scratch.model())
        .unwrap_err();
    assert!(
        matches!(&error, CompileError::NotGenerated(path) if *path == mine),
        "{error}"
    );
    assert_eq!(fs::read_to_string(&mine).unwrap(), "//! Mine.\n");
    assert_eq!(scratch.read("test/operations/mod.rs"), before);
}

#[test]
fn a_name_is_one_that_can_be_included() {
    let scratch = Scratch::new("keyword");
    for name in ["type", "self", "a b", "../a", "r#type", ""] {
        let error = scratch
            .config()
            .name(name)
            .operations(["Run"])
            .compile(scratch.model())
            .unwrap_err();
        assert!(matches!(error, CompileError::Name(_)), "{error}");
    }
}

#[test]
fn errors_name_the_file_and_everything_that_is_wrong() {
    let scratch = Scratch::new("wrong");
    let error = scratch
        .config()
        .compile(scratch.0.join("absent.json"))
        .unwrap_err();
    assert!(matches!(error, CompileError::Io { .. }));
    assert!(error.to_string().contains("absent.json"), "{error}");
    let config = scratch.config().operations(["Rum", "Wolk"]);
    let error = config.compile(scratch.model()).unwrap_err();
    let CompileError::Model { problems, .. } = &error else {
        panic!("{error:?}");
    };
    assert_eq!(problems.len(), 2);
    let text = error.to_string();
    assert!(
        text.contains("model.json") && text.contains("Run?") && text.contains("Walk?"),
        "{text}"
    );
    assert!(!scratch.0.join("out").exists());
}
