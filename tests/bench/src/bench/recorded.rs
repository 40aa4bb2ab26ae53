//! The figures that docs/measurements.md records, and the pictures of them that stand beside it.

use super::chart::{self, Bar, Group, Theme};
use super::subject::Subject;
use crate::workspace;
use anyhow::{Context, Result};
use std::path::PathBuf;

const COLUMNS: [Subject; 3] = [Subject::SdkTuned, Subject::Bare, Subject::BareSigned];
const HEADER: &str = "| figure | to `sdk` | to `bare` | to `bare-signed` |";
/// A row of a rate: more of it is better, so that it is no cost.
const RATE: &str = "calls a second";
/// A row of the figure above it, under other conditions.
const SAME: &str = "the same";

/// Writes the pictures anew.
///
/// # Errors
///
/// The document has no such figures, or a picture cannot be written.
pub fn write() -> Result<()> {
    for (path, picture) in pictures()? {
        workspace::write(&path, &picture)?;
        println!("{}", path.display());
    }
    Ok(())
}

/// The pictures as they should be, and where.
fn pictures() -> Result<Vec<(PathBuf, String)>> {
    let docs = workspace::root().join("docs");
    let text = workspace::read(&docs.join("measurements.md"))?;
    let (groups, caption) = read(&text).context("docs/measurements.md")?;
    let draw = |theme: Theme| {
        let path = docs.join(format!("cost-{}.svg", theme.name()));
        Ok((path, chart::draw(&groups, &caption, theme)?))
    };
    Theme::ALL.into_iter().map(draw).collect()
}

/// The costs of the table of the document, and when and of what they were taken.
fn read(text: &str) -> Result<(Vec<Group>, String)> {
    let (before, table) = text
        .split_once(HEADER)
        .with_context(|| format!("there is no table with the header {HEADER}"))?;
    let (_, caption) = before
        .rsplit_once("Measured on ")
        .context("the table is not preceded by `Measured on …`")?;
    let caption = caption
        .split_once(", on ")
        .map_or(caption, |(when, _)| when);
    let mut groups = Vec::new();
    let rows = table
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    for row in rows {
        let mut cells = row.trim_matches('|').split('|').map(str::trim);
        let title = cells.next().unwrap_or_default();
        if title.starts_with(RATE) || title.starts_with(SAME) {
            continue;
        }
        let bars = COLUMNS.into_iter().zip(cells);
        let bars = bars
            .map(|(other, cell)| bar(other, cell))
            .collect::<Result<_>>();
        groups.push(Group {
            title: title.to_owned(),
            bars: bars.with_context(|| format!("the row {title}"))?,
        });
    }
    Ok((groups, caption.replace('\n', " ")))
}

/// A ratio, `0.29`, or what makes one, `99 to 156`.
fn bar(other: Subject, cell: &str) -> Result<Bar> {
    let number = |text: &str| {
        let number = text.parse::<f64>();
        number.with_context(|| format!("`{cell}` is no ratio"))
    };
    let (ratio, note) = match cell.split_once(" to ") {
        Some((ours, others)) => (number(ours)? / number(others)?, format!(" ({cell})")),
        None => (number(cell)?, String::new()),
    };
    Ok(Bar { other, ratio, note })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pictures_show_the_figures_that_are_recorded() {
        for (path, picture) in pictures().unwrap() {
            let committed = workspace::read(&path).unwrap();
            let name = path.display();
            assert!(
                committed == picture,
                "{name} is stale: run `cargo xtask bench --recorded`"
            );
        }
    }

    #[test]
    fn costs_are_read_and_rates_are_not() {
        let rows = "| --- | --- | --- | --- |\n| stripped binary | 0.32 | 1.05 | 0.99 |\n| packages | 99 to 198 | 9 to 9 | 1 to 2 |\n\
                    | calls a second, many | 3.1 | 0.8 | 1.06 |\n| the same, few | 2.1 | 1.02 | 1.15 |\n\n| other | table |\n";
        let text =
            format!("Measured on a day\nwith Rust, on a machine; as ratios:\n\n{HEADER}\n{rows}");
        let (groups, caption) = read(&text).unwrap();
        assert_eq!(caption, "a day with Rust");
        let read: Vec<_> = groups
            .iter()
            .map(|group| {
                let ratios: Vec<_> = group.bars.iter().map(|bar| bar.ratio).collect();
                (group.title.as_str(), ratios)
            })
            .collect();
        assert_eq!(
            read,
            [
                ("stripped binary", vec![0.32, 1.05, 0.99]),
                ("packages", vec![0.5, 1.0, 0.5])
            ]
        );
        assert_eq!(groups[1].bars[0].note, " (99 to 198)");
        assert!(super::read(&text.replace("0.32", "less")).is_err());
        assert!(super::read("no table").is_err());
    }
}
