//! What a comparison finds, and how much each change matters.

use serde::Serialize;
use std::fmt;

/// How much a change matters to those who have the older generation in use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Not at all.
    #[default]
    Nothing,
    /// Documentation, or what happens behind the same interface.
    Patch,
    /// Something more; what was there stays.
    Minor,
    /// Of the generated API: programs may stop compiling. On the wire: requests that were right may be refused, or
    /// responses not understood.
    Breaking,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Nothing => "-",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Breaking => "breaking",
        })
    }
}

/// What of a model a change is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Aspect {
    /// The service: its names, protocol, and how its calls are tried again.
    Service,
    /// An operation as a whole.
    Operation,
    /// A structure, union or enum as a whole.
    Shape,
    /// A member that came, went, or has another name.
    Member,
    /// The type of a member.
    Type,
    /// Whether a member can be left out, and what stands there then.
    Optionality,
    /// The values of an enum.
    EnumValue,
    /// The errors of an operation.
    Error,
    /// Names and places in requests and responses.
    Wire,
    /// What the service accepts of a value (Smithy's `length`, `range`, `pattern` and
    /// `uniqueItems`). Clients do not check it.
    Constraint,
    /// How an operation goes from page to page.
    Pagination,
    /// The waiters of an operation.
    Waiter,
    /// How requests are authenticated.
    Auth,
    /// Where requests go.
    Endpoint,
    /// Retries, time bounds, checksums, and what is shown in logs.
    Behavior,
    /// Documentation.
    Documentation,
}

/// A change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What changed: a shape such as `Runtime`, or a member such as `Invoke$Payload`. The members of an operation's input
    /// are named by the operation, whose fields they are.
    pub subject: String,
    /// What of it.
    pub aspect: Aspect,
    /// How much that matters to programs that use the generated crates.
    pub api: Verdict,
    /// How much that matters to programs that were built with the older generation, and are not built again.
    pub wire: Verdict,
    /// What was and what is, in a few words.
    pub text: String,
    /// The operations that were asked for and have it; none where it is about all of them.
    pub operations: Vec<String>,
}

/// What a newer model changes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// The worst verdict for the generated API.
    pub api: Verdict,
    /// The worst verdict on the wire.
    pub wire: Verdict,
    /// The changes, what matters most first.
    pub changes: Vec<Change>,
}

impl Changes {
    /// The worst verdict of all.
    #[must_use]
    pub fn worst(&self) -> Verdict {
        self.api.max(self.wire)
    }

    pub(super) fn of(mut changes: Vec<Change>) -> Self {
        let rank = |change: &Change| {
            let worst = change.api.max(change.wire);
            (worst, change.api, change.wire)
        };
        changes.sort_by(|a, b| {
            let by_rank = rank(b).cmp(&rank(a));
            by_rank.then_with(|| (&a.subject, a.aspect).cmp(&(&b.subject, b.aspect)))
        });
        let worst = |of: fn(&Change) -> Verdict| changes.iter().map(of).max().unwrap_or_default();
        Self {
            api: worst(|change| change.api),
            wire: worst(|change| change.wire),
            changes,
        }
    }
}

/// Takes down changes as they are found.
#[derive(Default)]
pub(super) struct Log {
    changes: Vec<Change>,
    /// Those that have what is being compared.
    operations: Vec<String>,
}

impl Log {
    /// From here on it is about what these operations have.
    pub(super) fn of_operations(&mut self, operations: Vec<String>) {
        self.operations = operations;
    }

    pub(super) fn add(
        &mut self,
        subject: &str,
        aspect: Aspect,
        (api, wire): (Verdict, Verdict),
        text: impl Into<String>,
    ) {
        self.changes.push(Change {
            subject: subject.to_owned(),
            aspect,
            api,
            wire,
            text: text.into(),
            operations: self.operations.clone(),
        });
    }

    /// Documentation that is another one.
    pub(super) fn docs(&mut self, subject: &str, old: &[String], new: &[String]) {
        if old != new {
            let verdicts = (Verdict::Patch, Verdict::Nothing);
            let text = match (old.is_empty(), new.is_empty()) {
                (true, _) => "documentation added",
                (_, true) => "documentation removed",
                _ => "documentation changed",
            };
            self.add(subject, Aspect::Documentation, verdicts, text);
        }
    }

    /// Whether values are shown in logs.
    pub(super) fn shown(&mut self, subject: &str, was_sensitive: bool, is_sensitive: bool) {
        if was_sensitive != is_sensitive {
            let text = if is_sensitive {
                "sensitive now: not shown in logs"
            } else {
                "not sensitive any more: shown in logs"
            };
            let verdicts = (Verdict::Patch, Verdict::Nothing);
            self.add(subject, Aspect::Behavior, verdicts, text);
        }
    }

    pub(super) fn into_changes(self) -> Changes {
        Changes::of(self.changes)
    }
}
