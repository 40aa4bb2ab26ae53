//! How escapes are undone: those of JSON and of programming languages, of URLs, of XML and HTML.

use super::layer::Layer;

/// The text with every escape in it undone, or `None` where it has none.
pub(super) fn unescaped(layer: &Layer) -> Option<Layer> {
    let text = layer.bytes.as_slice();
    let mut parts = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(rest @ [first, ..]) = text.get(at..) {
        let (byte, length) = escape(rest).unwrap_or((*first, 1));
        parts.push((byte, at));
        at += length;
    }
    (parts.len() < text.len()).then(|| layer.decoded(parts.into_iter()))
}

/// What HTML calls the characters of base64 and of JSON.
const NAMED: [(&[u8], u8); 12] = [
    (b"amp", b'&'),
    (b"apos", b'\''),
    (b"equals", b'='),
    (b"gt", b'>'),
    (b"hyphen", b'-'),
    (b"lowbar", b'_'),
    (b"lt", b'<'),
    (b"nbsp", b' '),
    (b"percnt", b'%'),
    (b"plus", b'+'),
    (b"quot", b'"'),
    (b"sol", b'/'),
];

/// The character of an escape that the text begins with, and the escape's length. A character outside of ASCII is one
/// byte that no secret has.
fn escape(text: &[u8]) -> Option<(u8, usize)> {
    match text {
        [b'\\', b'u', b'{', rest @ ..] => closed(number(rest, 16, 6), rest, b'}', 3),
        [b'\\', b'u', rest @ ..] | [b'%', b'u' | b'U', rest @ ..] => exact(rest, 4, 2),
        [b'\\', b'U', rest @ ..] => exact(rest, 8, 2),
        [b'\\', b'x', rest @ ..] => exact(rest, 2, 2),
        [b'\\', b'0'..=b'7', ..] => {
            let digits = text.get(1..4)?;
            let (code, length) = number(digits, 8, 3)?;
            (length == 3).then_some((byte(code), 4))
        }
        [b'\\', other, ..] if other.is_ascii_punctuation() => Some((*other, 2)),
        [b'%', rest @ ..] => exact(rest, 2, 1),
        [b'&', b'#', b'x' | b'X', rest @ ..] => closed(number(rest, 16, 8), rest, b';', 3),
        [b'&', b'#', rest @ ..] => closed(number(rest, 10, 8), rest, b';', 2),
        [b'&', rest @ ..] => NAMED.iter().find_map(|(name, byte)| {
            let after = rest.strip_prefix(*name)?;
            after.starts_with(b";").then_some((*byte, name.len() + 2))
        }),
        _ => None,
    }
}

/// A count of hexadecimal digits after a count of bytes.
fn exact(rest: &[u8], digits: usize, before: usize) -> Option<(u8, usize)> {
    let (code, length) = number(rest, 16, digits)?;
    (length == digits).then_some((byte(code), before + digits))
}

/// A number after this many bytes, and what closes it, which browsers do without.
fn closed(
    number: Option<(u32, usize)>,
    rest: &[u8],
    close: u8,
    before: usize,
) -> Option<(u8, usize)> {
    let (code, digits) = number?;
    let is_closed = rest.get(digits) == Some(&close);
    Some((byte(code), before + digits + usize::from(is_closed)))
}

/// The number that the text begins with, and how many digits it has.
fn number(text: &[u8], base: u32, max_digits: usize) -> Option<(u32, usize)> {
    let digits = text.iter().take(max_digits);
    let digits = digits.map_while(|digit| char::from(*digit).to_digit(base));
    let (number, length) = digits.fold((0_u32, 0), |(number, length), digit| {
        let number = number.saturating_mul(base).saturating_add(digit);
        (number, length + 1)
    });
    (length > 0).then_some((number, length))
}

fn byte(code: u32) -> u8 {
    u8::try_from(code).unwrap_or(u8::MAX)
}
