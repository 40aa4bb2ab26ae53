//! Which account the credentials are of, for services whose endpoints hold its number.

use super::effective::Settings;
use crate::config::AccountIdEndpointMode;
use crate::error::{ErrorKind, Report, TimeoutKind};
use crate::identity::Provider;
use crate::operation::{Auth, Operation, Service};
use aws_credential_types::Credentials;
use aws_credential_types::attributes::AccountId;
use aws_smithy_async::future::timeout::Timeout;
use aws_smithy_async::rt::sleep::AsyncSleep;
use aws_smithy_runtime_api::client::identity::Identity;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;

/// Who sends a call, where that has to be known before there is an endpoint.
#[derive(Default)]
pub(super) struct Sender {
    identity: Option<Arc<Identity>>,
    /// How long that was waited for, which counts towards the bound of the call.
    pub(super) waited: Duration,
}

impl Sender {
    /// The number of the account, if the credentials say it.
    pub(super) fn account_id(&self) -> Option<&str> {
        let credentials = self.identity.as_ref()?.data::<Credentials>()?;
        credentials.account_id().map(AccountId::as_str)
    }
}

impl Settings<'_> {
    /// The sender, as far as the endpoint depends on it: its credentials are asked for then.
    pub(super) async fn sender<O: Operation>(self) -> Result<Sender, Box<Report>> {
        if !self.depends_on_account(O::SERVICE, O::AUTH) {
            return Ok(Sender::default());
        }
        let limit = self.timeouts::<O>().operation;
        let limit = limit.map(|bound| bound.limit);
        // Boxed, so that the calls of other services take no memory for it.
        Box::pin(self.known_sender(O::NAME, limit)).await
    }

    fn depends_on_account(self, service: &'static Service, auth: Auth) -> bool {
        service.account_id_endpoints
            && auth != Auth::None
            && self.account_id_endpoint_mode() != AccountIdEndpointMode::Disabled
            && self.endpoint_url(service.sdk_id).is_none()
    }

    async fn known_sender(
        self,
        operation: &'static str,
        limit: Option<Duration>,
    ) -> Result<Sender, Box<Report>> {
        let stack = &self.client.stack;
        let start = Instant::now();
        let identity = match limit {
            Some(limit) => {
                let asked = Timeout::new(stack.credentials.get(), stack.sleep.sleep(limit));
                asked.await.map_err(|_| {
                    let kind = ErrorKind::Timeout(TimeoutKind::Operation);
                    let text = format!(
                        "the operation timeout of {limit:?} passed before there were credentials, whose account the endpoint depends on"
                    );
                    Box::new(Report::new(kind, operation, text))
                })?
            }
            None => stack.credentials.get().await,
        };
        let identity = identity
            .map_err(|failure| Box::new(failure.into_report(operation, Provider::Credentials)))?;
        Ok(Sender {
            identity: Some(identity),
            waited: start.elapsed(),
        })
    }
}
