//! Who sends requests, such as the credentials that they are signed with: asked for once, kept, and renewed before it
//! expires.

mod failure;
mod source;
#[cfg(feature = "bearer-auth")]
mod tokens;

pub(crate) use failure::{IdentityFailure, Provider};
pub(crate) use source::IdentitySource;
#[cfg(feature = "bearer-auth")]
pub(crate) use tokens::Tokens;

use crate::clock::Clock;
use aws_credential_types::Credentials;
#[cfg(feature = "bearer-auth")]
use aws_credential_types::Token;
use aws_smithy_async::future::timeout::Timeout;
use aws_smithy_async::rt::sleep::{AsyncSleep, SharedAsyncSleep};
use aws_smithy_runtime_api::client::identity::Identity;
use failure::PATIENCE;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::{Duration, SystemTime};
use tokio::sync::watch::{self, Receiver, Sender};

/// How long before their expiry credentials are renewed, if they live that long.
const RENEW_BEFORE: Duration = Duration::from_mins(5);
/// How long after a renewal that failed the next one is tried.
const RENEWAL_PAUSE: Duration = Duration::from_secs(30);

/// A cache over a provider. However many calls need credentials at once, the provider is asked once; and it is asked in
/// a task of its own, so that nobody who stops waiting takes the answer from the others. Clones share it.
#[derive(Clone)]
pub(crate) struct IdentityCache(Arc<Inner>);

struct Inner {
    source: IdentitySource,
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

type Answer = Result<Arc<Identity>, IdentityFailure>;

struct Kept {
    identity: Arc<Identity>,
    renewal: Option<Renewal>,
}

/// For credentials that expire: from when to renew them, and from when not to use them.
struct Renewal {
    from: SystemTime,
    expiry: SystemTime,
}

impl IdentityCache {
    pub(crate) fn new(source: IdentitySource, clock: Clock, sleep: SharedAsyncSleep) -> Self {
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
    pub(crate) async fn get(&self) -> Result<Arc<Identity>, IdentityFailure> {
        if let IdentitySource::Missing(why) = &self.0.source {
            return Err(IdentityFailure::Missing(why.clone()));
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
        let asked = self.source.ask();
        let answer = match Timeout::new(Box::pin(asked), self.sleep.sleep(PATIENCE)).await {
            Ok(answer) => answer,
            Err(_) => Err(IdentityFailure::Silent),
        };
        let now = self.clock.now();
        let answer = answer.and_then(|identity| Kept::new(identity, now));
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
    fn new(identity: Identity, now: SystemTime) -> Result<Self, IdentityFailure> {
        let renewal = match identity.expiration() {
            Some(expiry) if expiry <= now => return Err(IdentityFailure::Expired(expiry)),
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
            identity: Arc::new(identity),
            renewal,
        })
    }
}

/// The answer of the provider, once it has come.
async fn answer(mut asked: Receiver<Option<Answer>>) -> Answer {
    match asked.wait_for(Option::is_some).await {
        Ok(answer) => answer.clone().unwrap_or(Err(IdentityFailure::Lost)),
        Err(_) => Err(IdentityFailure::Lost),
    }
}

/// Whether two identities authenticate alike.
fn is_same(a: &Identity, b: &Identity) -> bool {
    #[cfg(feature = "bearer-auth")]
    if let (Some(a), Some(b)) = (a.data::<Token>(), b.data::<Token>()) {
        return a.token() == b.token();
    }
    let keys = |identity: &Identity| {
        identity.data::<Credentials>().map(|it| {
            let token = it.session_token().map(str::to_owned);
            (it.access_key_id().to_owned(), token)
        })
    };
    keys(a) == keys(b)
}

#[cfg(test)]
mod tests;
