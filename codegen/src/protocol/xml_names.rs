//! What the protocols of XML and of forms have in common: the names and namespaces that `smithy.api#xml*` traits give.

use crate::Problem;
use crate::ast::{ShapeId, Traits, XmlNamespace};
use crate::ir::{Element, Namespace, Wire};
use crate::trait_id;

/// What the member `id` is in a body.
pub(super) fn wire(id: &ShapeId, name: &str, traits: &Traits, problems: &mut Vec<Problem>) -> Wire {
    let own: Option<String> = traits.value(trait_id::XML_NAME, id, problems);
    Wire {
        is_attribute: traits.has(trait_id::XML_ATTRIBUTE),
        is_flattened: traits.has(trait_id::XML_FLATTENED),
        namespace: namespace(id, traits, problems),
        ..Wire::named(own.unwrap_or_else(|| name.to_owned()))
    }
}

/// The element of the shape or part `id`, which is called `name` where its traits say nothing else.
pub(super) fn element(
    id: &ShapeId,
    name: &str,
    traits: &Traits,
    problems: &mut Vec<Problem>,
) -> Element {
    let own: Option<String> = traits.value(trait_id::XML_NAME, id, problems);
    Element {
        name: own.unwrap_or_else(|| name.to_owned()),
        namespace: namespace(id, traits, problems),
    }
}

/// The namespace that the element of `id` declares.
pub(super) fn namespace(
    id: &ShapeId,
    traits: &Traits,
    problems: &mut Vec<Problem>,
) -> Option<Namespace> {
    let XmlNamespace { uri, prefix } = traits.view(id, problems)?;
    Some(Namespace { prefix, uri })
}
