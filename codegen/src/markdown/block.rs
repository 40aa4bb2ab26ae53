//! Blocks: paragraphs, lists, code blocks and tables, from what stands in them to lines.

use super::paragraph::{Mark, Paragraph};
use super::table::Table;
use super::text::{longest_run, printable};
use super::wrap::{spaced, wrap};

/// So deep may lists be nested; what is deeper stands at this depth. The published models come to 5.
const MAX_DEPTH: usize = 8;

/// A list that is open.
#[derive(Debug)]
struct List {
    /// The number of the next item, in a numbered list.
    number: Option<u32>,
    /// The bullet of the item that is open, until its first line stands.
    bullet: Option<String>,
    /// How far the text of the item is indented below the bullet; 0 where no item is open.
    width: usize,
    /// How many lists were opened in here beyond the depth that is shown.
    beyond: usize,
}

/// The lines so far, and what is open.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    lines: Vec<String>,
    lists: Vec<List>,
    paragraph: Paragraph,
    /// The level of the heading that is open.
    heading: Option<usize>,
    /// The code block that is open.
    code: Option<String>,
    table: Option<Table>,
    /// Whether the next item follows the last line without an empty one.
    tight: bool,
    /// Whether the paragraph holds the label of a box and nothing else yet.
    label: bool,
}

impl Blocks {
    /// What stands in the paragraph that is open.
    pub(super) fn inline(&mut self) -> &mut Paragraph {
        self.label = false;
        &mut self.paragraph
    }

    pub(super) fn text(&mut self, text: &str) {
        match &mut self.code {
            Some(code) => code.push_str(text),
            None => {
                if !text.trim().is_empty() {
                    self.label = false;
                }
                self.paragraph.text(text);
            }
        }
    }

    /// Ends the paragraph; what follows is another one.
    pub(super) fn end_paragraph(&mut self) {
        if self.label {
            return;
        }
        let heading = self.heading.take();
        let is_empty = self.paragraph.is_empty();
        let markdown = self.paragraph.take(self.table.is_some());
        if is_empty {
            return;
        }
        if let Some(cell) = self.table.as_mut().and_then(Table::cell) {
            if !cell.is_empty() {
                cell.push(' ');
            }
            cell.push_str(&markdown);
            return;
        }
        let lines = match heading {
            Some(level) => vec![format!("{} {}", "#".repeat(level), spaced(&markdown))],
            None => wrap(&markdown, self.indent()),
        };
        self.push(lines);
    }

    /// The box that AWS's documentation has for this.
    pub(super) fn start_box(&mut self, label: &str) {
        self.end_block();
        self.paragraph.open_mark(Mark::Strong);
        self.paragraph.text(label);
        self.paragraph.text(":");
        self.paragraph.close_mark(Mark::Strong);
        self.paragraph.text(" ");
        self.label = true;
    }

    /// Ends the paragraph, even where that is a label.
    pub(super) fn end_block(&mut self) {
        self.label = false;
        self.end_paragraph();
    }

    pub(super) fn start_heading(&mut self, level: usize) {
        self.end_block();
        self.heading = Some(level);
    }

    pub(super) fn start_code(&mut self) {
        self.end_block();
        self.code = Some(String::new());
    }

    pub(super) fn is_code(&self) -> bool {
        self.code.is_some()
    }

    /// Ends the code block: fenced, for no indentation to make one of it, and said to be text, for none to be Rust.
    pub(super) fn end_code(&mut self) {
        let Some(code) = self.code.take() else {
            return;
        };
        let code = printable(&code);
        let code: Vec<_> = code.lines().map(str::trim_end).collect();
        let is_blank = |line: &&str| line.is_empty();
        let start = code.iter().take_while(|line| is_blank(line)).count();
        let end = code.iter().rev().take_while(|line| is_blank(line)).count();
        let Some(code) = code.get(start..code.len() - end.min(code.len())) else {
            return;
        };
        if code.is_empty() {
            return;
        }
        if self.table.is_some() {
            for line in code {
                self.paragraph.open_code();
                self.paragraph.text(line);
                self.paragraph.close_code();
                self.paragraph.text(" ");
            }
            return;
        }
        let longest = code.iter().map(|line| longest_run(line)).max();
        let fence = "`".repeat(longest.unwrap_or_default().max(2) + 1);
        let mut lines = vec![format!("{fence}text")];
        lines.extend(code.iter().map(|line| (*line).to_owned()));
        lines.push(fence);
        self.push(lines);
    }

