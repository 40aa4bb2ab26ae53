//! How the errors of the SDK's providers are described: the words that say something, on one line.

use aws_credential_types::provider::error::CredentialsError;
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::error::ErrorMetadata;
use std::error::Error;
use std::fmt;
use std::iter::successors;

/// The way out where nothing is configured.
pub(super) const REMEDY: &str = "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, name a profile, or give the \
                                 client a credentials provider";

/// The longest account of one source, in characters.
const MAX_LENGTH: usize = 400;

/// What the SDK says between two errors that say something.
const EMPTY_WORDS: [&str; 8] = [
    "service error",
    "dispatch failure",
    "request has timed out",
    "failed to construct request",
    "response error",
    "unhandled error",
    "failed to load IMDS session token",
    "an error occurred while loading an access token",
];

/// Why a provider failed: the texts of the errors below its own, which only says that it did.
pub(super) fn causes(error: &CredentialsError) -> String {
    let mut texts: Vec<String> = Vec::new();
    for cause in below(error) {
        let text = if let Some(metadata) = cause.downcast_ref::<ErrorMetadata>() {
            // A service's own words; the error before them has none but the code.
            texts.retain(|text| !text.starts_with("unhandled error"));
            of_service(metadata)
        } else if cause.is::<CredentialsError>() || cause.is::<ConnectorError>() {
            continue;
        } else {
            cause.to_string()
        };
        let is_known = texts.iter().any(|earlier| earlier.contains(&text));
        if !EMPTY_WORDS.contains(&text.as_str()) && !is_known {
            texts.push(text);
        }
    }
    if texts.is_empty() {
        texts.push(match error {
            CredentialsError::ProviderTimedOut(limit) => {
                format!("no response within {:?}", limit.timeout_duration())
            }
            CredentialsError::CredentialsNotLoaded(_) => "there are none".to_owned(),
            other => other.to_string(),
        });
    }
    crate::excerpt::one_line(&texts.join(": "), MAX_LENGTH)
}

/// Why a provider of this library failed.
#[derive(Debug)]
pub(super) struct Failure(pub(super) String);

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for Failure {}

fn below<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    // The error itself is asked, not the reference to it, whose source would not live long enough.
    successors(error.source(), |error| (**error).source())
}

fn of_service(metadata: &ErrorMetadata) -> String {
    match (metadata.code(), metadata.message()) {
        (Some(code), Some(message)) => format!("{code}: {message}"),
        (Some(text), None) | (None, Some(text)) => text.to_owned(),
        (None, None) => "an error without a code".to_owned(),
    }
}
