//! What a protocol decides, as questions that `lower` asks. Emitters see the answers alone, in the representation.

mod aws_json;
mod choice;
mod query;
mod rest;
mod rest_json_1;
mod rest_xml;
mod rpc;
mod rpc_v2;
mod xml_names;

pub(crate) use choice::{choose, of_service};
pub(crate) use rest::{PatternPart, pattern_parts};

use crate::Problem;
use crate::ast::{Shape, ShapeId, Traits};
use crate::ir::{self, Element, Method, Payload, TimestampFormat, Type, Wire};
use crate::known_traits::Support;

/// What a protocol decides.
pub(crate) trait Protocol: Sync {
    /// Its trait.
    fn id(&self) -> &'static str;

    /// What emitters go by.
    fn answers(&self) -> ir::Protocol;

    /// What it makes of traits that not every protocol makes the same of, sorted by their ids.
    fn traits(&self) -> &'static [(&'static str, Support)];

    /// Where an operation's requests go.
    fn route(&self, operation: Operation<'_>, problems: &mut Vec<Problem>) -> Option<Route>;

    /// Whether the HTTP binding traits of members count. Where they do not, every member is one of the body.
    fn binds_members(&self) -> bool;

    /// Whether a request has a body even where no member is in it.
    fn has_body_without_members(&self, operation: Operation<'_>) -> bool {
        let _ = operation;
        !self.binds_members()
    }

    /// The format of timestamps whose traits say `named`.
    fn timestamp_format(&self, place: Place, named: Option<TimestampFormat>) -> TimestampFormat;

    /// What the member `id` of this name is in bodies.
    fn wire(&self, id: &ShapeId, name: &str, traits: &Traits, problems: &mut Vec<Problem>) -> Wire {
        let _ = (id, traits, problems);
        Wire::named(name.to_owned())
    }

    /// The element of the part `id` of a list or map, which is called `name` where its traits say nothing else.
    fn element(
        &self,
        id: &ShapeId,
        name: &'static str,
        traits: &Traits,
        problems: &mut Vec<Problem>,
    ) -> Element {
        let _ = (id, traits, problems);
        Element::named(name)
    }

    /// The element that a body is which is all of the shape `id`: what its name and its namespace come from are the traits
    /// of the member that is the body, of the shape, and of the service, with the id of each.
    fn root(
        &self,
        id: &ShapeId,
        of: [Option<(&ShapeId, &Traits)>; 3],
        problems: &mut Vec<Problem>,
    ) -> Element {
        let _ = (of, problems);
        Element::named(id.name())
    }

    /// The names in a form that are not an input's to take.
    fn reserved_names(&self) -> &'static [&'static str] {
        &[]
    }

    /// The elements that an output stands in, the root first, where a response has any around it. `root` is the one that
    /// its shape has.
    fn output_path(&self, operation: Operation<'_>, root: Option<Element>) -> Vec<String> {
        let _ = (operation, root);
        Vec::new()
    }

    /// Whether values have a place in bodies whose form the model leaves open.
    fn has_documents(&self) -> bool {
        true
    }

    /// Whether bodies can be streams of events.
    fn has_event_streams(&self) -> bool {
        true
    }

    /// What two members of one name have it in, and what to do about it.
    fn name_collision(&self) -> &'static str;

    /// What a body of this type is, and which element in codecs that have them; or the types that a body can have.
    fn payload(&self, ty: &Type, element: Element) -> Result<Payload, &'static str> {
        let _ = (ty, element);
        Err("nothing, as its protocol has all members side by side")
    }

    /// The code that stands for an error on the wire.
    fn error_code(&self, error: &ShapeId, traits: &Traits, problems: &mut Vec<Problem>) -> String {
        let _ = (traits, problems);
        error.name().to_owned()
    }
}

/// An operation and its service.
#[derive(Clone, Copy)]
pub(crate) struct Operation<'a> {
    pub(crate) service_id: &'a ShapeId,
    pub(crate) service: &'a Shape,
    pub(crate) id: &'a ShapeId,
    pub(crate) shape: &'a Shape,
}

/// Where an operation's requests go.
#[derive(Debug)]
pub(crate) struct Route {
    /// The method; none where the model names something else.
    pub(crate) method: Option<Method>,
    /// The path.
    pub(crate) uri: Vec<PatternPart>,
    /// Query strings that every request has, encoded.
    pub(crate) query_literals: Vec<String>,
    /// Headers that every request has.
    pub(crate) headers: Vec<(String, String)>,
}

/// The parts of a message that a member can travel in, as far as its type depends on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Label,
    Query,
    Header,
    Body,
}
