//! A Python of a job's own: a virtual environment below `target`, with what a `requirements.txt` asks for.

use crate::program;
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub struct Python {
    folder: PathBuf,
}

impl Python {
    /// Makes the environment, or brings it up to date. `None` where there is no Python.
    pub fn prepare(folder: PathBuf, requirements: &Path) -> Result<Option<Self>> {
        let version = Command::new("python3")
            .arg("--version")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        if !version.is_ok_and(|status| status.success()) {
            return Ok(None);
        }
        let python = Self { folder };
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
        .arg(requirements);
        finish(&mut pip, "its packages could not be installed")?;
        Ok(Some(python))
    }

    /// A program of the environment, which sees nothing of the user's AWS settings.
    pub fn command(&self, name: &str) -> Command {
        let mut command = program::isolated(&self.program(name));
        command.current_dir(&self.folder);
        command
    }

    /// A package below this folder, as a program of its own.
    pub fn package(&self, folder: &Path, name: &str) -> Command {
        let mut command = self.command("python");
        command
            .args(["-m", name])
            .env("PYTHONPATH", folder)
            .env("PYTHONDONTWRITEBYTECODE", "1");
        command
    }

    /// Where a program of the environment is.
    pub fn program(&self, name: &str) -> PathBuf {
        let programs = if cfg!(windows) { "Scripts" } else { "bin" };
        self.folder.join(programs).join(name)
    }
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
