//! `cargo xtask demo`: the whole chain on one machine, without network, account or configuration.

mod example;
mod server;

use crate::program;
use anyhow::{Result, bail};
use example::Example;
use server::{Exchange, Server};
use smithereens_testing::signature::Keys;
use std::path::Path;
use std::process::{ExitCode, Output};

/// The keys that the program signs with and the server knows: the ones of AWS's documentation.
const KEYS: Keys<'_> = Keys {
    access_key_id: "AKIDEXAMPLE",
    secret_access_key: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
    region: "us-east-2",
    service: "lambda",
};

/// Runs the job.
pub fn run() -> Result<ExitCode> {
    let program = program::build()?;
    let example = Example::read()?;
    let server = Server::start(example.clone());
    println!(
        "a server on {} answers with the example of {} in {}\n",
        server.url(),
        example::OPERATION,
        example::MODEL,
    );

    let output = list(&program, &example, &server.url())?;
    print!("{}", String::from_utf8_lossy(&output.stdout));
    eprint!("{}", String::from_utf8_lossy(&output.stderr));

    let exchanges = server.exchanges();
    println!("\nwhat happened on the way:");
    for exchange in &exchanges {
        println!("  {exchange}");
    }
    let problems = problems(&output, &example, &exchanges);
    if !problems.is_empty() {
        bail!("the demo did not go as it should: {}", problems.join("; "));
    }
    println!(
        "\n{} requests, 1 retry, {} pages, every signature verified",
        exchanges.len(),
        example.items.len(),
    );
    Ok(ExitCode::SUCCESS)
}

/// Lists the example's function with the real program.
fn list(program: &Path, example: &Example, endpoint: &str) -> Result<Output> {
    let arguments = [
        example.function.as_str(),
        "--region",
        KEYS.region,
        "--endpoint-url",
        endpoint,
    ];
    println!("$ {} {}", program::NAME, arguments.join(" "));
    let mut command = program::isolated(program);
    command
        .args(arguments)
        .env("AWS_ACCESS_KEY_ID", KEYS.access_key_id)
        .env("AWS_SECRET_ACCESS_KEY", KEYS.secret_access_key);
    program::output(&mut command)
}

/// What was not as it should have been: each configuration shown, one retry, one item a page, good signatures.
fn problems(output: &Output, example: &Example, exchanges: &[Exchange]) -> Vec<String> {
    let mut problems = Vec::new();
    if !output.status.success() {
        problems.push(format!("the program ended with {}", output.status));
    }
    let table = String::from_utf8_lossy(&output.stdout);
    for name in example.names() {
        if !table.contains(name) {
            problems.push(format!("{name} is missing in the table"));
        }
    }
    let statuses: Vec<_> = exchanges.iter().map(|exchange| exchange.status).collect();
    let mut expected = vec![500];
    expected.extend(example.items.iter().map(|_| 200));
    if statuses != expected {
        problems.push(format!(
            "the responses had the statuses {statuses:?}, not {expected:?}"
        ));
    }
    for exchange in exchanges {
        if let Err(reason) = &exchange.signature {
            problems.push(format!("a signature was refused: {reason}"));
        }
    }
    problems
}
