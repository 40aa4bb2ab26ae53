//! Tests of the credentials cache, in virtual time.

use super::*;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider, future};
use aws_smithy_async::rt::sleep::TokioSleep;
use aws_smithy_async::time::{SharedTimeSource, TimeSource};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// A clock that follows tokio's virtual one.
#[derive(Debug)]
struct VirtualTime {
    start: tokio::time::Instant,
}

impl TimeSource for VirtualTime {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + self.start.elapsed()
    }
}

/// Gives credentials that live for `life`, after a second.
#[derive(Clone, Debug)]
struct Provider {
    asked: Arc<AtomicU32>,
    fails: Arc<AtomicBool>,
    hangs: Arc<AtomicBool>,
    panics: Arc<AtomicBool>,
    gives_expired: Arc<AtomicBool>,
    life: Option<Duration>,
    start: tokio::time::Instant,
}

impl ProvideCredentials for Provider {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(async {
            let count = self.asked.fetch_add(1, Ordering::Relaxed) + 1;
            tokio::time::sleep(Duration::from_secs(1)).await;
            assert!(!self.panics.load(Ordering::Relaxed), "as the test has it");
            if self.hangs.load(Ordering::Relaxed) {
                std::future::pending::<()>().await;
            }
            if self.fails.load(Ordering::Relaxed) {
                return Err(CredentialsError::provider_error("out of order"));
            }
            let now = SystemTime::UNIX_EPOCH + self.start.elapsed();
            let is_expired = self.gives_expired.load(Ordering::Relaxed);
            let life = self.life.filter(|_| !is_expired);
            let expiry = self.life.map(|_| now + life.unwrap_or_default());
            Ok(Credentials::new(
                format!("AKID{count}"),
                "secret",
                None,
                expiry,
                "test",
            ))
        })
    }
}

fn set_up(life: Option<Duration>) -> (Provider, IdentityCache) {
    let start = tokio::time::Instant::now();
    let provider = Provider {
        asked: Arc::default(),
        fails: Arc::default(),
        hangs: Arc::default(),
        panics: Arc::default(),
        gives_expired: Arc::default(),
        life,
        start,
    };
    let clock = Clock::new(SharedTimeSource::new(VirtualTime { start }), true);
    let source = IdentitySource::Credentials(SharedCredentialsProvider::new(provider.clone()));
    let cache = IdentityCache::new(source, clock, SharedAsyncSleep::new(TokioSleep::new()));
    (provider, cache)
}

async fn key(cache: &IdentityCache) -> String {
    let identity = cache.get().await.ok().unwrap();
    let credentials = identity.data::<Credentials>().unwrap();
    credentials.access_key_id().to_owned()
}

#[tokio::test(start_paused = true)]
async fn a_hundred_calls_at_once_ask_the_provider_once() {
    let (provider, cache) = set_up(None);
    let calls: Vec<_> = (0..100)
        .map(|_| {
            let cache = cache.clone();
            tokio::spawn(async move { key(&cache).await })
        })
        .collect();
    for call in calls {
        assert_eq!(call.await.unwrap(), "AKID1");
    }
    assert_eq!(provider.asked.load(Ordering::Relaxed), 1);
}

#[tokio::test(start_paused = true)]
async fn a_failure_is_shared_by_those_that_waited_for_it_and_by_no_one_else() {
    let (provider, cache) = set_up(None);
    provider.fails.store(true, Ordering::Relaxed);
    let calls: Vec<_> = (0..100)
        .map(|_| {
            let cache = cache.clone();
            tokio::spawn(async move { cache.get().await.is_err() })
        })
        .collect();
    for call in calls {
        assert!(call.await.unwrap());
    }
    assert_eq!(provider.asked.load(Ordering::Relaxed), 1);
    provider.fails.store(false, Ordering::Relaxed);
    assert_eq!(key(&cache).await, "AKID2");
}

/// What is asked now has its answer.
async fn settle() {
    tokio::time::sleep(Duration::from_secs(2)).await;
}

fn asked(provider: &Provider) -> u32 {
    provider.asked.load(Ordering::Relaxed)
}

#[tokio::test(start_paused = true)]
async fn credentials_are_renewed_before_they_expire() {
    let (provider, cache) = set_up(Some(Duration::from_hours(1)));
    assert_eq!(key(&cache).await, "AKID1");
    tokio::time::advance(Duration::from_mins(54)).await;
    assert_eq!(key(&cache).await, "AKID1");
    settle().await;
    assert_eq!(asked(&provider), 1);
    tokio::time::advance(Duration::from_mins(1)).await;
    key(&cache).await;
    settle().await;
    assert_eq!(key(&cache).await, "AKID2");
    assert_eq!(asked(&provider), 2);
}

#[tokio::test(start_paused = true)]
async fn a_renewal_holds_up_no_call_and_is_made_once() {
    let (provider, cache) = set_up(Some(Duration::from_hours(1)));
    key(&cache).await;
    tokio::time::advance(Duration::from_mins(56)).await;
    let before = tokio::time::Instant::now();
    for _ in 0..10 {
        assert_eq!(key(&cache).await, "AKID1");
    }
    assert_eq!(before.elapsed(), Duration::ZERO);
    settle().await;
    assert_eq!(key(&cache).await, "AKID2");
    assert_eq!(asked(&provider), 2);
}

