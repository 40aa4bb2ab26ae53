//! The figures and the goals as tables, for people.

use super::figure::{Figure, Unit};
use super::figures::{Figures, Summary};
use super::goal::{Bound, GOALS};
use super::subject::Subject;
use comfy_table::{CellAlignment, Table, presets};

/// A row for each figure, a column for each subject that has any: the median, and how far the samples reach.
pub fn figures(figures: &Figures) -> Table {
    let measured = |subject: &Subject| figures.iter().any(|(_, all)| all.contains_key(subject));
    let subjects: Vec<_> = Subject::ALL.into_iter().filter(measured).collect();
    let mut header = vec![String::new(), "unit".to_owned()];
    header.extend(subjects.iter().map(|subject| subject.name().to_owned()));
    let mut table = table(header);
    for (figure, _) in figures.iter() {
        let unit = figure.unit();
        let mut row = vec![figure.title(), unit.name().to_owned()];
        for subject in &subjects {
            let summary = figures.summary(figure, *subject);
            row.push(summary.map_or_else(String::new, |summary| spread(unit, summary)));
        }
        table.add_row(row);
    }
    table
}

/// A row for each goal: what was measured, the bound, and whether it is kept.
pub fn goals(figures: &Figures) -> Table {
    let mut table = table(["", "measured", "goal", ""].map(str::to_owned).into());
    for goal in &GOALS {
        let unit = Unit::Milliseconds;
        let (measured, outcome) = match goal.measured(figures) {
            Some(summary) if goal.bound.is_met(summary.median) => (spread(unit, summary), "met"),
            Some(summary) => (spread(unit, summary), "NOT MET"),
            None => ("not measured".to_owned(), ""),
        };
        let bound = match goal.bound {
            Bound::AtMost(bound) => format!("at most {bound}"),
            Bound::AtLeast(bound) => format!("at least {bound}"),
        };
        table.add_row([goal.what, &measured, &bound, outcome]);
    }
    table
}

/// How the rates compare with what the server can give, which is what the program `raw` sees.
pub fn server(figures: &Figures) -> Table {
    let mut table = table(
        [
            "",
            "calls/s",
            "of raw's",
            "server's cores in use",
            "server's part of all CPU",
        ]
        .map(str::to_owned)
        .into(),
    );
    for (figure, _) in figures.iter() {
        let Figure::CallTime(load) = figure else {
            continue;
        };
        let ceiling = figures.summary(figure, Subject::Raw);
        for subject in Subject::PROGRAMS {
            let of = |figure| Some(figures.summary(figure, subject)?.median);
            let (Some(time), Some(cpu), Some(served)) = (
                of(figure),
                of(Figure::CallCpu(load)),
                of(Figure::ServerCpu(load)),
            ) else {
                continue;
            };
            let share = ceiling.map_or_else(String::new, |raw| percent(raw.median / time));
            table.add_row([
                format!("{}, {load}", subject.name()),
                format!("{:.0}", 1e6 / time),
                share,
                format!("{:.2}", served / time),
                percent(served / (served + cpu)),
            ]);
        }
    }
    table
}

fn percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}

/// `12.3 (11.9–14.0)`, or the median alone where all samples are alike.
fn spread(unit: Unit, summary: Summary) -> String {
    let [median, min, max] =
        [summary.median, summary.min, summary.max].map(|number| unit.show(number));
    if min == max {
        return median;
    }
    format!("{median} ({min}–{max})")
}

/// The first column is text, the others are numbers.
fn table(header: Vec<String>) -> Table {
    let mut table = Table::new();
    table.load_style(presets::ASCII_MARKDOWN).set_header(header);
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}
