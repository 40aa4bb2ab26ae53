//! Which protocol a service is spoken to in.

use super::Protocol;
use super::aws_json::AwsJson;
use super::query::Query;
use super::rest_json_1::RestJson1;
use super::rest_xml::RestXml;
use super::rpc_v2::RpcV2;
use crate::Problem;
use crate::ast::{Model, ShapeId};
use crate::select::Operations;
use crate::trait_id;

/// The protocols that crates can be generated for, in the order in which AWS prefers them.
const PROTOCOLS: &[&dyn Protocol] = &[
    &RpcV2::Cbor,
    &RpcV2::Json,
    &AwsJson::V1_0,
    &AwsJson::V1_1,
    &RestJson1,
    &RestXml,
    &Query::Aws,
    &Query::Ec2,
];

/// The protocol of a service of which these operations are asked for: the one that is `wanted`, by its trait's id or the
/// name in it, or else the preferred one of those that it speaks. Where no operations are asked for, as for endpoint rules
/// alone, any will do: the one that costs nothing, if it speaks no other.
///
/// # Errors
///
/// It does not speak the one that is wanted, or none of those that are known. All else that would be said of it follows
/// from that.
pub(crate) fn choose(
    model: &Model,
    id: &ShapeId,
    operations: &Operations,
    wanted: Option<&str>,
) -> Result<&'static dyn Protocol, Problem> {
    let service = model.shape(id);
    let has = |trait_id| service.is_some_and(|service| service.traits.has(trait_id));
    let any = match operations {
        Operations::Named(names) => names.is_empty(),
        Operations::All => service.is_none_or(|service| {
            service.bound_operations().next().is_none() && service.resources.is_empty()
        }),
    };
    let is_wanted = |id: &str| {
        wanted.is_none_or(|wanted| {
            id == wanted || id.split_once('#').is_some_and(|(_, name)| name == wanted)
        })
    };
    let mut protocols = PROTOCOLS.iter().copied();
    let known = protocols.find(|protocol| has(protocol.id()) && is_wanted(protocol.id()));
    let known = known.or_else(|| (any && wanted.is_none()).then_some(&RestJson1 as &dyn Protocol));
    known.ok_or_else(|| Problem::UnsupportedProtocol {
        service: id.clone(),
        wanted: wanted.map(str::to_owned),
        found: of_service(model, id),
        supported: PROTOCOLS.iter().map(|protocol| protocol.id()).collect(),
    })
}

/// The protocols that a service speaks, by the ids of their traits, whether they are known or not.
pub(crate) fn of_service(model: &Model, id: &ShapeId) -> Vec<String> {
    let is_protocol = |id: &&str| {
        (id.starts_with("aws.protocols#") || id.starts_with("smithy.protocols#"))
            && *id != trait_id::AWS_QUERY_COMPATIBLE
    };
    let service = model.shape(id).into_iter();
    let found = service.flat_map(|service| service.traits.ids());
    found.filter(is_protocol).map(str::to_owned).collect()
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
