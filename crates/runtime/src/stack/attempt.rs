//! What an attempt sends: the request of its call, with the attempt's number.

use super::{Call, RequestBody};
use http::{HeaderMap, HeaderName, HeaderValue, Request};

const ATTEMPT: HeaderName = HeaderName::from_static("amz-sdk-request");

/// The request of a call, as its attempt under way sends it, with room for the headers that a signature adds: a map of
/// headers that grows is made anew, and one with room for twice as many takes what allocators do not give out fast.
pub(super) fn request(call: &Call, headers_of_signature: usize) -> Request<RequestBody> {
    let Call { request, plan, .. } = call;
    let digests = call.digests.get().map_or(&[][..], |all| &all.headers);
    let capacity = request.headers().len() + digests.len() + 1 + headers_of_signature;
    let mut headers = HeaderMap::try_with_capacity(capacity).unwrap_or_default();
    for (name, value) in request.headers() {
        headers.append(name, value.clone());
    }
    for (name, value) in digests {
        headers.entry(name).or_insert_with(|| value.clone());
    }
    let attempt = plan.progress.attempts();
    let numbers = format!("attempt={attempt}; max={}", plan.max_attempts);
    if let Ok(value) = HeaderValue::try_from(numbers) {
        headers.insert(ATTEMPT, value);
    }
    let mut attempt = Request::new(request.body().clone());
    *attempt.method_mut() = request.method().clone();
    *attempt.version_mut() = request.version();
    *attempt.uri_mut() = request.uri().clone();
    *attempt.headers_mut() = headers;
    attempt
}
