//! Where what was sent differs from what was expected, for people to read.

use similar::{ChangeTag, TextDiff};
use std::fmt;

/// What is the same around a difference is shown for this many lines.
const CONTEXT: usize = 3;

/// An expected request beside one that was sent, as far as the former says something.
#[derive(Debug, Default)]
pub(super) struct Compared {
    pub(super) expected: Vec<String>,
    pub(super) sent: Vec<String>,
}

impl Compared {
    pub(super) fn push(&mut self, expected: impl Into<String>, sent: Option<String>) {
        self.expected.push(expected.into());
        self.sent.extend(sent);
    }

    pub(super) fn is_equal(&self) -> bool {
        self.expected == self.sent
    }

    /// How many lines differ.
    pub(super) fn distance(&self) -> usize {
        let (expected, sent) = self.texts();
        let diff = TextDiff::from_lines(&expected, &sent);
        let changes = diff.iter_all_changes();
        changes
            .filter(|change| change.tag() != ChangeTag::Equal)
            .count()
    }

    fn texts(&self) -> (String, String) {
        let text = |lines: &[String]| lines.join("\n") + "\n";
        (text(&self.expected), text(&self.sent))
    }
}

/// The lines that differ, each after its sign, among those around them.
impl fmt::Display for Compared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (expected, sent) = self.texts();
        let diff = TextDiff::from_lines(&expected, &sent);
        for (number, group) in diff.grouped_ops(CONTEXT).iter().enumerate() {
            if number > 0 {
                f.write_str("      …\n")?;
            }
            for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
                let sign = match change.tag() {
                    ChangeTag::Delete => '-',
                    ChangeTag::Insert => '+',
                    ChangeTag::Equal => ' ',
                };
                let line = format!("    {sign} {}", change.value());
                writeln!(f, "{}", line.trim_end())?;
            }
        }
        Ok(())
    }
}
