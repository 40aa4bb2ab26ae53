//! Numbers of any size: bignums (tags 2 and 3 of RFC 8949, section 3.4.3) and decimal fractions (tag 4, section 3.4.4).

use super::error::MALFORMED;
use super::{Error, Read, Reader, Write, Writer};
use crate::{BigDecimal, BigInteger};
use minicbor::data::{IanaTag, Int};

/// The most bytes of a bignum: the time that it takes to find its decimal digits grows with the square of its size.
const MAX_BYTES: usize = 512;

/// How many zeros are written out behind a decimal point; for more of them there is an exponent.
const MAX_ZEROS: usize = 100;

/// What decimal digits are turned over in: nine at a time.
const DECIMAL: u64 = 1_000_000_000;

/// What bytes are turned over in: four at a time.
const BINARY: u64 = 1 << 32;

/// What a tag says of the number that follows.
#[derive(Clone, Copy)]
pub(super) enum BigNumber {
    Positive,
    Negative,
    DecimalFraction,
}

impl Read for BigInteger {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        let at = reader.at();
        let text = reader.decimal("an integer")?;
        Self::of_whole(&text).map_err(|_| Error::new(at, "expected an integer, found a fraction"))
    }
}

impl Read for BigDecimal {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        let at = reader.at();
        let text = reader.decimal("a number")?;
        text.parse().map_err(|_| Error::new(at, MALFORMED))
    }
}

/// As an integer of CBOR where it is in the range of one, as RFC 8949 prefers.
impl Write for BigInteger {
    fn write(&self, writer: &mut Writer) {
        write_integer(self.as_str(), writer);
    }
}

/// As a decimal fraction, whatever its digits.
impl Write for BigDecimal {
    fn write(&self, writer: &mut Writer) {
        let text = self.as_str();
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let past = if exponent.starts_with('-') {
            i64::MIN
        } else {
            i64::MAX
        };
        let places = i64::try_from(fraction.len()).unwrap_or(i64::MAX);
        // One past the range of 64 bits is as good as the last one in it: nobody has use for either.
        let exponent = exponent.parse().unwrap_or(past).saturating_sub(places);
        writer.put(|encoder| {
            encoder.tag(IanaTag::Decimal)?.array(2)?;
            encoder.i64(exponent).map(drop)
        });
        write_integer(&[whole, fraction].concat(), writer);
    }
}

/// Writes the number of these decimal digits, before which there may be a minus sign.
fn write_integer(text: &str, writer: &mut Writer) {
    let small = text.parse().ok();
    if let Some(small) = small.and_then(|small: i128| Int::try_from(small).ok()) {
        writer.put(|encoder| encoder.int(small).map(drop));
        return;
    }
    let (tag, digits) = match text.strip_prefix('-') {
        Some(digits) => (IanaTag::NegBignum, digits),
        None => (IanaTag::PosBignum, text),
    };
    let digits = digits.as_bytes().rchunks(9).rev();
    let parts = digits.map(|part| number(part, 10, |digit| digit.wrapping_sub(b'0')));
    let mut places = rebase(parts, DECIMAL, BINARY);
    if tag == IanaTag::NegBignum {
        subtract_one(&mut places);
    }
    let bytes: Vec<u8> = places
        .iter()
        .rev()
        .flat_map(|part| part.to_be_bytes())
        .collect();
    let bytes = without_zeros(&bytes);
    writer.put(|encoder| encoder.tag(tag)?.bytes(bytes).map(drop));
}

