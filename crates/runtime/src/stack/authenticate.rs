//! The layer that authenticates each attempt: with a signature, with a bearer token, or not at all.

#[cfg(feature = "bearer-auth")]
use super::bearer;
use super::{Call, Outcome, Stack, attempt, dispatch, sign};
#[cfg(feature = "bearer-auth")]
use crate::error::{ErrorKind, Report};
use crate::identity::Provider;
use crate::operation::Auth;
#[cfg(feature = "bearer-auth")]
use crate::operation::AuthScheme;
use std::sync::Arc;

pub(super) async fn run(stack: &Stack, call: &Arc<Call>) -> Outcome {
    match call.plan.auth {
        Auth::None => dispatch::run(stack, call, attempt::request(call, 0)).await,
        Auth::SigV4 => match stack.credentials.get().await {
            Ok(identity) => sign::run(stack, call, identity).await,
            Err(failure) => {
                let report = failure.into_report(call.plan.operation, Provider::Credentials);
                Err(Box::new(report))
            }
        },
        // Boxed, since most operations have one scheme.
        #[cfg(feature = "bearer-auth")]
        Auth::FirstOf(_) => Box::pin(first_of(stack, call)).await,
    }
}

/// Takes the first scheme that there is an identity for.
#[cfg(feature = "bearer-auth")]
async fn first_of(stack: &Stack, call: &Arc<Call>) -> Outcome {
    let plan = &call.plan;
    let mut failures = Vec::new();
    for scheme in &plan.schemes.order {
        let failure = match scheme {
            AuthScheme::SigV4 => match stack.credentials.get().await {
                Ok(identity) => return sign::run(stack, call, identity).await,
                Err(failure) => failure.into_report(plan.operation, Provider::Credentials),
            },
            AuthScheme::Bearer => match bearer::identity(stack, call).await {
                Ok(identity) => return bearer::run(stack, call, identity).await,
                Err(failure) => failure,
            },
        };
        let name = scheme.name();
        let why = failure.text();
        tracing::debug!(scheme = name, why, "there is no identity");
        failures.push((scheme, failure));
    }
    Err(Box::new(no_identity(call, failures)))
}

/// None of the schemes serves, for these reasons.
#[cfg(feature = "bearer-auth")]
fn no_identity(call: &Call, failures: Vec<(&AuthScheme, Report)>) -> Report {
    let excluded = &call.plan.schemes.excluded;
    let kind = if failures.is_empty() {
        ErrorKind::Configuration
    } else {
        ErrorKind::Credentials
    };
    let described = |(scheme, why): (&AuthScheme, &str)| format!("{} ({why})", scheme.name());
    let failed = failures
        .iter()
        .map(|(scheme, report)| (*scheme, report.text()));
    let excluded = excluded.iter().map(|(scheme, why)| (scheme, why.as_str()));
    let all: Vec<_> = failed.chain(excluded).map(described).collect();
    let mut reports = failures.into_iter().map(|(_, report)| report);
    match (reports.next(), all.as_slice()) {
        // The only scheme.
        (Some(report), [_]) => report,
        (first, all) => {
            let text = format!(
                "none of the authentication schemes of the operation serves: {}",
                all.join("; ")
            );
            let mut report = call.report(kind, text);
            report.source = first.and_then(|report| report.source);
            report
        }
    }
}
