//! A recording as expected requests, and what they meet with.

use super::file::{Exchange, File};
use super::redact::Redaction;
use crate::replay::{Expect, Replay};
use std::error::Error;
use std::path::Path;

impl Replay {
    /// Expects the requests of a [`Recording`](super::Recording), in this order, and gives each what it met with.
    ///
    /// What the recording took out by the names of headers and members is not compared. Where it took out texts,
    /// [`Recording::start`](super::Recording::start) knows them.
    ///
    /// # Panics
    ///
    /// The file cannot be read, or is no recording.
    #[must_use]
    #[track_caller]
    pub fn from_file(path: impl AsRef<Path>) -> Self {
        of_file(path.as_ref(), Redaction::default())
    }
}

/// The recording of this file, with what was taken out of it and what is to be taken out beside that.
#[track_caller]
pub(super) fn of_file(path: &Path, mut redaction: Redaction) -> Replay {
    let invalid = |error: Box<dyn Error + Send + Sync>| -> ! {
        panic!("the recording {} cannot be used: {error}", path.display())
    };
    let file = File::read(path).unwrap_or_else(|error| invalid(error));
    for name in file.redacted.headers {
        redaction.header(&name);
    }
    for name in file.redacted.members {
        redaction.member(&name);
    }
    let exchanges = file.exchanges.into_iter().map(expected);
    let expected: Result<Vec<_>, _> = exchanges.collect();
    let expected = expected.unwrap_or_else(|error| invalid(error));
    Replay::expecting_after(expected, move |request| redaction.request(request))
}

fn expected(exchange: Exchange) -> Result<Expect, Box<dyn Error + Send + Sync>> {
    let request = exchange.request.into_http()?;
    let response = match exchange.response {
        None => None,
        Some(response) => {
            let is_cut_short = response.is_cut_short;
            Some((response.into_http()?, is_cut_short))
        }
    };
    Ok(Expect::recorded(
        request,
        response,
        exchange.failure.is_some(),
    ))
}
