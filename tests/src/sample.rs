//! An operation written by hand against the runtime's contract, so that the runtime is tested without the generator.

use serde::{Deserialize, Deserializer, Serialize};
use smithereens::codegen::endpoint::{Endpoint, EndpointError, EndpointParams, partition};
use smithereens::codegen::{
    DecodeError, InvalidInput, Method, Operation, Paginated, PaginatedItems, Pagination,
    REST_JSON_1, Request, Response, RetryableError, Service,
};
use smithereens_types::{SetMessage, Timestamp, json};

/// Lambda, as far as the sample needs it.
pub static SERVICE: Service = Service::new("Lambda", &REST_JSON_1, endpoint)
    .with_signing_name("lambda")
    .with_version("2015-03-31");

fn endpoint(params: &EndpointParams<'_>) -> Result<Endpoint, EndpointError> {
    if let Some(url) = params.endpoint {
        return Ok(Endpoint::new(url));
    }
    let region = params
        .region
        .ok_or_else(|| EndpointError::new("Invalid Configuration: Missing Region"))?;
    let partition = partition(region).ok_or_else(|| EndpointError::new("no partition"))?;
    Ok(Endpoint::new(format!(
        "https://lambda.{region}.{}",
        partition.dns_suffix
    )))
}

/// Lists the configurations of a function.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct ListConfigs {
    /// The function's name or ARN.
    pub function_name: String,
    /// Where to go on.
    pub marker: Option<String>,
    /// How many to list at most.
    pub max_items: Option<i32>,
}

impl ListConfigs {
    /// Lists the configurations of this function.
    #[must_use]
    pub fn new(function_name: &str) -> Self {
        Self {
            function_name: function_name.to_owned(),
            ..Self::default()
        }
    }

    /// Lists this many at most.
    #[must_use]
    pub fn max_items(mut self, max_items: i32) -> Self {
        self.max_items = Some(max_items);
        self
    }
}

/// A page of configurations.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListConfigsResponse {
    /// The configurations.
    pub function_event_invoke_configs: Vec<Config>,
    /// Where to go on.
    pub next_marker: Option<String>,
}

impl<'de> Deserialize<'de> for ListConfigsResponse {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize_structure(Self::default(), deserializer)
    }
}

impl json::Structure for ListConfigsResponse {
    fn read<M: json::Member>(&mut self, name: &str, member: M) -> Result<(), M::Error> {
        match name {
            "FunctionEventInvokeConfigs" => {
                member.plain_as::<json::List, _>(&mut self.function_event_invoke_configs)
            }
            "NextMarker" => member.optional(&mut self.next_marker),
            _ => member.skip(),
        }
    }
}

/// A configuration.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// The function's ARN.
    pub function_arn: Option<String>,
    /// When it was changed.
    pub last_modified: Option<Timestamp>,
}

impl<'de> Deserialize<'de> for Config {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize_structure(Self::default(), deserializer)
    }
}

impl json::Structure for Config {
    fn read<M: json::Member>(&mut self, name: &str, member: M) -> Result<(), M::Error> {
        match name {
            "FunctionArn" => member.optional(&mut self.function_arn),
            "LastModified" => member.optional(&mut self.last_modified),
            _ => member.skip(),
        }
    }
}

/// The errors that the sample knows.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ListConfigsError {
    /// There is no such function.
    #[error("ResourceNotFoundException")]
    NotFound(NotFound),
    /// Slow down.
    #[error("TooManyRequestsException")]
    TooMany {
        /// From the header `Retry-After`.
        retry_after: Option<String>,
    },
}

/// There is no such function.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct NotFound {
    /// Who is to blame.
    #[serde(rename = "Type")]
    pub kind: Option<String>,
    /// What is missing.
    pub message: Option<String>,
}

impl SetMessage for NotFound {
    fn set_message(&mut self, message: String) {
        self.message = Some(message);
    }
}

