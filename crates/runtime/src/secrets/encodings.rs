//! What base64 and numbers of bytes in a text stand for, wherever in it they begin.

use super::layer::Layer;

/// What stands between two decoded pieces. No secret has it.
const GAP: u8 = 0;

/// The text decoded in every way there is: a secret may begin at any byte of what was encoded.
pub(super) fn decoded(layer: &Layer) -> impl Iterator<Item = Layer> {
    let of_base64 = (0..4).map(|skip| base64(layer, skip));
    let of_hex = (0..2).map(|skip| hex(layer, skip));
    of_base64.chain(of_hex).chain([decimal(layer)])
}

/// Runs of the alphabets of base64, without this many digits at the start of each.
fn base64(layer: &Layer, skip: usize) -> Layer {
    let mut parts = Vec::with_capacity(layer.bytes.len());
    let (mut bits, mut count, mut run) = (0_u32, 0_u32, 0);
    // Where the digit stands that the next byte begins in.
    let mut start = 0;
    for (at, digit) in layer.bytes.iter().enumerate() {
        let Some(value) = sextet(*digit) else {
            parts.push((GAP, at));
            (bits, count, run) = (0, 0, 0);
            continue;
        };
        run += 1;
        if run <= skip {
            continue;
        }
        if count == 0 {
            start = at;
        }
        bits = bits << 6 | value;
        count += 6;
        if count >= 8 {
            count -= 8;
            let byte = (bits >> count) & 0xff;
            parts.push((u8::try_from(byte).unwrap_or(GAP), start));
            bits &= (1 << count) - 1;
            start = at;
        }
    }
    layer.decoded(parts.into_iter())
}

fn sextet(digit: u8) -> Option<u32> {
    let value = match digit {
        b'A'..=b'Z' => digit - b'A',
        b'a'..=b'z' => digit - b'a' + 26,
        b'0'..=b'9' => digit - b'0' + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    };
    Some(u32::from(value))
}

/// Pairs of hexadecimal digits, with a separator between two of them or not, without this many digits at the start of each
/// run.
fn hex(layer: &Layer, skip: usize) -> Layer {
    let text = layer.bytes.as_slice();
    let mut parts = Vec::with_capacity(text.len());
    let mut at = 0;
    let mut is_within = false;
    while let Some(rest @ [_, ..]) = text.get(at..) {
        if !is_within && skip > 0 && pair(rest).is_some() {
            parts.push((GAP, at));
            at += skip;
            is_within = true;
            continue;
        }
        if let Some(byte) = pair(rest) {
            parts.push((byte, at));
            at += 2;
            is_within = true;
            let next = text.get(at..).map_or(0, separator);
            if text.get(at + next..).and_then(pair).is_some() {
                at += next;
            }
        } else {
            parts.push((GAP, at));
            at += 1;
            is_within = false;
        }
    }
    layer.decoded(parts.into_iter())
}

/// The length of what may stand between two bytes in a list of them, with the mark of the second's base.
fn separator(text: &[u8]) -> usize {
    let mut length = 0;
    for marks in [&[",", ":", "-"][..], &[" ", "\n"], &["0x"]] {
        let rest = text.get(length..).unwrap_or_default();
        let mark = marks.iter().find(|mark| rest.starts_with(mark.as_bytes()));
        length += mark.map_or(0, |mark| mark.len());
    }
    length
}

/// Numbers of bytes, as programs show an array of them.
fn decimal(layer: &Layer) -> Layer {
    let text = layer.bytes.as_slice();
    let mut parts = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(rest @ [_, ..]) = text.get(at..) {
        let digits = rest.iter().take_while(|it| it.is_ascii_digit()).count();
        let number = rest.get(..digits).map(str::from_utf8);
        let byte = number.and_then(|number| number.ok()?.parse().ok());
        parts.push((byte.unwrap_or(GAP), at));
        at += digits.max(1);
        let next = text.get(at..).map_or(0, separator);
        if byte.is_some() && text.get(at + next).is_some_and(u8::is_ascii_digit) {
            at += next;
        }
    }
    layer.decoded(parts.into_iter())
}

fn pair(text: &[u8]) -> Option<u8> {
    let [high, low, ..] = text else { return None };
    let digit = |byte: u8| char::from(byte).to_digit(16);
    u8::try_from(digit(*high)? << 4 | digit(*low)?).ok()
}
