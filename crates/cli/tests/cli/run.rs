//! Running the program with settings of the test's own and none of the user's.

use smithereens_testing::Server;
use std::process::{Command, Stdio};

pub const KEY_ID: &str = "AKIDEXAMPLE";
pub const SECRET: &str = "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY";
pub const SESSION_TOKEN: &str = "session-token-of-the-test";

/// What a run gave.
pub struct Outcome {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

/// What decides about colours and widths.
const TERMINAL: [&str; 6] = [
    "CI",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "COLUMNS",
    "NO_COLOR",
    "TERM",
];

/// The program, which sees nothing of the user's AWS settings, proxies and terminal.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_event-invoke-configs"));
    for (name, _) in std::env::vars_os() {
        let upper = name.to_string_lossy().to_uppercase();
        if upper.starts_with("AWS_")
            || upper.ends_with("_PROXY")
            || TERMINAL.contains(&upper.as_str())
        {
            command.env_remove(name);
        }
    }
    command
        .stdin(Stdio::null())
        .env("HOME", env!("CARGO_TARGET_TMPDIR"))
        .env("USERPROFILE", env!("CARGO_TARGET_TMPDIR"))
        .env("AWS_EC2_METADATA_DISABLED", "true");
    command
}

/// The program with credentials, a region, and this endpoint.
pub fn program_at(endpoint: &str) -> Command {
    let mut command = program();
    command
        .args(["--endpoint-url", endpoint])
        .env("AWS_REGION", "eu-west-1")
        .env("AWS_ACCESS_KEY_ID", KEY_ID)
        .env("AWS_SECRET_ACCESS_KEY", SECRET)
        .env("AWS_SESSION_TOKEN", SESSION_TOKEN);
    command
}

/// The program with credentials, a region, and the server as its endpoint.
pub fn program_for(server: &Server) -> Command {
    program_at(&server.url())
}

pub fn run(command: &mut Command) -> Outcome {
    let output = command.output().unwrap();
    Outcome {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Runs `event-invoke-configs my-function` and more arguments against the server.
pub fn list(server: &Server, arguments: &[&str]) -> Outcome {
    run(program_for(server).arg("my-function").args(arguments))
}
