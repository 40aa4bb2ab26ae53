//! The cargo that runs a job, for what the job builds.

use std::ffi::OsString;
use std::process::Command;

/// The cargo that runs this job.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for name in of_this_package() {
        command.env_remove(name);
    }
    command
}

/// What cargo has told this program of its own package. Whatever is built next would take it for settings of the user's:
/// ring and all above it are built anew where these differ from those of the last build.
fn of_this_package() -> impl Iterator<Item = OsString> {
    let names = std::env::vars_os().map(|(name, _)| name);
    names.filter(|name| {
        let name = name.to_string_lossy();
        ["CARGO_PKG_", "CARGO_MANIFEST_"]
            .iter()
            .any(|start| name.starts_with(start))
    })
}
