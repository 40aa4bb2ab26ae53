//! A client for tests: it sees nothing of the process that it runs in.

use aws_credential_types::Credentials;
use aws_smithy_async::time::{SharedTimeSource, StaticTimeSource};
use smithereens::config::Environment;
use smithereens::{Builder, Client};

/// The access key of all tests; the secret is the one of AWS's documentation.
pub const ACCESS_KEY_ID: &str = "AKIDEXAMPLE";
/// The secret of [`ACCESS_KEY_ID`].
pub const SECRET_ACCESS_KEY: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
/// A session token that goes with them where a test wants one.
pub const SESSION_TOKEN: &str = "IQoJb3JpZ2luX2VjE/+==";
/// 2026-01-01T00:00:00Z, in seconds since 1970.
pub const NEW_YEAR: u64 = 1_767_225_600;

/// The credentials of all tests.
#[must_use]
pub fn credentials(session_token: Option<&str>) -> Credentials {
    Credentials::new(
        ACCESS_KEY_ID,
        SECRET_ACCESS_KEY,
        session_token.map(str::to_owned),
        None,
        "test",
    )
}

/// A client that sees nothing of the process, whose clock stands still at [`NEW_YEAR`] and whose retries wait in full.
/// It lacks a transport or an endpoint.
pub fn builder() -> Builder {
    Client::builder()
        .environment(Environment::empty())
        .region("us-east-1")
        .credentials_provider(credentials(None))
        .time_source(SharedTimeSource::new(StaticTimeSource::from_secs(NEW_YEAR)))
        .jitter(|| 1.0)
}
