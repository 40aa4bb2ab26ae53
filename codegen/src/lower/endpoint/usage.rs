//! Which names a rule makes use of, so that none is given in vain.

use super::expression::is_some;
use crate::ir::{Condition, Expression, ExpressionKind, Property, RuleBody, TemplatePart};

/// A value that only has to be there needs no name.
pub(super) fn forget_unused(conditions: &mut [Condition], body: &RuleBody) {
    for index in (0..conditions.len()).rev() {
        let (before, after) = conditions.split_at_mut(index + 1);
        if let Some(condition) = before.last_mut()
            && let Condition::Some { name, value } = condition
            && !after
                .iter()
                .any(|condition| condition_uses(condition, name))
            && !body_uses(body, name)
        {
            *condition = Condition::Holds(is_some(value.clone()));
        }
    }
}

pub(super) fn condition_uses(condition: &Condition, name: &str) -> bool {
    match condition {
        Condition::Holds(value) | Condition::Some { value, .. } => uses(value, name),
    }
}

pub(super) fn body_uses(body: &RuleBody, name: &str) -> bool {
    match body {
        RuleBody::Endpoint {
            url,
            headers,
            properties,
        } => {
            uses(url, name)
                || headers
                    .iter()
                    .flat_map(|(_, values)| values)
                    .any(|value| uses(value, name))
                || properties
                    .iter()
                    .any(|(_, property)| property_uses(property, name))
        }
        RuleBody::Error(message) => uses(message, name),
        RuleBody::Tree(rules) => rules.iter().any(|rule| {
            rule.conditions
                .iter()
                .any(|condition| condition_uses(condition, name))
                || body_uses(&rule.body, name)
        }),
    }
}

fn property_uses(property: &Property, name: &str) -> bool {
    match property {
        Property::Literal(_) => false,
        Property::Text(text) => uses(text, name),
        Property::Array(list) => list.iter().any(|property| property_uses(property, name)),
        Property::Object(entries) => entries
            .iter()
            .any(|(_, property)| property_uses(property, name)),
    }
}

fn uses(expression: &Expression, name: &str) -> bool {
    match &expression.kind {
        ExpressionKind::Variable(variable) => variable == name,
        ExpressionKind::Template(parts) => parts
            .iter()
            .any(|part| matches!(part, TemplatePart::Value(value) if uses(value, name))),
        ExpressionKind::Field(value, _)
        | ExpressionKind::Element(value, _)
        | ExpressionKind::IsSome(value)
        | ExpressionKind::Not(value) => uses(value, name),
        ExpressionKind::Call(_, values) | ExpressionKind::Coalesce(values) => {
            values.iter().any(|value| uses(value, name))
        }
        ExpressionKind::Equal(a, b) => uses(a, name) || uses(b, name),
        ExpressionKind::If(a, b, c) => uses(a, name) || uses(b, name) || uses(c, name),
        ExpressionKind::String(_)
        | ExpressionKind::Boolean(_)
        | ExpressionKind::Integer(_)
        | ExpressionKind::Parameter(_) => false,
    }
}
