//! A rule set as it stands in a model.

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
pub(super) struct RuleSetSource {
    #[serde(default)]
    pub(super) parameters: IndexMap<String, ParameterSource>,
    pub(super) rules: Vec<RuleSource>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ParameterSource {
    #[serde(rename = "type")]
    pub(super) ty: String,
    pub(super) built_in: Option<String>,
    pub(super) default: Option<Value>,
    #[serde(default)]
    pub(super) required: bool,
}

#[derive(Deserialize)]
pub(super) struct RuleSource {
    #[serde(default)]
    pub(super) conditions: Vec<ConditionSource>,
    pub(super) endpoint: Option<EndpointSource>,
    pub(super) error: Option<Value>,
    pub(super) rules: Option<Vec<RuleSource>>,
}

#[derive(Deserialize)]
pub(super) struct EndpointSource {
    pub(super) url: Value,
    #[serde(default)]
    pub(super) headers: IndexMap<String, Vec<Value>>,
    #[serde(default)]
    pub(super) properties: IndexMap<String, Value>,
}

#[derive(Deserialize)]
pub(super) struct ConditionSource {
    #[serde(rename = "fn")]
    pub(super) function: String,
    pub(super) argv: Vec<Value>,
    pub(super) assign: Option<String>,
}
