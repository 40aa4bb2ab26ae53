//! `event-invoke-configs`: lists the event-invoke configurations of an AWS Lambda function.

mod arguments;
mod failure;
mod help;
mod listing;
mod output;
#[cfg(feature = "packaging")]
mod packaging;
mod progress;
mod starting_token;
mod stderr;
mod timestamps;
mod usage;
mod verbose;

use arguments::Arguments;
use failure::Failure;
use listing::{Listing, MAX_PAGE};
use progress::Progress;
use smithereens::Client;
use std::process::ExitCode;
use timestamps::TimestampFormat;

fn main() -> ExitCode {
    let matches = match usage::matches() {
        Ok(matches) => matches,
        Err(code) => return code,
    };
    #[cfg(feature = "packaging")]
    if let Some(printed) = packaging::print(&matches, usage::command()) {
        return failure::conclude(printed.map_err(Failure::Output), false);
    }
    let arguments = match usage::arguments(&matches) {
        Ok(arguments) => arguments,
        Err(code) => return code,
    };
    if arguments.verbose {
        verbose::start();
    }
    failure::conclude(run(&arguments), arguments.verbose)
}

fn run(arguments: &Arguments) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(Failure::Start)?;
    runtime.block_on(list(arguments))
}

/// Prints the configurations page by page, as far as the format allows that.
async fn list(arguments: &Arguments) -> Result<(), Failure> {
    let client = client(arguments).await.map_err(Failure::Settings)?;
    let times = TimestampFormat::of_profile(arguments.profile.as_deref());
    let times = times.map_err(Failure::Profile)?;
    let mut listing = Listing::new(&client, arguments);
    let mut output = output::to_stdout(arguments, times);
    let mut progress = Progress::start(arguments.verbose);
    loop {
        let page = listing.next_page().await;
        let Some(configs) = page.map_err(|error| Failure::Call {
            error,
            resume: listing.position().filter(|_| output.has_printed()),
        })?
        else {
            break;
        };
        progress.page(configs.len());
        progress
            .paused(|| output.page(configs))
            .map_err(Failure::Output)?;
    }
    progress.clear();
    let rest = listing.rest().map(ToString::to_string);
    output.finish(rest.as_deref()).map_err(Failure::Output)
}

async fn client(arguments: &Arguments) -> Result<Client, smithereens::config::ConfigError> {
    let mut builder = Client::builder().response_body_limit(MAX_PAGE);
    if let Some(region) = &arguments.region {
        builder = builder.region(region);
    }
    if let Some(profile) = &arguments.profile {
        builder = builder.profile(profile);
    }
    if let Some(url) = &arguments.endpoint_url {
        builder = builder.endpoint_url(url);
    }
    builder.build().await
}
