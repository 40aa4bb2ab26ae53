//! Where requests go: what a service's endpoint rules take and give.

mod arn;
mod labels;
mod params;
mod partition;
mod strings;
mod url;

pub use arn::{Arn, parse_arn};
pub use labels::{is_valid_host_label, is_virtual_hostable_s3_bucket};
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

/// The endpoint of a service without rules: the one that the client was told to use.
///
/// # Errors
///
/// The client was told of none.
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
