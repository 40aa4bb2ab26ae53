//! Where requests go: what a service's endpoint rules take and give.

mod arn;
mod labels;
mod locate;
mod params;
mod partition;
mod strings;
mod url;

pub use arn::{Arn, parse_arn};
pub use labels::{is_valid_host_label, is_virtual_hostable_s3_bucket};
pub(crate) use locate::locate;
pub use params::{ContextParams, ContextValue, EndpointParams};
pub use partition::{Partition, partition};
pub use serde_json::json;
pub use strings::{element, split, substring, uri_encode};
pub(crate) use url::is_ip;
pub use url::{Url, parse_url};

use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;

/// What the rules found: a URL, and what else they say of requests to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Endpoint {
    pub(crate) url: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) properties: BTreeMap<String, Value>,
}

impl Endpoint {
    /// An endpoint at this URL, which may have a path.
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            headers: Vec::new(),
            properties: BTreeMap::new(),
        }
    }

    /// Adds a header that every request to the endpoint has to carry.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Adds a property, such as `authSchemes`.
    #[must_use]
    pub fn property(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.properties.insert(name.into(), value.into());
        self
    }

    /// Has requests signed by version 4 alone, for this scope. It is the property `authSchemes`, as
    /// [`property`](Self::property) would add it.
    #[must_use]
    pub fn sigv4(mut self, scope: SigningScope<'_>) -> Self {
        let entries = [
            ("name", Some("sigv4")),
            ("signingName", scope.name),
            ("signingRegion", scope.region),
        ];
        let given = entries
            .into_iter()
            .filter_map(|(key, text)| Some((key, text?)));
        let scheme = given.map(|(key, text)| (key.to_owned(), Value::from(text)));
        let schemes = vec![Value::Object(scheme.collect())];
        self.properties
            .insert("authSchemes".to_owned(), Value::Array(schemes));
        self
    }

    /// The authentication schemes that its rules name, as they have them.
    pub(crate) fn auth_schemes(&self) -> &[Value] {
        let schemes = self.properties.get("authSchemes");
        schemes.and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    /// The endpoint at a URL that a member of the input holds, for operations that a service takes where the caller
    /// says. What else the rules say of requests holds there as well, such as the scope of their signature. A member
    /// that the caller has left out changes nothing.
    ///
    /// # Errors
    ///
    /// The member is no URL with `http://` or `https://` and a host, or has a user, a query or a fragment. What it
    /// is instead is not shown.
    pub fn with_url_of(
        mut self,
        member: &'static str,
        url: Option<&str>,
    ) -> Result<Self, EndpointError> {
        if let Some(url) = url {
            if parse_url(url).is_none() {
                return Err(EndpointError::new(format!(
                    "`{member}` is no URL to send the request to: it has to start with http:// or https://, \
                     and to be a host and a path at most"
                )));
            }
            url.clone_into(&mut self.url);
        }
        Ok(self)
    }

    /// The URL.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The headers, in the order in which they were added.
    #[must_use]
    pub fn headers(&self) -> &[(String, String)] {
        &self.headers
    }

    /// The properties, by name.
    #[must_use]
    pub fn properties(&self) -> &BTreeMap<String, Value> {
        &self.properties
    }
}

/// What a signature is for, as far as an endpoint's rules say so. The rest is the service's and the client's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SigningScope<'a> {
    /// The service's name in signatures.
    pub name: Option<&'a str>,
    /// The region.
    pub region: Option<&'a str>,
}

/// The endpoint of a service without rules: the one that the client is configured with.
///
/// # Errors
///
/// The client is configured with none.
pub fn explicit(params: &EndpointParams<'_>) -> Result<Endpoint, EndpointError> {
    params.endpoint.map(Endpoint::new).ok_or_else(|| {
        EndpointError::new(
            "the service's model says nothing of its endpoints: give the client an endpoint URL",
        )
    })
}

/// The rules find no endpoint for these settings, and say why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndpointError {
    message: String,
}

impl EndpointError {
    /// What the rules say.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
        }
    }

    /// The rules require a parameter that nothing gave a value.
    #[must_use]
    pub fn missing(parameter: &'static str) -> Self {
        Self::new(format!(
            "the endpoint rules require the parameter `{parameter}`, which has no value"
        ))
    }
}

impl fmt::Display for EndpointError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for EndpointError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scope_of_a_signature_is_a_property_that_says_what_is_given() {
        for (name, region, expected) in [
            (
                Some("a"),
                Some("b"),
                json!([{ "name": "sigv4", "signingName": "a", "signingRegion": "b" }]),
            ),
            (
                None,
                Some("b"),
                json!([{ "name": "sigv4", "signingRegion": "b" }]),
            ),
            (None, None, json!([{ "name": "sigv4" }])),
        ] {
            let endpoint = Endpoint::new("https://a.example");
            let signed = endpoint.clone().sigv4(SigningScope { name, region });
            assert_eq!(signed, endpoint.property("authSchemes", expected));
        }
    }

    #[test]
    fn a_member_says_where_a_request_goes_and_the_rules_how() {
        let endpoint = Endpoint::new("https://a.example")
            .header("x-rule", "1")
            .property(
                "authSchemes",
                json!([{ "name": "sigv4", "signingName": "b" }]),
            );
        let moved = endpoint
            .clone()
            .with_url_of("Url", Some("https://c.example/"));
        let expected = Endpoint {
            url: "https://c.example/".to_owned(),
            ..endpoint.clone()
        };
        assert_eq!(moved, Ok(expected));
        assert_eq!(endpoint.clone().with_url_of("Url", None), Ok(endpoint));
    }

    #[test]
    fn a_member_that_is_no_url_of_an_endpoint_is_named_and_not_shown() {
        for url in [
            "",
            "s3cr3t",
            "//s3cr3t.example",
            "ftp://s3cr3t.example",
            "https://s3cr3t@a.example",
            "https://a.example/?s3cr3t",
            "https://a.example\r\nx: s3cr3t",
        ] {
            let endpoint = Endpoint::new("https://a.example");
            let error = endpoint.with_url_of("Url", Some(url)).unwrap_err();
            let error = error.to_string();
            assert!(error.starts_with("`Url` is no URL"), "{url}: {error}");
            assert!(!error.contains("s3cr3t"), "{error}");
        }
    }
}
