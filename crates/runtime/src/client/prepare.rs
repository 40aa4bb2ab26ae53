//! How an operation becomes a call: the request of the operation, at the endpoint that the rules find.

use super::account::Sender;
use super::effective::Settings;
use super::identify;
use crate::config::{EndpointUrl, unusable};
use crate::digest::{Wanted, hex};
use crate::endpoint::{Endpoint, EndpointError, EndpointParams, locate};
use crate::error::{ErrorKind, Report};
use crate::operation::{Auth, Operation, Request};
#[cfg(feature = "bearer-auth")]
use crate::stack::Schemes;
use crate::stack::{Call, Plan, Progress, RequestBody};
use crate::uri::shown;
use http::Uri;
use http::header::{HOST, HeaderMap, HeaderName, HeaderValue, USER_AGENT};
use std::sync::Arc;

const INVOCATION_ID: HeaderName = HeaderName::from_static("amz-sdk-invocation-id");

impl<'a> Settings<'a> {
    /// Everything that needs the operation's own types; the rest is in functions that are compiled once.
    pub(super) fn prepare<O: Operation>(
        self,
        mut operation: O,
        sender: &Sender,
    ) -> Result<Call, Box<Report>> {
        if let Some(why) = self
            .overrides
            .and_then(|overrides| overrides.invalid_value.as_ref())
        {
            let text = format!("the override {why}");
            return Err(Box::new(Report::new(
                ErrorKind::Configuration,
                O::NAME,
                text,
            )));
        }
        let configured = self.endpoint_url(O::SERVICE.sdk_id);
        let params = self.endpoint_params(configured, sender);
        operation.fill_idempotency_token(|| (self.client.idempotency_token)());
        let endpoint = operation.endpoint(&params);
        #[cfg(feature = "checksum")]
        let sent_messages = operation.sent_messages();
        let request = operation
            .request()
            .map_err(|error| Report::new(ErrorKind::InvalidInput, O::NAME, error.to_string()))
            .map_err(Box::new)?;
        let plan = Plan {
            operation: O::NAME,
            service: O::SERVICE,
            is_idempotent: O::IDEMPOTENT,
            retryable_errors: O::RETRYABLE_ERRORS,
            streaming_output: O::STREAMING_OUTPUT,
            #[cfg(feature = "event-stream")]
            event_streams: O::EVENT_STREAMS,
            auth: O::AUTH,
            #[cfg(feature = "bearer-auth")]
            schemes: Schemes::default(),
            unsigned_payload: O::UNSIGNED_PAYLOAD,
            given_sha256: None,
            wanted: Wanted::default(),
            signing_name: O::SERVICE.signing_name.into(),
            signing_region: self.signing_region(O::AUTH, O::NAME)?,
            timeouts: self.timeouts::<O>().after(sender.waited),
            response_body_limit: self.response_body_limit(),
            max_attempts: self.max_attempts(O::SERVICE),
            #[cfg(feature = "checksum")]
            sent_messages,
            progress: Progress::new(self.connections()),
        };
        self.compose(request, endpoint, configured, plan)
    }

