//! How rows are laid out: as a table where the terminal is wide enough for one, else a field a line.

use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Width};
use std::fmt::Write;

/// What a row says.
pub type Row = [String; 6];

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

/// The characters of a name or an ARN that stay on one line, if it is folded at all: more lines are no table to read.
const MIN_FOLDED: [u16; 6] = [30, u16::MAX, u16::MAX, 20, 20, u16::MAX];

/// A blank on both sides of a column.
const PADDING: u16 = 2;

/// How rows are laid out, which the first ones decide.
#[derive(Debug, PartialEq, Eq)]
pub enum Layout {
    /// With columns of these widths.
    Table(Vec<u16>),
    Records,
}

impl Layout {
    /// Lays out the first rows for a terminal of this many columns, or for a file, in which no row is folded.
    pub fn start(rows: &[Row], columns: Option<u16>, is_all: bool) -> (Self, String) {
        let mut table = table(rows);
        let cells = table.column_max_content_widths();
        table.set_header(HEADER);
        if let Some(columns) = columns {
            let contents = table.column_max_content_widths();
            if framed(&contents) > columns {
                let least = least_widths(&cells);
                if framed(&least) > columns {
                    return (Self::Records, records(rows));
                }
                let least = least.into_iter().map(|width| Width::Fixed(width + PADDING));
                table
                    .set_content_arrangement(ContentArrangement::Dynamic)
                    .set_width(columns)
                    .set_constraints(least.map(ColumnConstraint::LowerBoundary));
            }
        }
        let lines: Vec<_> = table.lines().collect();
        let top = lines.first().map_or("", String::as_str);
        let widths = top
            .split('┬')
            .map(|part| part.chars().filter(|it| *it == '─').count())
            .map(|width| u16::try_from(width).unwrap_or(u16::MAX))
            .collect();
        let last = lines.len() - usize::from(!is_all);
        (Self::Table(widths), joined(lines.into_iter().take(last)))
    }

    /// Lays out more rows.
    pub fn go_on(&self, rows: &[Row], is_all: bool) -> String {
        let Self::Table(widths) = self else {
            return format!("\n{}", records(rows));
        };
        let mut table = table(rows);
        let widths = widths.iter().map(|width| Width::Fixed(*width));
        table.set_constraints(widths.map(ColumnConstraint::Absolute));
        let lines: Vec<_> = table.lines().collect();
        let last = lines.len() - usize::from(!is_all);
        joined(lines.into_iter().take(last).skip(1))
    }
}

/// How wide a table of these contents is: a line stands before each column, and after the last one.
fn framed(contents: &[u16]) -> u16 {
    let columns = contents
        .iter()
        .map(|width| width.saturating_add(PADDING + 1));
    columns.fold(1, u16::saturating_add)
}

/// How narrow the columns of these contents may be. Headers break between words, numbers and times do not break.
fn least_widths(cells: &[u16]) -> Vec<u16> {
    let words = HEADER.map(|name| name.split(' ').map(str::len).max().unwrap_or_default());
    cells
        .iter()
        .zip(words)
        .zip(MIN_FOLDED)
        .map(|((cell, word), folded)| {
            let word = u16::try_from(word).unwrap_or(u16::MAX);
            word.max(folded.min(*cell))
        })
        .collect()
}

fn table(rows: &[Row]) -> comfy_table::Table {
    let mut table = comfy_table::Table::new();
    table.load_style(UTF8_FULL_CONDENSED).add_rows(rows);
    for column in NUMBERS {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

fn joined(lines: impl Iterator<Item = String>) -> String {
    lines.fold(String::new(), |all, line| all + &line + "\n")
}

/// Each row as lines of a field, with an empty line between two rows.
fn records(rows: &[Row]) -> String {
    let mut out = String::new();
    for (number, row) in rows.iter().enumerate() {
        if number > 0 {
            out.push('\n');
        }
        for (name, value) in HEADER.iter().zip(row) {
            // Nothing that is written to a string fails.
            let _ = writeln!(out, "{name}: {value}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(count: usize) -> Vec<Row> {
        let arn = "arn:aws:sqs:eu-west-1:123456789012:queue";
        let row = |number| {
            let name = format!("my-function:{number}");
            [&name, "2", "60", arn, "-", "2019-12-31T20:33:26Z"].map(str::to_owned)
        };
        (0..count).map(row).collect()
    }

    #[test]
    fn parts_make_the_table_of_the_whole() {
        for columns in [None, Some(112), Some(300)] {
            let rows = rows(9);
            let (_, whole) = Layout::start(&rows, columns, true);
            let (layout, mut parts) = Layout::start(&rows[..4], columns, false);
            parts += &layout.go_on(&rows[4..8], false);
            parts += &layout.go_on(&rows[8..], true);
            assert_eq!(parts, whole, "{columns:?}");
        }
    }

    #[test]
    fn longer_rows_that_come_later_are_folded() {
        let (layout, first) = Layout::start(&rows(1), None, false);
        let mut later = rows(2);
        later[1][0] = "x".repeat(400);
        let rest = layout.go_on(&later, true);
        let width = |line: &str| line.chars().count();
        let due = first.lines().next().map(width);
        assert!(rest.lines().all(|line| Some(width(line)) == due), "{rest}");
    }

    #[test]
    fn records_are_for_terminals_that_no_table_fits() {
        let field_a_line = "Function: my-function:0\nRetries: 2\nMax age (s): 60\n\
            On success: arn:aws:sqs:eu-west-1:123456789012:queue\nOn failure: -\nLast modified: 2019-12-31T20:33:26Z\n";
        for columns in [1, 30, 60, 80] {
            let (layout, text) = Layout::start(&rows(1), Some(columns), true);
            assert_eq!((layout, text.as_str()), (Layout::Records, field_a_line));
        }
        let (layout, text) = Layout::start(&rows(2), Some(30), false);
        assert!(
            text.contains("20:33:26Z\n\nFunction: my-function:1\n"),
            "{text}"
        );
        assert_eq!(layout.go_on(&rows(1), true), format!("\n{field_a_line}"));
        for columns in [100, 140] {
            let (layout, text) = Layout::start(&rows(1), Some(columns), true);
            assert!(matches!(layout, Layout::Table(_)), "{text}");
            let width = usize::from(columns);
            assert!(
                text.lines().all(|line| line.chars().count() <= width),
                "{text}"
            );
        }
    }
}
