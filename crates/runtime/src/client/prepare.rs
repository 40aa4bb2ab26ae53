//! How an operation becomes a call: the request of the operation, at the endpoint that the rules find.

use super::{Inner, identify};
use crate::config::EndpointUrl;
use crate::endpoint::{Endpoint, EndpointError, EndpointParams};
use crate::error::{ErrorKind, Report};
use crate::operation::{Auth, Operation, Request};
use crate::stack::{Call, Plan};
use bytes::Bytes;
use http::header::{HOST, HeaderName, HeaderValue, USER_AGENT};
use http::uri::{Authority, PathAndQuery, Scheme, Uri};
use std::sync::Arc;

const INVOCATION_ID: HeaderName = HeaderName::from_static("amz-sdk-invocation-id");

impl Inner {
    /// Everything that needs the operation's own types; the rest is in functions that are compiled once.
    pub(super) fn prepare<O: Operation>(&self, mut operation: O) -> Result<Call, Report> {
        let configured = self.config.endpoint_urls.of(O::SERVICE.sdk_id);
        let params = self.endpoint_params(configured);
        operation.fill_idempotency_token(|| (self.idempotency_token)());
        let endpoint = operation.endpoint(&params);
        let request = operation
            .request()
            .map_err(|error| Report::new(ErrorKind::InvalidInput, O::NAME, error.to_string()))?;
        let plan = Plan {
            operation: O::NAME,
            retryable_errors: O::RETRYABLE_ERRORS,
            streaming_output: O::STREAMING_OUTPUT,
            auth: O::AUTH,
            signing_name: O::SERVICE.signing_name.into(),
            signing_region: self.signing_region(O::AUTH, O::NAME)?,
            timeouts: self.timeouts,
            max_attempts: self.config.max_attempts,
            progress: Arc::default(),
        };
        self.compose(request, endpoint, configured, plan)
    }

    fn endpoint_params<'a>(&'a self, configured: Option<&'a EndpointUrl>) -> EndpointParams<'a> {
        EndpointParams {
            region: self.config.region.as_deref().ok(),
            use_fips: self.config.use_fips,
            use_dual_stack: self.config.use_dual_stack,
            endpoint: configured.map(|configured| configured.url.as_str()),
            account_id: None,
        }
    }

    fn signing_region(&self, auth: Auth, operation: &'static str) -> Result<Arc<str>, Report> {
        match (&self.config.region, auth) {
            (Ok(region), _) => Ok(Arc::clone(region)),
            (Err(_), Auth::None) => Ok("".into()),
            (Err(why), Auth::SigV4) => Err(Report::new(ErrorKind::Configuration, operation, why)),
        }
    }

    fn compose(
        &self,
        request: Request,
        endpoint: Result<Endpoint, EndpointError>,
        configured: Option<&EndpointUrl>,
        mut plan: Plan,
    ) -> Result<Call, Report> {
        let operation = plan.operation;
        let refused = |text: String| Report::new(ErrorKind::Configuration, operation, text);
        let endpoint = endpoint.map_err(|error| match &self.config.region {
            Err(why) => refused(format!("no endpoint: {error} ({why})")),
            Ok(_) => refused(format!("no endpoint: {error}")),
        })?;
        let uri = locate(&endpoint.url, request.target).map_err(|why| {
            let place = configured.map_or("the endpoint rules", |configured| &configured.place);
            let url = crate::excerpt::one_line(&endpoint.url, 120);
            refused(format!(
                "the endpoint `{url}` of {place} cannot be used: {why}"
            ))
        })?;
        scope(&mut plan, &endpoint).map_err(refused)?;

        let mut headers = request.headers;
        headers.reserve(8);
        for (name, value) in &endpoint.headers {
            let name = HeaderName::try_from(name);
            let value = HeaderValue::try_from(value);
            let (Ok(name), Ok(value)) = (name, value) else {
                return Err(refused(
                    "the endpoint rules ask for an invalid header".to_owned(),
                ));
            };
            headers.append(name, value);
        }
        if let Some(host) = identify::host(&uri) {
            headers.insert(HOST, host);
        }
        headers.insert(USER_AGENT, self.user_agent.clone());
        headers.insert(INVOCATION_ID, identify::invocation_id());

        let mut composed = http::Request::new(request.body);
        *composed.method_mut() = request.method;
        *composed.uri_mut() = uri;
        *composed.headers_mut() = headers;
        Ok(Call {
            request: composed,
            plan,
        })
    }
}