impl Reader<'_> {
    /// Passes over the tags before a value, up to one that says that it is a big number.
    pub(super) fn pass_other_tags(&mut self) -> Result<Option<BigNumber>, Error> {
        while let Some(0xc0..=0xdb) = self.head() {
            match self.tag()? {
                2 => return Ok(Some(BigNumber::Positive)),
                3 => return Ok(Some(BigNumber::Negative)),
                4 => return Ok(Some(BigNumber::DecimalFraction)),
                _ => {}
            }
        }
        Ok(None)
    }

    /// The decimal text of a big number whose tag has been read.
    pub(super) fn big_number(&mut self, tag: BigNumber) -> Result<String, Error> {
        match tag {
            BigNumber::Positive => self.bignum(false),
            BigNumber::Negative => self.bignum(true),
            BigNumber::DecimalFraction => self.decimal_fraction(),
        }
    }

    /// What is not negative is its bytes, and what is negative is one less than the negative of these.
    fn bignum(&mut self, is_negative: bool) -> Result<String, Error> {
        let at = self.at();
        let bytes = self.bytes()?;
        let bytes = without_zeros(&bytes);
        if bytes.len() > MAX_BYTES {
            return Err(Error::new(at, "a number of more than 4096 bits"));
        }
        let parts = bytes.rchunks(4).rev();
        let mut places = rebase(
            parts.map(|part| number(part, 256, |byte| byte)),
            BINARY,
            DECIMAL,
        );
        if is_negative {
            add_one(&mut places);
        }
        let mut places = places.iter().rev();
        let sign = if is_negative { "-" } else { "" };
        let first = places.next().copied().unwrap_or_default();
        let rest = places.map(|part| format!("{part:09}"));
        Ok(format!("{sign}{first}{}", rest.collect::<String>()))
    }

    /// An exponent to the base of ten, and the integer that it moves the decimal point of.
    fn decimal_fraction(&mut self) -> Result<String, Error> {
        let at = self.at();
        let wrong = || Error::new(at, "a decimal fraction is an exponent and an integer");
        let mut parts = self.list()?;
        if !self.has_next(&mut parts) {
            return Err(wrong());
        }
        let exponent = i64::read(self)?;
        if !self.has_next(&mut parts) {
            return Err(wrong());
        }
        let integer = BigInteger::read(self)?;
        if self.has_next(&mut parts) {
            return Err(wrong());
        }
        Ok(move_point(integer.as_str(), exponent))
    }
}

/// The text of an integer times ten to this power.
fn move_point(integer: &str, exponent: i64) -> String {
    let (sign, digits) = match integer.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", integer),
    };
    let places = usize::try_from(exponent.unsigned_abs()).unwrap_or(usize::MAX);
    match exponent {
        0 => integer.to_owned(),
        1.. => format!("{integer}e{exponent}"),
        _ if places.saturating_sub(digits.len()) > MAX_ZEROS => format!("{integer}e{exponent}"),
        _ => {
            // At least one digit stands before the point.
            let digits = format!("{digits:0>width$}", width = places + 1);
            let (whole, fraction) = digits.split_at(digits.len() - places);
            format!("{sign}{whole}.{fraction}")
        }
    }
}

/// The number of these digits.
fn number(digits: &[u8], base: u32, value: impl Fn(u8) -> u8) -> u32 {
    let digits = digits.iter().map(|digit| u32::from(value(*digit)));
    digits.fold(0, |number, digit| {
        number.wrapping_mul(base).wrapping_add(digit)
    })
}

/// The number whose digits these are to one base, the greatest first: its digits to another, the least first. No base is
/// more than 2^32.
fn rebase(digits: impl Iterator<Item = u32>, from: u64, to: u64) -> Vec<u32> {
    let digit = |value: u64| u32::try_from(value % to).unwrap_or_default();
    let mut places: Vec<u32> = Vec::new();
    for carried in digits {
        let mut carried = u64::from(carried);
        for place in &mut places {
            let value = u64::from(*place) * from + carried;
            *place = digit(value);
            carried = value / to;
        }
        while carried > 0 {
            places.push(digit(carried));
            carried /= to;
        }
    }
    places
}

/// Adds one to a number of decimal places, the least first.
fn add_one(places: &mut Vec<u32>) {
    for place in places.iter_mut() {
        *place += 1;
        if u64::from(*place) < DECIMAL {
            return;
        }
        *place = 0;
    }
    places.push(1);
}

/// Takes one from a number of binary places that is not zero, the least first.
fn subtract_one(places: &mut [u32]) {
    for place in places {
        let was_zero = *place == 0;
        *place = place.wrapping_sub(1);
        if !was_zero {
            return;
        }
    }
}

/// The bytes from the first on that is not zero.
fn without_zeros(bytes: &[u8]) -> &[u8] {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    bytes.get(zeros..).unwrap_or_default()
}
