//! Rust names for Smithy names: the one place that knows case, keywords and what may not be shadowed.

use heck::{ToKebabCase, ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Ident, Span};
use std::collections::BTreeSet;

/// Names that generated code and its readers take to be Rust's own or serde's. A shape of such a name
/// gets a suffix.
const PRELUDE: &[&str] = &[
    "AsMut",
    "AsRef",
    "AsyncFn",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Deserialize",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Self",
    "Send",
    "Serialize",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
];

/// Methods that every generated struct has, which a setter of that name would hide.
const TAKEN: &[&str] = &["clone", "default", "into", "new"];

/// The keywords of Rust's edition 2024, which the generated crates are written in: strict and reserved ones, sorted.
const KEYWORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue",
    "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if",
    "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub",
    "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Keywords that cannot even be raw identifiers.
const NEVER_RAW: &[&str] = &["crate", "self", "Self", "super", "_"];

/// Names that Windows keeps for devices, whatever ending a file has, in small letters and sorted.
const DEVICES: &[&str] = &[
    "aux", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "con",
    "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "nul", "prn",
];

/// So long may the name of a module get, whose file systems have no more than 255 bytes for.
const MAX_MODULE: usize = 200;

/// The type for a shape, such as `OnFailure`. A name that is camel case already stays as it is.
#[must_use]
pub fn type_name(shape: &str) -> String {
    let name = upper_camel(shape);
    if PRELUDE.contains(&name.as_str()) {
        format!("{name}Value")
    } else {
        name
    }
}

/// The variant for a member of an enum or union, such as `CallerRateLimitExceeded`.
#[must_use]
pub fn variant_name(member: &str) -> String {
    let name = upper_camel(member);
    match name.as_str() {
        "Self" | "Unknown" => format!("{name}Value"),
        _ => name,
    }
}

/// The field, argument and setter for a member, such as `function_arn`.
#[must_use]
pub fn field_name(member: &str) -> String {
    let name = leading_letter(words(member).to_snake_case(), "_");
    if TAKEN.contains(&name.as_str()) || NEVER_RAW.contains(&name.as_str()) {
        format!("{name}_")
    } else {
        name
    }
}

/// The method that asks whether a value is this variant, such as `is_resource_not_found_exception`.
#[must_use]
pub fn predicate_name(variant: &str) -> String {
    format!("is_{}", words(variant).to_snake_case())
}

/// What one of the things is called that a field holds, such as `tag` of `tags`, where its name is a plural by rules that can
/// be told from its end; else nothing.
#[must_use]
pub fn singular(field: &str) -> Option<String> {
    /// Those that the rules below have wrong.
    const EXCEPTIONS: [(&str, &str); 9] = [
        ("aliases", "alias"),
        ("biases", "bias"),
        ("buses", "bus"),
        ("caches", "cache"),
        ("cookies", "cookie"),
        ("indices", "index"),
        ("matrices", "matrix"),
        ("statuses", "status"),
        ("vertices", "vertex"),
    ];
    let (before, last) = match field.rfind('_') {
        Some(at) => field.split_at(at + 1),
        None => ("", field),
    };
    let singular = match EXCEPTIONS.iter().find(|(plural, _)| *plural == last) {
        Some((_, singular)) => (*singular).to_owned(),
        None => {
            let stem = last.strip_suffix('s')?;
            let is_plural = stem.len() > 1
                && !stem.ends_with(['s', 'u', '_'])
                && !stem.ends_with("si")
                && !matches!(last, "dns" | "https" | "kms" | "series" | "sms" | "tls");
            if !is_plural {
                return None;
            }
            let is_longer = ["sse", "she", "che", "xe"]
                .iter()
                .any(|it| stem.ends_with(it));
            match stem.strip_suffix("ie") {
                Some(stem) if stem.len() > 1 => format!("{stem}y"),
                _ if is_longer => stem.strip_suffix('e')?.to_owned(),
                _ => stem.to_owned(),
            }
        }
    };
    let singular = format!("{before}{singular}");
    let is_free = !TAKEN.contains(&singular.as_str()) && !NEVER_RAW.contains(&singular.as_str());
    is_free.then_some(singular)
}

