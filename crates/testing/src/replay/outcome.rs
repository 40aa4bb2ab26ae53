//! What a request meets with, whatever it says: a response, half of one, a failure, or silence.

use super::Chunks;
use bytes::Bytes;
use std::io;
use std::time::Duration;

/// What a request meets with.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// A response in full.
    Whole(u16, Vec<(&'static str, String)>, Bytes),
    /// A response whose body breaks off after this text.
    CutShort(u16, String),
    /// A failure of the connection.
    Failure(io::ErrorKind),
    /// No response, ever.
    Silence,
    /// A response after a while.
    After(Duration, Box<Outcome>),
}

impl Outcome {
    /// A success with this body.
    #[must_use]
    pub fn ok(body: impl AsRef<[u8]>) -> Self {
        Self::status(200, body)
    }

    /// This status with this body.
    #[must_use]
    pub fn status(status: u16, body: impl AsRef<[u8]>) -> Self {
        let body = Bytes::copy_from_slice(body.as_ref());
        Self::Whole(status, Vec::new(), body)
    }

    /// An error with this code, as AWS's JSON protocols have it.
    #[must_use]
    pub fn error(status: u16, code: &str) -> Self {
        Self::status(status, format!(r#"{{"__type": "{code}"}}"#))
    }

    /// Adds a header, to an outcome that comes after a while as well. What is cut short, or is no response, stays as it is.
    #[must_use]
    pub fn header(self, name: &'static str, value: &str) -> Self {
        match self {
            Self::Whole(status, mut headers, body) => {
                headers.push((name, value.to_owned()));
                Self::Whole(status, headers, body)
            }
            Self::After(delay, then) => Self::After(delay, Box::new(then.header(name, value))),
            other => other,
        }
    }
}

/// Has it happen.
pub(super) async fn give(mut outcome: Outcome) -> io::Result<http::Response<Chunks>> {
    while let Outcome::After(delay, then) = outcome {
        tokio::time::sleep(delay).await;
        outcome = *then;
    }
    let (status, headers, body) = match outcome {
        Outcome::Whole(status, headers, body) => (status, headers, Chunks::of(body, false)),
        Outcome::CutShort(status, body) => (status, Vec::new(), Chunks::of(body.into(), true)),
        Outcome::Failure(kind) => return Err(kind.into()),
        Outcome::Silence | Outcome::After(..) => std::future::pending().await,
    };
    let mut response = http::Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(name, value);
    }
    Ok(response.body(body).expect("a valid response"))
}
