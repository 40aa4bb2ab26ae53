//! Floating-point numbers as text.

use std::fmt;

/// The number as it stands in a header, a query or a label: in decimal digits, or `NaN`, `Infinity` or `-Infinity`.
#[must_use]
pub fn float_text(number: impl Into<f64> + fmt::Display) -> String {
    let text = number.to_string();
    match special(number.into()) {
        Some(name) => name.to_owned(),
        None => text,
    }
}

/// The name of a number that has no digits.
pub(crate) fn special(number: f64) -> Option<&'static str> {
    match number {
        _ if number.is_nan() => Some("NaN"),
        f64::INFINITY => Some("Infinity"),
        f64::NEG_INFINITY => Some("-Infinity"),
        _ => None,
    }
}

/// The number without digits that has this name.
pub(crate) fn of_name(name: &str) -> Option<f64> {
    match name {
        "NaN" => Some(f64::NAN),
        "Infinity" => Some(f64::INFINITY),
        "-Infinity" => Some(f64::NEG_INFINITY),
        _ => None,
    }
}
