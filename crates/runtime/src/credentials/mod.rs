//! The credentials that requests are signed with: asked for once, kept, and renewed before they expire.

use crate::clock::Clock;
use crate::error::{ErrorKind, Report};
use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use aws_smithy_async::future::timeout::Timeout;
use aws_smithy_async::rt::sleep::{AsyncSleep, SharedAsyncSleep};
use aws_smithy_runtime_api::client::identity::Identity;
use smithereens_types::Timestamp;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::{Duration, SystemTime};
use tokio::sync::watch::{self, Receiver, Sender};

/// How long before their expiry credentials are renewed, if they live that long.
const RENEW_BEFORE: Duration = Duration::from_mins(5);
/// How long after a renewal that failed the next one is tried.
const RENEWAL_PAUSE: Duration = Duration::from_secs(30);
/// How long a provider may take. It is long, since someone may have to type a code into a process meanwhile; the calls
/// that wait have bounds of their own.
const PATIENCE: Duration = Duration::from_mins(2);

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
pub(crate) enum CredentialsFailure {
    Missing(String),
    Failed(Arc<CredentialsError>),
    /// The provider gave some that had expired, then.
    Expired(SystemTime),
    /// The provider gave nothing in time.
    Silent,
    /// The provider panicked, or the async runtime ended that it was asked on.
    Lost,
}

/// A cache over a provider. However many calls need credentials at once, the provider is asked once; and it is asked in
/// a task of its own, so that nobody who stops waiting takes the answer from the others. Clones share it.
#[derive(Clone)]
pub(crate) struct CredentialsCache(Arc<Inner>);

struct Inner {
    source: CredentialsSource,
    clock: Clock,
    sleep: SharedAsyncSleep,
    current: RwLock<Current>,
}

/// What is known of the provider's answers.
#[derive(Default)]
struct Current {
    kept: Option<Kept>,
    /// The answer that is waited for, if the provider is being asked.
    asked: Option<Receiver<Option<Answer>>>,
}

type Answer = Result<Arc<Identity>, CredentialsFailure>;

struct Kept {
    identity: Arc<Identity>,
    renewal: Option<Renewal>,
}

/// For credentials that expire: from when to renew them, and from when not to use them.
struct Renewal {
    from: SystemTime,
    expiry: SystemTime,
}

impl CredentialsCache {
    pub(crate) fn new(source: CredentialsSource, clock: Clock, sleep: SharedAsyncSleep) -> Self {
        Self(Arc::new(Inner {
            source,
            clock,
            sleep,
            current: RwLock::default(),
        }))
    }

    /// Valid credentials, from the provider where there are none. Those that are about to expire are renewed meanwhile.
    ///
    /// # Errors
    ///
    /// There are none, or the provider failed. A failure to renew credentials that are still valid is none.
    pub(crate) async fn get(&self) -> Result<Arc<Identity>, CredentialsFailure> {
        if let CredentialsSource::Missing(why) = &self.0.source {
            return Err(CredentialsFailure::Missing(why.clone()));
        }
        if let Some(valid) = self
            .0
            .read()
            .kept
            .as_ref()
            .and_then(|kept| self.fresh(kept))
        {
            return Ok(valid);
        }
        let (valid, asked) = self.ask_unless_asked();
        match valid {
            Some(valid) => Ok(valid),
            None => answer(asked).await,
        }
    }

    /// Other credentials than these, which a service says have expired, though they look valid: the provider is asked
    /// anew, unless it has been since. Gives whether there are others now.
    pub(crate) async fn replace(&self, expired: &Arc<Identity>) -> bool {
        self.forget(expired);
        self.get()
            .await
            .is_ok_and(|identity| !is_same(&identity, expired))
    }

    /// Does not use these any more, which a service says have expired.
    pub(crate) fn forget(&self, expired: &Arc<Identity>) {
        let is_it = |kept: &mut Kept| Arc::ptr_eq(&kept.identity, expired);
        self.0.write().kept.take_if(is_it);
    }

    /// What is kept, if it is valid and not due for renewal.
    fn fresh(&self, kept: &Kept) -> Option<Arc<Identity>> {
        let is_fresh = match &kept.renewal {
            // After a renewal that failed, the next one may be due later than they expire.
            Some(renewal) => self.0.clock.now() < renewal.from.min(renewal.expiry),
            None => true,
        };
        is_fresh.then(|| Arc::clone(&kept.identity))
    }

