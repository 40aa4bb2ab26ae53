//! `--output jsonl`: one line for each configuration, as its page comes in.

use super::{Output, tell_rest};
use lambda_shapes::FunctionEventInvokeConfig;
use std::io::{self, Write};

pub struct Jsonl<W> {
    to: W,
    has_printed: bool,
}

impl<W> Jsonl<W> {
    pub fn new(to: W) -> Self {
        Self {
            to,
            has_printed: false,
        }
    }
}

impl<W: Write> Output for Jsonl<W> {
    fn page(&mut self, configs: Vec<FunctionEventInvokeConfig>) -> io::Result<()> {
        let mut lines = Vec::new();
        for config in &configs {
            serde_json::to_writer(&mut lines, config)?;
            lines.push(b'\n');
        }
        self.to.write_all(&lines)?;
        self.has_printed |= !configs.is_empty();
        self.to.flush()
    }

    fn finish(&mut self, next_token: Option<&str>) -> io::Result<()> {
        tell_rest(next_token)
    }

    fn has_printed(&self) -> bool {
        self.has_printed
    }
}
