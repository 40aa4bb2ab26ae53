//! What an attempt sends: the request of its call, with the attempt's number.

use super::{Call, RequestBody};
use http::{HeaderMap, HeaderName, HeaderValue, Request};

const ATTEMPT: HeaderName = HeaderName::from_static("amz-sdk-request");

/// The headers that are added to the call's own: the attempt's number, up to four by the signature, and who may use the
/// proxy.
const ADDED_HEADERS: usize = 6;

/// The request of a call, as its attempt under way sends it.
pub(super) fn request(call: &Call) -> Request<RequestBody> {
    let Call { request, plan, .. } = call;
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
    let mut attempt = Request::new(request.body().clone());
    *attempt.method_mut() = request.method().clone();
    *attempt.uri_mut() = request.uri().clone();
    *attempt.headers_mut() = headers;
    attempt
}
