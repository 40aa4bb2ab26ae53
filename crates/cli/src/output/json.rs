//! `--output json`: the document that `aws lambda list-function-event-invoke-configs` prints.

use super::Output;
use lambda_shapes::FunctionEventInvokeConfig;
use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::PrettyFormatter;
use std::io::{self, Write};

/// Prints everything at the end: half a document is of no use to anyone.
pub struct Json<W> {
    to: W,
    configs: Vec<FunctionEventInvokeConfig>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Document<'a> {
    function_event_invoke_configs: &'a [FunctionEventInvokeConfig],
    #[serde(skip_serializing_if = "Option::is_none")]
    next_token: Option<&'a str>,
}

impl<W> Json<W> {
    pub fn new(to: W) -> Self {
        Self {
            to,
            configs: Vec::new(),
        }
    }
}

impl<W: Write> Output for Json<W> {
    fn page(&mut self, configs: Vec<FunctionEventInvokeConfig>) -> io::Result<()> {
        self.configs.extend(configs);
        Ok(())
    }

    fn finish(&mut self, next_token: Option<&str>) -> io::Result<()> {
        let document = Document {
            function_event_invoke_configs: &self.configs,
            next_token,
        };
        let mut text = Vec::new();
        let four_spaces = PrettyFormatter::with_indent(b"    ");
        document.serialize(&mut Serializer::with_formatter(&mut text, four_spaces))?;
        text.push(b'\n');
        self.to.write_all(&text)?;
        self.to.flush()
    }
}
