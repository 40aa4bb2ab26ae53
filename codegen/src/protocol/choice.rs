//! Which protocol a service is spoken to in.

use super::Protocol;
use super::rest_json_1::RestJson1;
use crate::Problem;
use crate::ast::{Model, ShapeId};
use crate::select::Operations;

/// The protocols that crates can be generated for, the preferred one first.
const PROTOCOLS: &[&dyn Protocol] = &[&RestJson1];

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
