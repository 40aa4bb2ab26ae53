//! What the cases of a model say, as a generated program writes them down.

/// What the request of an operation has to look like (Smithy's `smithy.test#httpRequestTests` trait).
///
/// Lists may be empty; what is `None` is not checked.
#[derive(Clone, Copy, Debug)]
pub struct RequestCase {
    /// What the case counts as.
    pub kind: &'static str,
    /// The operation's name.
    pub operation: &'static str,
    /// The case's id.
    pub id: &'static str,
    /// The HTTP method.
    pub method: &'static str,
    /// The path, as it goes over the wire, without the query.
    pub uri: &'static str,
    /// The endpoint's host, and its path if it has one; else `example.com`.
    pub host: Option<&'static str>,
    /// The host that the request goes to.
    pub resolved_host: Option<&'static str>,
    /// Items of the query, as they go over the wire.
    pub query_params: &'static [&'static str],
    /// Whether the query must have no other items.
    pub exact_query: bool,
    /// Names that the query must not have.
    pub forbid_query_params: &'static [&'static str],
    /// Names that the query has to have.
    pub require_query_params: &'static [&'static str],
    /// Headers, and their values: several of a name with commas between them.
    pub headers: &'static [(&'static str, &'static str)],
    /// Headers that must not be there.
    pub forbid_headers: &'static [&'static str],
    /// Headers that have to be there.
    pub require_headers: &'static [&'static str],
    /// The body. An empty one must be empty.
    pub body: Option<&'static str>,
    /// What the body is: JSON and CBOR are compared as such, all else byte by byte. That of CBOR is in base64.
    pub body_media_type: Option<&'static str>,
}

impl RequestCase {
    /// A case that says nothing.
    pub const DEFAULT: Self = Self {
        kind: "request",
        operation: "",
        id: "",
        method: "",
        uri: "",
        host: None,
        resolved_host: None,
        query_params: &[],
        exact_query: false,
        forbid_query_params: &[],
        require_query_params: &[],
        headers: &[],
        forbid_headers: &[],
        require_headers: &[],
        body: None,
        body_media_type: None,
    };
}

/// What a service answers (Smithy's `smithy.test#httpResponseTests` trait).
#[derive(Clone, Copy, Debug)]
pub struct ResponseCase {
    /// What the case counts as.
    pub kind: &'static str,
    /// The operation's name.
    pub operation: &'static str,
    /// The case's id.
    pub id: &'static str,
    /// The HTTP status.
    pub code: u16,
    /// The headers.
    pub headers: &'static [(&'static str, &'static str)],
    /// The body; without one it is empty.
    pub body: Option<&'static str>,
    /// What the body is. That of CBOR is in base64.
    pub body_media_type: Option<&'static str>,
}

impl ResponseCase {
    /// A success that says nothing.
    pub const DEFAULT: Self = Self {
        kind: "response",
        operation: "",
        id: "",
        code: 200,
        headers: &[],
        body: None,
        body_media_type: None,
    };
}

/// What endpoint rules have to find (Smithy's `smithy.rules#endpointTests` trait): a URL or an error.
#[derive(Clone, Copy, Debug)]
pub struct EndpointCase {
    /// The case's documentation, which distinguishes it from the others.
    pub id: &'static str,
    /// The URL.
    pub url: Option<&'static str>,
    /// The text of the error.
    pub error: Option<&'static str>,
    /// All headers, in JSON: their names, each with a list of values.
    pub headers: &'static str,
    /// All properties, in JSON.
    pub properties: &'static str,
}

impl EndpointCase {
    /// A case that says nothing.
    pub const DEFAULT: Self = Self {
        id: "",
        url: None,
        error: None,
        headers: "{}",
        properties: "{}",
    };
}