    /// What is kept, if it is valid, and the answer to come where it is not or is to be renewed.
    fn ask_unless_asked(&self) -> (Option<Arc<Identity>>, Receiver<Option<Answer>>) {
        let mut current = self.0.write();
        let now = self.0.clock.now();
        let valid = current.kept.as_ref().and_then(|kept| {
            let is_valid = kept.renewal.as_ref().is_none_or(|it| now < it.expiry);
            is_valid.then(|| Arc::clone(&kept.identity))
        });
        // Whoever asked has come to an end without an answer where nobody is left to give one.
        let asked = current
            .asked
            .take()
            .filter(|asked| asked.has_changed().is_ok());
        let asked = match asked {
            Some(asked) => asked,
            None => {
                let (sender, receiver) = watch::channel(None);
                // The answer may have come between the look at what is kept and here.
                match current.kept.as_ref().and_then(|kept| self.fresh(kept)) {
                    Some(fresh) => {
                        sender.send_replace(Some(Ok(fresh)));
                        return (valid, receiver);
                    }
                    None => drop(tokio::spawn(Arc::clone(&self.0).ask(sender))),
                }
                receiver
            }
        };
        current.asked = Some(asked.clone());
        (valid, asked)
    }
}

impl Inner {
    async fn ask(self: Arc<Self>, sender: Sender<Option<Answer>>) {
        let answer = match &self.source {
            CredentialsSource::Missing(why) => Err(CredentialsFailure::Missing(why.clone())),
            CredentialsSource::Provider(provider) => {
                let asked = provider.provide_credentials();
                match Timeout::new(asked, self.sleep.sleep(PATIENCE)).await {
                    Ok(answer) => {
                        answer.map_err(|error| CredentialsFailure::Failed(Arc::new(error)))
                    }
                    Err(_) => Err(CredentialsFailure::Silent),
                }
            }
        };
        let now = self.clock.now();
        let answer = answer.and_then(|credentials| Kept::new(credentials, now));
        let mut current = self.write();
        current.asked = None;
        let answer = match answer {
            Ok(kept) => {
                let identity = Arc::clone(&kept.identity);
                current.kept = Some(kept);
                Ok(identity)
            }
            Err(failure) => {
                if let Some(renewal) = current.kept.as_mut().and_then(|it| it.renewal.as_mut()) {
                    tracing::debug!("credentials could not be renewed");
                    renewal.from = now + RENEWAL_PAUSE;
                }
                Err(failure)
            }
        };
        drop(current);
        sender.send_replace(Some(answer));
    }

    fn read(&self) -> RwLockReadGuard<'_, Current> {
        self.current.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Current> {
        self.current.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    /// What a provider gave now.
    ///
    /// # Errors
    ///
    /// It has expired.
    fn new(credentials: Credentials, now: SystemTime) -> Result<Self, CredentialsFailure> {
        let renewal = match credentials.expiry() {
            Some(expiry) if expiry <= now => return Err(CredentialsFailure::Expired(expiry)),
            Some(expiry) => {
                let life = expiry.duration_since(now).unwrap_or_default();
                Some(Renewal {
                    from: expiry - RENEW_BEFORE.min(life / 2),
                    expiry,
                })
            }
            None => None,
        };
        Ok(Self {
            identity: Arc::new(Identity::from(credentials)),
            renewal,
        })
    }
}

/// The answer of the provider, once it has come.
async fn answer(mut asked: Receiver<Option<Answer>>) -> Answer {
    match asked.wait_for(Option::is_some).await {
        Ok(answer) => answer.clone().unwrap_or(Err(CredentialsFailure::Lost)),
        Err(_) => Err(CredentialsFailure::Lost),
    }
}

/// Whether two identities sign alike.
fn is_same(a: &Identity, b: &Identity) -> bool {
    let keys = |identity: &Identity| {
        identity.data::<Credentials>().map(|it| {
            let token = it.session_token().map(str::to_owned);
            (it.access_key_id().to_owned(), token)
        })
    };
    keys(a) == keys(b)
}

impl CredentialsFailure {
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

#[cfg(test)]
mod tests;
