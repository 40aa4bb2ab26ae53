//! `cargo xtask regenerate` as a process, on copies of what it works on.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod scratch;

use scratch::{Scratch, files, in_repository, model, refused, regenerate, root, stderr, stdout};
use std::fs;
use std::path::Path;
use std::process::Command;

#[test]
fn the_repository_is_in_sync() {
    let output = regenerate(&["--check"]);
    assert!(output.status.success(), "{}", stderr(&output));
}

#[test]
fn check_lists_every_difference_and_writes_nothing() {
    let scratch = Scratch::repository("differences");
    let stale = scratch.path("crates/lambda-shapes/src/on_failure.rs");
    fs::write(&stale, fs::read_to_string(&stale).unwrap() + "// by hand\n").unwrap();
    fs::remove_file(scratch.path("crates/lambda-errors/src/service_exception.rs")).unwrap();
    scratch.write("crates/lambda-operations/src/left_over.rs", "");
    let before = files(&scratch.0);
    let output = in_repository(&scratch, &["--check"]);
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!(stderr(&output));
    assert_eq!(files(&scratch.0), before);

    let output = in_repository(&scratch, &[]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(
        stdout(&output).contains("2 files written, 17 unchanged, 1 removed in "),
        "{}",
        stdout(&output)
    );
    assert!(in_repository(&scratch, &["--check"]).status.success());
}

#[test]
fn another_operation_is_one_line_away() {
    let scratch = Scratch::repository("one-line");
    let toml = fs::read_to_string(scratch.path("model/lambda.toml")).unwrap();
    let list = "  \"ListFunctionEventInvokeConfigs\",\n";
    assert!(toml.contains(list), "{toml}");
    for operation in ["Put", "Update", "Get", "Delete"] {
        let line = format!("  \"{operation}FunctionEventInvokeConfig\",\n");
        scratch.write(
            "model/lambda.toml",
            &toml.replace(list, &format!("{list}{line}")),
        );
        let output = in_repository(&scratch, &[]);
        assert!(output.status.success(), "{}", stderr(&output));
        assert!(
            stdout(&output).starts_with("2 operations, "),
            "{}",
            stdout(&output)
        );
        let module = format!(
            "crates/lambda-operations/src/{}_function_event_invoke_config.rs",
            operation.to_lowercase()
        );
        assert!(scratch.path(&module).exists());
    }
}

#[test]
fn crates_that_nothing_asks_for_any_more_are_removed() {
    let scratch = Scratch::repository("renamed");
    let toml = fs::read_to_string(scratch.path("model/lambda.toml")).unwrap();
    scratch.write(
        "model/lambda.toml",
        &toml.replace("prefix = \"lambda\"", "prefix = \"other\""),
    );
    fs::create_dir_all(scratch.path("crates/by-hand/src")).unwrap();
    let kept = scratch.write(
        "crates/by-hand/Cargo.toml",
        "[package]\nname = \"by-hand\"\n",
    );
    let output = in_repository(&scratch, &[]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(scratch.path("crates/other-operations/src/lib.rs").exists());
    assert!(!scratch.path("crates/lambda-operations").exists());
    assert!(kept.exists());
}

#[test]
fn crates_of_the_whole_resource_compile_without_a_warning() {
    let scratch = Scratch::new("five");
    let out = scratch.0.to_str().unwrap();
    let output = regenerate(&[
        "--model",
        &model(),
        "--all",
        "--prefix",
        "five",
        "--out",
        out,
    ]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(
        stdout(&output).starts_with("5 operations, "),
        "{}",
        stdout(&output)
    );
    // The versions that this repository locks are the ones that are at hand.
    fs::copy(root().join("Cargo.lock"), scratch.path("Cargo.lock")).unwrap();
    let check = Command::new(env!("CARGO"))
        .args(["check", "--workspace", "--all-targets"])
        .current_dir(&scratch.0)
        .env(
            "CARGO_TARGET_DIR",
            Path::new(env!("CARGO_TARGET_TMPDIR")).join("generated"),
        )
        .env("RUSTFLAGS", "-D warnings")
        .output()
        .unwrap();
    assert!(check.status.success(), "{}", stderr(&check));
    let again = regenerate(&[
        "--model",
        &model(),
        "--all",
        "--prefix",
        "five",
        "--out",
        out,
        "--check",
    ]);
    assert!(again.status.success(), "{}", stderr(&again));
}

#[test]
fn a_model_that_is_not_there_is_named() {
    let message = refused("no-file", &["--model", "no/such.json", "--all"]);
    assert!(
        message.starts_with("error: cannot read no/such.json: No such file"),
        "{message}"
    );
}

#[test]
fn a_model_that_is_none_is_refused_and_nothing_written() {
    let scratch = Scratch::new("bad-model");
    for (text, expected) in [
        ("{\n  oops", "line 2, column 3: not JSON"),
        ("[1]", "line 1, column 2: not a Smithy JSON AST"),
        (r#"{"smithy": "1.0"}"#, "written in Smithy \"1.0\""),
        (r#"{"smithy": "2.0"}"#, "the model has no service"),
    ] {
        let model = scratch.write("model.json", text);
        let message = refused(
            "bad-model-out",
            &["--model", model.to_str().unwrap(), "--all"],
        );
        assert!(message.contains(expected), "{message}");
        assert!(message.contains("nothing was written"), "{message}");
    }
}

#[test]
fn an_unknown_operation_comes_with_the_closest() {
    let message = refused(
        "unknown",
        &[
            "--model",
            &model(),
            "--operation",
            "ListFunctionEventInvokeConfig",
        ],
    );
    assert!(
        message.contains("did you mean ListFunctionEventInvokeConfigs"),
        "{message}"
    );
}

#[test]
fn operations_have_to_be_named() {
    let message = refused("none", &["--model", &model()]);
    assert_eq!(
        message,
        "error: say which operations to generate: --operation NAME (again for more), or --all\n"
    );
}

#[test]
fn crates_of_several_models_can_share_a_directory() {
    let scratch = Scratch::new("several");
    let out = scratch.0.to_str().unwrap();
    let generate = |prefix| {
        let output = regenerate(&[
            "--model",
            &model(),
            "--all",
            "--prefix",
            prefix,
            "--out",
            out,
        ]);
        assert!(output.status.success(), "{}", stderr(&output));
        stdout(&output)
    };
    generate("first");
    assert!(generate("second").contains(" 1 unchanged, 0 removed"));
    assert!(scratch.path("first-operations/src/lib.rs").exists());
    scratch.write(
        "first-shapes/src/left_over.rs",
        "// @generated by `cargo xtask regenerate`. Do not edit.\n",
    );
    assert!(generate("first").contains("0 files written, 29 unchanged, 1 removed"));
}

#[test]
fn a_directory_with_other_files_is_left_alone() {
    let scratch = Scratch::new("foreign");
    fs::create_dir_all(scratch.path("out/src")).unwrap();
    scratch.write("out/notes.txt", "mine");
    scratch.write("out/src/main.rs", "fn main() {}");
    let before = files(&scratch.0);
    let output = regenerate(&[
        "--model",
        &model(),
        "--all",
        "--out",
        scratch.path("out").to_str().unwrap(),
    ]);
    assert_eq!(output.status.code(), Some(1));
    let message = stderr(&output);
    assert!(
        message.contains("holds files that are not generated (notes.txt and 1 more)"),
        "{message}"
    );
    assert_eq!(files(&scratch.0), before);
}
