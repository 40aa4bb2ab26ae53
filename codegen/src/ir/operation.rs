//! Operations and how their members travel over HTTP.

use super::{
    Crate, Docs, Element, Member, MessageChecks, PathExpression, PayloadCodec, Structure, Type,
    TypeName,
};
use std::rc::Rc;
use std::time::Duration;

/// An operation: a value that turns into a request, and a response that turns into its output.
#[derive(Debug)]
pub struct Operation {
    /// Its name; the type's `shape` is the name that errors and spans use.
    pub name: TypeName,
    /// Its documentation.
    pub docs: Docs,
    /// The HTTP method.
    pub method: Method,
    /// The path of the request, in order.
    pub uri: Vec<UriPart>,
    /// Query strings that the URI pattern itself has, encoded.
    pub query_literals: Vec<String>,
    /// What is put before the host, in order.
    pub host_prefix: Vec<HostPart>,
    /// Headers that it always sends.
    pub headers: Vec<(String, String)>,
    /// Parameters of the endpoint rules that it sets.
    pub context: Vec<ContextParam>,
    /// The member of its input that holds the URL that its requests go to, in place of the endpoint's.
    pub endpoint_url: Option<Member>,
    /// What is done to the finished body.
    pub body_steps: Vec<BodyStep>,
    /// Whether its request has a body even if none of its members is in it.
    pub has_body_without_members: bool,
    /// The element that the body of its request is, in codecs that have one.
    pub body_element: Element,
    /// The members of its input, in the order of the model.
    pub input: Vec<BoundMember<RequestLocation>>,
    /// The members of its input that are sent without what stands before their last slash.
    pub prefixed_ids: Vec<Member>,
    /// The member of its input for which a fresh token stands in where the caller gives none.
    pub idempotency_token: Option<Member>,
    /// Its output, if it gives anything back.
    pub output: Option<BoundStructure>,
    /// The elements that its output stands in, the root first, where a response has any around it.
    pub output_path: Vec<String>,
    /// Its errors, sorted by code.
    pub errors: Vec<OperationError>,
    /// The name of the enum of its errors.
    pub error_name: String,
    /// How to go from page to page.
    pub pagination: Option<Pagination>,
    /// What can be waited for by it.
    pub waiters: Vec<Waiter>,
    /// Whether sending it twice does no harm (`readonly` or `idempotent`).
    pub idempotent: bool,
    /// How long an attempt at it may take, if that is longer than usual.
    pub attempt_timeout: Option<Duration>,
    /// How its requests are authenticated.
    pub auth: Auth,
    /// Whether its body is left out of the signature.
    pub unsigned_payload: bool,
    /// Whether a presigned request has its body's members in the query.
    pub body_in_presigned_query: bool,
    /// The messages whose MD5 its output says, if there are some.
    pub message_checks: Option<MessageChecks>,
    /// The codes of its errors that are worth another try, and whether they mean "slower".
    pub retryable_errors: Vec<(String, bool)>,
}

impl Operation {
    /// The members of its input.
    pub fn members(&self) -> impl Iterator<Item = &Member> {
        self.input.iter().map(|input| &input.member)
    }

    /// The members of its input that go into the body, side by side.
    pub fn body_members(&self) -> impl Iterator<Item = &Member> {
        let in_body = |input: &&BoundMember<_>| input.location == RequestLocation::Body;
        self.input.iter().filter(in_body).map(|input| &input.member)
    }

    /// Whether its input is written as a body, be it an empty one.
    #[must_use]
    pub fn has_body(&self) -> bool {
        self.has_body_without_members || self.body_members().next().is_some()
    }

    /// Whether nothing in its input is required.
    #[must_use]
    pub fn has_default(&self) -> bool {
        !self.members().any(Member::is_required)
    }

    /// Whether its input holds a stream.
    #[must_use]
    pub fn holds_stream(&self) -> bool {
        self.members().any(|member| member.ty.is_stream())
    }

    /// Whether the body of its output is handed over unread.
    #[must_use]
    pub fn streams_output(&self) -> bool {
        self.own_output().is_some_and(Structure::holds_stream)
    }

    /// Which of its bodies are event streams: that of its request, and that of its response.
    #[must_use]
    pub fn event_streams(&self) -> (bool, bool) {
        let [sent, received] = self.streams();
        let is_events = |stream| stream == Some(Stream::Events);
        (is_events(sent), is_events(received))
    }

