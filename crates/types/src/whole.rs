//! Which decimal numbers are whole, and what their digits are: `1.0`, `1e3` and `-0.0` are.

/// Why a text is no whole number of the size that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotWhole {
    /// It is no number as JSON writes them.
    NoNumber,
    /// Something is left behind the decimal point.
    Fraction,
    /// It has more digits than are asked for.
    TooLarge,
}

/// The most digits that an integer of 64 bits has.
const MAX_DIGITS: usize = 19;

/// The JSON number as an integer of 64 bits.
pub(crate) fn integer(text: &str) -> Result<i64, NotWhole> {
    let digits = digits(text, MAX_DIGITS)?;
    digits.parse().map_err(|_| NotWhole::TooLarge)
}

/// The digits of a JSON number that is whole, with a minus sign before them where it is negative, and no more than
/// `max_digits` of them. Exact, whatever the number of decimal places and the size of the exponent.
pub(crate) fn digits(text: &str, max_digits: usize) -> Result<String, NotWhole> {
    let (sign, unsigned) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text),
    };
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent_value(exponent)?),
        None => (unsigned, 0),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((_, "")) => return Err(NotWhole::NoNumber),
        Some(parts) => parts,
        None => (mantissa, ""),
    };
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !is_digits(whole) || !is_digits(fraction) {
        return Err(NotWhole::NoNumber);
    }
    let all = [whole, fraction].concat();
    let significant = all.trim_start_matches('0');
    let leading = all.len() - significant.len();
    let significant = significant.trim_end_matches('0');
    if significant.is_empty() {
        return Ok("0".to_owned());
    }
    // How many digits stand before the decimal point once the exponent has moved it.
    let length = |length: usize| i64::try_from(length).unwrap_or(i64::MAX);
    let before_point = (length(whole.len()) - length(leading)).saturating_add(exponent);
    if before_point < length(significant.len()) {
        return Err(NotWhole::Fraction);
    }
    let count = usize::try_from(before_point).map_err(|_| NotWhole::TooLarge)?;
    if count > max_digits {
        return Err(NotWhole::TooLarge);
    }
    Ok(format!("{sign}{significant:0<count$}"))
}

/// The exponent; one past all numbers is as good as the largest.
fn exponent_value(text: &str) -> Result<i64, NotWhole> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NotWhole::NoNumber);
    }
    let size = digits.parse().unwrap_or(i64::MAX);
    Ok(if text.starts_with('-') { -size } else { size })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_integer_is_a_whole_number_of_64_bits() {
        for (text, expected) in [
            ("-9.223372036854775808e18", Ok(i64::MIN)),
            ("9223372036854775807.0", Ok(i64::MAX)),
            ("9223372036854775808", Err(NotWhole::TooLarge)),
            ("-9223372036854775809", Err(NotWhole::TooLarge)),
            ("1e19", Err(NotWhole::TooLarge)),
            ("0.5", Err(NotWhole::Fraction)),
        ] {
            assert_eq!(integer(text), expected, "{text}");
        }
    }

    #[test]
    fn a_whole_number_is_known_by_its_value_and_not_by_its_form() {
        for (text, expected) in [
            ("1", "1"),
            ("1.0", "1"),
            ("1e3", "1000"),
            ("1E+2", "100"),
            ("1.50e1", "15"),
            ("120e-1", "12"),
            ("0.001e3", "1"),
            ("-0.0", "0"),
            ("0e99999999999999999999", "0"),
            ("0.000e-99999999999999999999", "0"),
            ("-7.000", "-7"),
            ("9007199254740993.0", "9007199254740993"),
            ("100000000000000000000e-20", "1"),
        ] {
            assert_eq!(digits(text, 19).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_not_whole_is_told_from_what_is_too_large() {
        for (text, why) in [
            ("1.5", NotWhole::Fraction),
            ("1e-1", NotWhole::Fraction),
            ("1.00000000000000000000001", NotWhole::Fraction),
            ("1e-99999999999999999999", NotWhole::Fraction),
            ("1e19", NotWhole::TooLarge),
            ("-1e99999999999999999999", NotWhole::TooLarge),
            ("", NotWhole::NoNumber),
            ("-", NotWhole::NoNumber),
            ("1.", NotWhole::NoNumber),
            (".5", NotWhole::NoNumber),
            ("1e", NotWhole::NoNumber),
            ("+1", NotWhole::NoNumber),
            ("one", NotWhole::NoNumber),
        ] {
            assert_eq!(digits(text, 19), Err(why), "{text}");
        }
    }
}