/// The module for a type, such as `on_failure`.
#[must_use]
pub fn module_name(type_name: &str) -> String {
    let mut name = words(type_name).to_snake_case();
    if name.len() > MAX_MODULE {
        // What distinguishes long names may stand at their ends.
        let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        let start: String = name.chars().take(MAX_MODULE / 2).collect();
        name = format!("{}_{hash:016x}", start.trim_end_matches('_'));
    }
    let is_reserved = is_keyword(&name) || DEVICES.binary_search(&name.as_str()).is_ok();
    if is_reserved || name == "lib" || name == "main" {
        name.push('_');
    }
    name
}

/// The static for a service, such as `API_GATEWAY`.
#[must_use]
pub fn static_name(sdk_id: &str) -> String {
    leading_letter(words(sdk_id).to_shouty_snake_case(), "_")
}

/// The prefix of a service's crates, such as `api-gateway`.
#[must_use]
pub fn crate_prefix(sdk_id: &str) -> String {
    leading_letter(words(sdk_id).to_kebab_case(), "service-")
}

/// Whether names of crates can start with this.
#[must_use]
pub fn is_crate_prefix(prefix: &str) -> bool {
    prefix.starts_with(|first: char| first.is_ascii_lowercase())
        && prefix
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_'))
}

/// Gives names that are alike numbers, so that each is there once; `separator` stands before the number.
pub fn disambiguate<'a>(names: impl Iterator<Item = &'a mut String>, separator: &str) {
    let mut names: Vec<_> = names.collect();
    let mut taken: BTreeSet<String> = names.iter().map(|name| (*name).clone()).collect();
    let mut seen = BTreeSet::new();
    for name in &mut names {
        if seen.insert((*name).clone()) {
            continue;
        }
        let stem = name.trim_end_matches('_').to_owned();
        let free = (2..=taken.len() + 2)
            .map(|number| format!("{stem}{separator}{number}"))
            .find(|name| !taken.contains(name));
        **name = free.unwrap_or(stem);
        taken.insert((*name).clone());
        seen.insert((*name).clone());
    }
}

/// A crate as it is called in code, such as `lambda_shapes`.
#[must_use]
pub fn crate_ident(package: &str) -> Ident {
    ident(&package.replace('-', "_"))
}

/// An identifier, raw where it is a keyword.
///
/// # Panics
///
/// Never for a name that came from this module.
#[must_use]
pub fn ident(name: &str) -> Ident {
    if is_keyword(name) && !NEVER_RAW.contains(&name) {
        Ident::new_raw(name, Span::call_site())
    } else {
        Ident::new(name, Span::call_site())
    }
}

/// A name in which case separates words, `IoT` being one, and in which nothing stands that no identifier may hold.
fn words(name: &str) -> String {
    // Some numbers of Unicode, such as `²`, pass for letters elsewhere.
    let in_identifiers =
        |letter: char| letter.is_ascii() || syn::parse_str::<Ident>(&format!("a{letter}")).is_ok();
    name.replace("IoT", "Iot")
        .replace(|letter| !in_identifiers(letter), "_")
}

fn upper_camel(name: &str) -> String {
    let is_camel = name.starts_with(|first: char| first.is_ascii_uppercase())
        && name.contains(|letter: char| letter.is_ascii_lowercase())
        && name.chars().all(|letter| letter.is_ascii_alphanumeric());
    if is_camel {
        return name.to_owned();
    }
    let ascii: String = name
        .chars()
        .map(|letter| {
            if letter.is_ascii_alphanumeric() {
                letter
            } else {
                '_'
            }
        })
        .collect();
    let camel = ascii.to_upper_camel_case();
    if camel.is_empty() {
        "Empty".to_owned()
    } else {
        leading_letter(camel, "V")
    }
}

/// An identifier cannot start with a digit.
fn leading_letter(name: String, prefix: &str) -> String {
    if name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        name
    } else {
        format!("{prefix}{name}")
    }
}

fn is_keyword(name: &str) -> bool {
    KEYWORDS.binary_search(&name).is_ok()
}

#[cfg(test)]
mod tests;
