//! What is generated, as plain data: Rust names and wire names side by side, every choice made.

mod endpoint;
mod event_stream;
mod message;
mod operation;
mod path;
mod protocol;
mod shape;

pub use endpoint::{
    Condition, Expression, ExpressionKind, Parameter, ParameterDefault, Property, Rule, RuleBody,
    RuleSet, RuleType, SigningScope, TemplatePart,
};
pub use event_stream::{EVENT_STREAM, Event, EventContent, EventPayload, EventStream, Exception};
pub use message::{MessageAttributes, MessageChecks, MessageEntries, MessagePart, Messages};
pub use operation::{
    Acceptor, Auth, AuthScheme, BodyStep, BoundMember, BoundStructure, ContextParam, ContextValue,
    HostPart, Item, Items, ItemsPath, Label, Matcher, Method, Operation, OperationError,
    Pagination, Payload, RequestLocation, ResponseLocation, Stream, UriPart, Waiter, WaiterState,
};
pub use path::{Lend, Part, PathExpression, PathKind, PathLiteral, PathType, PathVariable};
pub use protocol::{Codecs, PayloadCodec, Protocol, RequestCodec, ResponseCodec};
pub use shape::{
    Crate, DefaultDocument, DefaultValue, Direction, Element, EnumValue, ErrorShape, EventFlow,
    Events, IntEnum, Member, Namespace, Presence, Shape, StringEnum, Structure, TimestampFormat,
    Type, TypeKind, TypeName, TypeRef, Union, Wire, adder,
};

use std::rc::Rc;

/// Documentation as Markdown, a string for each line.
pub type Docs = Vec<String>;

/// Everything that is generated from one model: three crates.
#[derive(Debug)]
pub struct Package {
    /// What the crates' names start with.
    pub prefix: String,
    /// The protocol that the service speaks.
    pub protocol: Protocol,
    /// The service.
    pub service: Service,
    /// The shapes crate: structures, unions and enums, by module name.
    pub shapes: Vec<Shape>,
    /// The errors crate: the error structures, by module name.
    pub errors: Vec<Rc<Structure>>,
    /// The operations crate, by module name.
    pub operations: Vec<Operation>,
    /// The unions of events of the operations crate, by module name.
    pub event_streams: Vec<EventStream>,
    /// What is generated with less than the model says, a line each.
    pub notes: Vec<String>,
}

impl Package {
    /// The structure that a reference means.
    #[must_use]
    pub fn structure(&self, reference: &TypeRef) -> Option<&Structure> {
        let shapes = self.shapes.iter().filter_map(|shape| match shape {
            Shape::Structure(structure) => Some(&**structure),
            _ => None,
        });
        let errors = self.errors.iter().map(|error| &**error);
        let outputs = self.operations.iter().filter_map(Operation::own_output);
        let is_meant = |structure: &&Structure| structure.name.name == reference.name;
        match reference.krate {
            Crate::Shapes => shapes.into_iter().find(is_meant),
            Crate::Errors => errors.into_iter().find(is_meant),
            Crate::Operations => outputs.into_iter().find(is_meant),
        }
    }

    /// The union that a reference means.
    #[must_use]
    pub fn union(&self, reference: &TypeRef) -> Option<&Union> {
        if let Some(stream) = self.event_stream(reference) {
            return Some(&stream.union);
        }
        self.shapes.iter().find_map(|shape| match shape {
            Shape::Union(union) if union.name.name == reference.name => Some(union),
            _ => None,
        })
    }

    /// The union of events that a reference means.
    #[must_use]
    pub fn event_stream(&self, reference: &TypeRef) -> Option<&EventStream> {
        let mut streams = self.event_streams.iter();
        streams.find(|stream| {
            reference.krate == Crate::Operations && stream.union.name.name == reference.name
        })
    }
}

/// What there is to know of the service itself.
#[derive(Debug)]
pub struct Service {
    /// The name of the static that describes the service.
    pub static_name: String,
    /// `sdkId` of `aws.api#service`.
    pub sdk_id: String,
    /// The name of `aws.auth#sigv4`, or else the SDK id in kebab case.
    pub signing_name: String,
    /// The service's version.
    pub version: String,
    /// Whether its errors keep the codes of the query protocol (`aws.protocols#awsQueryCompatible`).
    pub query_error_codes: bool,
    /// Whether its responses say their CRC-32.
    pub sends_crc32: bool,
    /// How its calls are tried again, if otherwise than those of most services.
    pub retry_defaults: Option<RetryDefaults>,
    /// `smithy.api#title`, or else the SDK id.
    pub title: String,
    /// `smithy.rules#endpointRuleSet`.
    pub rules: Option<RuleSet>,
}

/// How calls are tried again where a program does not say.
#[derive(Clone, Copy, Debug)]
pub struct RetryDefaults {
    /// How many attempts there are at most.
    pub max_attempts: u32,
    /// The longest wait before the first retry, in milliseconds.
    pub base_delay_millis: u64,
}