impl Operation for ListConfigs {
    const NAME: &'static str = "ListConfigs";
    const SERVICE: &'static Service = &SERVICE;
    const IDEMPOTENT: bool = true;
    const RETRYABLE_ERRORS: &'static [RetryableError] = &[
        RetryableError::throttling("BusyException"),
        RetryableError::transient("NotReadyException"),
    ];
    type Output = ListConfigsResponse;
    type Error = ListConfigsError;

    fn request(self) -> Result<Request, InvalidInput> {
        let mut request = Request::new(Method::GET);
        request.path("/2019-09-25/functions/");
        request.label("FunctionName", &self.function_name)?;
        request.path("/event-invoke-config/list");
        request.query("MaxItems", self.max_items.as_ref());
        request.query("Marker", self.marker.as_ref());
        Ok(request)
    }

    fn output(response: Response) -> Result<ListConfigsResponse, DecodeError> {
        response.json()
    }

    fn error(code: &str, response: &Response) -> Result<Option<ListConfigsError>, DecodeError> {
        Ok(Some(match code {
            "ResourceNotFoundException" => ListConfigsError::NotFound(response.modelled_error()?),
            "TooManyRequestsException" => ListConfigsError::TooMany {
                retry_after: response.header("Retry-After", str::parse)?,
            },
            _ => return Ok(None),
        }))
    }
}

impl Paginated for ListConfigs {
    const PAGINATION: Pagination = Pagination::new("Marker", "NextMarker")
        .with_page_size("MaxItems")
        .with_items("FunctionEventInvokeConfigs");

    fn next_token(output: &ListConfigsResponse) -> Option<&str> {
        output.next_marker.as_deref()
    }

    fn set_token(&mut self, token: String) {
        self.marker = Some(token);
    }
}

impl PaginatedItems for ListConfigs {
    type Item = Config;

    fn into_items(output: ListConfigsResponse) -> Vec<Config> {
        output.function_event_invoke_configs
    }
}

/// Puts something, with a body and a token that the client fills in.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PutThing {
    /// What to put.
    pub name: String,
    /// The idempotency token.
    pub token: Option<String>,
    /// Sent as a header.
    #[serde(skip)]
    pub note: Option<String>,
}

impl Operation for PutThing {
    const NAME: &'static str = "PutThing";
    const SERVICE: &'static Service = &SERVICE;
    type Output = ();
    type Error = ListConfigsError;

    fn request(self) -> Result<Request, InvalidInput> {
        let mut request = Request::new(Method::PUT);
        request.path("/things");
        request.header("X-Note", self.note.as_deref())?;
        request.json(&self)?;
        Ok(request)
    }

    fn output(_response: Response) -> Result<(), DecodeError> {
        Ok(())
    }

    fn error(code: &str, response: &Response) -> Result<Option<ListConfigsError>, DecodeError> {
        ListConfigs::error(code, response)
    }

    fn fill_idempotency_token(&mut self, token: impl FnOnce() -> String) {
        self.token.get_or_insert_with(token);
    }
}

/// Downloads a body without reading it first.
#[derive(Clone, Copy, Debug)]
pub struct Download;

impl Operation for Download {
    const NAME: &'static str = "Download";
    const SERVICE: &'static Service = &SERVICE;
    const STREAMING_OUTPUT: bool = true;
    type Output = smithereens::Body;
    type Error = ListConfigsError;

    fn request(self) -> Result<Request, InvalidInput> {
        let mut request = Request::new(Method::GET);
        request.path("/download");
        Ok(request)
    }

    fn output(response: Response) -> Result<smithereens::Body, DecodeError> {
        Ok(response.into_body())
    }

    fn error(_code: &str, _response: &Response) -> Result<Option<ListConfigsError>, DecodeError> {
        Ok(None)
    }
}

/// An operation of another service.
#[derive(Clone, Copy, Debug)]
pub struct Elsewhere;

static ELSEWHERE: Service = Service::new("Elsewhere", &REST_JSON_1, |_| {
    Ok(Endpoint::new("https://elsewhere.example"))
})
.with_signing_name("elsewhere")
.with_version("1");

impl Operation for Elsewhere {
    const NAME: &'static str = "Elsewhere";
    const SERVICE: &'static Service = &ELSEWHERE;
    type Output = ();
    type Error = EndpointError;

    fn request(self) -> Result<Request, InvalidInput> {
        Ok(Request::new(Method::GET))
    }

    fn output(_response: Response) -> Result<(), DecodeError> {
        Ok(())
    }

    fn error(_code: &str, _response: &Response) -> Result<Option<EndpointError>, DecodeError> {
        Ok(None)
    }
}
