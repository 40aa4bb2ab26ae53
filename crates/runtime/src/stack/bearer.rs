//! How an attempt is sent with a bearer token (RFC 6750): over HTTPS, and over plain HTTP to this machine alone.

use super::call::{Signature, Signed};
use super::{Call, Outcome, Stack, attempt, dispatch};
use crate::error::{ErrorKind, Report};
use crate::identity::Provider;
use crate::uri::{self, is_loopback};
use aws_credential_types::Token;
use aws_smithy_runtime_api::client::identity::Identity;
use http::header::{AUTHORIZATION, HeaderValue};
use http::uri::Scheme;
use std::sync::Arc;

/// The token of the moment.
///
/// # Errors
///
/// There is none, or it may not be sent where the request goes.
pub(super) async fn identity(stack: &Stack, call: &Call) -> Result<Arc<Identity>, Report> {
    let plan = &call.plan;
    if let Some(why) = why_readable(stack, call) {
        return Err(call.report(ErrorKind::Configuration, why));
    }
    let token = stack.tokens.get(plan.service.signing_name).await;
    token.map_err(|failure| failure.into_report(plan.operation, Provider::Token))
}

/// Why others could read the token on its way, if they could.
fn why_readable(stack: &Stack, call: &Call) -> Option<String> {
    let uri = call.request.uri();
    if uri.scheme() == Some(&Scheme::HTTPS) {
        return None;
    }
    let authority = uri::authority(uri);
    if !is_loopback(uri) {
        return Some(format!(
            "a bearer token is not sent over plain HTTP to {authority}: use an endpoint with https://"
        ));
    }
    let route = stack.transport.route(uri, call.plan.progress.connections());
    route.has_proxy().then(|| {
        format!(
            "a bearer token is not sent over plain HTTP to a proxy, which HTTP_PROXY or ALL_PROXY names for {authority}: \
             add its host to NO_PROXY"
        )
    })
}

/// Sends the attempt's request with the token.
pub(super) async fn run(stack: &Stack, call: &Arc<Call>, identity: Arc<Identity>) -> Outcome {
    let plan = &call.plan;
    let unusable = |why| {
        let text = format!("the token provider gave {why}");
        Box::new(call.report(ErrorKind::Credentials, text))
    };
    let token = identity
        .data::<Token>()
        .ok_or_else(|| unusable("another identity than a token"))?;
    if token.token().is_empty() || !token.token().bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(unusable(
            "a token that is empty, or has white space in it or what is not of visible ASCII",
        ));
    }
    let mut authorization = HeaderValue::try_from(format!("Bearer {}", token.token()))
        .map_err(|_| unusable("a token that no header can have"))?;
    authorization.set_sensitive(true);
    let mut request = attempt::request(call, 1);
    request.headers_mut().insert(AUTHORIZATION, authorization);
    plan.progress.signed(Signature {
        text: token.token().to_owned(),
        identity: Arc::clone(&identity),
    });
    let response = dispatch::run(stack, call, request).await?;
    if !response.status.is_success() {
        plan.progress.refused(Signed {
            identity,
            time: None,
        });
    }
    Ok(response)
}
