//! Endpoint rules: `smithy.rules#endpointRuleSet`, typed and with every name resolved.

use super::Lowering;
use crate::Problem;
use crate::ast::{Shape, ShapeId};
use crate::ir::{
    Condition, Expression, ExpressionKind, Parameter, ParameterDefault, Property, Rule, RuleBody,
    RuleSet, RuleType, TemplatePart,
};
use crate::naming;
use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::Value;

const RULE_SET: &str = "smithy.rules#endpointRuleSet";

#[derive(Deserialize)]
struct RuleSetSource {
    #[serde(default)]
    parameters: IndexMap<String, ParameterSource>,
    rules: Vec<RuleSource>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ParameterSource {
    #[serde(rename = "type")]
    ty: String,
    built_in: Option<String>,
    default: Option<Value>,
    #[serde(default)]
    required: bool,
}

#[derive(Deserialize)]
struct RuleSource {
    #[serde(default)]
    conditions: Vec<ConditionSource>,
    endpoint: Option<EndpointSource>,
    error: Option<Value>,
    rules: Option<Vec<RuleSource>>,
}

#[derive(Deserialize)]
struct EndpointSource {
    url: Value,
    #[serde(default)]
    headers: IndexMap<String, Vec<Value>>,
    #[serde(default)]
    properties: IndexMap<String, Value>,
}

#[derive(Deserialize)]
struct ConditionSource {
    #[serde(rename = "fn")]
    function: String,
    argv: Vec<Value>,
    assign: Option<String>,
}

impl Lowering<'_> {
    /// The endpoint rules of the service, if it has any.
    pub(super) fn endpoint_rules(&mut self, id: &ShapeId, service: &Shape) -> Option<RuleSet> {
        let source: RuleSetSource = service.traits.value(RULE_SET, id, &mut self.problems)?;
        lower(&source)
            .map_err(|message| {
                let service = id.clone();
                self.problems
                    .push(Problem::EndpointRules { service, message });
            })
            .ok()
    }
}

fn lower(source: &RuleSetSource) -> Result<RuleSet, String> {
    let mut parameters = Vec::new();
    let mut built_ins = Vec::new();
    let mut scope = Scope::default();
    for (name, parameter) in &source.parameters {
        let parameter = lower_parameter(name, parameter)?;
        built_ins.extend(parameter.field.map(|field| (name.clone(), field)));
        let always_there = parameter.default.is_some() || parameter.required;
        // What every client knows is read where it is needed; the rest gets a variable.
        let (kind, optional) = match parameter.field {
            Some(field) if parameter.ty == RuleType::Boolean => {
                (ExpressionKind::Parameter(field), false)
            }
            Some(field) if !always_there => (ExpressionKind::Parameter(field), true),
            _ => (
                ExpressionKind::Variable(parameter.rust.clone()),
                !always_there,
            ),
        };
        let in_variable = matches!(kind, ExpressionKind::Variable(_));
        scope.names.push((
            name.clone(),
            Expression {
                kind,
                ty: parameter.ty,
                optional,
            },
        ));
        if in_variable {
            parameters.push(parameter);
        }
    }
    let rules = lower_rules(&source.rules, &scope)?;
    let is_used = |parameter: &Parameter| {
        let body = |rule: &Rule| body_uses(&rule.body, &parameter.rust);
        let condition = |rule: &Rule| {
            rule.conditions
                .iter()
                .any(|condition| condition_uses(condition, &parameter.rust))
        };
        rules.iter().any(|rule| condition(rule) || body(rule))
    };
    parameters.retain(|parameter| {
        parameter.required && parameter.default.is_none() || is_used(parameter)
    });
    Ok(RuleSet {
        parameters,
        built_ins,
        rules,
    })
}

