//! What an attempt sends: the request of its call, with the attempt's number.

use super::{Call, Payload};
use http::{HeaderMap, HeaderName, HeaderValue, Request};
use std::sync::Arc;

const ATTEMPT: HeaderName = HeaderName::from_static("amz-sdk-request");

/// So many headers are added to the call's own: the attempt's number, up to four by the signature, and who may use the
/// proxy.
const ADDED_HEADERS: usize = 6;

/// A request as it is sent once, and the call that it is of.
pub(super) struct Sending {
    pub(super) request: Request<Payload>,
    pub(super) call: Arc<Call>,
}

impl Sending {
    /// The request of a call, as its attempt under way sends it.
    pub(super) fn of(call: &Arc<Call>) -> Self {
        let Call { request, plan, .. } = &**call;
        let capacity = request.headers().len() + ADDED_HEADERS;
        let mut headers = HeaderMap::try_with_capacity(capacity).unwrap_or_default();
        for (name, value) in request.headers() {
            headers.append(name, value.clone());
        }
        for (name, value) in call.digests.get().into_iter().flat_map(|all| &all.headers) {
            headers.entry(name).or_insert_with(|| value.clone());
        }
        let attempt = plan.progress.attempts();
        let numbers = format!("attempt={attempt}; max={}", plan.max_attempts);
        if let Ok(value) = HeaderValue::try_from(numbers) {
            headers.insert(ATTEMPT, value);
        }
        let mut sent = Request::new(request.body().clone());
        *sent.method_mut() = request.method().clone();
        *sent.uri_mut() = request.uri().clone();
        *sent.headers_mut() = headers;
        Self {
            request: sent,
            call: Arc::clone(call),
        }
    }
}
