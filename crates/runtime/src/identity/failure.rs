//! Why there is no identity.

use crate::error::{ErrorKind, Report};
use smithereens_types::Timestamp;
use std::error::Error;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// How long a provider may take. It is long, since someone may have to type a code into a process meanwhile; the calls
/// that wait have bounds of their own.
pub(super) const PATIENCE: Duration = Duration::from_mins(2);

/// Why there is no identity. Callers that waited for the same request of the provider share its answer.
#[derive(Clone)]
pub(crate) enum IdentityFailure {
    Missing(String),
    Failed(Arc<dyn Error + Send + Sync>),
    /// The provider gave one that had expired, then.
    Expired(SystemTime),
    /// The provider gave nothing in time.
    Silent,
    /// The provider panicked, or the async runtime ended that it was asked on.
    Lost,
}

/// What gives an identity, as messages name it.
#[derive(Clone, Copy)]
pub(crate) enum Provider {
    Credentials,
    #[cfg(feature = "bearer-auth")]
    Token,
}

impl Provider {
    /// The builder's method that takes one.
    fn setting(self) -> &'static str {
        match self {
            Self::Credentials => "credentials_provider",
            #[cfg(feature = "bearer-auth")]
            Self::Token => "token_provider",
        }
    }

    /// What it gives.
    fn given(self) -> &'static str {
        match self {
            Self::Credentials => "credentials",
            #[cfg(feature = "bearer-auth")]
            Self::Token => "a token",
        }
    }
}

impl fmt::Display for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Credentials => "the credentials provider",
            #[cfg(feature = "bearer-auth")]
            Self::Token => "the token provider",
        })
    }
}

impl IdentityFailure {
    /// The failure of a call that needs what this provider gives.
    pub(crate) fn into_report(self, operation: &'static str, provider: Provider) -> Report {
        let mut report = Report::new(ErrorKind::Credentials, operation, self.text(provider));
        if self.is_of_nothing_configured() {
            report = report.missing(provider.setting());
        }
        match self {
            Self::Failed(error) if no_identity(&*error).is_none() => report.caused_by(error),
            Self::Expired(_) => {
                report.hint = Some(
                    "get new credentials where these come from, and check that this machine's clock is right",
                );
                report
            }
            _ => report,
        }
    }

    /// Whether no place has an identity or says where to get one.
    fn is_of_nothing_configured(&self) -> bool {
        match self {
            Self::Missing(_) => true,
            Self::Failed(error) => no_identity(&**error).is_some_and(|none| none.nothing_was_asked),
            _ => false,
        }
    }

    /// What is said of it.
    fn text(&self, provider: Provider) -> String {
        match self {
            Self::Missing(why) => why.clone(),
            Self::Failed(error) => {
                no_identity(&**error).map_or_else(|| format!("{provider} failed"), |none| none.text)
            }
            Self::Expired(expiry) => {
                let when = Timestamp::try_from(*expiry)
                    .map_or_else(|_| "long ago".to_owned(), |it| format!("at {it}"));
                let given = provider.given();
                format!("{provider} gave {given} that expired {when}")
            }
            Self::Silent => format!("{provider} gave nothing within {PATIENCE:?}"),
            Self::Lost => format!("{provider} panicked, or its async runtime ended"),
        }
    }
}

/// What the sources of this library have to say for themselves.
struct NoIdentity {
    text: String,
    /// No source is configured.
    nothing_was_asked: bool,
}

/// What they say, if the error is one of theirs.
#[cfg(feature = "aws-config")]
fn no_identity(error: &(dyn Error + 'static)) -> Option<NoIdentity> {
    let cause = error.source()?;
    let none = cause.downcast_ref::<crate::credential_chain::NoCredentials>()?;
    Some(NoIdentity {
        text: none.to_string(),
        nothing_was_asked: none.nothing_was_asked,
    })
}

#[cfg(not(feature = "aws-config"))]
fn no_identity(_error: &(dyn Error + 'static)) -> Option<NoIdentity> {
    None
}
