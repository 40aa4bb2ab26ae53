//! Integers and floating-point numbers. Each is read from a number of any other type and width that is the same.

use super::big::BigNumber;
use super::error::TRUNCATED;
use super::{Error, Read, Reader, Write, Writer};
use crate::whole;
use minicbor::Decoder;

macro_rules! integers {
    ($($ty:ident),*) => {
        $(
            impl Read for $ty {
                fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
                    let at = reader.at();
                    match reader.head() {
                        Some(0x00..=0x1b | 0x20..=0x3b) => match reader.decoder.$ty() {
                            Ok(number) => Ok(number),
                            Err(error) => Err(Error::syntax(at, &error, OUT_OF_RANGE)),
                        },
                        _ => match reader.whole_number()?.try_into() {
                            Ok(number) => Ok(number),
                            Err(_) => Err(Error::new(at, OUT_OF_RANGE)),
                        },
                    }
                }
            }

            impl Write for $ty {
                fn write(&self, writer: &mut Writer) {
                    writer.put(|encoder| encoder.$ty(*self).map(drop));
                }
            }
        )*
    };
}

integers!(i8, i16, i32, i64);

const OUT_OF_RANGE: &str = "a number past the range of the member's type";

impl Read for f64 {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        match reader.head() {
            Some(0xf9..=0xfb) => reader.float(),
            _ => reader.other_float(),
        }
    }
}

/// A double that is past the range of a float is an error; one that is between two floats becomes the nearer.
impl Read for f32 {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        let at = reader.at();
        let double = f64::read(reader)?;
        #[expect(
            clippy::cast_possible_truncation,
            reason = "the model says that this number is a float"
        )]
        let float = double as Self;
        if float.is_infinite() && double.is_finite() {
            return Err(Error::new(at, OUT_OF_RANGE));
        }
        Ok(float)
    }
}

impl Write for f32 {
    fn write(&self, writer: &mut Writer) {
        writer.put(|encoder| encoder.f32(*self).map(drop));
    }
}

/// In four bytes where they say the same, as the protocol would have it.
impl Write for f64 {
    fn write(&self, writer: &mut Writer) {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "what is lost is looked for"
        )]
        let short = *self as f32;
        if Self::from(short).to_bits() == self.to_bits() || self.is_nan() {
            short.write(writer);
        } else {
            writer.put(|encoder| encoder.f64(*self).map(drop));
        }
    }
}

impl Reader<'_> {
    /// Reads a floating-point number of any width, which is what comes next.
    pub(super) fn float(&mut self) -> Result<f64, Error> {
        let at = self.at();
        if self.head() == Some(0xf9) {
            let bits = self.decoder.input().get(at + 1..at + 3);
            let Some(Ok(bits)) = bits.map(<[u8; 2]>::try_from) else {
                return Err(Error::new(at, TRUNCATED));
            };
            self.decoder.set_position(at + 3);
            return Ok(half(u16::from_be_bytes(bits)));
        }
        self.take(Decoder::f64)
    }

    /// A number that is not written as a floating-point one, as the nearest that there is.
    #[cold]
    fn other_float(&mut self) -> Result<f64, Error> {
        let at = self.at();
        let tag = self.pass_other_tags()?;
        if let (None, Some(0xf9..=0xfb)) = (tag, self.head()) {
            return self.float();
        }
        let text = self.decimal_after(tag, "a number")?;
        let number = text.parse().ok().filter(|number: &f64| number.is_finite());
        number.ok_or_else(|| Error::new(at, OUT_OF_RANGE))
    }

    /// A number that is not written as an integer, and is one.
    #[cold]
    fn whole_number(&mut self) -> Result<i64, Error> {
        let at = self.at();
        let text = self.decimal("an integer")?;
        match whole::integer(&text) {
            Ok(number) => Ok(number),
            Err(whole::NotWhole::TooLarge) => Err(Error::new(at, OUT_OF_RANGE)),
            Err(_) => Err(Error::new(at, "expected an integer, found a fraction")),
        }
    }

    /// The decimal text of a number of any type, as JSON would have it.
    pub(super) fn decimal(&mut self, expected: &str) -> Result<String, Error> {
        let tag = self.pass_other_tags()?;
        self.decimal_after(tag, expected)
    }

    /// The same, behind the tags before it.
    pub(super) fn decimal_after(
        &mut self,
        tag: Option<BigNumber>,
        expected: &str,
    ) -> Result<String, Error> {
        if let Some(tag) = tag {
            return self.big_number(tag);
        }
        let at = self.at();
        match self.head() {
            Some(0x00..=0x1b | 0x20..=0x3b) => Ok(i128::from(self.take(Decoder::int)?).to_string()),
            Some(0xfa) => match self.take(Decoder::f32)? {
                // Its own shortest text: that of a double has the digits of what the float could not say.
                number if number.is_finite() => Ok(number.to_string()),
                _ => Err(Error::new(at, NOT_FINITE)),
            },
            Some(0xf9 | 0xfb) => match self.float()? {
                number if number.is_finite() => Ok(number.to_string()),
                _ => Err(Error::new(at, NOT_FINITE)),
            },
            _ => Err(self.unexpected(expected)),
        }
    }
}

const NOT_FINITE: &str = "a number that is not finite";

/// The number of these bits (IEEE 754, `binary16`), which a double holds exactly.
fn half(bits: u16) -> f64 {
    let fraction = f64::from(bits & 0x3ff);
    let size = match i32::from(bits >> 10 & 0x1f) {
        0 => fraction * 2_f64.powi(-24),
        0x1f if fraction > 0.0 => f64::NAN,
        0x1f => f64::INFINITY,
        exponent => (1_024.0 + fraction) * 2_f64.powi(exponent - 25),
    };
    if bits >> 15 == 0 { size } else { -size }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_half_precision_number_is_itself() {
        // RFC 8949, appendix A.
        for (bits, expected) in [
            (0x0000, 0.0),
            (0x8000, -0.0),
            (0x3c00, 1.0),
            (0x3e00, 1.5),
            (0x7bff, 65_504.0),
            (0x0001, 5.960_464_477_539_063e-8),
            (0x0400, 0.000_061_035_156_25),
            (0xc400, -4.0),
            (0x7c00, f64::INFINITY),
            (0xfc00, f64::NEG_INFINITY),
        ] {
            assert_eq!(half(bits).to_bits(), f64::to_bits(expected), "{bits:#x}");
        }
        assert!(half(0x7e00).is_nan() && half(0xfc01).is_nan());
    }
}
