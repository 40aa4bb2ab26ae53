//! The services whose clients are compared with boto3's, one or more for each protocol, and their crates.

use crate::{program, workspace};
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A service, with the operations that are called.
pub struct Service {
    /// What its crates are called; its modules here and in Python likewise, with underscores.
    name: &'static str,
    model: Model,
    /// The protocol to speak, where the service speaks another one as well than its model says.
    protocol: Option<&'static str>,
    operations: &'static [&'static str],
}

/// Where a model is: a file's name.
enum Model {
    /// Beside those of the other protocols.
    Published(&'static str),
    /// Among the fixtures of this repository: the published one is too large to be there.
    Own(&'static str),
}

pub const SERVICES: &[Service] = &[
    Service {
        name: "bedrock-runtime",
        model: Model::Published("bedrock-runtime.json"),
        protocol: None,
        operations: &["ConverseStream"],
    },
    Service {
        name: "cloudwatch",
        model: Model::Published("cloudwatch-2010-08-01.json"),
        protocol: Some("smithy.protocols#rpcv2Cbor"),
        operations: &["DescribeAlarms", "PutMetricAlarm", "SetAlarmState"],
    },
    Service {
        name: "dynamodb",
        model: Model::Published("dynamodb.json"),
        protocol: None,
        operations: &["GetItem", "PutItem", "Query"],
    },
    Service {
        name: "ec2",
        model: Model::Own("ec2.json"),
        protocol: None,
        operations: &["CreateVpc", "DescribeRegions", "DescribeVpcs"],
    },
    Service {
        name: "iam",
        model: Model::Published("iam.json"),
        protocol: None,
        operations: &["CreateUser", "GetUser", "ListUsers"],
    },
    Service {
        name: "route-53",
        model: Model::Published("route-53.json"),
        protocol: None,
        operations: &["CreateHostedZone", "GetHostedZone", "ListHostedZones"],
    },
    Service {
        name: "secrets-manager",
        model: Model::Published("secrets-manager-2017-10-17.json"),
        protocol: None,
        operations: &["CreateSecret", "GetSecretValue", "ListSecrets"],
    },
    Service {
        name: "sns",
        model: Model::Published("sns-2010-03-31.json"),
        protocol: None,
        operations: &["CreateTopic", "GetTopicAttributes", "Publish"],
    },
    Service {
        name: "sqs",
        model: Model::Published("sqs.json"),
        protocol: None,
        operations: &["GetQueueUrl", "ListQueues", "ReceiveMessage", "SendMessage"],
    },
];

impl Service {
    /// The name of the module that has what boto3 calls.
    pub fn module(&self) -> String {
        self.name.replace('-', "_")
    }

    /// Makes crates of the operations.
    fn generate(&self, models: &Path) -> Result<()> {
        let mut command = program::cargo();
        command
            .args(["xtask", "regenerate", "--prefix", self.name, "--model"])
            .arg(self.model(models)?)
            .arg("--out")
            .arg(super::folder().join("crates"));
        if let Some(protocol) = self.protocol {
            command.args(["--protocol", protocol]);
        }
        for operation in self.operations {
            command.args(["--operation", operation]);
        }
        let failure = format!("no crates can be made of {}", self.name);
        program::stdout(&mut command, &failure)?;
        Ok(())
    }

    /// The model, or a copy in which the service says that it speaks the protocol.
    fn model(&self, models: &Path) -> Result<PathBuf> {
        let path = match self.model {
            Model::Published(name) => models.join(name),
            Model::Own(name) => workspace::root().join("tests/fixtures/models").join(name),
        };
        let Some(protocol) = self.protocol else {
            return Ok(path);
        };
        let mut model: Value = serde_json::from_str(&workspace::read(&path)?)
            .with_context(|| format!("cannot use {}", path.display()))?;
        let shapes = model.get_mut("shapes").and_then(Value::as_object_mut);
        let mut shapes = shapes.into_iter().flat_map(|shapes| shapes.values_mut());
        let traits = shapes
            .find(|shape| shape.get("type") == Some(&json!("service")))
            .and_then(|service| service.get_mut("traits")?.as_object_mut())
            .with_context(|| format!("{} has no service", path.display()))?;
        traits.insert(protocol.to_owned(), json!({}));
        let copy = super::folder()
            .join("models")
            .join(self.name)
            .with_extension("json");
        workspace::write(&copy, &model.to_string())?;
        Ok(copy)
    }
}

/// Makes crates of all services. Gives what runs the tests that call them, or why there are no models of them.
pub fn generate() -> Result<Result<Command, String>> {
    let Some(models) = workspace::models_of_other_protocols() else {
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
