//! Operations and how their members travel over HTTP.

use super::{Docs, Member, Structure, Type, TypeName, TypeRef};
use std::time::Duration;

/// An operation: a value that turns into a request, and a response that turns into its output.
#[derive(Debug)]
pub struct Operation {
    /// Its name; the type's `shape` is the name that errors and spans use.
    pub name: TypeName,
    /// Its documentation.
    pub docs: Docs,
    /// The HTTP method.
    pub method: String,
    /// The path of the request, in order.
    pub uri: Vec<UriPart>,
    /// Query strings that the URI pattern itself has, encoded.
    pub query_literals: Vec<String>,
    /// What is put before the host, in order.
    pub host_prefix: Vec<UriPart>,
    /// Headers that it always sends.
    pub headers: Vec<(String, String)>,
    /// Parameters of the endpoint rules that it sets.
    pub context: Vec<ContextParam>,
    /// What is done to the finished body.
    pub body_steps: Vec<BodyStep>,
    /// The members of its input, in the order of the model.
    pub input: Vec<InputMember>,
    /// Its output.
    pub output: Output,
    /// Its errors, sorted by code.
    pub errors: Vec<OperationError>,
    /// The name of the enum of its errors.
    pub error_name: String,
    /// How to go from page to page.
    pub pagination: Option<Pagination>,
    /// Whether sending it twice does no harm (`readonly` or `idempotent`).
    pub repeatable: bool,
    /// How long an attempt at it may take, if that is longer than usual.
    pub attempt_timeout: Option<Duration>,
    /// Whether it is sent without a signature.
    pub unsigned: bool,
    /// Whether its body is left out of the signature.
    pub unsigned_payload: bool,
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
        let in_body = |input: &&InputMember| input.location == RequestLocation::Body;
        self.input.iter().filter(in_body).map(|input| &input.member)
    }

    /// Whether members of its input make up the body.
    #[must_use]
    pub fn has_body(&self) -> bool {
        self.body_members().next().is_some()
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
        matches!(&self.output, Output::Own { structure, .. } if structure.holds_stream())
    }

    /// The output that it has to itself, as a structure that is data.
    #[must_use]
    pub fn has_own_data(&self) -> bool {
        matches!(&self.output, Output::Own { structure, .. } if !structure.holds_stream())
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
    Member(Member),
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

/// An error that an operation is modelled to answer with.
#[derive(Debug)]
pub struct OperationError {
    /// The code on the wire: the shape's name.
    pub code: String,
    /// Its documentation.
    pub docs: Docs,
    /// Its type.
    pub shape: TypeRef,
    /// Those of its members that do not come from the JSON body.
    pub members: Vec<OutputMember>,
}

/// A piece of a URI pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UriPart {
    /// Text that is sent as it is.
    Literal(String),
    /// The member of this name, percent-encoded.
    Label(String),
    /// The member of this name, percent-encoded but for its slashes.
    GreedyLabel(String),
}

/// A member of an operation's input.
#[derive(Clone, Debug)]
pub struct InputMember {
    /// The member.
    pub member: Member,
    /// Where it goes.
    pub location: RequestLocation,
    /// Whether a fresh token stands in where the caller gives none.
    pub idempotency_token: bool,
    /// What stands in a label where the caller gives nothing.
    pub label_default: Option<String>,
}

/// Where a member goes in a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequestLocation {
    /// A label of the URI.
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
    /// A member of the JSON body.
    Body,
}

/// What the whole body is, where one member is the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Payload {
    /// A JSON document.
    Json,
    /// Text of this media type.
    Text(String),
    /// Bytes of this media type.
    Bytes(String),
}

/// What an operation gives back.
#[derive(Debug)]
pub enum Output {
    /// Nothing.
    Unit,
    /// A structure of the operation's own.
    Own {
        /// The structure.
        structure: Structure,
        /// Where its members come from, in the same order.
        locations: Vec<ResponseLocation>,
    },
    /// A structure of the shapes crate.
    Shared {
        /// The structure.
        shape: TypeRef,
        /// Those of its members that do not come from the JSON body.
        members: Vec<OutputMember>,
        /// Whether any member comes from the JSON body.
        has_body: bool,
        /// Whether it can be made of nothing.
        has_default: bool,
    },
}

/// A member of an output, or of an error, and where it comes from.
#[derive(Clone, Debug)]
pub struct OutputMember {
    /// The member.
    pub member: Member,
    /// Where it comes from.
    pub location: ResponseLocation,
}

/// Where a member comes from in a response.
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
    /// A member of the JSON body.
    Body,
}

/// `smithy.api#paginated`, the service's and the operation's together.
#[derive(Debug)]
pub struct Pagination {
    /// The member of the input that takes the token.
    pub input_token: Member,
    /// The path to the token in the output.
    pub output_token: TokenPath,
    /// The member of the input that limits a page.
    pub page_size: Option<String>,
    /// The path to the items in the output, and the type of the list or map there.
    pub items: Option<TokenPath>,
}

/// A path through the members of an output.
#[derive(Clone, Debug)]
pub struct TokenPath {
    /// The path in the model, such as `Result.NextMarker`.
    pub path: String,
    /// The members on the way; never empty.
    pub members: Vec<Member>,
}

impl TokenPath {
    /// The type of what the path leads to.
    #[must_use]
    pub fn ty(&self) -> Option<&Type> {
        self.members.last().map(|member| &member.ty)
    }
}
