//! The expected requests, in order or in any, and what came of them.

use super::difference::Compared;
use super::{Expect, Sent};
use bytes::Bytes;
use smithereens::test_util::Unexpected;
use std::fmt::{self, Write as _};

/// What is still expected, and what was not.
#[derive(Default)]
pub(super) struct Script {
    expected: Vec<Numbered>,
    /// How many requests were expected from the start.
    count: usize,
    /// Whether a test fails that does not ask.
    pub(super) is_verified_on_drop: bool,
    pub(super) in_any_order: bool,
    /// What becomes of a request before it is compared.
    pub(super) normalize: Option<Normalize>,
    unexpected: Vec<String>,
    /// How many requests have come.
    requests: usize,
}

/// Takes out of a request what is not to be compared.
pub(super) type Normalize = Box<dyn Fn(http::Request<Bytes>) -> http::Request<Bytes> + Send + Sync>;

struct Numbered {
    number: usize,
    expect: Expect,
}

impl Script {
    pub(super) fn new(expected: impl IntoIterator<Item = Expect>) -> Self {
        let mut script = Self::default();
        script.go_on_with(expected);
        script
    }

    /// Expects these in place of those that are left.
    pub(super) fn go_on_with(&mut self, expected: impl IntoIterator<Item = Expect>) {
        let numbered = expected.into_iter().zip(1..);
        self.expected = numbered
            .map(|(expect, number)| Numbered { number, expect })
            .collect();
        self.count = self.expected.len();
    }

    /// Takes what a request meets with.
    ///
    /// # Errors
    ///
    /// The request was not expected.
    pub(super) fn meet(&mut self, sent: &Sent) -> Result<Expect, Unexpected> {
        let normalized = self.normalize.as_ref().map(|normalize| Sent {
            at: sent.at,
            request: normalize(sent.request.clone()),
        });
        let sent = normalized.as_ref().unwrap_or(sent);
        self.requests += 1;
        // In order it is the first one or none.
        let candidates = if self.in_any_order {
            self.expected.len()
        } else {
            1
        };
        let mut closest: Option<(usize, &Numbered, Compared)> = None;
        let mut found = None;
        for (at, numbered) in self.expected.iter().enumerate().take(candidates) {
            let compared = match &numbered.expect.request {
                Some(request) => request.compare(sent),
                None => Compared::default(),
            };
            if compared.is_equal() {
                found = Some(at);
                break;
            }
            let distance = compared.distance();
            if closest.as_ref().is_none_or(|(least, ..)| distance < *least) {
                closest = Some((distance, numbered, compared));
            }
        }
        if let Some(at) = found {
            return Ok(self.expected.remove(at).expect);
        }
        let summary = format!(
            "request {} was not expected: {}",
            self.requests,
            shown(sent)
        );
        let mut details = summary.clone();
        match closest {
            Some((_, numbered, compared)) => {
                let _ = write!(
                    details,
                    "\n    It differs from expected request {} of {} (- expected, + sent):\n{compared}",
                    numbered.number, self.count
                );
            }
            None => {
                let _ = write!(
                    details,
                    "\n    All {} expected requests had come.",
                    self.count
                );
            }
        }
        let text = format!("{summary}; `Replay::verify` says what was");
        self.unexpected.push(details.trim_end().to_owned());
        Err(Unexpected::new(text, details))
    }

    /// Whether there were requests that were not expected.
    pub(super) fn has_unexpected(&self) -> bool {
        !self.unexpected.is_empty()
    }

    /// What was not as expected, if anything.
    pub(super) fn failure(&self) -> Option<String> {
        if self.expected.is_empty() && self.unexpected.is_empty() {
            return None;
        }
        let mut text = "the requests were not those that the replay expects:\n".to_owned();
        for unexpected in &self.unexpected {
            let _ = write!(text, "\n- {unexpected}\n");
        }
        for Numbered { number, expect } in &self.expected {
            let _ = write!(
                text,
                "\n- expected request {number} of {} never came: {expect}\n",
                self.count
            );
        }
        Some(text)
    }
}

/// A request that was sent, in a line.
fn shown(sent: &Sent) -> String {
    let name = sent
        .operation_name()
        .map_or_else(String::new, |name| format!("{name} "));
    let target = sent
        .request
        .uri()
        .path_and_query()
        .map_or("/", |it| it.as_str());
    let target = smithereens_types::printable(target);
    format!("{name}{} {target}", sent.request.method())
}

impl fmt::Debug for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Script")
            .field("expected", &self.expected.len())
            .field("unexpected", &self.unexpected)
            .finish_non_exhaustive()
    }
}
