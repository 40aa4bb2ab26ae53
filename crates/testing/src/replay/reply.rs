//! What an expected request meets with.

use super::{Chunks, Outcome, outcome};
#[cfg(feature = "recording")]
use bytes::Bytes;
use http::header::{HeaderName, HeaderValue};
use http::{HeaderMap, StatusCode};
use smithereens::test_util::TypedResponse;
use std::io;

pub(super) enum Reply {
    Outcome(Outcome),
    /// A value in place of a body, in a response with this status and these headers.
    Typed(StatusCode, HeaderMap, TypedResponse),
    /// A response that was recorded, and whether it was cut short.
    #[cfg(feature = "recording")]
    Recorded(http::Response<Bytes>, bool),
}

impl Reply {
    /// Adds a header, if it is a response that has any.
    pub(super) fn header(self, name: &'static str, value: &str) -> Self {
        match self {
            Self::Outcome(outcome) => Self::Outcome(outcome.header(name, value)),
            Self::Typed(status, mut headers, typed) => {
                let name = HeaderName::from_bytes(name.as_bytes()).expect("the name of a header");
                let value = HeaderValue::from_str(value).expect("the value of a header");
                headers.append(name, value);
                Self::Typed(status, headers, typed)
            }
            #[cfg(feature = "recording")]
            recorded @ Self::Recorded(..) => recorded,
        }
    }

    /// Has it happen.
    pub(super) async fn give(self) -> io::Result<http::Response<Chunks>> {
        match self {
            Self::Outcome(outcome) => outcome::give(outcome).await,
            Self::Typed(status, headers, typed) => {
                let mut response = http::Response::new(Chunks::new([]));
                *response.status_mut() = status;
                *response.headers_mut() = headers;
                response.extensions_mut().insert(typed);
                Ok(response)
            }
            #[cfg(feature = "recording")]
            Self::Recorded(response, is_cut_short) => {
                Ok(response.map(|bytes| Chunks::of(bytes, is_cut_short)))
            }
        }
    }
}
