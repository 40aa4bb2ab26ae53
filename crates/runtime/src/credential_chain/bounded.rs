//! A bound for how long a source may take: nothing that is asked for credentials is waited for without end.

use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, future};
use aws_smithy_async::future::timeout::Timeout;
use aws_smithy_async::rt::sleep::{AsyncSleep, SharedAsyncSleep};
use std::fmt;
use std::time::Duration;

/// A provider that is asked within a bound wherever it is asked, as where a profile names it as its source.
pub(super) struct Bounded<P> {
    pub(super) provider: P,
    pub(super) limit: Duration,
    pub(super) sleep: SharedAsyncSleep,
}

impl<P: ProvideCredentials> ProvideCredentials for Bounded<P> {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        let asked = self.provider.provide_credentials();
        future::ProvideCredentials::new(within(self.limit, &self.sleep, asked))
    }
}

impl<P> fmt::Debug for Bounded<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bounded")
            .field("limit", &self.limit)
            .finish_non_exhaustive()
    }
}

/// What is asked for, or an error once the limit has passed.
pub(super) async fn within<T>(
    limit: Duration,
    sleep: &SharedAsyncSleep,
    asked: impl Future<Output = Result<T, CredentialsError>>,
) -> Result<T, CredentialsError> {
    match Timeout::new(Box::pin(asked), sleep.sleep(limit)).await {
        Ok(fetched) => fetched,
        Err(_) => Err(CredentialsError::provider_timed_out(limit)),
    }
}
