//! `--output json`: the document that `aws lambda list-function-event-invoke-configs` prints.

use super::Output;
use super::item::{escaped, pretty};
use crate::timestamps::TimestampFormat;
use lambda_shapes::FunctionEventInvokeConfig;
use std::io::{self, Write};

/// The bytes that are held back, since half a document is of use to few. What is longer is printed as it comes in.
const MAX_HELD: usize = 1024 * 1024;

pub struct Json<W> {
    to: W,
    times: TimestampFormat,
    held: String,
    is_empty: bool,
    has_printed: bool,
}

impl<W> Json<W> {
    pub fn new(to: W, times: TimestampFormat) -> Self {
        Self {
            to,
            times,
            held: "{\n    \"FunctionEventInvokeConfigs\": [".to_owned(),
            is_empty: true,
            has_printed: false,
        }
    }
}

impl<W: Write> Json<W> {
    fn print(&mut self) -> io::Result<()> {
        self.has_printed = true;
        self.to.write_all(self.held.as_bytes())?;
        self.held.clear();
        self.to.flush()
    }
}

impl<W: Write> Output for Json<W> {
    fn page(&mut self, configs: Vec<FunctionEventInvokeConfig>) -> io::Result<()> {
        for config in &configs {
            if !self.is_empty {
                self.held.push(',');
            }
            self.is_empty = false;
            for line in pretty(config, self.times)?.lines() {
                self.held.push_str("\n        ");
                self.held.push_str(line);
            }
            if self.held.len() > MAX_HELD {
                self.print()?;
            }
        }
        if self.has_printed {
            self.print()?;
        }
        Ok(())
    }

    fn finish(&mut self, next_token: Option<&str>) -> io::Result<()> {
        self.held
            .push_str(if self.is_empty { "]" } else { "\n    ]" });
        if let Some(token) = next_token {
            let token = escaped(serde_json::to_string(token)?);
            self.held.push_str(",\n    \"NextToken\": ");
            self.held.push_str(&token);
        }
        self.held.push_str("\n}\n");
        self.print()
    }

    fn has_printed(&self) -> bool {
        self.has_printed
    }
}
