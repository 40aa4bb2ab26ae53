//! How the requests of an operation are authenticated.

use crate::ast::{Model, Shape, ShapeId};
use crate::ir::{Auth, AuthScheme};
use crate::trait_id;

/// The traits that are authentication schemes, in the order in which they count where nothing else is said: by id.
const SCHEMES: &[(&str, Option<AuthScheme>)] = &[
    (trait_id::SIGV4, Some(AuthScheme::SigV4)),
    ("aws.auth#sigv4a", None),
    ("smithy.api#httpApiKeyAuth", None),
    ("smithy.api#httpBasicAuth", None),
    (trait_id::HTTP_BEARER_AUTH, Some(AuthScheme::Bearer)),
    ("smithy.api#httpDigestAuth", None),
];

/// The schemes of an operation that are supported, in its order.
///
/// # Errors
///
/// It has schemes, and none of them is supported: the first one.
pub(super) fn auth(
    model: &Model,
    service: &ShapeId,
    id: &ShapeId,
    operation: &Shape,
) -> Result<Auth, String> {
    let listed = listed(model, service, id, operation);
    let Some(first) = listed.first() else {
        return Ok(Auth::None);
    };
    let supported = listed.iter().filter_map(|scheme| {
        let (_, supported) = SCHEMES.iter().find(|(id, _)| id == scheme)?;
        *supported
    });
    let supported: Vec<_> = supported.collect();
    match supported.as_slice() {
        [] => Err(first.clone()),
        [AuthScheme::SigV4] => Ok(Auth::SigV4),
        _ => Ok(Auth::FirstOf(supported)),
    }
}

/// The schemes that an operation takes (`smithy.api#auth`), its own or those of its service.
fn listed(model: &Model, service: &ShapeId, id: &ShapeId, operation: &Shape) -> Vec<String> {
    let listed =
        |id: &ShapeId, shape: &Shape| shape.traits.value(trait_id::AUTH, id, &mut Vec::new());
    let shape = model.shape(service);
    listed(id, operation)
        .or_else(|| shape.and_then(|shape| listed(service, shape)))
        .unwrap_or_else(|| {
            let has = |id: &str| shape.is_some_and(|shape| shape.traits.has(id));
            let ids = SCHEMES.iter().map(|(id, _)| *id);
            ids.filter(|id| has(id)).map(str::to_owned).collect()
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_are_in_the_order_of_their_ids() {
        assert!(SCHEMES.is_sorted_by_key(|(id, _)| id));
    }
}
