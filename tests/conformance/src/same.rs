//! Whether what was read is what was expected.

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
