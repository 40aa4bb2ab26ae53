//! From the JSON that test traits write values in, to expressions of the generated types.

use super::context::Tests;
use crate::emit::{Context, part_type, value_type};
use crate::ir::{Member, Operation, Presence, Type, TypeKind, TypeRef};
use crate::naming;
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::{Map, Value};

/// What stands for a required member that a case leaves out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Missing {
    /// Any valid value: the case is not about it.
    Sample,
    /// What stands in where a service leaves it out.
    Absent,
}

type Expression = Result<TokenStream, String>;

impl Tests<'_> {
    /// An operation with this input.
    pub(super) fn operation_value(
        &self,
        operation: &Operation,
        params: &Map<String, Value>,
    ) -> Expression {
        let path = self.path(crate::ir::Crate::Operations, &operation.name.name);
        let members: Vec<_> = operation.input.iter().map(|input| &input.member).collect();
        self.built(
            &path,
            &quote!(#path::new),
            &members,
            params,
            Missing::Sample,
        )
    }

    /// A structure of these members.
    pub(super) fn structure_value(
        &self,
        reference: &TypeRef,
        params: &Map<String, Value>,
        missing: Missing,
    ) -> Expression {
        let structure = self
            .package
            .structure(reference)
            .ok_or_else(|| format!("the structure {} is not generated", reference.name))?;
        let path = self.path(reference.krate, &reference.name);
        let members: Vec<_> = structure.members.iter().collect();
        let new = if structure.has_default() {
            quote!(#path::default)
        } else {
            quote!(#path::new)
        };
        self.built(&path, &new, &members, params, missing)
    }

    /// The member's expected value, for comparing an output member by member.
    pub(super) fn member_value(&self, member: &Member, params: &Map<String, Value>) -> Expression {
        let given = params.get(&member.name).filter(|value| !value.is_null());
        match (given, &member.presence) {
            (Some(value), Presence::Optional) => {
                let value = self.value(&member.ty, value, Missing::Absent)?;
                Ok(quote!(Some(#value)))
            }
            (Some(value), _) => self.value(&member.ty, value, Missing::Absent),
            (None, Presence::Optional) => Ok(quote!(None)),
            (None, _) => Ok(quote!(::smithereens_types::absent())),
        }
    }

    fn built(
        &self,
        path: &TokenStream,
        new: &TokenStream,
        members: &[&Member],
        params: &Map<String, Value>,
        missing: Missing,
    ) -> Expression {
        if let Some(unknown) = params
            .keys()
            .find(|name| !members.iter().any(|member| &member.name == *name))
        {
            return Err(format!("{path} has no member {unknown:?}").replace(' ', ""));
        }
        let mut arguments = Vec::new();
        let mut assignments = Vec::new();
        for member in members {
            let given = params.get(&member.name).filter(|value| !value.is_null());
            let field = naming::ident(&member.rust);
            match (given, &member.presence) {
                (Some(value), Presence::Required) => {
                    arguments.push(self.plain(&member.ty, value, missing)?);
                }
                (None, Presence::Required) if missing == Missing::Sample => {
                    arguments.push(self.sample(&member.ty)?);
                }
                (None, Presence::Required) => arguments.push(self.absent(&member.ty)),
                (Some(value), Presence::Optional) => {
                    let value = self.value(&member.ty, value, missing)?;
                    assignments.push(quote!(value.#field = Some(#value);));
                }
                (Some(value), _) => {
                    let value = self.value(&member.ty, value, missing)?;
                    assignments.push(quote!(value.#field = #value;));
                }
                (None, _) => {}
            }
        }
        if assignments.is_empty() {
            return Ok(quote!(#new(#(#arguments),*)));
        }
        Ok(quote!({
            let mut value = #new(#(#arguments),*);
            #(#assignments)*
            value
        }))
    }

    /// A value without the box around it, as constructors take it.
    fn plain(&self, ty: &Type, value: &Value, missing: Missing) -> Expression {
        match ty {
            Type::Shape(shape) if shape.boxed => self.value(
                &Type::Shape(TypeRef {
                    boxed: false,
                    ..shape.clone()
                }),
                value,
                missing,
            ),
            ty => self.value(ty, value, missing),
        }
    }

    fn absent(&self, ty: &Type) -> TokenStream {
        let name = self.type_name(ty);
        quote!(::smithereens_types::absent::<#name>())
    }

    /// Any valid value of a type.
    pub(super) fn sample(&self, ty: &Type) -> Expression {
        let value = match ty {
            Type::Boolean => Value::Bool(true),
            Type::Byte
            | Type::Short
            | Type::Integer
            | Type::Long
            | Type::Float
            | Type::Double
            | Type::Timestamp(_)
            | Type::BigInteger
            | Type::BigDecimal => Value::from(1),
            Type::String { .. }
            | Type::Blob { .. }
            | Type::Stream { .. }
            | Type::Events(_)
            | Type::Document => Value::from("sample"),
            Type::List { .. } => Value::Array(Vec::new()),
            Type::Map { .. } | Type::Unit => Value::Object(Map::new()),
            Type::Shape(shape) => match shape.kind {
                TypeKind::Structure => Value::Object(Map::new()),
                TypeKind::StringEnum => Value::from("sample"),
                TypeKind::IntEnum => Value::from(1),
                // Only what a service can leave out has a value for when it is absent, which an input's union need not.
                TypeKind::Union => {
                    let path = self.path(shape.krate, &shape.name);
                    return Ok(
                        quote!(#path::Unknown(::smithereens_types::UnknownMember::default())),
                    );
                }
            },
        };
        self.plain(ty, &value, Missing::Sample)
    }

    /// A value of a type.
    pub(super) fn value(&self, ty: &Type, value: &Value, missing: Missing) -> Expression {
        let misfit = || format!("{value} is no value of the type {ty:?}");
        Ok(match ty {
            Type::Boolean => {
                let value = value
                    .as_bool()
                    .or_else(|| value.as_str()?.parse().ok())
                    .ok_or_else(misfit)?;
                quote!(#value)
            }
            Type::Byte | Type::Short | Type::Integer | Type::Long => {
                let number = integer(value).ok_or_else(misfit)?;
                let literal = Literal::i64_unsuffixed(number);
                quote!(#literal)
            }
            Type::Float => float(value, &quote!(f32)).ok_or_else(misfit)?,
            Type::Double => float(value, &quote!(f64)).ok_or_else(misfit)?,
            Type::BigInteger | Type::BigDecimal => {
                let text = value
                    .as_str()
                    .map_or_else(|| value.to_string(), str::to_owned);
                quote!(#text.parse().unwrap())
            }
            Type::String { .. } => {
                let text = text(value).ok_or_else(misfit)?;
                quote!(#text.to_owned())
            }
            Type::Blob { .. } => {
                let text = text(value).ok_or_else(misfit)?;
                quote!(::smithereens_types::Blob::from(#text))
            }
            Type::Stream { .. } => {
                let text = text(value).ok_or_else(misfit)?;
                quote!(::smithereens::ByteStream::from(#text))
            }
            Type::Events(_) => quote!(::smithereens::EventStream::default()),
            Type::Timestamp(_) => {
                let text = value
                    .as_str()
                    .map_or_else(|| value.to_string(), str::to_owned);
                quote!(#text.parse::<::smithereens_types::Timestamp>().unwrap())
            }
            Type::Document => {
                let text = value.to_string();
                quote!(::serde_json::from_str::<::smithereens_types::Document>(#text).unwrap())
            }
            Type::Unit => quote!(()),
            Type::List { member, sparse, .. } => {
                let list = value.as_array().ok_or_else(misfit)?;
                let name = self.part_name(member, *sparse);
                let items = list
                    .iter()
                    .map(|item| self.part(member, item, *sparse, missing));
                let items = items.collect::<Result<Vec<_>, _>>()?;
                if items.is_empty() {
                    quote!(Vec::<#name>::new())
                } else {
                    quote!(Vec::<#name>::from([#(#items),*]))
                }
            }
            Type::Map {
                key,
                value: part,
                sparse,
                ..
            } => {
                let map = value.as_object().ok_or_else(misfit)?;
                let (key_name, name) = (self.type_name(key), self.part_name(part, *sparse));
                let mut entries = Vec::new();
                for (entry, value) in map {
                    let key = self.value(key, &Value::from(entry.as_str()), missing)?;
                    let value = self.part(part, value, *sparse, missing)?;
                    entries.push(quote!((#key, #value)));
                }
                if entries.is_empty() {
                    quote!(::std::collections::BTreeMap::<#key_name, #name>::new())
                } else {
                    quote!(::std::collections::BTreeMap::<#key_name, #name>::from([#(#entries),*]))
                }
            }
            Type::Shape(shape) => {
                let inner = self.shape_value(shape, value, missing)?;
                if shape.boxed {
                    quote!(Box::new(#inner))
                } else {
                    inner
                }
            }
        })
    }

    fn part(&self, ty: &Type, value: &Value, sparse: bool, missing: Missing) -> Expression {
        match (sparse, value) {
            (true, Value::Null) => Ok(quote!(None)),
            (true, value) => {
                let value = self.value(ty, value, missing)?;
                Ok(quote!(Some(#value)))
            }
            (false, value) => self.value(ty, value, missing),
        }
    }

    fn shape_value(&self, shape: &TypeRef, value: &Value, missing: Missing) -> Expression {
        let path = self.path(shape.krate, &shape.name);
        let misfit = || format!("{value} is no value of {}", shape.name);
        match shape.kind {
            TypeKind::StringEnum => {
                let text = text(value).ok_or_else(misfit)?;
                Ok(quote!(#path::from(#text)))
            }
            TypeKind::IntEnum => {
                let literal = Literal::i64_unsuffixed(integer(value).ok_or_else(misfit)?);
                Ok(quote!(#path::from(#literal)))
            }
            TypeKind::Structure => {
                self.structure_value(shape, value.as_object().ok_or_else(misfit)?, missing)
            }
            TypeKind::Union => {
                let object = value.as_object().ok_or_else(misfit)?;
                let mut set = object.iter().filter(|(_, value)| !value.is_null());
                let (Some((name, value)), None) = (set.next(), set.next()) else {
                    return Err(misfit());
                };
                let union = self.package.union(shape).ok_or_else(misfit)?;
                let member = union
                    .members
                    .iter()
                    .find(|member| &member.name == name)
                    .ok_or_else(misfit)?;
                let variant = naming::ident(&member.rust);
                if member.ty == Type::Unit {
                    return Ok(quote!(#path::#variant {}));
                }
                let value = self.value(&member.ty, value, missing)?;
                Ok(quote!(#path::#variant(#value)))
            }
        }
    }

    /// The type of a value, without the box around it.
    fn type_name(&self, ty: &Type) -> TokenStream {
        match ty {
            Type::Shape(shape) => self.path(shape.krate, &shape.name),
            ty => value_type(&Context::external(self.package), ty),
        }
    }

    fn part_name(&self, ty: &Type, sparse: bool) -> TokenStream {
        part_type(&Context::external(self.package), ty, sparse)
    }
}

/// Examples write some numbers and booleans as strings.
fn integer(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => text.parse().ok(),
        _ => None,
    }
}

fn float(value: &Value, ty: &TokenStream) -> Option<TokenStream> {
    match value.as_str() {
        Some("NaN") => return Some(quote!(#ty::NAN)),
        Some("Infinity") => return Some(quote!(#ty::INFINITY)),
        Some("-Infinity") => return Some(quote!(#ty::NEG_INFINITY)),
        _ => {}
    }
    let number = value.as_f64().or_else(|| value.as_str()?.parse().ok());
    let number = number.filter(|number: &f64| number.is_finite())?;
    let literal = Literal::f64_unsuffixed(number);
    Some(quote!(#literal))
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(value) => Some(value.to_string()),
        _ => None,
    }
}
