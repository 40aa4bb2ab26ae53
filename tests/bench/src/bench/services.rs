//! A program that calls several services, with this project and with the AWS SDK: what it takes to build, and its calls.
//!
//! The crates of ours are generated of published models, which stand beside the folder that `SMITHY_MODELS` names: nothing of them
//! is in the repository.

use super::client::{self, Calls};
use super::figure::Figure;
use super::figures::Figures;
use super::server::Server;
use super::subject::{Program, Subject};
use super::{build, folder, usage};
use crate::workspace;
use anyhow::Result;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The programs, and in whose column they are.
const PROGRAMS: [(Subject, Program); 2] = [
    (Subject::Ours, Program("services-ours")),
    (Subject::SdkTuned, Program("services-sdk")),
];

/// A service of which a call is made.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Service {
    DynamoDb,
    Route53,
    Sqs,
    Sts,
}

impl Service {
    const ALL: [Self; 4] = [Self::DynamoDb, Self::Route53, Self::Sqs, Self::Sts];

    /// The call, for people.
    pub fn title(self) -> &'static str {
        match self {
            Self::DynamoDb => "DynamoDB's Query",
            Self::Route53 => "Route 53's ListHostedZones",
            Self::Sqs => "SQS's ReceiveMessage",
            Self::Sts => "STS's GetCallerIdentity",
        }
    }

    /// The stem of the model's file, which is how the programs know the service.
    fn name(self) -> &'static str {
        match self {
            Self::DynamoDb => "dynamodb",
            Self::Route53 => "route-53",
            Self::Sqs => "sqs",
            Self::Sts => "sts",
        }
    }

    fn operation(self) -> &'static str {
        match self {
            Self::DynamoDb => "Query",
            Self::Route53 => "ListHostedZones",
            Self::Sqs => "ReceiveMessage",
            Self::Sts => "GetCallerIdentity",
        }
    }

    /// How many items its response has.
    fn items(self) -> u32 {
        match self {
            Self::Sts => 1,
            _ => 10,
        }
    }
}

/// How many calls are under way at a time.
const CONCURRENCY: u32 = 32;
/// Seconds' worth of calls, and the share of them that are made before.
const CALLS: u32 = 30_000;
const WARMUP: u32 = 10;

/// Builds the programs from nothing so many times, and makes the calls in so many rounds.
pub fn measure(builds: u32, rounds: u32, server: &Server, figures: &mut Figures) -> Result<()> {
    let models = Service::ALL.into_iter().map(|it| model(it.name()));
    let models: Option<Vec<_>> = models.collect();
    let Some(models) = models else {
        eprintln!(
            "left out the services: SMITHY_MODELS names no folder that has their models beside it"
        );
        return Ok(());
    };
    for (service, model) in Service::ALL.into_iter().zip(models) {
        generate(service.name(), service.operation(), &model)?;
    }
    for (_, program) in PROGRAMS {
        build::fetch(program)?;
    }
    for _ in 0..builds {
        for (subject, program) in PROGRAMS {
            let cpu = build::clean(program)?;
            figures.add(Figure::ServicesBuildCpu, subject, cpu.as_secs_f64());
        }
    }
    for (subject, program) in PROGRAMS {
        build::update(program)?;
        let size = f64::from(build::size(program)?) / 1e6;
        figures.add(Figure::ServicesBinarySize, subject, size);
    }
    for _ in 0..rounds {
        for service in Service::ALL {
            for (subject, program) in PROGRAMS {
                let time = time_of_a_call(program, service, server)?;
                figures.add(Figure::ServiceCallTime(service), subject, time);
            }
        }
    }
    Ok(())
}

/// Wall time divided by calls, in microseconds.
fn time_of_a_call(program: Program, service: Service, server: &Server) -> Result<f64> {
    let calls = Calls {
        items: service.items(),
        measured: CALLS,
        warmup: CALLS / WARMUP,
        concurrency: CONCURRENCY,
    };
    let mut command = client::command(&program.path());
    calls.add_to(&mut command, server);
    command.args(["--service", service.name()]);
    let (line, _) = client::figures_of(&mut command)?;
    Ok(line.wall_ns / f64::from(CALLS) / 1e3)
}

/// Generates the crates of one call.
pub fn generate(prefix: &str, operation: &str, model: &Path) -> Result<()> {
    let mut command = Command::new(build::own("xtask")?);
    command
        .args(["regenerate", "--operation", operation])
        .args(["--prefix", prefix])
        .arg("--model")
        .arg(model)
        .arg("--out")
        .arg(folder().join("services"));
    usage::run(&mut command)?;
    Ok(())
}

/// The published model of this name.
pub fn model(name: &str) -> Option<PathBuf> {
    let folder = workspace::models_of_other_protocols()?;
    let path = folder.join(name).with_extension("json");
    path.is_file().then_some(path)
}