    fn endpoint_params<'b>(
        self,
        configured: Option<&'b EndpointUrl>,
        sender: &'b Sender,
    ) -> EndpointParams<'b>
    where
        'a: 'b,
    {
        let config = &self.client.config;
        EndpointParams {
            region: self.region().ok().map(AsRef::as_ref),
            use_fips: config.use_fips,
            use_dual_stack: config.use_dual_stack,
            endpoint: configured.map(|configured| configured.url.as_str()),
            account_id: sender.account_id(),
            account_id_endpoint_mode: Some(self.account_id_endpoint_mode().as_str()),
            context: self.client.endpoint_context.clone(),
        }
    }

    fn signing_region(self, auth: Auth, operation: &'static str) -> Result<Arc<str>, Box<Report>> {
        match (self.region(), auth) {
            (Ok(region), _) => Ok(Arc::clone(region)),
            (Err(_), Auth::None) => Ok("".into()),
            // Then the scheme that needs it is left out.
            #[cfg(feature = "bearer-auth")]
            (Err(_), Auth::FirstOf(_)) => Ok("".into()),
            (Err(why), Auth::SigV4) => {
                let report = Report::new(ErrorKind::Configuration, operation, why);
                Err(Box::new(report.missing("region")))
            }
        }
    }

    /// The call: the operation's request at the endpoint, and how it is to be run.
    fn compose(
        self,
        mut request: Request,
        endpoint: Result<Endpoint, EndpointError>,
        configured: Option<&EndpointUrl>,
        mut plan: Plan,
    ) -> Result<Call, Box<Report>> {
        let operation = plan.operation;
        let invalid = |why| Box::new(Report::new(ErrorKind::Configuration, operation, why));
        let endpoint = endpoint.map_err(|error| {
            let report = invalid(self.no_endpoint(&error, configured));
            match self.region() {
                Err(_) => Box::new(report.missing("region")),
                Ok(_) => report,
            }
        })?;
        let uri = self.uri(&request, &endpoint, configured).map_err(invalid)?;
        scope(&mut plan, &endpoint).map_err(invalid)?;
        #[cfg(feature = "bearer-auth")]
        if let Auth::FirstOf(listed) = plan.auth {
            plan.schemes = self.schemes(listed, plan.service, &endpoint);
        }
        plan.wanted = request
            .finalize(
                #[cfg(feature = "request-compression")]
                &self.client.config.compression,
            )
            .map_err(|error| Report::new(ErrorKind::InvalidInput, operation, error.to_string()))?;
        self.add_headers(&mut request.headers, &endpoint, &uri)
            .map_err(invalid)?;
        plan.given_sha256 = request.body.sha256().map(|sha256| hex(sha256));
        let payload = RequestBody::of(&mut request);
        suit(&mut plan, &payload);
        let mut composed = http::Request::new(payload);
        *composed.method_mut() = request.method;
        #[cfg(feature = "http2")]
        if plan.event_streams.is_duplex() {
            *composed.version_mut() = http::Version::HTTP_2;
        }
        *composed.uri_mut() = uri;
        *composed.headers_mut() = request.headers;
        Ok(Call::new(composed, plan))
    }

    /// Why the rules find no endpoint.
    fn no_endpoint(self, error: &EndpointError, configured: Option<&EndpointUrl>) -> String {
        let mut error = error.to_string();
        // Rules quote the URL that they find no use for.
        if let Some(EndpointUrl { url, .. }) = configured.filter(|it| !it.url.is_empty()) {
            error = error.replace(url, &shown(url, 120));
        }
        match self.region() {
            Err(why) => format!("no endpoint: {error} ({why})"),
            Ok(_) => format!("no endpoint: {error}"),
        }
    }

    /// Where the request goes.
    fn uri(
        self,
        request: &Request,
        endpoint: &Endpoint,
        configured: Option<&EndpointUrl>,
    ) -> Result<Uri, String> {
        let host_prefix = if self.client.config.disable_host_prefix_injection {
            ""
        } else {
            &request.host_prefix
        };
        locate(&endpoint.url, host_prefix, &request.target).map_err(|why| {
            let place = configured.map_or("the endpoint rules", |configured| &configured.place);
            unusable(&endpoint.url, place, why)
        })
    }

    /// Adds to the operation's headers those of the endpoint, of the overrides, and of the client itself, which win over
    /// one another in this order.
    fn add_headers(
        self,
        headers: &mut HeaderMap,
        endpoint: &Endpoint,
        uri: &Uri,
    ) -> Result<(), String> {
        headers.reserve(4);
        for (name, value) in &endpoint.headers {
            let name = HeaderName::try_from(name);
            let value = HeaderValue::try_from(value);
            let (Ok(name), Ok(value)) = (name, value) else {
                return Err("the endpoint rules ask for an invalid header".to_owned());
            };
            headers.append(name, value);
        }
        if let Some(overrides) = self.overrides {
            for (name, value) in &overrides.headers {
                headers.insert(name.clone(), value.clone());
            }
        }
        if let Some(host) = identify::host(uri) {
            headers.insert(HOST, host);
        }
        headers.insert(USER_AGENT, self.client.user_agent.clone());
        headers.insert(INVOCATION_ID, identify::invocation_id());
        Ok(())
    }
}

/// Has the plan suit the body: what is hashed of it before it is signed, and that a stream is sent once.
fn suit(plan: &mut Plan, payload: &RequestBody) {
    let is_signed = plan.auth.may_sign() && !plan.unsigned_payload;
    plan.wanted.sha256 = is_signed && plan.given_sha256.is_none() && payload.is_hashed_ahead();
    if payload.passes_once() {
        plan.is_idempotent = false;
    }
    if payload.is_spent() {
        plan.max_attempts = 1;
    }
}

/// Takes the scope of the signature from the endpoint's `authSchemes` where the rules give some.
fn scope(plan: &mut Plan, endpoint: &Endpoint) -> Result<(), String> {
    let schemes = endpoint.auth_schemes();
    let is_sigv4 = |scheme: &&serde_json::Value| {
        scheme.get("name").and_then(|name| name.as_str()) == Some("sigv4")
    };
    let Some(scheme) = schemes.iter().find(is_sigv4) else {
        let known = "the endpoint asks for a signature of another form than version 4";
        // Of several schemes, those that the endpoint does not take are left out.
        let has_others = !matches!(plan.auth, Auth::SigV4 | Auth::None);
        return if schemes.is_empty() || has_others {
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