fn lower_parameter(name: &str, source: &ParameterSource) -> Result<Parameter, String> {
    let ty = match source.ty.to_ascii_lowercase().as_str() {
        "string" => RuleType::Str,
        "boolean" => RuleType::Boolean,
        "stringarray" => RuleType::StringArray,
        other => return Err(format!("parameter {name} is of the unknown type {other:?}")),
    };
    let default = match (&source.default, ty) {
        (None, _) => None,
        (Some(Value::String(text)), RuleType::Str) => Some(ParameterDefault::String(text.clone())),
        (Some(Value::Bool(value)), RuleType::Boolean) => Some(ParameterDefault::Boolean(*value)),
        (Some(Value::Array(list)), RuleType::StringArray) => Some(ParameterDefault::StringArray(
            list.iter()
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect(),
        )),
        (Some(value), _) => {
            return Err(format!(
                "parameter {name} has the default {value}, which is not of its type"
            ));
        }
    };
    let field = match source.built_in.as_deref() {
        Some("AWS::Region") => Some("region"),
        Some("AWS::UseDualStack") => Some("use_dual_stack"),
        Some("AWS::UseFIPS") => Some("use_fips"),
        Some("SDK::Endpoint") => Some("endpoint"),
        Some("AWS::Auth::AccountId") => Some("account_id"),
        Some("AWS::Auth::AccountIdEndpointMode") => Some("account_id_endpoint_mode"),
        _ => None,
    };
    Ok(Parameter {
        name: name.to_owned(),
        rust: naming::field_name(name),
        ty,
        field,
        required: source.required,
        default,
    })
}

/// The names that an expression can refer to, and what they stand for.
#[derive(Clone, Default)]
struct Scope {
    names: Vec<(String, Expression)>,
}

impl Scope {
    fn resolve(&self, name: &str) -> Result<Expression, String> {
        let found = self.names.iter().rev().find(|(known, _)| known == name);
        found
            .map(|(_, expression)| expression.clone())
            .ok_or_else(|| format!("nothing is called {name:?}"))
    }

    /// From here on, `name` stands for a value that is there under the Rust name given back.
    fn bind(&mut self, name: &str, ty: RuleType) -> String {
        let rust = naming::field_name(name);
        let variable = Expression {
            kind: ExpressionKind::Variable(rust.clone()),
            ty,
            optional: false,
        };
        self.names.push((name.to_owned(), variable));
        rust
    }
}

fn lower_rules(rules: &[RuleSource], scope: &Scope) -> Result<Vec<Rule>, String> {
    rules
        .iter()
        .map(|rule| lower_rule(rule, scope.clone()))
        .collect()
}

fn lower_rule(source: &RuleSource, mut scope: Scope) -> Result<Rule, String> {
    let mut conditions = Vec::new();
    for condition in &source.conditions {
        lower_condition(condition, &mut scope, &mut conditions)?;
    }
    let body = match (&source.endpoint, &source.error, &source.rules) {
        (Some(endpoint), None, None) => lower_endpoint(endpoint, &scope)?,
        (None, Some(message), None) => RuleBody::Error(expression(message, &scope)?),
        (None, None, Some(rules)) => RuleBody::Tree(lower_rules(rules, &scope)?),
        _ => return Err("a rule has to be one of endpoint, error and rules".to_owned()),
    };
    forget_unused(&mut conditions, &body);
    Ok(Rule { conditions, body })
}

fn lower_endpoint(source: &EndpointSource, scope: &Scope) -> Result<RuleBody, String> {
    let mut headers = Vec::new();
    for (name, values) in &source.headers {
        let values = values
            .iter()
            .map(|value| expression(value, scope))
            .collect::<Result<_, _>>()?;
        headers.push((name.clone(), values));
    }
    let mut properties = Vec::new();
    for (name, value) in &source.properties {
        properties.push((name.clone(), property(value, scope)?));
    }
    Ok(RuleBody::Endpoint {
        url: expression(&source.url, scope)?,
        headers,
        properties,
    })
}

fn property(value: &Value, scope: &Scope) -> Result<Property, String> {
    Ok(match value {
        Value::String(text) => Property::Text(template(text, scope)?),
        Value::Array(list) => Property::Array(
            list.iter()
                .map(|value| property(value, scope))
                .collect::<Result<_, _>>()?,
        ),
        Value::Object(object) if object.contains_key("ref") || object.contains_key("fn") => {
            Property::Text(expression(value, scope)?)
        }
        Value::Object(object) => {
            let entries = object
                .iter()
                .map(|(name, value)| Ok((name.clone(), property(value, scope)?)));
            Property::Object(entries.collect::<Result<_, String>>()?)
        }
        literal => Property::Literal(literal.to_string()),
    })
}

