//! The machine, the date and the versions that figures belong to.

use super::instructions;
use super::subject::Subject;
use super::tree::Tree;
use crate::{program, workspace};
use anyhow::Result;
use serde::Serialize;
use std::collections::BTreeMap;
use std::process::Command;
use std::{fs, thread};

#[derive(Serialize)]
pub struct Machine {
    pub date: String,
    pub processor: String,
    pub cores: usize,
    pub kernel: String,
    /// How many processes wanted a core in the minute before the run.
    pub load_before: String,
    pub rustc: String,
    pub valgrind: Option<String>,
    /// The state of this repository.
    pub commit: String,
    /// Of the crates that matter, for each program.
    pub versions: BTreeMap<&'static str, BTreeMap<&'static str, String>>,
}

const CRATES: [&str; 9] = [
    "aws-config",
    "aws-sdk-lambda",
    "aws-sigv4",
    "hyper",
    "hyper-util",
    "reqwest",
    "rustls",
    "serde_json",
    "tokio",
];

impl Machine {
    pub fn describe(subjects: &[Subject]) -> Result<Self> {
        let mut versions = BTreeMap::new();
        for subject in subjects {
            let tree = Tree::of(*subject)?;
            let of = |name| Some((name, tree.version(name)?.to_owned()));
            versions.insert(subject.name(), CRATES.into_iter().filter_map(of).collect());
        }
        let processors = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
        let named = |line: &str| {
            Some(
                line.strip_prefix("model name")?
                    .trim_start_matches(['\t', ' ', ':'])
                    .to_owned(),
            )
        };
        let mut git = Command::new("git");
        git.args(["describe", "--always", "--dirty", "--abbrev=12"])
            .current_dir(workspace::root());
        Ok(Self {
            date: said(Command::new("date").args(["--utc", "+%F"])),
            processor: processors.lines().find_map(named).unwrap_or_default(),
            cores: thread::available_parallelism().map_or(0, usize::from),
            kernel: first_word("/proc/sys/kernel/osrelease"),
            load_before: first_word("/proc/loadavg"),
            rustc: said(Command::new("rustc").arg("--version")),
            valgrind: instructions::valgrind(),
            commit: said(&mut git),
            versions,
        })
    }

    /// The least that has to stand beside a figure.
    pub fn brief(&self) -> String {
        let rustc = self.rustc.split(" (").next().unwrap_or_default();
        format!(
            "{}, {}, {} cores, {rustc}",
            self.date, self.processor, self.cores
        )
    }

    /// In a line, for people.
    pub fn line(&self) -> String {
        format!(
            "{}, {}, {} cores, Linux {}, {}, load {} before the run, commit {}",
            self.date,
            self.processor,
            self.cores,
            self.kernel,
            self.rustc,
            self.load_before,
            self.commit
        )
    }
}

fn first_word(path: &str) -> String {
    let text = fs::read_to_string(path).unwrap_or_default();
    text.split_whitespace()
        .next()
        .unwrap_or_default()
        .to_owned()
}

/// What a program prints; nothing where it cannot be run.
fn said(command: &mut Command) -> String {
    let output = program::output(command).map(|output| output.stdout);
    String::from_utf8_lossy(&output.unwrap_or_default())
        .trim()
        .to_owned()
}
