//! How the HTTP client's connector is shared, and tells of the connections it makes.

use super::Connections;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tower::util::ServiceExt;
use tower::{Layer, Service};

/// Tells the call whose request it is that a connection was made.
///
/// It makes the connector cheap to clone as well. The HTTP client clones it several times for each request, and calls it
/// for the few that find no kept connection.
#[derive(Clone)]
pub(super) struct ObserveLayer;

impl<S> Layer<S> for ObserveLayer {
    type Service = Observed<S>;

    fn layer(&self, connector: S) -> Observed<S> {
        Observed(Arc::new(connector))
    }
}

/// A connector that clones share.
pub(super) struct Observed<S>(Arc<S>);

impl<S> Clone for Observed<S> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<S, Target> Service<Target> for Observed<S>
where
    S: Service<Target, Future: Send> + Clone + Send + 'static,
    Target: Send + 'static,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<S::Response, S::Error>> + Send>>;

    /// Ready at once: the clone that connects waits until it is.
    fn poll_ready(&mut self, _cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, target: Target) -> Self::Future {
        let connector = S::clone(&self.0);
        Box::pin(async move {
            let connection = connector.oneshot(target).await?;
            Connections::made();
            Ok(connection)
        })
    }
}
