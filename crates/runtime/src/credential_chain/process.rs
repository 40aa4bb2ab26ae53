//! How a process is run that prints credentials: `credential_process`, by "Process credential provider" in the AWS SDKs
//! and Tools Reference Guide.
//!
//! What it prints is bounded, and it does not outlive the wait for it.

use super::describe::Failure;
use super::family::Family;
use super::json::{self, Form, member};
use super::mask::without_secrets;
use super::provider::provider;
use crate::config::Process;
use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use std::future::poll_fn;
use std::io::{self, IsTerminal};
use std::pin::pin;
use std::process::{Command, Stdio};
use std::task::Poll;
use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::process::Child;

const FORM: Form = Form {
    provider: "CredentialProcess",
    token: "SessionToken",
};

/// The most bytes that the process may print: credentials take up a few kilobytes.
const MAX_OUTPUT: usize = 64 * 1024;
/// How many bytes of what it prints about itself are looked at.
const MAX_SAID: usize = 4 * 1024;

/// Runs a process.
pub(super) struct ProcessProvider(pub(super) Process);

impl ProcessProvider {
    async fn credentials(&self) -> Result<Credentials, CredentialsError> {
        let fetched = self.fetch().await;
        fetched.map_err(|why| CredentialsError::provider_error(Failure(why)))
    }

    async fn fetch(&self) -> Result<Credentials, String> {
        let failed = |error: io::Error| format!("the process cannot be run: {error}");
        // What may have to ask its user does so as a part of this program: the terminal stops others that read from it.
        let is_interactive = io::stdin().is_terminal() || io::stderr().is_terminal();
        let mut command = shell(&self.0.command);
        command.stdin(if is_interactive {
            Stdio::inherit()
        } else {
            Stdio::null()
        });
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        #[cfg(unix)]
        if !is_interactive {
            std::os::unix::process::CommandExt::process_group(&mut command, 0);
        }
        let mut command = tokio::process::Command::from(command);
        let mut child = command.kill_on_drop(true).spawn().map_err(failed)?;
        let family = child.id().map(|id| Family::of(id, !is_interactive));
        let (output, said) = printed(&mut child).await?;
        let status = child.wait().await.map_err(failed)?;
        // It has ended by itself: what it may have left to run, such as an agent, is meant to.
        if let Some(family) = family {
            family.spare();
        }
        let object = json::object(&output);
        if !status.success() {
            let object = object.ok();
            let said = without_secrets(&said, self.secrets(object.as_ref()));
            let said = said.trim();
            let said = if said.is_empty() {
                String::new()
            } else {
                format!(": {said}")
            };
            return Err(format!("the process ended with {status}{said}"));
        }
        let of_output = |why| format!("the process did not print credentials: {why}");
        let object = object.map_err(of_output)?;
        match member(&object, "Version") {
            Some(version) if version.as_f64() == Some(1.0) => {}
            Some(_) => return Err(of_output("its Version is not 1".to_owned())),
            None => return Err(of_output("it has no Version".to_owned())),
        }
        json::credentials(&object, &FORM, self.0.account_id.as_deref()).map_err(of_output)
    }

    /// What must not be shown: arguments of the command, and what was printed for credentials.
    fn secrets<'a>(
        &'a self,
        object: Option<&'a serde_json::Map<String, serde_json::Value>>,
    ) -> impl Iterator<Item = &'a str> {
        let words = self.0.command.split([' ', '\t', '\n', '"', '\'', '=']);
        let arguments = words.filter(|it| !it.is_empty()).skip(1);
        let arguments = arguments.filter(|it| !it.starts_with('-') && !it.contains('/'));
        let values = object.into_iter().flat_map(|object| {
            let names = ["SecretAccessKey", "SessionToken", "AccessKeyId"];
            names
                .into_iter()
                .filter_map(|name| member(object, name)?.as_str())
        });
        values.chain(arguments)
    }
}

/// What the process prints, and the beginning of what it prints about itself.
async fn printed(child: &mut Child) -> Result<(Vec<u8>, String), String> {
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    let mut output = pin!(whole(stdout));
    let mut said = pin!(beginning(stderr));
    let (mut done_output, mut done_said) = (None, None);
    poll_fn(|cx| {
        if done_said.is_none()
            && let Poll::Ready(text) = said.as_mut().poll(cx)
        {
            done_said = Some(text);
        }
        if done_output.is_none()
            && let Poll::Ready(bytes) = output.as_mut().poll(cx)
        {
            done_output = Some(bytes?);
        }
        match (&mut done_output, &mut done_said) {
            (Some(bytes), Some(text)) => {
                Poll::Ready(Ok((std::mem::take(bytes), std::mem::take(text))))
            }
            _ => Poll::Pending,
        }
    })
    .await
}

async fn whole(stdout: Option<impl AsyncRead + Unpin>) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    if let Some(stdout) = stdout {
        let mut bounded = stdout.take(MAX_OUTPUT as u64 + 1);
        let read = bounded.read_to_end(&mut bytes).await;
        read.map_err(|error| format!("what the process prints cannot be read: {error}"))?;
    }
    if bytes.len() > MAX_OUTPUT {
        return Err("the process prints more than 64 KiB, which are no credentials".to_owned());
    }
    Ok(bytes)
}

/// What is past the beginning is read as well, so that the process can go on.
async fn beginning(stderr: Option<impl AsyncRead + Unpin>) -> String {
    let Some(mut stderr) = stderr else {
        return String::new();
    };
    let mut kept = Vec::new();
    let mut bytes = [0; MAX_SAID];
    while let Ok(length) = stderr.read(&mut bytes).await {
        if length == 0 {
            break;
        }
        let left = MAX_SAID.saturating_sub(kept.len()).min(length);
        kept.extend_from_slice(bytes.get(..left).unwrap_or_default());
    }
    String::from_utf8_lossy(&kept).into_owned()
}

#[cfg(unix)]
fn shell(line: &str) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", line]);
    command
}

/// `cmd.exe` reads the line by rules of its own, and takes off a pair of quotes around it.
#[cfg(windows)]
fn shell(line: &str) -> Command {
    use std::os::windows::process::CommandExt;
    let mut command = Command::new("cmd.exe");
    command.arg("/C").raw_arg(format!("\"{line}\""));
    command
}

provider!(ProcessProvider);