    /// What its bodies are streams of, if they are: that of its request, and that of its response.
    #[must_use]
    pub fn streams(&self) -> [Option<Stream>; 2] {
        let output = self.own_output().map(|output| output.members.as_slice());
        [
            self.members().find_map(Stream::of),
            output.unwrap_or_default().iter().find_map(Stream::of),
        ]
    }

    /// Whether members of its output come in a message ahead of its events.
    #[must_use]
    pub fn has_initial_response(&self) -> bool {
        let (_, output) = self.event_streams();
        output && self.output.as_ref().is_some_and(BoundStructure::has_body)
    }

    /// The output that it has to itself, and so is defined beside it.
    #[must_use]
    pub fn own_output(&self) -> Option<&Structure> {
        let own = self
            .output
            .as_ref()
            .filter(|output| output.krate == Crate::Operations);
        own.map(|output| &*output.structure)
    }

    /// Whether an output is defined beside it that is data, as one with a stream is not.
    #[must_use]
    pub fn has_own_data(&self) -> bool {
        self.own_output()
            .is_some_and(|output| !output.holds_stream())
    }
}

/// What a stream is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// Bytes (Smithy's `streaming` trait on a blob).
    Bytes,
    /// Events (the same on a union).
    Events,
}

impl Stream {
    fn of(member: &Member) -> Option<Self> {
        match member.ty {
            Type::Stream { .. } => Some(Self::Bytes),
            Type::Events(_) => Some(Self::Events),
            _ => None,
        }
    }
}

/// A parameter of the endpoint rules that an operation sets.
#[derive(Clone, Debug)]
pub struct ContextParam {
    /// The parameter's name.
    pub name: String,
    /// Its value.
    pub value: ContextValue,
}

/// Where the value of such a parameter comes from.
#[derive(Clone, Debug)]
pub enum ContextValue {
    /// The same string for every call.
    String(String),
    /// The same boolean for every call.
    Boolean(bool),
    /// The same list for every call.
    StringArray(Vec<String>),
    /// A member of the input.
    Member(Box<Member>),
    /// What a path finds in the input: a text, a boolean, or a list of texts.
    Path(Box<PathExpression>),
}

/// What is done to the finished body of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyStep {
    /// A long body is compressed (`smithy.api#requestCompression`).
    Gzip,
    /// Its MD5 is sent along (`smithy.api#httpChecksumRequired`).
    ContentMd5,
    /// Its tree hash is sent along, as Glacier wants it.
    Sha256TreeHash,
    /// A stream has to say how long it is (`smithy.api#requiresLength`).
    RequireLength,
}

/// The methods of HTTP, which are those that a request can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Connect,
    Delete,
    Get,
    Head,
    Options,
    Patch,
    Post,
    Put,
    Trace,
}

impl Method {
    const ALL: &[Self] = &[
        Self::Connect,
        Self::Delete,
        Self::Get,
        Self::Head,
        Self::Options,
        Self::Patch,
        Self::Post,
        Self::Put,
        Self::Trace,
    ];

    /// The method of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|method| method.name() == name)
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Connect => "CONNECT",
            Self::Delete => "DELETE",
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Options => "OPTIONS",
            Self::Patch => "PATCH",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Trace => "TRACE",
        }
    }
}

/// A piece of the path of a request.
#[derive(Clone, Debug)]
pub enum UriPart {
    /// Text that is sent as it is.
    Literal(String),
    /// A member, percent-encoded.
    Label(Box<Label>),
}

/// A member in the path of a request.
#[derive(Clone, Debug)]
pub struct Label {
    /// The member.
    pub member: Member,
    /// Whether its slashes stay as they are.
    pub greedy: bool,
    /// What stands there where the caller gives nothing.
    pub default: Option<String>,
}

/// A piece of what is put before the host.
#[derive(Clone, Debug)]
pub enum HostPart {
    /// Text that is sent as it is.
    Literal(String),
    /// The value of a member.
    Label(Box<Member>),
}

/// A member of an input, output or error, and where in a message it travels.
#[derive(Clone, Debug)]
pub struct BoundMember<L> {
    /// The name of the shape that it targets, by which single services are customized.
    pub target: String,
    /// The member, of the type that it has there.
    pub member: Member,
    /// Where it travels.
    pub location: L,
}

/// Where a member goes in a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequestLocation {
    /// A label of the URI, which [`UriPart`] has as well.
    Label,
    /// A query parameter.
    Query(String),
    /// Query parameters of any name.
    QueryParams,
    /// A header.
    Header(String),
    /// Headers that start with this.
    PrefixHeaders(String),
    /// The whole body.
    Payload(Payload),
    /// A member of the body.
    Body,
}

