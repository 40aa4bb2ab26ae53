//! How members stand in JSON, as serde attributes.

use crate::ir::{DefaultValue, Member, Presence, TimestampFormat, Type};
use proc_macro2::TokenStream;
use quote::quote;

/// The case that most of the members' names follow, so that few need to be spelled out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Snake,
    Pascal,
    Camel,
}

impl Case {
    /// The case that leaves the fewest names to spell out.
    pub(super) fn of(members: &[&Member]) -> Self {
        let misfits = |case: Self| {
            members
                .iter()
                .filter(|member| case.apply(&member.rust) != member.json_name)
                .count()
        };
        [Self::Snake, Self::Pascal, Self::Camel]
            .into_iter()
            .min_by_key(|case| misfits(*case))
            .unwrap_or(Self::Snake)
    }

    /// What serde makes of a field's name.
    fn apply(self, field: &str) -> String {
        match self {
            Self::Snake => field.to_owned(),
            Self::Pascal => pascal(field),
            Self::Camel => {
                let pascal = pascal(field);
                let mut letters = pascal.chars();
                letters.next().map_or_else(String::new, |first| {
                    first.to_ascii_lowercase().to_string() + letters.as_str()
                })
            }
        }
    }

    /// The container attribute, if one is needed.
    pub(super) fn attribute(self) -> Option<TokenStream> {
        match self {
            Self::Snake => None,
            Self::Pascal => Some(quote!(rename_all = "PascalCase")),
            Self::Camel => Some(quote!(rename_all = "camelCase")),
        }
    }
}

/// serde's own rule, which keeps every letter but those after an underscore.
fn pascal(field: &str) -> String {
    field
        .split('_')
        .flat_map(|word| {
            let mut letters = word.chars();
            letters
                .next()
                .map(|first| first.to_ascii_uppercase())
                .into_iter()
                .chain(letters.collect::<Vec<_>>())
        })
        .collect()
}

/// What the struct around a field says already.
pub(super) struct Container {
    /// The case of the names.
    pub case: Case,
    /// Whether members that are left out take the struct's defaults.
    pub has_default: bool,
    /// Whether it is read, and not only written.
    pub is_read: bool,
}

/// The attribute of a field, if it needs one.
pub(super) fn field_attribute(container: &Container, member: &Member) -> Option<TokenStream> {
    let mut parts = Vec::new();
    let json_name = &member.json_name;
    if container.case.apply(&member.rust) != *json_name {
        parts.push(quote!(rename = #json_name));
    }
    let form = form(&member.ty);
    let needs_default = container.is_read && !container.has_default;
    match &member.presence {
        Presence::Optional => {
            if let Some(form) = form {
                if needs_default {
                    parts.push(quote!(default));
                }
                let with = format!("json::As::<Option<{form}>>");
                parts.push(quote!(with = #with));
            }
            parts.push(quote!(skip_serializing_if = "Option::is_none"));
        }
        Presence::Required | Presence::Collection | Presence::Default(DefaultValue::Zero) => {
            match form {
                Some(form) => {
                    if needs_default {
                        parts.push(quote!(default));
                    }
                    let with = format!("json::As::<{form}>");
                    parts.push(quote!(with = #with));
                }
                None => {
                    if needs_default {
                        parts.push(quote!(default = "json::absent"));
                    }
                    if container.is_read {
                        parts.push(quote!(deserialize_with = "json::or_absent"));
                    }
                }
            }
        }
        Presence::Default(_) => {
            if needs_default {
                let function = default_function(member);
                parts.push(quote!(default = #function));
            }
            if let Some(form) = form {
                let with = format!("json::As::<{form}>");
                parts.push(quote!(with = #with));
            }
        }
    }
    (!parts.is_empty()).then(|| quote!(#[serde(#(#parts),*)]))
}

/// The attribute of a union's variant, if it needs one.
pub(super) fn variant_attribute(case: Case, member: &Member) -> Option<TokenStream> {
    let mut parts = Vec::new();
    let json_name = &member.json_name;
    if variant_case(case, &member.rust) != *json_name {
        parts.push(quote!(rename = #json_name));
    }
    if let Some(form) = form(&member.ty) {
        let with = format!("json::As::<{form}>::serialize");
        parts.push(quote!(serialize_with = #with));
    }
    (!parts.is_empty()).then(|| quote!(#[serde(#(#parts),*)]))
}

fn variant_case(case: Case, variant: &str) -> String {
    match case {
        Case::Camel => {
            let mut letters = variant.chars();
            letters.next().map_or_else(String::new, |first| {
                first.to_ascii_lowercase().to_string() + letters.as_str()
            })
        }
        _ => variant.to_owned(),
    }
}

/// The name of the function that gives a member's default.
pub(super) fn default_function(member: &Member) -> String {
    format!("default_{}", member.rust)
}

/// Whether the attribute of any of the members names the `json` module.
pub(super) fn uses_json<'a>(
    container: &Container,
    mut members: impl Iterator<Item = &'a Member>,
) -> bool {
    let is_corrected = |presence: &Presence| {
        matches!(
            presence,
            Presence::Required | Presence::Collection | Presence::Default(DefaultValue::Zero)
        )
    };
    members.any(|member| {
        form(&member.ty).is_some() || container.is_read && is_corrected(&member.presence)
    })
}

/// The adapter for a type that serde alone would not treat as the protocol wants, if it needs one.
pub(super) fn form(ty: &Type) -> Option<String> {
    Some(match ty {
        Type::Float | Type::Double => "json::Float".to_owned(),
        Type::Timestamp(TimestampFormat::DateTime) => "json::DateTime".to_owned(),
        Type::Timestamp(TimestampFormat::HttpDate) => "json::HttpDate".to_owned(),
        Type::List {
            member,
            sparse: false,
        } => collection("json::List", member),
        Type::List {
            member,
            sparse: true,
        } => collection("json::SparseList", member),
        Type::Map {
            value,
            sparse: false,
            ..
        } => collection("json::Map", value),
        Type::Map {
            value,
            sparse: true,
            ..
        } => collection("json::SparseMap", value),
        _ => return None,
    })
}

fn collection(name: &str, part: &Type) -> String {
    match form(part) {
        Some(part) => format!("{name}<{part}>"),
        None => name.to_owned(),
    }
}
