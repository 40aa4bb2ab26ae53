//! The Python that the peers run in: a virtual environment below `target`, with what `requirements.txt` asks for.

use crate::{program, workspace};
use anyhow::{Result, bail};
use std::path::PathBuf;
use std::process::{Command, Stdio};

pub struct Python {
    folder: PathBuf,
}

impl Python {
    /// Makes the environment, or brings it up to date. `None` where there is no Python.
    pub fn prepare() -> Result<Option<Self>> {
        let version = Command::new("python3")
            .arg("--version")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        if !version.is_ok_and(|status| status.success()) {
            return Ok(None);
        }
        let python = Self { folder: folder() };
        let mut venv = Command::new("python3");
        venv.args(["-m", "venv"]).arg(&python.folder);
        finish(
            &mut venv,
            "no virtual environment (Debian and Ubuntu have `venv` in the package python3-venv)",
        )?;
        let mut pip = Command::new(python.program("python"));
        pip.args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
        ])
        .arg("--requirement")
        .arg(source("requirements.txt"));
        finish(&mut pip, "the peers could not be installed")?;
        Ok(Some(python))
    }

    /// A program of the environment, which sees nothing of the user's AWS settings.
    pub fn command(&self, name: &str) -> Command {
        let mut command = program::isolated(&self.program(name));
        command.current_dir(&self.folder);
        command
    }

    fn program(&self, name: &str) -> PathBuf {
        let programs = if cfg!(windows) { "Scripts" } else { "bin" };
        self.folder.join(programs).join(name)
    }
}

/// Where the environment is, and whatever else a run leaves behind.
pub fn folder() -> PathBuf {
    workspace::root().join("target").join("peers")
}

/// A file that stands beside this one.
pub fn source(name: &str) -> PathBuf {
    workspace::root().join("xtask/src/peers").join(name)
}

fn finish(command: &mut Command, failure: &str) -> Result<()> {
    let output = program::output(command)?;
    if output.status.success() {
        return Ok(());
    }
    // pip and venv say why on either stream, and sum up in the last line.
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    bail!(
        "{failure}: {}",
        said.trim().lines().next_back().unwrap_or("no reason given")
    )
}
