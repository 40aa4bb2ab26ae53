//! Which names a rule makes use of, so that none is given in vain.

use super::simplify::is_some;
use crate::ir::{Condition, Expression, ExpressionKind, Property, Rule, RuleBody, TemplatePart};
use std::collections::HashSet;

/// The variables that some code makes use of.
#[derive(Default)]
pub(super) struct Usage(HashSet<String>);

impl Usage {
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.contains(name)
    }

    pub(super) fn rules(&mut self, rules: &[Rule]) {
        for rule in rules {
            for condition in &rule.conditions {
                self.condition(condition);
            }
            self.body(&rule.body);
        }
    }

    fn condition(&mut self, condition: &Condition) {
        match condition {
            Condition::Holds(value) | Condition::Some { value, .. } => self.expression(value),
        }
    }

    fn body(&mut self, body: &RuleBody) {
        match body {
            RuleBody::Endpoint {
                url,
                headers,
                sigv4,
                properties,
            } => {
                self.expression(url);
                let scope = sigv4.iter().flat_map(|scope| [&scope.name, &scope.region]);
                for value in scope.flatten() {
                    self.expression(value);
                }
                for value in headers.iter().flat_map(|(_, values)| values) {
                    self.expression(value);
                }
                for (_, property) in properties {
                    self.property(property);
                }
            }
            RuleBody::Error(message) => self.expression(message),
            RuleBody::Tree(rules) => self.rules(rules),
        }
    }

    fn property(&mut self, property: &Property) {
        match property {
            Property::Null | Property::Boolean(_) | Property::Number(_) => {}
            Property::Text(text) => self.expression(text),
            Property::Array(list) => {
                for property in list {
                    self.property(property);
                }
            }
            Property::Object(entries) => {
                for (_, property) in entries {
                    self.property(property);
                }
            }
        }
    }

    fn expression(&mut self, expression: &Expression) {
        match &expression.kind {
            ExpressionKind::Variable(variable) => {
                if !self.has(variable) {
                    self.0.insert(variable.clone());
                }
            }
            ExpressionKind::Template(parts) => {
                for part in parts {
                    if let TemplatePart::Value(value) = part {
                        self.expression(value);
                    }
                }
            }
            ExpressionKind::Field(value, _)
            | ExpressionKind::Element(value, _)
            | ExpressionKind::IsSome(value)
            | ExpressionKind::Not(value)
            | ExpressionKind::OneOf(value, _) => self.expression(value),
            ExpressionKind::Call(_, values) | ExpressionKind::Any(values) => {
                for value in values {
                    self.expression(value);
                }
            }
            ExpressionKind::Coalesce(first, rest) => {
                self.expression(first);
                for value in rest {
                    self.expression(value);
                }
            }
            ExpressionKind::Equal(a, b) => {
                self.expression(a);
                self.expression(b);
            }
            ExpressionKind::If(a, b, c) => {
                self.expression(a);
                self.expression(b);
                self.expression(c);
            }
            ExpressionKind::String(_)
            | ExpressionKind::Boolean(_)
            | ExpressionKind::Integer(_)
            | ExpressionKind::Parameter(_) => {}
        }
    }
}

/// A value that only has to be there needs no name.
pub(super) fn forget_unused(conditions: &mut [Condition], body: &RuleBody) {
    // From the last one back, what is used below is known.
    let mut below = Usage::default();
    below.body(body);
    for condition in conditions.iter_mut().rev() {
        if let Condition::Some { name, value } = condition
            && !below.has(name)
        {
            *condition = Condition::Holds(is_some(value.clone()));
        }
        below.condition(condition);
    }
}
