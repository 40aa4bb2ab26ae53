//! Whether what was read is what was expected.

use percent_encoding::percent_decode;
use serde_json::Value;
use std::fmt::Debug;

/// Compares two values. NaN is itself; where a value holds it, secrets in the same value do not count.
///
/// # Errors
///
/// They differ: the text shows both, without what is secret.
pub fn same<T: PartialEq + Debug>(actual: &T, expected: &T) -> Result<(), String> {
    if actual == expected {
        return Ok(());
    }
    let (actual, expected) = (format!("{actual:?}"), format!("{expected:?}"));
    if actual == expected && actual.contains("NaN") {
        return Ok(());
    }
    Err(format!("is {actual}, expected {expected}"))
}

/// Compares a text of this name, of which one that is not there is as good as an empty one.
///
/// # Errors
///
/// They differ: the text has the name and shows both.
pub fn same_text(name: &str, actual: Option<&str>, expected: &str) -> Result<(), String> {
    same(&actual.unwrap_or_default(), &expected).map_err(|problem| format!("{name} {problem}"))
}

/// Compares the bytes of two bodies.
///
/// # Errors
///
/// They differ: the text shows both.
pub fn same_bytes(actual: &[u8], expected: &[u8]) -> Result<(), String> {
    if actual == expected {
        return Ok(());
    }
    Err(format!(
        "is \"{}\", expected \"{}\"",
        actual.escape_ascii(),
        expected.escape_ascii()
    ))
}

/// Compares two forms by the names and values that they decode to, whatever their order.
///
/// # Errors
///
/// They differ: the text shows the pairs that one has alone.
pub fn same_form(actual: &[u8], expected: &[u8]) -> Result<(), String> {
    let (mut added, mut missing) = (pairs(actual), pairs(expected));
    added.retain(
        |pair| match missing.iter().position(|other| other == pair) {
            Some(at) => {
                missing.swap_remove(at);
                false
            }
            None => true,
        },
    );
    if added.is_empty() && missing.is_empty() {
        return Ok(());
    }
    Err(format!("has {added:?}, expected {missing:?}"))
}

/// What a form says to who decodes it.
fn pairs(form: &[u8]) -> Vec<(String, String)> {
    let decoded = |text: &[u8]| {
        let text: Vec<_> = text
            .iter()
            .map(|byte| if *byte == b'+' { b' ' } else { *byte })
            .collect();
        percent_decode(&text).decode_utf8_lossy().into_owned()
    };
    form.split(|byte| *byte == b'&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = match pair.iter().position(|byte| *byte == b'=') {
                Some(at) => (&pair[..at], &pair[at + 1..]),
                None => (pair, &pair[..0]),
            };
            (decoded(name), decoded(value))
        })
        .collect()
}

/// Whether two JSON texts mean the same: order of members and form of numbers aside.
pub(super) fn same_json(actual: &[u8], expected: &str) -> Result<(), String> {
    let expected: Value = serde_json::from_str(expected)
        .map_err(|error| format!("the expected body is no JSON: {error}"))?;
    let actual: Value = serde_json::from_slice(actual)
        .map_err(|error| format!("\"{}\" is no JSON: {error}", actual.escape_ascii()))?;
    if means_the_same(&actual, &expected) {
        return Ok(());
    }
    Err(format!("is {actual}, expected {expected}"))
}

fn means_the_same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        // 1 and 1.0 are one number. Whole ones are compared as such first: floats round them.
        (Value::Number(a), Value::Number(b)) => {
            a == b || ((a.is_f64() || b.is_f64()) && a.as_f64() == b.as_f64())
        }
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| means_the_same(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len()
                && a.iter().all(|(name, value)| {
                    b.get(name)
                        .is_some_and(|other| means_the_same(value, other))
                })
        }
        _ => a == b,
    }
}

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn nan_is_itself_and_nothing_else() {
        same(&[1.0, f64::NAN], &[1.0, f64::NAN]).unwrap();
        same(&[1.0, f64::NAN], &[2.0, f64::NAN]).unwrap_err();
        same(&1.0, &2.0).unwrap_err();
    }
}
