//! The program against the server: it lists what boto3 lists, and is refused where it has to be.

use super::reference::{Listing, Reference};
use super::tally::Tally;
use crate::program;
use anyhow::Result;
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

/// Runs the checks.
pub fn run(program: &Path, reference: &Reference, tally: &mut Tally) -> Result<()> {
    for listing in &reference.listings {
        let json = list(program, reference, &listing.arguments, "json")?;
        tally.count(
            &format!("json, {}", listing.title),
            is_document(&json, listing),
        );
        let jsonl = list(program, reference, &listing.arguments, "jsonl")?;
        tally.count(
            &format!("jsonl, {}", listing.title),
            are_lines(&jsonl, listing),
        );
    }
    for refusal in refusals(reference) {
        let mut command = program_for(program, reference);
        command
            .arg(refusal.function)
            .env("AWS_ACCESS_KEY_ID", refusal.access_key_id)
            .env("AWS_SECRET_ACCESS_KEY", refusal.secret_access_key);
        let output = program::output(&mut command)?;
        tally.count(
            &format!("{}, {}", refusal.title, refusal.error),
            refusal.is_met(&output),
        );
    }
    Ok(())
}

/// The program at the server, with credentials that it takes.
fn program_for(program: &Path, reference: &Reference) -> Command {
    let mut command = program::isolated(program);
    command
        .args([
            "--endpoint-url",
            &reference.endpoint,
            "--region",
            &reference.region,
        ])
        .env("AWS_ACCESS_KEY_ID", &reference.access_key_id)
        .env("AWS_SECRET_ACCESS_KEY", &reference.secret_access_key);
    command
}

fn list(
    program: &Path,
    reference: &Reference,
    arguments: &[String],
    format: &str,
) -> Result<Output> {
    let mut command = program_for(program, reference);
    program::output(command.args(["--output", format]).args(arguments))
}

fn is_document(output: &Output, listing: &Listing) -> Result<(), String> {
    let printed = printed(output)?;
    if printed == listing.document {
        return Ok(());
    }
    Err(format!(
        "it printed\n{printed}in place of\n{}",
        listing.document
    ))
}

fn are_lines(output: &Output, listing: &Listing) -> Result<(), String> {
    let document: Value =
        serde_json::from_str(&listing.document).map_err(|error| error.to_string())?;
    let expected = document
        .get("FunctionEventInvokeConfigs")
        .and_then(Value::as_array);
    let printed = printed(output)?;
    let lines: Result<Vec<Value>, _> = printed.lines().map(serde_json::from_str).collect();
    if lines.ok().as_ref() == expected {
        return Ok(());
    }
    Err(format!("it printed\n{printed}for\n{}", listing.document))
}

fn printed(output: &Output) -> Result<String, String> {
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("it ended with {}: {}", output.status, said.trim()))
}

/// Something that the server does not answer with a listing.
struct Refusal<'a> {
    title: &'static str,
    function: &'static str,
    access_key_id: &'a str,
    secret_access_key: &'a str,
    /// Error code and status, as the program prints them.
    error: &'static str,
}

fn refusals(reference: &Reference) -> [Refusal<'_>; 3] {
    let refusal = |title, error| Refusal {
        title,
        function: "full",
        access_key_id: &reference.access_key_id,
        secret_access_key: &reference.secret_access_key,
        error,
    };
    [
        Refusal {
            function: "nobody",
            ..refusal("an unknown function", "ResourceNotFoundException (404)")
        },
        Refusal {
            secret_access_key: "wrong",
            ..refusal("a wrong secret", "InvalidSignatureException (403)")
        },
        Refusal {
            access_key_id: "AKIAUNKNOWNUNKNOWN00",
            ..refusal("an unknown key", "UnrecognizedClientException (403)")
        },
    ]
}

impl Refusal<'_> {
    /// Whether the program failed as it should: exit code 1, nothing on stdout, the error and a hint.
    fn is_met(&self, output: &Output) -> Result<(), String> {
        let said = String::from_utf8_lossy(&output.stderr);
        let is_met = output.status.code() == Some(1)
            && output.stdout.is_empty()
            && said.contains(self.error)
            && said.contains("hint: ");
        if is_met {
            return Ok(());
        }
        let printed = String::from_utf8_lossy(&output.stdout);
        Err(format!("it ended with {}: {said}{printed}", output.status))
    }
}
