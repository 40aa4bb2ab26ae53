//! The same list by our command-line program and by the AWS CLI, from the start of the process to its end.

use super::figure::Figure;
use super::figures::Figures;
use super::server::Server;
use super::subject::Subject;
use super::{build, client, usage};
use crate::program::NAME;
use crate::python::Python;
use anyhow::Result;
use std::process::Command;

/// Sends both the way to the server, this many times in turn.
pub fn measure(aws: &Python, times: u32, server: &Server, figures: &mut Figures) -> Result<()> {
    let ours = build::own(NAME)?;
    for _ in 0..times {
        let mut listing = client::command(&ours);
        listing.args(["items-2", "--output", "json"]);
        take(&mut listing, Subject::Ours, server, figures)?;

        let mut listing = client::command(&aws.program("aws"));
        listing.args(["lambda", "list-function-event-invoke-configs"]);
        listing.args(["--function-name", "items-2"]);
        take(&mut listing, Subject::AwsCli, server, figures)?;
    }
    Ok(())
}

fn take(
    listing: &mut Command,
    subject: Subject,
    server: &Server,
    figures: &mut Figures,
) -> Result<()> {
    let usage = usage::run(listing.args(["--endpoint-url", server.url()]))?;
    let items = usage.output.matches("\"FunctionArn\"").count();
    anyhow::ensure!(items == 2, "{} listed {items} items, not 2", subject.name());
    figures.add(Figure::Listing, subject, usage.wall.as_secs_f64() * 1e3);
    Ok(())
}
