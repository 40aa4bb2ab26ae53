//! The services whose clients are compared with boto3's, one or more for each protocol, and their crates.

use crate::{program, workspace};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A service, with the operations that are called.
pub struct Service {
    /// What its crates are called; its modules here and in Python likewise, with underscores.
    name: &'static str,
    /// The file of its model, beside those of the other protocols.
    model: &'static str,
    operations: &'static [&'static str],
}

pub const SERVICES: &[Service] = &[
    Service {
        name: "dynamodb",
        model: "dynamodb.json",
        operations: &["GetItem", "PutItem", "Query"],
    },
    Service {
        name: "sqs",
        model: "sqs.json",
        operations: &["GetQueueUrl", "ListQueues", "ReceiveMessage", "SendMessage"],
    },
    Service {
        name: "secrets-manager",
        model: "secrets-manager-2017-10-17.json",
        operations: &["CreateSecret", "GetSecretValue", "ListSecrets"],
    },
];

impl Service {
    /// The name of the module that has what boto3 calls.
    pub fn module(&self) -> String {
        self.name.replace('-', "_")
    }

    fn generate(&self, models: &Path) -> Result<()> {
        let mut command = program::cargo();
        command
            .args(["xtask", "regenerate", "--prefix", self.name, "--model"])
            .arg(models.join(self.model))
            .arg("--out")
            .arg(super::folder().join("crates"));
        for operation in self.operations {
            command.args(["--operation", operation]);
        }
        let output = program::output(&mut command)?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            bail!("no crates can be made of {}: {}", self.name, said.trim());
        }
        Ok(())
    }
}

/// Makes crates of all services. Gives what runs the tests that call them, or why there are no models of them.
pub fn generate() -> Result<Result<Command, String>> {
    let Some(models) = models() else {
        return Ok(Err("SMITHY_MODELS names no folder of models".to_owned()));
    };
    if !models.is_dir() {
        return Ok(Err(format!("there are no models in {}", models.display())));
    }
    for service in SERVICES {
        service.generate(&models)?;
    }
    tests().map(Ok)
}

/// The folder with the models of other protocols than restJson1. It stands beside the one that the environment names.
fn models() -> Option<PathBuf> {
    let folder = workspace::root().join(std::env::var_os("SMITHY_MODELS")?);
    Some(folder.parent()?.join("protocols").join("services"))
}

/// The tests, which are built where `cargo xtask conformance` builds what has the same dependencies.
fn tests() -> Result<Command> {
    let root = workspace::root();
    let package = root.join("tests/bench/services");
    // The versions that this repository locks are the ones to test with.
    std::fs::copy(root.join("Cargo.lock"), package.join("Cargo.lock"))
        .context("cannot write a Cargo.lock")?;
    let mut command = program::cargo();
    command
        .args(["test", "--manifest-path"])
        .arg(package.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(root.join("target").join("conformance-build"))
        .env("RUSTFLAGS", "-D warnings");
    Ok(command)
}
