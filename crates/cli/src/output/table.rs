//! `--output table`: a table for people.

use super::layout::{Layout, Row};
use super::{Output, print_rest};
use crate::stderr::print_line;
use crate::timestamps::TimestampFormat;
use console::Term;
use lambda_shapes::FunctionEventInvokeConfig;
use smithereens_types::write_printable;
use std::io::{self, Write};

/// What stands for a value that the service left out.
const ABSENT: &str = "-";

/// A cell is cut off past this many characters. No ARN of Lambda's has more than 350.
const MAX_CELL: usize = 400;

/// The rows that are held back, and decide how wide the columns are.
const MAX_HELD: usize = 1_000;

/// Prints everything at the end, when the widths of the columns are known, unless there are too many rows for that.
pub struct Table<W> {
    to: W,
    function: String,
    times: TimestampFormat,
    held: Vec<Row>,
    /// How the rows that were printed are laid out.
    layout: Option<Layout>,
}

impl<W> Table<W> {
    pub fn new(to: W, function: &str, times: TimestampFormat) -> Self {
        Self {
            to,
            function: function.to_owned(),
            times,
            held: Vec::new(),
            layout: None,
        }
    }
}

impl<W: Write> Table<W> {
    fn print(&mut self, is_all: bool) -> io::Result<()> {
        let rows = std::mem::take(&mut self.held);
        let text = match &self.layout {
            Some(layout) => layout.go_on(&rows, is_all),
            None => {
                let (layout, text) = Layout::start(&rows, columns(), is_all);
                if let (Layout::Table(_), false) = (&layout, is_all) {
                    print_line(&format!(
                        "more than {MAX_HELD} configurations: the columns are as wide as the first ones need"
                    ));
                }
                self.layout = Some(layout);
                text
            }
        };
        self.to.write_all(text.as_bytes())?;
        self.to.flush()
    }
}

impl<W: Write> Output for Table<W> {
    fn page(&mut self, configs: Vec<FunctionEventInvokeConfig>) -> io::Result<()> {
        for config in &configs {
            // There is always a row left for the end of the table.
            if self.held.len() == MAX_HELD {
                self.print(false)?;
            }
            self.held.push(row(config, self.times));
        }
        Ok(())
    }

    fn finish(&mut self, next_token: Option<&str>) -> io::Result<()> {
        if self.held.is_empty() {
            let function = cell(&self.function);
            writeln!(self.to, "{function} has no event-invoke configurations")?;
            self.to.flush()?;
        } else {
            self.print(true)?;
        }
        print_rest(next_token);
        Ok(())
    }

    fn has_printed(&self) -> bool {
        self.layout.is_some()
    }
}

/// How many columns the terminal has, if stdout is one. In a file or a pipe no row is folded.
fn columns() -> Option<u16> {
    let stdout = Term::stdout();
    let (_, columns) = stdout.size_checked().filter(|_| stdout.is_term())?;
    // Some terminals do not say.
    (columns > 0).then_some(columns)
}

fn row(config: &FunctionEventInvokeConfig, times: TimestampFormat) -> Row {
    let destinations = config.destination_config.as_ref();
    let success = destinations
        .and_then(|to| to.on_success.as_ref())
        .and_then(|to| to.destination.as_deref());
    let failure = destinations
        .and_then(|to| to.on_failure.as_ref())
        .and_then(|to| to.destination.as_deref());
    let number = |value: Option<i32>| value.map(|value| value.to_string());
    [
        config.function_arn.as_deref().map(name_and_qualifier),
        number(config.maximum_retry_attempts),
        number(config.maximum_event_age_in_seconds),
        success.map(cell),
        failure.map(cell),
        config.last_modified.map(|time| times.text(time)),
    ]
    .map(|value| value.unwrap_or_else(|| ABSENT.to_owned()))
}

/// What distinguishes the configurations of a function, `my-function:GREEN`: the rest of the ARN is the same for
/// all of them.
fn name_and_qualifier(arn: &str) -> String {
    let end = arn.splitn(7, ':').nth(6).filter(|end| !end.is_empty());
    cell(end.unwrap_or(arn))
}

/// Text of a service as a cell has it: printable, and no longer than it can be.
fn cell(text: &str) -> String {
    let end = text.char_indices().nth(MAX_CELL).map(|(end, _)| end);
    let mut cell = String::new();
    // Nothing that is written to a string fails.
    let _ = write_printable(
        &mut cell,
        text.get(..end.unwrap_or(text.len())).unwrap_or(text),
    );
    if end.is_some() {
        cell.push('…');
    }
    cell
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_is_called_by_the_end_of_its_arn() {
        for (arn, name) in [
            (
                "arn:aws:lambda:us-east-2:123456789012:function:my-function:GREEN",
                "my-function:GREEN",
            ),
            (
                "arn:aws:lambda:us-east-2:123456789012:function:my-function",
                "my-function",
            ),
            ("no ARN", "no ARN"),
            ("\u{1b}[2Jx", "\\u{1b}[2Jx"),
            ("\u{202e}\u{9b}x", "\\u{202e}\\u{9b}x"),
        ] {
            assert_eq!(name_and_qualifier(arn), name);
        }
    }

    #[test]
    fn a_cell_is_bounded() {
        assert_eq!(cell(&"é".repeat(MAX_CELL)), "é".repeat(MAX_CELL));
        assert_eq!(cell(&"é".repeat(160_000)), "é".repeat(MAX_CELL) + "…");
    }
}
