//! The credentials that requests are signed with: asked for once, kept, and renewed before they expire.

use crate::clock::Clock;
use crate::error::{ErrorKind, Report};
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use aws_smithy_async::future::timeout::Timeout;
use aws_smithy_async::rt::sleep::{AsyncSleep, SharedAsyncSleep};
use aws_smithy_runtime_api::client::identity::Identity;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime};
use tokio::sync::Mutex;

/// How long before their expiry credentials are renewed, if they live that long.
const RENEW_BEFORE: Duration = Duration::from_mins(5);
/// How long a renewal of credentials that are still valid may hold up the call that makes it.
const RENEWAL_TIMEOUT: Duration = Duration::from_secs(5);
/// How long after a renewal that failed the next one is tried.
const RENEWAL_PAUSE: Duration = Duration::from_secs(30);

/// Where credentials come from.
pub(crate) enum CredentialsSource {
    Provider(SharedCredentialsProvider),
    /// There are none, for this reason.
    #[cfg_attr(
        feature = "aws-config",
        expect(dead_code, reason = "the chain is a provider")
    )]
    Missing(String),
}

/// Why there are no credentials. Callers that waited for the same request of the provider share its answer.
#[derive(Clone)]
pub(crate) enum Refusal {
    Missing(String),
    Failed(Arc<CredentialsError>),
}

/// A cache over a provider. However many calls need credentials at once, the provider is asked once.
pub(crate) struct CredentialsCache {
    source: CredentialsSource,
    clock: Clock,
    sleep: SharedAsyncSleep,
    current: RwLock<Current>,
    /// Held by the one that asks the provider.
    gate: Mutex<()>,
}

/// What is known of the provider's answers.
#[derive(Default)]
struct Current {
    kept: Option<Kept>,
    last_failure: Option<Arc<CredentialsError>>,
    /// How many answers there were.
    answers: u64,
}

struct Kept {
    identity: Arc<Identity>,
    renewal: Option<Renewal>,
}

/// For credentials that expire: from when to renew them, and from when not to use them.
struct Renewal {
    from: SystemTime,
    expiry: SystemTime,
}

enum State {
    Fresh(Arc<Identity>),
    /// Valid, and due for renewal.
    Ageing(Arc<Identity>),
    Absent,
}

impl CredentialsCache {
    pub(crate) fn new(source: CredentialsSource, clock: Clock, sleep: SharedAsyncSleep) -> Self {
        Self {
            source,
            clock,
            sleep,
            current: RwLock::default(),
            gate: Mutex::default(),
        }
    }

    /// Valid credentials, from the provider where there are none or they are about to expire.
    ///
    /// # Errors
    ///
    /// There are none, or the provider failed. A failure to renew credentials that are still valid is none.
    pub(crate) async fn get(&self) -> Result<Arc<Identity>, Refusal> {
        let provider = match &self.source {
            CredentialsSource::Provider(provider) => provider,
            CredentialsSource::Missing(why) => return Err(Refusal::Missing(why.clone())),
        };
        match self.state() {
            State::Fresh(identity) => Ok(identity),
            State::Ageing(identity) => Ok(self.renew(provider, identity).await),
            State::Absent => self.load(provider).await,
        }
    }

    fn state(&self) -> State {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        let Some(kept) = &current.kept else {
            return State::Absent;
        };
        let identity = Arc::clone(&kept.identity);
        let Some(renewal) = &kept.renewal else {
            return State::Fresh(identity);
        };
        let now = self.clock.now();
        if now >= renewal.expiry {
            State::Absent
        } else if now >= renewal.from {
            State::Ageing(identity)
        } else {
            State::Fresh(identity)
        }
    }

    /// Asks the provider, unless someone else does already: then this waits for their answer and shares it.
    async fn load(&self, provider: &SharedCredentialsProvider) -> Result<Arc<Identity>, Refusal> {
        let answers = self.answers();
        let _asking = self.gate.lock().await;
        if let State::Fresh(identity) | State::Ageing(identity) = self.state() {
            return Ok(identity);
        }
        if let Some(failure) = self.failure_since(answers) {
            return Err(Refusal::Failed(failure));
        }
        self.ask(provider).await.map_err(Refusal::Failed)
    }

    /// Credentials for the one call that comes to renew them; the others go on with what is still valid.
    async fn renew(
        &self,
        provider: &SharedCredentialsProvider,
        valid: Arc<Identity>,
    ) -> Arc<Identity> {
        let Ok(_asking) = self.gate.try_lock() else {
            return valid;
        };
        let asked = Timeout::new(self.ask(provider), self.sleep.sleep(RENEWAL_TIMEOUT)).await;
        if let Ok(Ok(renewed)) = asked {
            return renewed;
        }
        tracing::debug!("credentials could not be renewed; those at hand are still valid");
        let from = self.clock.now() + RENEWAL_PAUSE;
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(renewal) = current.kept.as_mut().and_then(|kept| kept.renewal.as_mut()) {
            renewal.from = from;
        }
        valid
    }

    async fn ask(
        &self,
        provider: &SharedCredentialsProvider,
    ) -> Result<Arc<Identity>, Arc<CredentialsError>> {
        let answer = provider.provide_credentials().await.map_err(Arc::new);
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        current.answers += 1;
        match answer {
            Ok(credentials) => {
                let renewal = credentials.expiry().map(|expiry| {
                    let now = self.clock.now();
                    let life = expiry.duration_since(now).unwrap_or_default();
                    Renewal {
                        from: expiry - RENEW_BEFORE.min(life / 2),
                        expiry,
                    }
                });
                let identity = Arc::new(Identity::from(credentials));
                current.last_failure = None;
                current.kept = Some(Kept {
                    identity: Arc::clone(&identity),
                    renewal,
                });
                Ok(identity)
            }
            Err(error) => {
                current.last_failure = Some(Arc::clone(&error));
                Err(error)
            }
        }
    }

    fn answers(&self) -> u64 {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        current.answers
    }

    fn failure_since(&self, answers: u64) -> Option<Arc<CredentialsError>> {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        if current.answers == answers {
            return None;
        }
        current.last_failure.clone()
    }
}

impl Refusal {
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
        }
    }
}

/// What the chain has to say for itself, if the error is the chain's.
#[cfg(feature = "aws-config")]
fn no_credentials(error: &CredentialsError) -> Option<String> {
    let cause = std::error::Error::source(error)?;
    let told = cause.downcast_ref::<crate::credential_chain::NoCredentials>()?;
    Some(told.to_string())
}

#[cfg(not(feature = "aws-config"))]
fn no_credentials(_error: &CredentialsError) -> Option<String> {
    None
}

#[cfg(test)]
mod tests;
