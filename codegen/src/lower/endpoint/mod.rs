//! Endpoint rules: `smithy.rules#endpointRuleSet`, typed and with every name resolved.

mod expression;
mod function;
mod merge;
mod scope;
mod simplify;
mod source;
mod usage;

use super::lowering::Lowering;
use crate::Problem;
use crate::ast::{Shape, ShapeId};
use crate::ir::{
    Condition, Expression, ExpressionKind, Parameter, ParameterDefault, Property, Rule, RuleBody,
    RuleSet, RuleType, SigningScope,
};
use crate::trait_id;
use expression::{call, expression, template};
use merge::merged;
use scope::{Scope, variable_name};
use serde_json::Value;
use simplify::{boolean, equal, is_some};
use source::{ConditionSource, EndpointSource, ParameterSource, RuleSetSource, RuleSource};
use usage::{Usage, forget_unused};

impl Lowering<'_> {
    /// The endpoint rules of the service, if it has any.
    pub(super) fn endpoint_rules(&mut self, id: &ShapeId, service: &Shape) -> Option<RuleSet> {
        if service.traits.has(trait_id::ENDPOINT_BDD)
            && !service.traits.has(trait_id::ENDPOINT_RULE_SET)
        {
            self.notes.push(format!(
                "{id}: its endpoint rules are only there as {}, which is not read; clients have to be given an endpoint",
                trait_id::ENDPOINT_BDD
            ));
        }
        let source: RuleSetSource =
            service
                .traits
                .value(trait_id::ENDPOINT_RULE_SET, id, &mut self.problems)?;
        lower(&source)
            .map_err(|message| {
                let service = id.clone();
                self.problems
                    .push(Problem::EndpointRules { service, message });
            })
            .ok()
    }
}

/// A parameter of a service's rules, as tests of the rules refer to it.
pub struct RuleParameter {
    /// Its name.
    pub name: String,
    /// The id of what SDKs know it by, such as `AWS::Region`.
    pub built_in: Option<String>,
    /// The field of the runtime's `EndpointParams`, for what every client knows.
    pub field: Option<&'static str>,
}

/// The parameters of a service's rules.
pub fn rule_parameters(id: &ShapeId, service: &Shape) -> Vec<RuleParameter> {
    let source: Option<RuleSetSource> =
        service
            .traits
            .value(trait_id::ENDPOINT_RULE_SET, id, &mut Vec::new());
    let parameters = source.into_iter().flat_map(|source| source.parameters);
    parameters
        .map(|(name, source)| RuleParameter {
            name,
            field: client_field(&source),
            built_in: source.built_in,
        })
        .collect()
}

/// The field of the runtime's `EndpointParams` for a parameter, if every client knows it.
fn client_field(source: &ParameterSource) -> Option<&'static str> {
    match source.built_in.as_deref()? {
        "AWS::Region" => Some("region"),
        "AWS::UseDualStack" => Some("use_dual_stack"),
        "AWS::UseFIPS" => Some("use_fips"),
        "SDK::Endpoint" => Some("endpoint"),
        "AWS::Auth::AccountId" => Some("account_id"),
        "AWS::Auth::AccountIdEndpointMode" => Some("account_id_endpoint_mode"),
        _ => None,
    }
}

fn lower(source: &RuleSetSource) -> Result<RuleSet, String> {
    let mut parameters = Vec::new();
    let mut scope = Scope::default();
    for (name, parameter) in &source.parameters {
        let parameter = lower_parameter(name, parameter)?;
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
    let mut usage = Usage::default();
    usage.rules(&rules);
    parameters.retain(|parameter| {
        parameter.required && parameter.default.is_none() || usage.has(&parameter.rust)
    });
    let fields = source.parameters.values().filter_map(client_field);
    let uses_account_id = fields.into_iter().any(|field| field == "account_id");
    Ok(RuleSet {
        parameters,
        rules,
        uses_account_id,
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
    Ok(Parameter {
        name: name.to_owned(),
        rust: variable_name(name),
        ty,
        field: client_field(source),
        required: source.required,
        default,
    })
}

fn lower_rules(rules: &[RuleSource], scope: &Scope) -> Result<Vec<Rule>, String> {
    let rules = rules.iter().map(|rule| lower_rule(rule, scope.clone()));
    Ok(merged(rules.collect::<Result<_, _>>()?))
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
    let mut sigv4 = None;
    let mut properties = Vec::new();
    for (name, value) in &source.properties {
        let value = property(value, scope)?;
        match only_sigv4(&value).filter(|_| name == "authSchemes") {
            Some(scope) => sigv4 = Some(scope),
            None => properties.push((name.clone(), value)),
        }
    }
    Ok(RuleBody::Endpoint {
        url: expression(&source.url, scope)?,
        headers,
        sigv4,
        properties,
    })
}

/// The scope of the signature, where authentication schemes are one of version 4 that says no more than that.
fn only_sigv4(schemes: &Property) -> Option<SigningScope> {
    let Property::Array(schemes) = schemes else {
        return None;
    };
    let [Property::Object(entries)] = schemes.as_slice() else {
        return None;
    };
    let mut is_sigv4 = false;
    let mut scope = SigningScope::default();
    for (key, value) in entries {
        let Property::Text(value) = value else {
            return None;
        };
        match (key.as_str(), &value.kind) {
            ("name", ExpressionKind::String(name)) if name == "sigv4" => is_sigv4 = true,
            ("signingName", _) if is_text(value) => scope.name = Some(value.clone()),
            ("signingRegion", _) if is_text(value) => scope.region = Some(value.clone()),
            _ => return None,
        }
    }
    is_sigv4.then_some(scope)
}

fn is_text(value: &Expression) -> bool {
    !value.optional && matches!(value.ty, RuleType::Str | RuleType::String)
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
        Value::Bool(value) => Property::Boolean(*value),
        Value::Number(number) => Property::Number(number.clone()),
        Value::Null => Property::Null,
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