fn lower_condition(
    source: &ConditionSource,
    scope: &mut Scope,
    conditions: &mut Vec<Condition>,
) -> Result<(), String> {
    if source.function == "isSet" {
        let (name, value) = match source.argv.first() {
            Some(Value::Object(object)) if let Some(Value::String(name)) = object.get("ref") => {
                (Some(name), scope.resolve(name)?)
            }
            Some(argument) => (None, expression(argument, scope)?),
            None => return Err("isSet takes one argument".to_owned()),
        };
        match name {
            _ if !value.optional => {}
            Some(name) => {
                let ty = value.ty;
                conditions.push(Condition::Some {
                    name: scope.bind(name, ty),
                    value,
                });
            }
            None => conditions.push(Condition::Holds(is_some(value))),
        }
        return Ok(());
    }
    let value = call(&source.function, &source.argv, scope)?;
    match &source.assign {
        Some(name) if value.optional => {
            let ty = value.ty;
            conditions.push(Condition::Some {
                name: scope.bind(name, ty),
                value,
            });
        }
        Some(name) => {
            if value.ty == RuleType::Boolean {
                conditions.push(Condition::Holds(value.clone()));
            }
            scope.names.push((name.clone(), value));
        }
        None if value.optional && value.ty == RuleType::Boolean => {
            conditions.push(Condition::Holds(equal(value, boolean(true))));
        }
        None if value.optional => conditions.push(Condition::Holds(is_some(value))),
        None if value.ty == RuleType::Boolean => conditions.push(Condition::Holds(value)),
        None => {}
    }
    Ok(())
}

/// A value that only has to be there needs no name.
fn forget_unused(conditions: &mut [Condition], body: &RuleBody) {
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

fn condition_uses(condition: &Condition, name: &str) -> bool {
    match condition {
        Condition::Holds(value) | Condition::Some { value, .. } => uses(value, name),
    }
}

fn body_uses(body: &RuleBody, name: &str) -> bool {
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

fn expression(value: &Value, scope: &Scope) -> Result<Expression, String> {
    match value {
        Value::String(text) => template(text, scope),
        Value::Bool(value) => Ok(boolean(*value)),
        Value::Number(number) => {
            let number = number
                .as_i64()
                .ok_or_else(|| format!("{number} is no integer"))?;
            Ok(Expression {
                kind: ExpressionKind::Integer(number),
                ty: RuleType::Integer,
                optional: false,
            })
        }
        Value::Object(object) => {
            if let Some(Value::String(name)) = object.get("ref") {
                return scope.resolve(name);
            }
            match (object.get("fn"), object.get("argv")) {
                (Some(Value::String(function)), Some(Value::Array(arguments))) => {
                    call(function, arguments, scope)
                }
                _ => Err(format!("{value} is no expression")),
            }
        }
        _ => Err(format!("{value} is no expression")),
    }
}

/// A string in which `{Name}` and `{Name#path}` stand for values, and doubled braces for themselves.
fn template(text: &str, scope: &Scope) -> Result<Expression, String> {
    let mut parts = Vec::new();
    let mut literal = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, brace) = rest.split_at(at);
        literal.push_str(before);
        if let Some(after) = brace.strip_prefix("{{") {
            literal.push('{');
            rest = after;
        } else if let Some(after) = brace.strip_prefix("}}") {
            literal.push('}');
            rest = after;
        } else {
            let inside = brace
                .strip_prefix('{')
                .and_then(|inside| inside.split_once('}'));
            let (reference, after) = inside
                .ok_or_else(|| format!("the template {text:?} has a brace that is not closed"))?;
            if !literal.is_empty() {
                parts.push(TemplatePart::Literal(std::mem::take(&mut literal)));
            }
            let (name, path) = reference.split_once('#').unwrap_or((reference, ""));
            let value = scope.resolve(name)?;
            let value = if path.is_empty() {
                value
            } else {
                attribute(value, path)?
            };
            parts.push(TemplatePart::Value(value));
            rest = after;
        }
    }
    literal.push_str(rest);
    if parts.is_empty() {
        return Ok(Expression {
            kind: ExpressionKind::String(literal),
            ty: RuleType::Str,
            optional: false,
        });
    }
    if !literal.is_empty() {
        parts.push(TemplatePart::Literal(literal));
    }
    Ok(match <[_; 1]>::try_from(parts) {
        Ok([TemplatePart::Value(value)]) => value,
        Ok([part]) => Expression {
            kind: ExpressionKind::Template(vec![part]),
            ty: RuleType::String,
            optional: false,
        },
        Err(parts) => Expression {
            kind: ExpressionKind::Template(parts),
            ty: RuleType::String,
            optional: false,
        },
    })
}

