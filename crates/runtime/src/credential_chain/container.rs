//! A container's endpoint (ECS, EKS pod identity): which hosts it may be on, and what it is asked and gives.

use super::describe::Failure;
use super::file;
use super::http::exchange;
use super::json::{self, Form, member};
use super::provider::provider;
use crate::config::{Authorization, Container};
use crate::transport::{Transport, addresses};
use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_smithy_async::rt::sleep::{AsyncSleep, SharedAsyncSleep};
use http::header::{ACCEPT, AUTHORIZATION, HeaderValue};
use http::uri::{Authority, PathAndQuery, Scheme, Uri};
use http::{Request, StatusCode};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::Duration;

const FORM: Form = Form {
    provider: "EcsContainer",
    token: "Token",
};

/// The host of endpoints that are given as a path.
const BASE: &str = "169.254.170.2";

/// Where credentials may be asked for without TLS, besides on the machine itself: "Container credential provider" in the
/// AWS SDKs and Tools Reference Guide.
const CONTAINER_HOSTS: [IpAddr; 3] = [
    IpAddr::V4(Ipv4Addr::new(169, 254, 170, 2)),
    IpAddr::V4(Ipv4Addr::new(169, 254, 170, 23)),
    IpAddr::V6(Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x23)),
];

/// How often the endpoint is asked where it fails in a way that may pass, and the wait in between.
const ATTEMPTS: u32 = 3;
const WAIT: Duration = Duration::from_millis(200);

/// Asks a container's endpoint.
pub(super) struct ContainerProvider {
    pub(super) container: Container,
    pub(super) transport: Transport,
    pub(super) sleep: SharedAsyncSleep,
}

impl ContainerProvider {
    async fn credentials(&self) -> Result<Credentials, CredentialsError> {
        let fetched = self.fetch().await;
        fetched.map_err(|why| CredentialsError::provider_error(Failure(why)))
    }

    async fn fetch(&self) -> Result<Credentials, String> {
        let uri = self.uri().await?;
        let authorization = self.authorization().await?;
        let mut attempt = 1;
        let (status, body) = loop {
            let mut request = Request::get(uri.clone()).header(ACCEPT, "application/json");
            if let Some(value) = &authorization {
                request = request.header(AUTHORIZATION, value);
            }
            let request = request.body(crate::body::Body::default());
            let request = request.map_err(|_| "its URI cannot be asked".to_owned())?;
            let exchanged = exchange(&self.transport, request).await;
            let passes = match &exchanged {
                Ok(response) => response.status().is_server_error(),
                Err(_) => true,
            };
            if attempt == ATTEMPTS || !passes {
                let response = exchanged.map_err(|failed| failed.to_string())?;
                break (response.status(), response.into_body());
            }
            self.sleep.sleep(WAIT * attempt).await;
            attempt += 1;
        };
        let object = json::object(&body);
        if status != StatusCode::OK {
            let said = object.ok().and_then(|object| {
                let code = member(&object, "code")?.as_str()?.to_owned();
                let message = member(&object, "message").and_then(|it| it.as_str());
                Some(format!(": {code}: {}", message.unwrap_or_default()))
            });
            let said = said.unwrap_or_default();
            return Err(format!("the response has status {}{said}", status.as_u16()));
        }
        object
            .and_then(|object| json::credentials(&object, &FORM, None))
            .map_err(|why| format!("the response holds no credentials: {why}"))
    }

    /// The endpoint's URI. None of the errors shows it: there may be a password in it, and its query is a secret.
    async fn uri(&self) -> Result<Uri, String> {
        let Container { uri, variable, .. } = &self.container;
        let path = |path: &str| {
            let path = if path.is_empty() { "/" } else { path };
            path.parse::<PathAndQuery>()
                .map_err(|_| format!("{variable} is no URI"))
        };
        let is_relative = *variable == "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
        let (scheme, authority, path) = if is_relative {
            let slash = if uri.starts_with('/') { "" } else { "/" };
            let path = path(&format!("{slash}{uri}"))?;
            (Scheme::HTTP, Authority::from_static(BASE), path)
        } else {
            let parsed: Uri = uri.parse().map_err(|_| format!("{variable} is no URI"))?;
            let scheme = parsed.scheme().cloned();
            let authority = parsed
                .authority()
                .ok_or_else(|| format!("{variable} has no host"))?;
            if !crate::uri::has_valid_port(authority) {
                return Err(format!(
                    "the port in {variable} is no number from 1 to 65535"
                ));
            }
            let authority = crate::uri::host_and_port(authority.as_str()).parse::<Authority>();
            let authority = authority.map_err(|_| format!("{variable} is no URI"))?;
            let path = path(parsed.path_and_query().map_or("", PathAndQuery::as_str))?;
            let scheme = scheme.filter(|it| *it == Scheme::HTTP || *it == Scheme::HTTPS);
            let scheme = scheme
                .ok_or_else(|| format!("{variable} has to start with http:// or https://"))?;
            (scheme, authority, path)
        };
        if scheme == Scheme::HTTP && !is_allowed(authority.host()).await {
            return Err(format!(
                "{} is neither of this machine nor a container's, and http:// is for those alone",
                authority.host()
            ));
        }
        let uri = Uri::builder().scheme(scheme).authority(authority);
        uri.path_and_query(path)
            .build()
            .map_err(|_| format!("{variable} is no URI"))
    }

    async fn authorization(&self) -> Result<Option<HeaderValue>, String> {
        let (token, place) = match &self.container.authorization {
            None => return Ok(None),
            Some(Authorization::Token(token)) => {
                (token.clone(), "AWS_CONTAINER_AUTHORIZATION_TOKEN")
            }
            Some(Authorization::File(path)) => (
                file::text(path).await?,
                "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
            ),
        };
        let value = HeaderValue::from_str(&token);
        let mut value = value
            .map_err(|_| format!("the token of {place} has a character that no header has"))?;
        value.set_sensitive(true);
        Ok(Some(value))
    }
}

/// Whether a host may be asked without TLS. Of a name, all addresses have to be such hosts.
async fn is_allowed(host: &str) -> bool {
    let is_allowed = |address: IpAddr| address.is_loopback() || CONTAINER_HOSTS.contains(&address);
    let host = host.trim_start_matches('[').trim_end_matches(']');
    if let Ok(address) = host.parse::<IpAddr>() {
        return is_allowed(address);
    }
    match addresses(host.to_owned()).await {
        Ok(found) => {
            let found: Vec<_> = found.collect();
            !found.is_empty() && found.iter().all(|it| is_allowed(it.ip()))
        }
        Err(_) => false,
    }
}

provider!(ContainerProvider);
