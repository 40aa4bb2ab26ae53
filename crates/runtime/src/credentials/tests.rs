//! Tests of the credentials cache, in virtual time.

use super::*;
use aws_credential_types::Credentials;
use aws_credential_types::provider::future;
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
            if self.fails.load(Ordering::Relaxed) {
                return Err(CredentialsError::provider_error("out of order"));
            }
            let now = SystemTime::UNIX_EPOCH + self.start.elapsed();
            let expiry = self.life.map(|life| now + life);
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

fn set_up(life: Option<Duration>) -> (Provider, Arc<CredentialsCache>) {
    let start = tokio::time::Instant::now();
    let provider = Provider {
        asked: Arc::default(),
        fails: Arc::default(),
        life,
        start,
    };
    let clock = Clock::new(SharedTimeSource::new(VirtualTime { start }), true);
    let source = CredentialsSource::Provider(SharedCredentialsProvider::new(provider.clone()));
    let cache = CredentialsCache::new(source, clock, SharedAsyncSleep::new(TokioSleep::new()));
    (provider, Arc::new(cache))
}

async fn key(cache: &CredentialsCache) -> String {
    let identity = cache.get().await.ok().unwrap();
    let credentials = identity.data::<Credentials>().unwrap();
    credentials.access_key_id().to_owned()
}

#[tokio::test(start_paused = true)]
async fn a_hundred_calls_at_once_ask_the_provider_once() {
    let (provider, cache) = set_up(None);
    let calls: Vec<_> = (0..100)
        .map(|_| {
            let cache = Arc::clone(&cache);
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
            let cache = Arc::clone(&cache);
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

#[tokio::test(start_paused = true)]
async fn credentials_are_renewed_before_they_expire() {
    let (provider, cache) = set_up(Some(Duration::from_hours(1)));
    assert_eq!(key(&cache).await, "AKID1");
    tokio::time::advance(Duration::from_mins(54)).await;
    assert_eq!(key(&cache).await, "AKID1");
    tokio::time::advance(Duration::from_mins(1)).await;
    assert_eq!(key(&cache).await, "AKID2");
    assert_eq!(provider.asked.load(Ordering::Relaxed), 2);
}

#[tokio::test(start_paused = true)]
async fn others_go_on_while_one_renews() {
    let (_provider, cache) = set_up(Some(Duration::from_hours(1)));
    key(&cache).await;
    tokio::time::advance(Duration::from_mins(56)).await;
    let renewing = tokio::spawn({
        let cache = Arc::clone(&cache);
        async move { key(&cache).await }
    });
    tokio::task::yield_now().await;
    let before = tokio::time::Instant::now();
    assert_eq!(key(&cache).await, "AKID1");
    assert_eq!(before.elapsed(), Duration::ZERO);
    assert_eq!(renewing.await.unwrap(), "AKID2");
}

#[tokio::test(start_paused = true)]
async fn a_failed_renewal_is_no_error_while_credentials_are_valid() {
    let (provider, cache) = set_up(Some(Duration::from_hours(1)));
    key(&cache).await;
    provider.fails.store(true, Ordering::Relaxed);
    tokio::time::advance(Duration::from_mins(56)).await;
    assert_eq!(key(&cache).await, "AKID1");
    assert_eq!(key(&cache).await, "AKID1");
    // The second call did not ask again at once.
    assert_eq!(provider.asked.load(Ordering::Relaxed), 2);
    tokio::time::advance(Duration::from_mins(5)).await;
    assert!(cache.get().await.is_err());
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_dropped_while_it_asks_leaves_the_way_free() {
    let (_provider, cache) = set_up(None);
    let dropped = tokio::time::timeout(Duration::from_millis(10), cache.get());
    assert!(dropped.await.is_err());
    assert_eq!(key(&cache).await, "AKID2");
}