/// What the whole body is, where one member is the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Payload {
    /// A value in this codec.
    Structured(PayloadCodec, Element),
    /// Text of this media type.
    Text(String),
    /// Bytes of this media type.
    Bytes(String),
    /// Events, one after the other.
    Events,
}

/// A structure that is made of a response: an output or an error.
#[derive(Clone, Debug)]
pub struct BoundStructure {
    /// The structure.
    pub structure: Rc<Structure>,
    /// The crate that it is in.
    pub krate: Crate,
    /// Those of its members that are no members of the body.
    pub bound: Vec<BoundMember<ResponseLocation>>,
}

impl BoundStructure {
    /// Whether any of its members is one of the body.
    #[must_use]
    pub fn has_body(&self) -> bool {
        self.bound.len() < self.structure.members.len()
    }

    /// Where a member comes from, if that is not the body.
    #[must_use]
    pub fn location(&self, member: &Member) -> Option<&ResponseLocation> {
        self.bound
            .iter()
            .find(|bound| bound.member.name == member.name)
            .map(|bound| &bound.location)
    }
}

/// Where a member comes from in a response, if it is no member of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResponseLocation {
    /// A header.
    Header(String),
    /// Headers that start with this.
    PrefixHeaders(String),
    /// The status code.
    StatusCode,
    /// The whole body.
    Payload(Payload),
}

/// An error that an operation is modelled to answer with.
#[derive(Clone, Debug)]
pub struct OperationError {
    /// The code on the wire.
    pub code: String,
    /// What it is made of.
    pub output: BoundStructure,
}

/// `smithy.api#paginated`, the service's and the operation's together.
#[derive(Debug)]
pub struct Pagination {
    /// The member of the input that takes the token.
    pub input_token: Member,
    /// The path to the token in the output, in the model and as an expression.
    pub output_token: (String, PathExpression),
    /// The member of the input that limits a page.
    pub page_size: Option<String>,
    /// The items in the output.
    pub items: Option<Items>,
}

/// `smithy.waiters#waitable`: a waiter of an operation.
#[derive(Clone, Debug)]
pub struct Waiter {
    /// Its name.
    pub name: TypeName,
    /// Its documentation.
    pub docs: Docs,
    /// The least wait between two requests, in seconds.
    pub min_delay: u64,
    /// The longest one, in seconds.
    pub max_delay: u64,
    /// What outcomes mean, the first that matches.
    pub acceptors: Vec<Acceptor>,
}

/// What an outcome means to a waiter.
#[derive(Clone, Debug)]
pub struct Acceptor {
    /// What it means.
    pub state: WaiterState,
    /// Which outcome.
    pub matcher: Matcher,
}

/// What becomes of a waiter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaiterState {
    Success,
    Failure,
    Retry,
}

/// The outcomes that an acceptor is for.
#[derive(Clone, Debug)]
pub enum Matcher {
    /// Any output.
    Output,
    /// The outputs that this is true of.
    OutputThat(Box<PathExpression>),
    /// Any error.
    Error,
    /// The errors of these codes, and the one of this variant of the operation's errors.
    ErrorOf {
        codes: Vec<String>,
        variant: Option<String>,
    },
}

/// A path through the members of an output, to be taken out of it.
#[derive(Clone, Debug)]
pub struct ItemsPath {
    /// The path in the model, such as `Result.NextMarker`.
    pub text: String,
    /// The members on the way.
    pub through: Vec<Member>,
    /// The member at its end.
    pub last: Member,
}

/// The items of a page.
#[derive(Clone, Debug)]
pub struct Items {
    /// The path to the list or map that holds them.
    pub path: ItemsPath,
    /// What each of them is.
    pub item: Item,
}

/// What an item is.
#[derive(Clone, Debug)]
pub enum Item {
    /// An element of a list.
    Element { member: Type, sparse: bool },
    /// An entry of a map.
    Entry {
        key: Type,
        value: Type,
        sparse: bool,
    },
}

/// How requests are authenticated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Auth {
    /// Signed with signature version 4.
    SigV4,
    /// Sent without a signature.
    None,
    /// By the first of these that there is an identity for.
    FirstOf(Vec<AuthScheme>),
}

/// An authentication scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthScheme {
    /// Signature version 4 (`aws.auth#sigv4`).
    SigV4,
    /// A bearer token (`smithy.api#httpBearerAuth`).
    Bearer,
}
