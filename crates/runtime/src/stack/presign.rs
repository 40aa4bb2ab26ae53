//! What signs a request ahead, with the credentials and the time of the moment. It is no layer: nothing is sent.

use super::timed_out::timed_out;
use super::timeout::within;
use super::{Call, Stack, sign};
use crate::error::{Report, TimeoutKind};
use crate::identity::Provider;
use crate::signing::{self, SignedBody};
use crate::uri;
use aws_smithy_runtime_api::client::identity::Identity;
use http::{HeaderMap, Request, Uri};
use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// What there is to a presigned request.
pub(crate) struct Presigned {
    pub(crate) uri: Uri,
    /// Those that have to be sent.
    pub(crate) headers: HeaderMap,
    pub(crate) expires_at: SystemTime,
}

impl Stack {
    /// Signs a request of this call for this many seconds.
    pub(crate) async fn presign<B>(
        &self,
        call: &Call,
        request: &Request<B>,
        body: &SignedBody<'_>,
        seconds: u64,
    ) -> Result<Presigned, Box<Report>> {
        let identity = self.identity(call).await?;
        let time = self.clock.read(uri::authority(request.uri())).time;
        let scope = sign::scope(call, &identity, time)?;
        let (uri, headers) = signing::presign(request, body, seconds, &scope, &self.signing_keys)
            .map_err(|why| Box::new(sign::unsigned(call, why)))?;
        let asked_for = time + Duration::from_secs(seconds);
        Ok(Presigned {
            uri,
            headers,
            expires_at: scope
                .credentials
                .expiry()
                .map_or(asked_for, |expiry| expiry.min(asked_for)),
        })
    }

    /// The credentials, which are waited for as long as an attempt may take.
    async fn identity(&self, call: &Call) -> Result<Arc<Identity>, Box<Report>> {
        let asked = pin!(self.credentials.get());
        let identity = match &call.plan.timeouts.attempt {
            None => asked.await,
            Some(bound) => within(bound, self, call, asked)
                .await
                .ok_or_else(|| Box::new(timed_out(call, bound, TimeoutKind::Attempt)))?,
        };
        identity.map_err(|failure| {
            Box::new(failure.into_report(call.plan.operation, Provider::Credentials))
        })
    }
}
