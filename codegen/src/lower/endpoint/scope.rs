//! What names stand for while rules are lowered.

use crate::ir::{Expression, ExpressionKind, RuleType, TemplatePart};
use crate::naming;
use std::cell::Cell;
use std::rc::Rc;

/// By how many expressions a rule set may grow where names give way to what they stand for, all uses taken together.
/// Published rules come to some thousands; names that stand for names twice over double with each of them.
const MAX_EXPRESSIONS: usize = 100_000;

/// How deep an expression may be that a name stands for.
const MAX_DEPTH: usize = 64;

/// The names that an expression can refer to, and what they stand for.
#[derive(Clone, Default)]
pub(super) struct Scope {
    pub(super) names: Vec<(String, Expression)>,
    /// By how many expressions the rule set grew so far, in all scopes of the rule set.
    used: Rc<Cell<usize>>,
}

impl Scope {
    pub(super) fn resolve(&self, name: &str) -> Result<Expression, String> {
        let (_, found) = self
            .names
            .iter()
            .rev()
            .find(|(known, _)| known == name)
            .ok_or_else(|| format!("nothing is called {name:?}"))?;
        let (count, depth) = extent(found);
        self.used.set(self.used.get() + count - 1);
        if self.used.get() > MAX_EXPRESSIONS {
            return Err(format!(
                "{name:?} and other names stand for more than {MAX_EXPRESSIONS} expressions in all"
            ));
        }
        if depth > MAX_DEPTH {
            return Err(format!(
                "{name:?} stands for expressions more than {MAX_DEPTH} deep"
            ));
        }
        Ok(found.clone())
    }

    /// From here on, `name` stands for a value that is there under the Rust name given back.
    pub(super) fn bind(&mut self, name: &str, ty: RuleType) -> String {
        let rust = variable_name(name);
        let variable = Expression {
            kind: ExpressionKind::Variable(rust.clone()),
            ty,
            optional: false,
        };
        self.names.push((name.to_owned(), variable));
        rust
    }
}

/// The variable for a parameter; `params` is the argument that all of them come from.
pub(super) fn variable_name(name: &str) -> String {
    let name = naming::field_name(name);
    if name == "params" {
        "params_".to_owned()
    } else {
        name
    }
}

/// How many expressions an expression is made of, and in how many levels.
fn extent(expression: &Expression) -> (usize, usize) {
    let inner: Vec<&Expression> = match &expression.kind {
        ExpressionKind::String(_)
        | ExpressionKind::Boolean(_)
        | ExpressionKind::Integer(_)
        | ExpressionKind::Parameter(_)
        | ExpressionKind::Variable(_) => Vec::new(),
        ExpressionKind::Template(parts) => parts
            .iter()
            .filter_map(|part| match part {
                TemplatePart::Value(value) => Some(value),
                TemplatePart::Literal(_) => None,
            })
            .collect(),
        ExpressionKind::Field(value, _)
        | ExpressionKind::Element(value, _)
        | ExpressionKind::IsSome(value)
        | ExpressionKind::Not(value)
        | ExpressionKind::OneOf(value, _) => vec![value],
        ExpressionKind::Call(_, values) | ExpressionKind::Any(values) => values.iter().collect(),
        ExpressionKind::Coalesce(first, rest) => [&**first].into_iter().chain(rest).collect(),
        ExpressionKind::Equal(a, b) => vec![a, b],
        ExpressionKind::If(a, b, c) => vec![a, b, c],
    };
    inner
        .into_iter()
        .map(extent)
        .fold((1, 1), |all, one| (all.0 + one.0, all.1.max(one.1 + 1)))
}
