//! The documented example of the operation, as the model has it: what is asked, and what the response holds.

use crate::workspace;
use anyhow::{Context, Result};
use serde_json::{Value, json};

pub const MODEL: &str = "model/lambda.json";
pub const OPERATION: &str = "ListFunctionEventInvokeConfigs";

/// An example with one item a page.
#[derive(Clone)]
pub struct Example {
    pub function: String,
    /// Where the operation is found on a server, for this function.
    pub path: String,
    pub items: Vec<Value>,
}

impl Example {
    /// Reads the first `smithy.api#examples` of the operation.
    pub fn read() -> Result<Self> {
        let text = workspace::read(&workspace::root().join(MODEL))?;
        let model: Value =
            serde_json::from_str(&text).with_context(|| format!("cannot read {MODEL}"))?;
        Self::find(&model).with_context(|| format!("{MODEL} has no example of {OPERATION}"))
    }

    fn find(model: &Value) -> Option<Self> {
        let shapes = model.get("shapes")?.as_object()?;
        let suffix = format!("#{OPERATION}");
        let (_, shape) = shapes.iter().find(|(id, _)| id.ends_with(&suffix))?;
        let traits = shape.get("traits")?;
        let uri = traits.pointer("/smithy.api#http/uri")?.as_str()?;
        let example = traits.pointer("/smithy.api#examples/0")?;
        let function = example.pointer("/input/FunctionName")?.as_str()?;
        let items = example.pointer("/output/FunctionEventInvokeConfigs")?;
        Some(Self {
            function: function.to_owned(),
            path: uri.replace("{FunctionName}", function),
            items: items.as_array()?.clone(),
        })
    }

    /// The page that a marker stands for, if there is one. The marker of a page is its number.
    pub fn page(&self, marker: Option<&str>) -> Option<(usize, Value)> {
        let number: usize = marker.map_or(Ok(0), str::parse).ok()?;
        let item = self.items.get(number)?;
        let next = number + 1;
        let marker = (next < self.items.len()).then(|| next.to_string());
        let page = json!({ "FunctionEventInvokeConfigs": [item], "NextMarker": marker });
        Some((number, page))
    }

    /// What distinguishes the items: the ends of their ARNs.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.items
            .iter()
            .filter_map(|item| item.get("FunctionArn")?.as_str()?.rsplit(':').next())
    }
}
