//! `--output jsonl`: one line for each configuration, as its page comes in.

use super::item::compact;
use super::{Output, print_rest};
use crate::timestamps::TimestampFormat;
use lambda_shapes::FunctionEventInvokeConfig;
use std::io::{self, Write};

/// The most bytes of a page that are held.
const MAX_HELD: usize = 1024 * 1024;

pub struct Jsonl<W> {
    to: W,
    times: TimestampFormat,
    has_printed: bool,
}

impl<W> Jsonl<W> {
    pub fn new(to: W, times: TimestampFormat) -> Self {
        Self {
            to,
            times,
            has_printed: false,
        }
    }
}

impl<W: Write> Jsonl<W> {
    fn print(&mut self, lines: &mut String) -> io::Result<()> {
        self.has_printed |= !lines.is_empty();
        self.to.write_all(lines.as_bytes())?;
        lines.clear();
        self.to.flush()
    }
}

impl<W: Write> Output for Jsonl<W> {
    fn page(&mut self, configs: Vec<FunctionEventInvokeConfig>) -> io::Result<()> {
        let mut lines = String::new();
        for config in &configs {
            lines.push_str(&compact(config, self.times)?);
            lines.push('\n');
            if lines.len() > MAX_HELD {
                self.print(&mut lines)?;
            }
        }
        self.print(&mut lines)
    }

    fn finish(&mut self, next_token: Option<&str>) -> io::Result<()> {
        print_rest(next_token);
        Ok(())
    }

    fn has_printed(&self) -> bool {
        self.has_printed
    }
}
