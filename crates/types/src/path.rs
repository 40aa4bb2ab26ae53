//! Where in a value something is wrong: the path of the member.

use std::fmt::Write as _;

/// The steps from a body to the member that is wrong: names of members, keys of maps, and numbers of elements.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Path {
    /// From the member outwards, as it is found.
    steps: Vec<Step>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Name(String),
    Index(usize),
}

impl Path {
    /// The value as a whole.
    pub(crate) const EMPTY: Self = Self { steps: Vec::new() };

    /// Adds that it is in the member of this name, or in the value of this key.
    pub(crate) fn push_name(&mut self, name: &str) {
        self.steps.push(Step::Name(name.to_owned()));
    }

    /// Adds that it is in the part of a list or map that has this number, from 0.
    pub(crate) fn push_index(&mut self, index: usize) {
        self.steps.push(Step::Index(index));
    }

    /// From the body inwards, such as `Items[1].Age`. Empty where it is the value as a whole.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        for step in self.steps.iter().rev() {
            match step {
                Step::Name(name) if text.is_empty() => text.push_str(name),
                Step::Name(name) => text.extend([".", name]),
                // A text takes all that is written to it.
                Step::Index(index) => drop(write!(text, "[{index}]")),
            }
        }
        text
    }

    /// What a message calls it: `the body`, or a member such as ``member `Items[1].Age` ``.
    pub(crate) fn place(&self) -> String {
        match self.text() {
            text if text.is_empty() => BODY.to_owned(),
            text => format!("member `{text}`"),
        }
    }
}

/// What a message calls the value as a whole.
pub(crate) const BODY: &str = "the body";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_goes_from_the_body_inwards() {
        let mut path = Path::default();
        assert_eq!(path.place(), "the body");
        for (push, expected) in [
            (Step::Index(2), "member `[2]`"),
            (Step::Name("Age".to_owned()), "member `Age[2]`"),
            (Step::Index(10), "member `[10].Age[2]`"),
            (Step::Name("Items".to_owned()), "member `Items[10].Age[2]`"),
        ] {
            match push {
                Step::Name(name) => path.push_name(&name),
                Step::Index(index) => path.push_index(index),
            }
            assert_eq!(path.place(), expected);
        }
    }
}
