//! The cases that botocore judges: has them written into copies of models.

use crate::{bench, workspace};
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::ffi::OsString;
use std::hash::{BuildHasher, RandomState};
use std::path::PathBuf;
use std::process::ExitCode;

/// How many cases, and which.
#[derive(clap::Args)]
pub struct Extent {
    /// What the cases depend on, to have the same ones again [default: another one each time].
    #[arg(long, value_name = "NUMBER")]
    seed: Option<u32>,
    /// Inputs, and outputs, of each operation.
    #[arg(long, value_name = "NUMBER", default_value_t = 4)]
    cases: u32,
    /// Operations of each model, by chance where it has more.
    #[arg(long, value_name = "NUMBER", default_value_t = 100)]
    operations: u32,
}

/// What was made of a model.
#[derive(Deserialize)]
pub struct Written {
    model: PathBuf,
    /// Why there are no cases of it.
    skipped: Option<String>,
    /// The model with its cases.
    pub copy: Option<PathBuf>,
    pub protocol: Option<String>,
    /// The operations that botocore does not know, and those that are streams of events.
    #[serde(default)]
    unknown: Vec<String>,
    #[serde(default)]
    streams: Vec<String>,
    /// The cases that could not be made.
    #[serde(default)]
    pub problems: Vec<String>,
}

/// Writes the cases, and says what could have none. Gives what became of each of the models.
pub fn write(models: &[PathBuf], extent: &Extent, more: Vec<OsString>) -> Result<Vec<Written>> {
    let folder = workspace::root().join("target").join("oracle");
    let seed = extent
        .seed
        .map_or_else(|| RandomState::new().hash_one(0) >> 32, u64::from);
    println!("the seed is {seed}");
    let mut arguments: Vec<OsString> = vec!["--".into(), "--out".into()];
    arguments.push(folder.join("models").into());
    for (name, value) in [
        ("--seed", seed),
        ("--cases", extent.cases.into()),
        ("--operations", extent.operations.into()),
    ] {
        arguments.extend([name.into(), value.to_string().into()]);
    }
    arguments.extend(more);
    for model in models {
        let path = model.canonicalize();
        arguments.push(path.with_context(|| model.display().to_string())?.into());
    }
    let code = bench::start("oracle", &arguments.into())?;
    if code != ExitCode::SUCCESS {
        bail!("botocore could not be asked");
    }
    let written: Vec<Written> =
        serde_json::from_str(&workspace::read(&folder.join("report.json"))?)
            .context("the report of the cases that were made")?;
    for model in &written {
        model.print();
    }
    Ok(written)
}

impl Written {
    /// Says what is left out.
    fn print(&self) {
        let name = self.model.file_stem().unwrap_or_default().display();
        if let Some(reason) = &self.skipped {
            println!("no cases for {name}: {reason}");
        }
        for (operations, reason) in [
            (&self.unknown, "botocore does not know"),
            (&self.streams, "streams of events"),
        ] {
            if !operations.is_empty() {
                println!("no cases for {name}, {reason}: {}", operations.join(", "));
            }
        }
    }
}
