//! What it means that a `reqwest::Client` has no response.

use crate::error::{ErrorKind, TimeoutKind};
use std::error::Error;
use std::fmt;

/// Why there is no response, where it is reqwest that says so, and not what lies below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::transport) enum ReqwestFailure {
    /// One of its own timeouts passed.
    Timeout,
    /// It went to where a redirect led, or would have.
    Redirect,
    /// It would send another path than the one that was signed.
    RewrittenUrl,
    /// It does not send such a request, as one over plain HTTP of a client that is for HTTPS.
    NotSent,
}

impl ReqwestFailure {
    /// What this error says, if it is one of reqwest's or of ours about it.
    pub(in crate::transport) fn of(error: &(dyn Error + 'static)) -> Option<Self> {
        if error.is::<FollowedRedirect>() {
            return Some(Self::Redirect);
        }
        if error.is::<RewrittenUrl>() {
            return Some(Self::RewrittenUrl);
        }
        let own: &reqwest::Error = error.downcast_ref()?;
        if own.is_redirect() {
            Some(Self::Redirect)
        } else if own.is_builder() {
            Some(Self::NotSent)
        } else {
            (own.is_timeout() && !own.is_connect()).then_some(Self::Timeout)
        }
    }

    pub(in crate::transport) fn kind(self) -> ErrorKind {
        match self {
            Self::Timeout => ErrorKind::Timeout(TimeoutKind::Transport),
            Self::Redirect => ErrorKind::Connection,
            Self::RewrittenUrl | Self::NotSent => ErrorKind::Configuration,
        }
    }

    /// Whether the next attempt would meet with it as well.
    pub(in crate::transport) fn is_lasting(self) -> bool {
        !matches!(self, Self::Timeout)
    }

    /// It in words.
    pub(in crate::transport) fn text(self) -> &'static str {
        match self {
            Self::Timeout => "a timeout of the `reqwest::Client` passed",
            Self::Redirect => "the `reqwest::Client` followed a redirect",
            Self::RewrittenUrl => "reqwest would send another path than was signed",
            Self::NotSent => "the `reqwest::Client` does not send such a request",
        }
    }

    /// What may be done, where it is something particular.
    pub(in crate::transport) fn hint(self) -> Option<&'static str> {
        Some(match self {
            Self::Timeout => return None,
            Self::Redirect => {
                "check the region and the endpoint, and make the `reqwest::Client` with `redirect(Policy::none())`: a signature is for one URL"
            }
            Self::RewrittenUrl => {
                "check the path of the endpoint's URL: reqwest resolves `.` and `..` in it, and encodes some characters"
            }
            Self::NotSent => "check how the `reqwest::Client` is made, and the endpoint",
        })
    }
}

/// A response is that of another URL.
#[derive(Debug)]
pub(super) struct FollowedRedirect;

impl fmt::Display for FollowedRedirect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(ReqwestFailure::Redirect.text())
    }
}

impl Error for FollowedRedirect {}

/// A request would go to another path than its own.
#[derive(Debug)]
pub(super) struct RewrittenUrl;

impl fmt::Display for RewrittenUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(ReqwestFailure::RewrittenUrl.text())
    }
}

impl Error for RewrittenUrl {}
