//! `list`: the operations of a model, a line each.

use crate::disk;
use crate::report::list_problems;
use anyhow::Result;
use smithereens_codegen::{ListedOperation, Stream, printable};
use std::path::Path;
use std::process::ExitCode;

/// Prints the operations whose line has this text in it, whatever its case.
///
/// # Errors
///
/// The model cannot be read.
pub fn run(model: &Path, protocol: Option<&str>, grep: Option<&str>) -> Result<ExitCode> {
    let listing = match smithereens_codegen::list(&disk::read(model)?, protocol) {
        Ok(listing) => listing,
        Err(problems) => {
            list_problems(model, &problems);
            return Ok(ExitCode::FAILURE);
        }
    };
    println!("# {} ({})", listing.title, listing.protocol);
    let wanted = grep.unwrap_or_default().to_lowercase();
    let lines = listing.operations.iter().map(line);
    for line in lines.filter(|line| line.to_lowercase().contains(&wanted)) {
        println!("{line}");
    }
    Ok(ExitCode::SUCCESS)
}

fn line(operation: &ListedOperation) -> String {
    let [sends, receives] = operation.streams;
    let stream = |way: &str, stream: Option<Stream>| {
        stream.map(|stream| match stream {
            Stream::Bytes => format!("{way} a stream of bytes"),
            Stream::Events => format!("{way} events"),
        })
    };
    let waits = (!operation.waiters.is_empty())
        .then(|| format!("waiters: {}", operation.waiters.join(", ")));
    let unsupported = operation.unsupported.as_ref();
    let unsupported = unsupported.map(|problem| format!("not supported: {problem}"));
    let paged = operation.is_paged.then(|| "paged".to_owned());
    let facts = [
        unsupported,
        paged,
        stream("sends", sends),
        stream("receives", receives),
        waits,
    ];
    let facts: Vec<_> = facts.into_iter().flatten().collect();
    let name = &operation.name;
    if facts.is_empty() {
        return printable(name);
    }
    printable(&format!("{name}: {}", facts.join("; ")))
}
