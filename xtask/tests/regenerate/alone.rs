//! `cargo xtask` starts whatever has become of the generated crates: from a workspace that has none of them.

use crate::scratch::{Scratch, root, stderr};
use std::collections::BTreeSet;
use std::fs;
use std::process::{Command, Output};
use toml::{Table, Value};

fn table(path: &str) -> Table {
    fs::read_to_string(root().join(path))
        .unwrap()
        .parse()
        .unwrap()
}

/// Whether cargo can load a workspace with all that it depends on.
fn load(scratch: &Scratch, manifest: &str) -> Output {
    Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline", "--locked"])
        .args(["--manifest-path", scratch.path(manifest).to_str().unwrap()])
        .output()
        .unwrap()
}

#[test]
fn cargo_loads_it_while_generated_crates_are_broken() {
    let alias = &table(".cargo/config.toml")["alias"]["xtask"];
    assert!(
        alias
            .as_str()
            .unwrap()
            .contains("--manifest-path xtask/alone/Cargo.toml")
    );
    let scratch = Scratch::repository("alone");
    let parts = [
        "Cargo.toml",
        "Cargo.lock",
        "codegen/Cargo.toml",
        "codegen/src/lib.rs",
        "codegen/benches/generate.rs",
        "crates/cargo-smithereens/Cargo.toml",
        "crates/cargo-smithereens/src/main.rs",
        "crates/cargo-smithereens/src/lib.rs",
        "xtask/alone/Cargo.toml",
        "xtask/alone/Cargo.lock",
        "xtask/src/main.rs",
    ];
    for part in parts {
        let path = scratch.path(part);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::copy(root().join(part), path).unwrap();
    }
    for broken in [
        "crates/lambda-shapes/src/lib.rs",
        "crates/lambda-errors/Cargo.toml",
    ] {
        fs::remove_file(scratch.path(broken)).unwrap();
    }
    scratch.write("crates/lambda-operations/Cargo.toml", "[[[");
    assert!(!load(&scratch, "Cargo.toml").status.success());
    let output = load(&scratch, "xtask/alone/Cargo.toml");
    assert!(output.status.success(), "{}", stderr(&output));
}

#[test]
fn it_depends_on_what_the_workspace_has() {
    let shared = table("Cargo.toml");
    let shared = shared["workspace"]["dependencies"].as_table().unwrap();
    let part = table("xtask/Cargo.toml");
    let part = part["dependencies"].as_table().unwrap();
    let alone = table("xtask/alone/Cargo.toml");
    let alone = alone["dependencies"].as_table().unwrap();
    assert!(part.keys().eq(alone.keys()), "{part:?} {alone:?}");
    let version = |dependency: &Value| match dependency {
        Value::String(version) => Some(version.clone()),
        _ => dependency
            .get("version")
            .and_then(Value::as_str)
            .map(str::to_owned),
    };
    for (name, dependency) in alone {
        assert_eq!(version(dependency), version(&shared[name]), "{name}");
        let features = |dependency: &Value| {
            let list = dependency.get("features").and_then(Value::as_array);
            let list = list.into_iter().flatten().filter_map(Value::as_str);
            list.map(str::to_owned).collect::<BTreeSet<_>>()
        };
        let wanted = &features(&shared[name]) | &features(&part[name]);
        assert_eq!(features(dependency), wanted, "{name}");
        let defaults =
            |dependency: &Value| dependency.get("default-features").and_then(Value::as_bool);
        assert_eq!(defaults(dependency), defaults(&shared[name]), "{name}");
    }
    // With the same versions, what cargo has built for the one serves the other.
    let locked = |path: &str| {
        let lock = table(path);
        let packages = lock["package"].as_array().unwrap().iter();
        let name_and_version = |package: &Value| {
            let text = |key: &str| package[key].as_str().unwrap().to_owned();
            (text("name"), text("version"))
        };
        packages.map(name_and_version).collect::<BTreeSet<_>>()
    };
    let (alone, shared) = (locked("xtask/alone/Cargo.lock"), locked("Cargo.lock"));
    assert!(
        alone.is_subset(&shared),
        "copy Cargo.lock to xtask/alone, and let `cargo xtask` take out what is too much: {:?}",
        &alone - &shared
    );
}
