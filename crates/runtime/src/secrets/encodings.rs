//! What base64 and hexadecimal in a text stand for, wherever in it they begin.

use super::layer::Layer;

/// What stands between two decoded pieces. No secret has it.
const GAP: u8 = 0;

/// The text decoded in every way there is: a secret may begin at any byte of what was encoded.
pub(super) fn decoded(layer: &Layer) -> impl Iterator<Item = Layer> {
    let of_base64 = (0..4).map(|skip| base64(layer, skip));
    let of_hex = (0..2).map(|skip| hex(layer, skip));
    of_base64.chain(of_hex)
}

/// Runs of the alphabets of base64, without so many digits at the start of each.
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

/// Pairs of hexadecimal digits, with one blank, colon or dash between two of them or not, without so many digits at the
/// start of each run.
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
            if let Some([b' ' | b':' | b'-', after @ ..]) = text.get(at..)
                && pair(after).is_some()
            {
                at += 1;
            }
        } else {
            parts.push((GAP, at));
            at += 1;
            is_within = false;
        }
    }
    layer.decoded(parts.into_iter())
}

fn pair(text: &[u8]) -> Option<u8> {
    let [high, low, ..] = text else { return None };
    let digit = |byte: u8| char::from(byte).to_digit(16);
    u8::try_from(digit(*high)? << 4 | digit(*low)?).ok()
}
