//! A table, from its cells to lines.

use super::wrap::spaced;

/// A table that is open.
#[derive(Debug, Default)]
pub(super) struct Table {
    rows: Vec<Vec<String>>,
    /// How many tables were opened in here, which are no more than their text.
    pub(super) inner: usize,
}

impl Table {
    /// The cell that is being written.
    pub(super) fn cell(&mut self) -> Option<&mut String> {
        self.rows.last_mut()?.last_mut()
    }

    pub(super) fn start_row(&mut self) {
        self.rows.push(Vec::new());
    }

    pub(super) fn start_cell(&mut self) {
        if self.rows.is_empty() {
            self.start_row();
        }
        if let Some(row) = self.rows.last_mut() {
            row.push(String::new());
        }
    }

    /// The lines of the table, the first row being its head; none where it has no cells.
    pub(super) fn lines(self) -> Vec<String> {
        let rows = self.rows.into_iter();
        let mut rows: Vec<_> = rows.filter(|row| !row.is_empty()).collect();
        let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
        let Some(head) = rows.first_mut() else {
            return Vec::new();
        };
        head.resize(columns, String::new());
        let mut lines: Vec<_> = rows.iter().map(|cells| line(cells)).collect();
        lines.insert(1, format!("|{}", " --- |".repeat(columns)));
        lines
    }
}

fn line(cells: &[String]) -> String {
    let cells = cells.iter().map(|cell| format!(" {} |", spaced(cell)));
    format!("|{}", cells.collect::<String>())
}
