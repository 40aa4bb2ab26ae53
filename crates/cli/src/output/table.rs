//! `--output table`: a table for people.

use super::{Output, tell_rest};
use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{CellAlignment, ContentArrangement};
use console::Term;
use lambda_shapes::FunctionEventInvokeConfig;
use smithereens_types::Timestamp;
use std::io::{self, Write};

const HEADER: [&str; 6] = [
    "Function",
    "Retries",
    "Max age (s)",
    "On success",
    "On failure",
    "Last modified",
];
/// The columns of numbers.
const NUMBERS: [usize; 2] = [1, 2];
/// What stands for a value that the service left out.
const ABSENT: &str = "-";

/// Prints everything at the end, when the widths of the columns are known.
pub struct Table<W> {
    to: W,
    function: String,
    configs: Vec<FunctionEventInvokeConfig>,
}

impl<W> Table<W> {
    pub fn new(to: W, function: &str) -> Self {
        Self {
            to,
            function: function.to_owned(),
            configs: Vec::new(),
        }
    }
}

impl<W: Write> Output for Table<W> {
    fn page(&mut self, configs: Vec<FunctionEventInvokeConfig>) -> io::Result<()> {
        self.configs.extend(configs);
        Ok(())
    }

    fn finish(&mut self, next_token: Option<&str>) -> io::Result<()> {
        if self.configs.is_empty() {
            let function = printable(&self.function);
            writeln!(self.to, "{function} has no event-invoke configurations")?;
        } else {
            writeln!(self.to, "{}", table(&self.configs))?;
        }
        self.to.flush()?;
        tell_rest(next_token)
    }
}

fn table(configs: &[FunctionEventInvokeConfig]) -> comfy_table::Table {
    let mut table = comfy_table::Table::new();
    table
        .load_style(UTF8_FULL_CONDENSED)
        .set_header(HEADER)
        .add_rows(configs.iter().map(row));
    for column in NUMBERS {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    // Long ARNs wrap on a terminal. In a file or a pipe they stay whole.
    let stdout = Term::stdout();
    if let (true, Some((_, columns))) = (stdout.is_term(), stdout.size_checked()) {
        table
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(columns);
    }
    table
}

fn row(config: &FunctionEventInvokeConfig) -> [String; 6] {
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
        success.map(printable),
        failure.map(printable),
        config.last_modified.map(Timestamp::date_time),
    ]
    .map(|value| value.unwrap_or_else(|| ABSENT.to_owned()))
}

/// What tells the configurations of a function apart, `my-function:GREEN`: the rest of the ARN is the same for
/// all of them.
fn name_and_qualifier(arn: &str) -> String {
    let end = arn.splitn(7, ':').nth(6).filter(|end| !end.is_empty());
    printable(end.unwrap_or(arn))
}

/// Text of a service, which is not to steer the terminal.
fn printable(text: &str) -> String {
    let mut printable = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_control() {
            printable.extend(character.escape_default());
        } else {
            printable.push(character);
        }
    }
    printable
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
        ] {
            assert_eq!(name_and_qualifier(arn), name);
        }
    }
}
