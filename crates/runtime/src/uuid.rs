//! How random bits are written as a UUID of version 4 (RFC 9562).

/// 122 of these bits; the rest says version and variant.
pub(crate) fn v4(random: u128) -> String {
    const VERSION: u128 = 0xf << 76;
    const VARIANT: u128 = 0b11 << 62;
    let bits = (random & !VERSION & !VARIANT) | 4 << 76 | 0b10 << 62;
    let mut text = String::with_capacity(36);
    for (index, byte) in bits.to_be_bytes().into_iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        for nibble in [byte >> 4, byte & 0xf] {
            let letter = if nibble < 10 { b'0' } else { b'a' - 10 };
            text.push(char::from(letter + nibble));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::v4;

    #[test]
    fn version_and_variant_are_set_whatever_the_bits() {
        assert_eq!(v4(0), "00000000-0000-4000-8000-000000000000");
        assert_eq!(v4(u128::MAX), "ffffffff-ffff-4fff-bfff-ffffffffffff");
        assert_eq!(
            v4(0x0123_4567_89ab_cdef_0123_4567_89ab_cdef),
            "01234567-89ab-4def-8123-456789abcdef"
        );
    }
}