/// A part of a structure or list: `name`, `name[0]`, `[0]` or a path of them.
fn attribute(value: Expression, path: &str) -> Result<Expression, String> {
    let mut value = value;
    for step in path.split('.') {
        let (name, index) = match step.split_once('[') {
            Some((name, index)) => (name, Some(index.trim_end_matches(']'))),
            None => (step, None),
        };
        if !name.is_empty() {
            value = field(value, name)?;
        }
        if let Some(index) = index {
            let index = index
                .parse()
                .map_err(|_| format!("{path:?} is no path: {index:?} is no index"))?;
            value = Expression {
                kind: ExpressionKind::Element(Box::new(value), index),
                ty: RuleType::Str,
                optional: true,
            };
        }
    }
    Ok(value)
}

fn field(value: Expression, name: &str) -> Result<Expression, String> {
    use RuleType::{Arn, Boolean, Partition, Str, StringArray, Url};
    let (field, ty) = match (value.ty, name) {
        (Partition, "name") => ("name", Str),
        (Partition, "dnsSuffix") => ("dns_suffix", Str),
        (Partition, "dualStackDnsSuffix") => ("dual_stack_dns_suffix", Str),
        (Partition, "supportsFIPS") => ("supports_fips", Boolean),
        (Partition, "supportsDualStack") => ("supports_dual_stack", Boolean),
        (Partition, "implicitGlobalRegion") => ("implicit_global_region", Str),
        (Url, "scheme") => ("scheme", Str),
        (Url, "authority") => ("authority", Str),
        (Url, "path") => ("path", Str),
        (Url, "normalizedPath") => ("normalized_path", Str),
        (Url, "isIp") => ("is_ip", Boolean),
        (Arn, "partition") => ("partition", Str),
        (Arn, "service") => ("service", Str),
        (Arn, "region") => ("region", Str),
        (Arn, "accountId") => ("account_id", Str),
        (Arn, "resourceId") => ("resource_id", StringArray),
        (ty, name) => return Err(format!("{ty:?} has no attribute {name:?}")),
    };
    Ok(Expression {
        optional: value.optional,
        kind: ExpressionKind::Field(Box::new(value), field),
        ty,
    })
}

