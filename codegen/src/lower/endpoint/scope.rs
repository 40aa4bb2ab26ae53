//! What names stand for while rules are lowered.

use crate::ir::{Expression, ExpressionKind, RuleType};

/// The names that an expression can refer to, and what they stand for.
#[derive(Clone, Default)]
pub(super) struct Scope {
    pub(super) names: Vec<(String, Expression)>,
}

impl Scope {
    pub(super) fn resolve(&self, name: &str) -> Result<Expression, String> {
        let found = self.names.iter().rev().find(|(known, _)| known == name);
        found
            .map(|(_, expression)| expression.clone())
            .ok_or_else(|| format!("nothing is called {name:?}"))
    }

    /// From here on, `name` stands for a value that is there under the Rust name given back.
    pub(super) fn bind(&mut self, name: &str, ty: RuleType) -> String {
        let rust = super::variable_name(name);
        let variable = Expression {
            kind: ExpressionKind::Variable(rust.clone()),
            ty,
            optional: false,
        };
        self.names.push((name.to_owned(), variable));
        rust
    }
}