/// The URI of a request with this path and query at an endpoint, which may have a path of its own.
fn locate(endpoint: &str, target: String) -> Result<Uri, &'static str> {
    let base: Uri = endpoint.parse().map_err(|_| "it is no URL")?;
    let base = base.into_parts();
    let scheme = base
        .scheme
        .filter(|scheme| *scheme == Scheme::HTTP || *scheme == Scheme::HTTPS)
        .ok_or("it has to start with http:// or https://")?;
    let authority = base.authority.ok_or("it has no host")?;
    check_authority(&authority)?;
    let prefix = match &base.path_and_query {
        Some(path) if path.query().is_some() => return Err("it has a query"),
        Some(path) => path.path().trim_end_matches('/'),
        None => "",
    };
    let target = if prefix.is_empty() && target.starts_with('/') {
        target
    } else {
        let slash = if target.starts_with('/') { "" } else { "/" };
        format!("{prefix}{slash}{target}")
    };
    let target = PathAndQuery::from_maybe_shared(Bytes::from(target))
        .map_err(|_| "the request's path cannot follow it")?;
    Uri::builder()
        .scheme(scheme)
        .authority(authority)
        .path_and_query(target)
        .build()
        .map_err(|_| "the request's path cannot follow it")
}

fn check_authority(authority: &Authority) -> Result<(), &'static str> {
    if authority.as_str().contains('@') {
        return Err("it holds a user name or password, which requests do not carry");
    }
    if authority.host().is_empty() {
        return Err("it has no host");
    }
    Ok(())
}

/// Takes the scope of the signature from the endpoint's `authSchemes` where the rules give some.
fn scope(plan: &mut Plan, endpoint: &Endpoint) -> Result<(), String> {
    let Some(schemes) = endpoint.properties.get("authSchemes") else {
        return Ok(());
    };
    let schemes = schemes.as_array().map(Vec::as_slice).unwrap_or_default();
    let is_sigv4 = |scheme: &&serde_json::Value| {
        scheme.get("name").and_then(|name| name.as_str()) == Some("sigv4")
    };
    let Some(scheme) = schemes.iter().find(is_sigv4) else {
        let known = "the endpoint asks for a signature of another form than version 4";
        return if schemes.is_empty() {
            Ok(())
        } else {
            Err(known.to_owned())
        };
    };
    let text = |name: &str| scheme.get(name).and_then(|value| value.as_str());
    if let Some(name) = text("signingName") {
        plan.signing_name = name.to_owned().into();
    }
    if let Some(region) = text("signingRegion") {
        plan.signing_region = region.into();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn located(endpoint: &str, target: &str) -> Result<String, &'static str> {
        locate(endpoint, target.to_owned()).map(|uri| uri.to_string())
    }

    #[test]
    fn a_request_goes_below_the_path_of_the_endpoint() {
        for (endpoint, target, uri) in [
            ("https://a.example", "/x?y=1", "https://a.example/x?y=1"),
            ("https://a.example/", "/x", "https://a.example/x"),
            (
                "http://a.example:80/base/",
                "/x",
                "http://a.example:80/base/x",
            ),
            ("http://[::1]:8080", "?q", "http://[::1]:8080/?q"),
            ("http://127.0.0.1", "", "http://127.0.0.1/"),
        ] {
            assert_eq!(located(endpoint, target).unwrap(), uri);
        }
    }

    #[test]
    fn what_is_no_endpoint_is_refused() {
        for endpoint in [
            "",
            "localhost:4566",
            "localhost",
            "/path",
            "ftp://a.example",
            "http://",
            "http://user:secret@a.example",
            "http://a.example/?x=1",
            "http://a b",
        ] {
            assert!(located(endpoint, "/").is_err(), "{endpoint}");
        }
    }

    #[test]
    fn the_path_goes_over_as_it_was_encoded() {
        let target = "/2019-09-25/functions/arn%3Aaws%3Alambda/x?Marker=a%2Bb%2Fc%3D%20%26";
        let uri = located("https://a.example", target).unwrap();
        assert_eq!(uri, format!("https://a.example{target}"));
    }
}