    pub(super) fn start_list(&mut self, first: Option<u32>) {
        self.end_block();
        if self.table.is_some() {
            return;
        }
        let depth = self.lists.len();
        match self.lists.last_mut() {
            Some(list) if depth == MAX_DEPTH => list.beyond += 1,
            last => {
                // A list may follow the text of an item at once, but not the text above all lists.
                self.tight = last.is_some() && first.is_none_or(|first| first == 1);
                self.lists.push(List {
                    number: first,
                    bullet: None,
                    width: 0,
                    beyond: 0,
                });
            }
        }
    }

    pub(super) fn end_list(&mut self) {
        self.end_block();
        match self.lists.last_mut() {
            _ if self.table.is_some() => {}
            Some(list) if list.beyond > 0 => list.beyond -= 1,
            _ => {
                self.lists.pop();
                self.tight = !self.lists.is_empty();
            }
        }
    }

    pub(super) fn start_item(&mut self) {
        self.end_block();
        if self.table.is_some() {
            return;
        }
        if self.lists.is_empty() {
            self.start_list(None);
        }
        if let Some(list) = self.lists.last_mut() {
            let bullet = match &mut list.number {
                Some(number) => {
                    let bullet = format!("{number}. ");
                    *number = number.saturating_add(1).min(999_999_999);
                    bullet
                }
                None => "- ".to_owned(),
            };
            if list.width > 0 {
                self.tight = true;
            }
            list.width = bullet.len();
            list.bullet = Some(bullet);
        }
    }

    pub(super) fn start_table(&mut self) {
        self.end_block();
        match &mut self.table {
            Some(table) => table.inner += 1,
            None => self.table = Some(Table::default()),
        }
    }

    pub(super) fn start_row(&mut self) {
        self.end_block();
        if let Some(table) = &mut self.table {
            table.start_row();
        }
    }

    pub(super) fn start_cell(&mut self) {
        self.end_block();
        if let Some(table) = &mut self.table {
            table.start_cell();
        }
    }

    pub(super) fn end_table(&mut self) {
        self.end_block();
        match &mut self.table {
            Some(table) if table.inner > 0 => table.inner -= 1,
            _ => {
                let lines = self.table.take().map(Table::lines);
                self.push(lines.unwrap_or_default());
            }
        }
    }

    /// The lines, everything that was left open being closed.
    pub(super) fn finish(mut self) -> Vec<String> {
        self.end_block();
        self.end_code();
        self.end_block();
        if let Some(table) = &mut self.table {
            table.inner = 0;
        }
        self.end_table();
        self.lines
    }

    fn indent(&self) -> usize {
        self.lists.iter().map(|list| list.width).sum()
    }

    /// Adds the lines of a block, below what was there, behind the bullets that are due.
    fn push(&mut self, block: Vec<String>) {
        if block.is_empty() {
            return;
        }
        let starts_item = self.lists.iter().any(|list| list.bullet.is_some());
        let follows = self.tight && starts_item;
        if !self.lines.is_empty() && !follows {
            self.lines.push(String::new());
        }
        self.tight = false;
        let indent = " ".repeat(self.indent());
        for (index, line) in block.into_iter().enumerate() {
            let before = if index == 0 {
                self.bullets()
            } else {
                indent.clone()
            };
            self.lines
                .push(format!("{before}{line}").trim_end().to_owned());
        }
    }

    fn bullets(&mut self) -> String {
        self.lists
            .iter_mut()
            .map(|list| {
                let spaces = " ".repeat(list.width);
                list.bullet.take().unwrap_or(spaces)
            })
            .collect()
    }
}
