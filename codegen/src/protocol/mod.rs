//! What a protocol decides, as questions that `lower` asks. Emitters see the answers alone, in the representation.

mod rest;
mod rest_json_1;

pub(crate) use rest::{PatternPart, pattern_parts};

use crate::Problem;
use crate::ast::{Model, Shape, ShapeId, Traits};
use crate::ir::{self, Method, Payload, TimestampFormat, Type, Wire};
use crate::known_traits::Support;
use crate::select::Operations;

/// The protocols that crates can be generated for, the preferred one first.
const PROTOCOLS: &[&dyn Protocol] = &[&rest_json_1::RestJson1];

/// What a protocol decides.
pub(crate) trait Protocol: Sync {
    /// Its trait.
    fn id(&self) -> &'static str;

    /// What emitters go by.
    fn answers(&self) -> ir::Protocol;

    /// What it makes of traits that not every protocol makes the same of, sorted by their ids.
    fn traits(&self) -> &'static [(&'static str, Support)];

    /// Where an operation's requests go.
    fn route(&self, id: &ShapeId, operation: &Shape, problems: &mut Vec<Problem>) -> Option<Route>;

    /// The format of timestamps that name none.
    fn timestamp_format(&self, place: Place) -> TimestampFormat;

    /// What the member `id` of this name is called in bodies.
    fn wire(&self, id: &ShapeId, name: &str, traits: &Traits, problems: &mut Vec<Problem>) -> Wire;

    /// What two members of one name have it in, and what to do about it.
    fn name_collision(&self) -> &'static str;

    /// What a body of this type is, or the types that a body can have.
    fn payload(&self, ty: &Type) -> Result<Payload, &'static str>;

    /// The code that stands for an error on the wire.
    fn error_code(&self, error: &ShapeId) -> String;
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
}

/// The parts of a message that a member can travel in, as far as its type depends on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Label,
    Query,
    Header,
    Body,
}

/// The protocol of a service of which these operations are asked for. Where there are none, as for endpoint rules alone,
/// any will do.
///
/// # Errors
///
/// It speaks none of those that are known. All else that would be said of it follows from that.
pub(crate) fn choose(
    model: &Model,
    id: &ShapeId,
    operations: &Operations,
) -> Result<&'static dyn Protocol, Problem> {
    let service = model.shape(id);
    let has = |trait_id| service.is_some_and(|service| service.traits.has(trait_id));
    let any = match operations {
        Operations::Named(names) => names.is_empty(),
        Operations::All => service.is_none_or(|service| {
            service.bound_operations().next().is_none() && service.resources.is_empty()
        }),
    };
    let mut protocols = PROTOCOLS.iter().copied();
    let known = protocols.find(|protocol| any || has(protocol.id()));
    known.ok_or_else(|| {
        let is_protocol =
            |id: &&str| id.starts_with("aws.protocols#") || id.starts_with("smithy.protocols#");
        let found = service.into_iter().flat_map(|service| service.traits.ids());
        Problem::UnsupportedProtocol {
            service: id.clone(),
            found: found.filter(is_protocol).map(str::to_owned).collect(),
            supported: PROTOCOLS.iter().map(|protocol| protocol.id()).collect(),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::PROTOCOLS;
    use crate::known_traits::{Supported, support};

    #[test]
    fn what_a_protocol_makes_of_traits_is_sorted_and_begins_with_its_own() {
        for protocol in PROTOCOLS {
            let traits = protocol.traits();
            assert!(
                traits.is_sorted_by(|(a, _), (b, _)| a < b),
                "{}",
                protocol.id()
            );
            assert_eq!(support(traits, protocol.id()), Supported);
        }
    }
}
