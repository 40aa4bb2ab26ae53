//! What the protocols of XML and of forms have in common: the names and namespaces that `smithy.api#xml*` traits give.

use crate::Problem;
use crate::ast::{ShapeId, Traits, XmlNamespace};
use crate::ir::{Element, Namespace, Wire};
use crate::trait_id;

/// What the member `id` is in a body. What is read is known by its name without a prefix.
pub(super) fn wire(id: &ShapeId, name: &str, traits: &Traits, problems: &mut Vec<Problem>) -> Wire {
    let write = own_name(id, traits, problems).unwrap_or_else(|| name.to_owned());
    let local = write.split_once(':').map(|(_, local)| local.to_owned());
    Wire {
        is_attribute: traits.has(trait_id::XML_ATTRIBUTE),
        is_flattened: traits.has(trait_id::XML_FLATTENED),
        namespace: namespace(id, traits, problems),
        read: local.unwrap_or_else(|| write.clone()),
        write,
    }
}

/// The element of the shape or part `id`, which is called `name` where its traits say nothing else.
pub(super) fn element(
    id: &ShapeId,
    name: &str,
    traits: &Traits,
    problems: &mut Vec<Problem>,
) -> Element {
    Element {
        name: own_name(id, traits, problems).unwrap_or_else(|| name.to_owned()),
        namespace: namespace(id, traits, problems),
    }
}

/// The element that a body is which is all of the shape `id`. The traits that say most of it count first: those of the
/// member that is the body, of the shape, and of the service, which has a namespace alone.
pub(super) fn root(
    id: &ShapeId,
    of: [Option<(&ShapeId, &Traits)>; 3],
    problems: &mut Vec<Problem>,
) -> Element {
    let [member, shape, _] = of;
    let mut names = [member, shape].into_iter().flatten();
    let name = names.find_map(|(id, traits)| own_name(id, traits, problems));
    let mut namespaces = of.into_iter().flatten();
    Element {
        name: name.unwrap_or_else(|| id.name().to_owned()),
        namespace: namespaces.find_map(|(id, traits)| namespace(id, traits, problems)),
    }
}

fn own_name(id: &ShapeId, traits: &Traits, problems: &mut Vec<Problem>) -> Option<String> {
    let name: String = traits.value(trait_id::XML_NAME, id, problems)?;
    let parts = name.split_once(':');
    let is_valid = match parts {
        Some((prefix, local)) => is_name(prefix) && is_name(local),
        None => is_name(&name),
    };
    if !is_valid {
        report(id, trait_id::XML_NAME, &name, problems);
        return None;
    }
    Some(name)
}

/// The namespace that the element of `id` declares.
fn namespace(id: &ShapeId, traits: &Traits, problems: &mut Vec<Problem>) -> Option<Namespace> {
    let XmlNamespace { uri, prefix } = traits.view(id, problems)?;
    if let Some(prefix) = prefix.as_ref().filter(|prefix| !is_name(prefix)) {
        report(id, trait_id::XML_NAMESPACE, prefix, problems);
        return None;
    }
    Some(Namespace { prefix, uri })
}

/// Whether it is a name as Smithy has them in XML, which it stands in as it is.
fn is_name(name: &str) -> bool {
    let is_part = |it: char| it.is_ascii_alphanumeric() || matches!(it, '_' | '-' | '.');
    name.starts_with(|it: char| it.is_ascii_alphabetic() || it == '_') && name.chars().all(is_part)
}

fn report(id: &ShapeId, trait_id: &str, name: &str, problems: &mut Vec<Problem>) {
    problems.push(Problem::MalformedTrait {
        shape: id.clone(),
        trait_id: trait_id.to_owned(),
        message: format!("{name:?} is no name in XML"),
    });
}
