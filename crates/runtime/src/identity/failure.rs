//! Why there is no identity.

use super::PATIENCE;
use crate::error::{ErrorKind, Report};
use aws_credential_types::provider::error::CredentialsError;
use smithereens_types::Timestamp;
use std::sync::Arc;
use std::time::SystemTime;

/// Why there are no credentials. Callers that waited for the same request of the provider share its answer.
#[derive(Clone)]
pub(crate) enum IdentityFailure {
    Missing(String),
    Failed(Arc<CredentialsError>),
    /// The provider gave some that had expired, then.
    Expired(SystemTime),
    /// The provider gave nothing in time.
    Silent,
    /// The provider panicked, or the async runtime ended that it was asked on.
    Lost,
}

impl IdentityFailure {
    pub(crate) fn into_report(self, operation: &'static str) -> Report {
        let kind = ErrorKind::Credentials;
        match self {
            Self::Missing(why) => Report::new(kind, operation, why),
            Self::Failed(error) => match no_credentials(&error) {
                Some(why) => Report::new(kind, operation, why),
                None => {
                    Report::new(kind, operation, "the credentials provider failed").caused_by(error)
                }
            },
            Self::Expired(expiry) => {
                let when = Timestamp::try_from(expiry)
                    .map_or_else(|_| "long ago".to_owned(), |it| format!("at {it}"));
                let text = format!("the credentials provider gave credentials that expired {when}");
                let mut report = Report::new(kind, operation, text);
                report.hint = Some(
                    "get new credentials where these come from, and check that this machine's clock is right",
                );
                report
            }
            Self::Silent => {
                let text = format!("the credentials provider gave nothing within {PATIENCE:?}");
                Report::new(kind, operation, text)
            }
            Self::Lost => {
                let text = "the credentials provider panicked, or its async runtime ended";
                Report::new(kind, operation, text)
            }
        }
    }
}

/// What the chain has to say for itself, if the error is the chain's.
#[cfg(feature = "aws-config")]
fn no_credentials(error: &CredentialsError) -> Option<String> {
    let cause = std::error::Error::source(error)?;
    let described = cause.downcast_ref::<crate::credential_chain::NoCredentials>()?;
    Some(described.to_string())
}

#[cfg(not(feature = "aws-config"))]
fn no_credentials(_error: &CredentialsError) -> Option<String> {
    None
}
