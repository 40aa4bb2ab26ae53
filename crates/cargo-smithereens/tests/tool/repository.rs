//! A repository of someone's, and the command in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder that is gone after the test.
pub struct Repository(PathBuf);

/// What a run of the command gave.
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Repository {
    /// A folder with this `smithereens.toml`, if it is not empty.
    pub fn new(name: &str, settings: &str) -> Self {
        let name = format!("{name}-{}", std::process::id());
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        let repository = Self(path);
        if !settings.is_empty() {
            repository.write("smithereens.toml", settings);
        }
        repository
    }

    pub fn path(&self, below: &str) -> PathBuf {
        self.0.join(below)
    }

    pub fn write(&self, below: &str, text: &str) {
        let path = self.path(below);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn read(&self, below: &str) -> String {
        fs::read_to_string(self.path(below)).unwrap()
    }

    /// Runs the command, which sees nothing of this process's settings.
    pub fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, &[])
    }

    pub fn run_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Run {
        let output = Command::new(env!("CARGO_BIN_EXE_cargo-smithereens"))
            .current_dir(&self.0)
            .env_clear()
            .env("AWS_CONFIG_FILE", "/dev/null")
            .env("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
            .envs(variables.iter().copied())
            .arg("smithereens")
            .args(arguments)
            .output()
            .unwrap();
        Run {
            code: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Drop for Repository {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A model of a service with two operations, whose input has these members.
pub fn model(members: &str) -> String {
    let operation = |name: &str| {
        format!(
            r#""test#{name}": {{ "type": "operation", "input": {{ "target": "test#{name}Input" }}, "traits": {{
                "smithy.api#http": {{ "method": "POST", "uri": "/{name}" }} }} }},
            "test#{name}Input": {{ "type": "structure", "members": {{ {members} }} }}"#
        )
    };
    format!(
        r#"{{ "smithy": "2.0", "shapes": {{
            "test#Test": {{ "type": "service", "version": "1",
                "operations": [{{ "target": "test#Run" }}, {{ "target": "test#Walk" }}],
                "traits": {{ "aws.api#service": {{ "sdkId": "Test" }}, "aws.auth#sigv4": {{ "name": "test" }},
                    "aws.protocols#restJson1": {{}} }} }},
            {}, {} }} }}"#,
        operation("Run"),
        operation("Walk"),
    )
}

/// A member of a structure.
pub fn member(name: &str, target: &str) -> String {
    format!(r#""{name}": {{ "target": "smithy.api#{target}" }}"#)
}