fn call(function: &str, arguments: &[Value], scope: &Scope) -> Result<Expression, String> {
    let mut values = Vec::new();
    if function != "getAttr" {
        values = arguments
            .iter()
            .map(|argument| expression(argument, scope))
            .collect::<Result<Vec<_>, _>>()?;
    }
    let mut values = values.into_iter();
    let mut next = || {
        values
            .next()
            .ok_or_else(|| format!("{function} lacks an argument"))
    };
    let runtime = |name, ty, optional, arguments| Expression {
        kind: ExpressionKind::Call(name, arguments),
        ty,
        optional,
    };
    Ok(match function {
        "isSet" => is_some(next()?),
        "not" => not(next()?),
        "booleanEquals" | "stringEquals" => equal(next()?, next()?),
        "getAttr" => match arguments {
            [value, Value::String(path)] => attribute(expression(value, scope)?, path)?,
            _ => return Err("getAttr takes a value and a path".to_owned()),
        },
        "coalesce" => coalesce(values.collect())?,
        "ite" => {
            let (condition, then, otherwise) = (next()?, next()?, next()?);
            let optional = then.optional || otherwise.optional;
            let ty = common_type(&then, &otherwise)?;
            let kind = ExpressionKind::If(Box::new(condition), Box::new(then), Box::new(otherwise));
            Expression { kind, ty, optional }
        }
        "aws.partition" => runtime("partition", RuleType::Partition, true, vec![next()?]),
        "aws.parseArn" => runtime("parse_arn", RuleType::Arn, true, vec![next()?]),
        "aws.isVirtualHostableS3Bucket" => runtime(
            "is_virtual_hostable_s3_bucket",
            RuleType::Boolean,
            false,
            vec![next()?, next()?],
        ),
        "isValidHostLabel" => runtime(
            "is_valid_host_label",
            RuleType::Boolean,
            false,
            vec![next()?, next()?],
        ),
        "parseURL" => runtime("parse_url", RuleType::Url, true, vec![next()?]),
        "uriEncode" => runtime("uri_encode", RuleType::String, false, vec![next()?]),
        "substring" => runtime(
            "substring",
            RuleType::Str,
            true,
            vec![next()?, next()?, next()?, next()?],
        ),
        "split" => runtime(
            "split",
            RuleType::StringArray,
            false,
            vec![next()?, next()?, next()?],
        ),
        other => return Err(format!("the function {other:?} is not known")),
    })
}

fn boolean(value: bool) -> Expression {
    Expression {
        kind: ExpressionKind::Boolean(value),
        ty: RuleType::Boolean,
        optional: false,
    }
}

fn is_some(value: Expression) -> Expression {
    if !value.optional {
        return boolean(true);
    }
    Expression {
        kind: ExpressionKind::IsSome(Box::new(value)),
        ty: RuleType::Boolean,
        optional: false,
    }
}

fn not(value: Expression) -> Expression {
    match value.kind {
        ExpressionKind::Not(inner) => *inner,
        ExpressionKind::Boolean(value) => boolean(!value),
        kind => {
            let value = Expression { kind, ..value };
            Expression {
                kind: ExpressionKind::Not(Box::new(value)),
                ty: RuleType::Boolean,
                optional: false,
            }
        }
    }
}

/// `a == true` is `a`.
fn equal(a: Expression, b: Expression) -> Expression {
    match (&a.kind, &b.kind) {
        (ExpressionKind::Boolean(expected), _) if !b.optional => {
            return if *expected { b } else { not(b) };
        }
        (_, ExpressionKind::Boolean(expected)) if !a.optional => {
            return if *expected { a } else { not(a) };
        }
        _ => {}
    }
    Expression {
        kind: ExpressionKind::Equal(Box::new(a), Box::new(b)),
        ty: RuleType::Boolean,
        optional: false,
    }
}

/// The first value that is there; what follows one that always is, is never looked at.
fn coalesce(mut values: Vec<Expression>) -> Result<Expression, String> {
    if let Some(certain) = values.iter().position(|value| !value.optional) {
        values.truncate(certain + 1);
    }
    let (Some(first), Some(last)) = (values.first(), values.last()) else {
        return Err("coalesce lacks an argument".to_owned());
    };
    if values.len() == 1 {
        return Ok(first.clone());
    }
    let mut ty = first.ty;
    for value in &values {
        let common = common_type(first, value)?;
        ty = if ty == RuleType::String { ty } else { common };
    }
    let optional = last.optional;
    Ok(Expression {
        kind: ExpressionKind::Coalesce(values),
        ty,
        optional,
    })
}

/// Text that is borrowed and text that is owned can stand for each other.
fn common_type(a: &Expression, b: &Expression) -> Result<RuleType, String> {
    match (a.ty, b.ty) {
        (a, b) if a == b => Ok(a),
        (RuleType::Str | RuleType::String, RuleType::Str | RuleType::String) => {
            Ok(RuleType::String)
        }
        (a, b) => Err(format!("a {a:?} and a {b:?} cannot stand for each other")),
    }
}