#[tokio::test(start_paused = true)]
async fn a_failed_renewal_is_no_error_while_credentials_are_valid() {
    let (provider, cache) = set_up(Some(Duration::from_hours(1)));
    key(&cache).await;
    provider.fails.store(true, Ordering::Relaxed);
    tokio::time::advance(Duration::from_mins(56)).await;
    assert_eq!(key(&cache).await, "AKID1");
    settle().await;
    assert_eq!(key(&cache).await, "AKID1");
    settle().await;
    // The second call did not ask again at once.
    assert_eq!(asked(&provider), 2);
    tokio::time::advance(RENEWAL_PAUSE).await;
    assert_eq!(key(&cache).await, "AKID1");
    settle().await;
    assert_eq!(asked(&provider), 3);
    tokio::time::advance(Duration::from_mins(5)).await;
    assert!(cache.get().await.is_err());
}

#[tokio::test(start_paused = true)]
async fn a_renewal_that_hangs_is_no_error_while_credentials_are_valid() {
    let (provider, cache) = set_up(Some(Duration::from_secs(200)));
    key(&cache).await;
    provider.hangs.store(true, Ordering::Relaxed);
    tokio::time::advance(Duration::from_secs(101)).await;
    for _ in 0..10 {
        assert_eq!(key(&cache).await, "AKID1");
        settle().await;
    }
    assert_eq!(asked(&provider), 2);
    // They expire, and whoever needs some waits for the answer that is due, up to the provider's bound.
    tokio::time::advance(Duration::from_secs(90)).await;
    let before = tokio::time::Instant::now();
    assert!(matches!(cache.get().await, Err(IdentityFailure::Silent)));
    assert!(before.elapsed() <= PATIENCE);
    provider.hangs.store(false, Ordering::Relaxed);
    assert_eq!(key(&cache).await, "AKID3");
}

#[tokio::test(start_paused = true)]
async fn an_answer_comes_to_those_who_wait_whoever_asked_and_stopped_waiting() {
    let (provider, cache) = set_up(None);
    for _ in 0..3 {
        let dropped = tokio::time::timeout(Duration::from_millis(10), cache.get());
        assert!(dropped.await.is_err());
    }
    assert_eq!(key(&cache).await, "AKID1");
    assert_eq!(asked(&provider), 1);
}

#[tokio::test(start_paused = true)]
async fn what_has_expired_when_it_comes_is_refused() {
    let (provider, cache) = set_up(Some(Duration::ZERO));
    let Err(failure) = cache.get().await else {
        panic!("it is not refused");
    };
    let report = failure.into_report("Op", super::failure::Provider::Credentials);
    let expected =
        "Op: the credentials provider gave credentials that expired at 1970-01-01T00:00:01Z";
    assert_eq!(report.to_string(), expected);
    assert!(report.hint.is_some());
    // Nothing of it is kept.
    assert!(cache.get().await.is_err());
    assert_eq!(asked(&provider), 2);
}

#[tokio::test(start_paused = true)]
async fn a_renewal_that_gives_expired_credentials_has_failed() {
    let (provider, cache) = set_up(Some(Duration::from_hours(1)));
    key(&cache).await;
    provider.gives_expired.store(true, Ordering::Relaxed);
    tokio::time::advance(Duration::from_mins(56)).await;
    for _ in 0..3 {
        assert_eq!(key(&cache).await, "AKID1");
        settle().await;
    }
    assert_eq!(asked(&provider), 2);
}

#[tokio::test(start_paused = true)]
async fn what_a_service_says_has_expired_is_asked_for_anew_once() {
    let (provider, cache) = set_up(Some(Duration::from_hours(1)));
    let first = cache.get().await.ok().unwrap();
    let (one, other) = tokio::join!(cache.replace(&first), cache.replace(&first));
    assert!(one && other);
    assert_eq!(
        (key(&cache).await, asked(&provider)),
        ("AKID2".to_owned(), 2)
    );
    // Someone else has done so meanwhile.
    assert!(cache.replace(&first).await);
    assert_eq!(asked(&provider), 2);
    provider.fails.store(true, Ordering::Relaxed);
    let second = cache.get().await.ok().unwrap();
    assert!(!cache.replace(&second).await);
}

/// A provider of the same credentials, whatever a service thinks of them.
#[tokio::test]
async fn credentials_that_stay_the_same_are_no_others() {
    let same = Credentials::new("AKID", "secret", None, None, "test");
    let source = IdentitySource::Credentials(SharedCredentialsProvider::new(same));
    let clock = Clock::new(SharedTimeSource::default(), true);
    let cache = IdentityCache::new(source, clock, SharedAsyncSleep::new(TokioSleep::new()));
    let first = cache.get().await.ok().unwrap();
    assert!(!cache.replace(&first).await);
}

/// A provider whose task comes to no end leaves nobody waiting.
#[tokio::test(start_paused = true)]
async fn a_provider_that_panics_is_an_error_and_is_asked_again() {
    let (provider, cache) = set_up(None);
    provider.panics.store(true, Ordering::Relaxed);
    let Err(failure) = cache.get().await else {
        panic!("it is no failure");
    };
    assert_eq!(
        failure
            .into_report("Op", super::failure::Provider::Credentials)
            .to_string(),
        "Op: the credentials provider panicked, or its async runtime ended"
    );
    provider.panics.store(false, Ordering::Relaxed);
    assert_eq!(key(&cache).await, "AKID2");
}
