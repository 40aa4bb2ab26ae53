//! The facts of a model, and where two models differ in them.

use crate::model::{Model, SERVICE, Traits, closure};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Every fact of the five operations or the service that only one of the models states.
pub fn differences(ours: &Model, published: &Model) -> Vec<String> {
    let (ours, published) = (facts(ours), facts(published));
    let places: BTreeSet<_> = ours.keys().chain(published.keys()).collect();
    let mut found = Vec::new();
    for place in places {
        compare(place, ours.get(place), published.get(place), &mut found);
    }
    found
}

/// What a model says of the service and of each shape and member in the closure, by shape id.
pub fn facts(model: &Model) -> BTreeMap<String, Value> {
    let mut facts = BTreeMap::from([("smithy".to_owned(), model.smithy.clone().into())]);
    for id in closure(model).into_iter().chain([SERVICE]) {
        let Some(shape) = model.shapes.get(id) else {
            continue;
        };
        let mut of_shape = wire_traits(&shape.traits);
        of_shape.extend(shape.rest.clone());
        // The service is where the two models differ on purpose.
        of_shape.retain(|key, _| key != "operations" && key != "resources");
        let names: Vec<_> = shape.members().map(|(name, _)| name).collect();
        of_shape.insert("members".to_owned(), names.into());
        of_shape.insert("type".to_owned(), shape.r#type.clone().into());
        facts.insert(id.to_owned(), of_shape.into());

        for (name, member) in shape.members() {
            let mut of_member = wire_traits(&member.traits);
            of_member.insert("target".to_owned(), member.target.clone().into());
            facts.insert(format!("{id}${name}"), of_member.into());
        }
    }
    facts
}

/// The traits that make a difference to a client, without the prose inside them.
pub fn wire_traits(traits: &Traits) -> Traits {
    const LEFT_OUT: [&str; 8] = [
        "aws.api#tagEnabled",
        "aws.cloudformation#",
        "aws.iam#",
        "smithy.api#documentation",
        "smithy.api#suppress",
        "smithy.api#tags",
        "smithy.rules#endpointBdd",
        "smithy.rules#endpointTests",
    ];
    let mut kept = traits.clone();
    kept.retain(|id, _| !LEFT_OUT.iter().any(|left_out| id.starts_with(left_out)));
    if let Some(Value::Array(examples)) = kept.get_mut("smithy.api#examples") {
        for example in examples.iter_mut().filter_map(Value::as_object_mut) {
            example.retain(|key, _| key != "title" && key != "documentation");
        }
    }
    if let Some(rules) = kept.get_mut("smithy.rules#endpointRuleSet") {
        remove_documentation(rules);
    }
    kept
}

pub fn remove_documentation(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|key, _| key != "documentation");
            fields.values_mut().for_each(remove_documentation);
        }
        Value::Array(items) => items.iter_mut().for_each(remove_documentation),
        _ => {}
    }
}

/// Goes down to the smallest parts that differ, so that the place says where in a long trait.
pub fn compare(
    place: &str,
    ours: Option<&Value>,
    published: Option<&Value>,
    found: &mut Vec<String>,
) {
    match (ours, published) {
        (Some(Value::Object(a)), Some(Value::Object(b))) => {
            for key in a.keys().chain(b.keys().filter(|key| !a.contains_key(*key))) {
                compare(&format!("{place}/{key}"), a.get(key), b.get(key), found);
            }
        }
        (Some(Value::Array(a)), Some(Value::Array(b))) => {
            for index in 0..a.len().max(b.len()) {
                compare(
                    &format!("{place}/{index}"),
                    a.get(index),
                    b.get(index),
                    found,
                );
            }
        }
        (a, b) if a == b => {}
        (a, b) => {
            let text = |value: Option<&Value>| value.map_or("absent".to_owned(), Value::to_string);
            found.push(format!("{place}: {}, published {}", text(a), text(b)));
        }
    }
}
