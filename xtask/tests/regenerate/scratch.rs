//! Folders that are gone after a test, and the job as a process.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder that is gone after the test.
pub struct Scratch(pub PathBuf);

impl Scratch {
    pub fn new(name: &str) -> Self {
        let path =
            Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// A copy of this repository's model of Lambda, and of the crates that are generated from it.
    pub fn repository(name: &str) -> Self {
        let scratch = Self::new(name);
        let root = root();
        fs::create_dir_all(scratch.path("model")).unwrap();
        for name in ["model/lambda.json", "model/lambda.toml"] {
            fs::copy(root.join(name), scratch.path(name)).unwrap();
        }
        for name in ["lambda-shapes", "lambda-errors", "lambda-operations"] {
            copy(
                &root.join("crates").join(name),
                &scratch.0.join("crates").join(name),
            );
        }
        scratch
    }

    pub fn path(&self, below: &str) -> PathBuf {
        self.0.join(below)
    }

    pub fn write(&self, below: &str, text: &str) -> PathBuf {
        let path = self.path(below);
        fs::write(&path, text).unwrap();
        path
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// The job on all of Lambda's operations, with more arguments.
pub fn all_of_lambda(prefix: &str, out: &str, more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command
        .args(["regenerate", "--model", &model(), "--all"])
        .args(["--prefix", prefix, "--out", out])
        .args(more);
    command
}

pub fn regenerate(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("regenerate")
        .args(arguments)
        .output()
        .unwrap()
}

pub fn in_repository(scratch: &Scratch, arguments: &[&str]) -> Output {
    regenerate(&[&["--root", scratch.0.to_str().unwrap()], arguments].concat())
}

pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

pub fn model() -> String {
    root()
        .join("model/lambda.json")
        .to_str()
        .unwrap()
        .to_owned()
}

/// Every file below a folder with its text.
pub fn files(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            if entry.file_type().unwrap().is_dir() {
                folders.push(entry.path());
            } else {
                files.push((entry.path(), fs::read_to_string(entry.path()).unwrap()));
            }
        }
    }
    files.sort();
    files
}

/// Runs on bad input, into a folder that has to stay as empty as it was.
pub fn refused(name: &str, arguments: &[&str]) -> String {
    let scratch = Scratch::new(name);
    let out = scratch.path("out");
    let output = regenerate(&[arguments, &["--out", out.to_str().unwrap()]].concat());
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(!out.exists(), "something was written");
    assert_eq!(stdout(&output), "");
    stderr(&output)
}
