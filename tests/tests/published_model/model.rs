//! A model, as far as facts of its shapes are concerned, and what the five operations need of it.

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

pub const SERVICE: &str = "com.amazonaws.lambda#AWSGirApiService";
pub const OPERATIONS: [&str; 5] = [
    "com.amazonaws.lambda#PutFunctionEventInvokeConfig",
    "com.amazonaws.lambda#UpdateFunctionEventInvokeConfig",
    "com.amazonaws.lambda#GetFunctionEventInvokeConfig",
    "com.amazonaws.lambda#DeleteFunctionEventInvokeConfig",
    "com.amazonaws.lambda#ListFunctionEventInvokeConfigs",
];

#[derive(Deserialize)]
pub struct Model {
    pub smithy: String,
    pub shapes: BTreeMap<String, Shape>,
}

#[derive(Deserialize)]
pub struct Shape {
    pub r#type: String,
    #[serde(default)]
    pub members: Members,
    /// What a list holds.
    pub member: Option<Member>,
    /// What a map holds, with `value`.
    pub key: Option<Member>,
    pub value: Option<Member>,
    #[serde(default)]
    pub traits: Traits,
    /// All else: an operation's input, output and errors, a service's version.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

#[derive(Deserialize)]
pub struct Member {
    pub target: String,
    #[serde(default)]
    pub traits: Traits,
}

pub type Traits = Map<String, Value>;

/// The members in the order of the file, which is the order of the fields.
#[derive(Default)]
pub struct Members(pub Vec<(String, Member)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;

        impl<'de> Visitor<'de> for InOrder {
            type Value = Members;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("members by name")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(InOrder)
    }
}

impl Shape {
    pub fn members(&self) -> impl Iterator<Item = (&str, &Member)> {
        let listed = [
            ("member", &self.member),
            ("key", &self.key),
            ("value", &self.value),
        ];
        let listed = listed
            .into_iter()
            .filter_map(|(name, member)| Some((name, member.as_ref()?)));
        let named = self
            .members
            .0
            .iter()
            .map(|(name, member)| (name.as_str(), member));
        named.chain(listed)
    }
}

/// The ids of all shapes that the five operations reach, themselves included.
pub fn closure(model: &Model) -> BTreeSet<&str> {
    let mut reached = BTreeSet::new();
    let mut ahead = OPERATIONS.to_vec();
    while let Some(id) = ahead.pop() {
        if id.starts_with("smithy.api#") || !reached.insert(id) {
            continue;
        }
        if let Some(shape) = model.shapes.get(id) {
            ahead.extend(shape.members().map(|(_, member)| member.target.as_str()));
            ahead.extend(shape.rest.values().flat_map(targets));
        }
    }
    reached
}

/// Every `{"target": …}` in a value.
pub fn targets(value: &Value) -> Vec<&str> {
    match value {
        Value::Object(fields) => match fields.get("target") {
            Some(Value::String(id)) => vec![id],
            _ => fields.values().flat_map(targets).collect(),
        },
        Value::Array(items) => items.iter().flat_map(targets).collect(),
        _ => Vec::new(),
    }
}
