//! Whether two bodies of CBOR mean the same, as Smithy's protocol takes them: lengths that are said beforehand or not, the
//! width of numbers and the order of members aside.

use minicbor::Decoder;
use minicbor::data::{Int, Type};
use minicbor::decode::Error;
use std::collections::BTreeMap;

/// What a body holds.
#[derive(Debug)]
enum Value {
    Integer(Int),
    Float(f64),
    Bytes(Vec<u8>),
    Text(String),
    List(Vec<Self>),
    Map(BTreeMap<String, Self>),
    Tag(u64, Box<Self>),
    Boolean(bool),
    Null,
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            // NaN is itself, and zero is not its negative.
            (Self::Float(a), Self::Float(b)) => {
                a.to_bits() == b.to_bits() || a.is_nan() && b.is_nan()
            }
            (Self::Integer(a), Self::Integer(b)) => a == b,
            (Self::Integer(a), Self::Float(b)) | (Self::Float(b), Self::Integer(a)) => {
                is_whole(*b) && b.to_string() == a.to_string()
            }
            (Self::Bytes(a), Self::Bytes(b)) => a == b,
            (Self::Text(a), Self::Text(b)) => a == b,
            (Self::List(a), Self::List(b)) => a == b,
            (Self::Map(a), Self::Map(b)) => a == b,
            (Self::Tag(a, one), Self::Tag(b, other)) => a == b && one == other,
            (Self::Boolean(a), Self::Boolean(b)) => a == b,
            (Self::Null, Self::Null) => true,
            _ => false,
        }
    }
}

fn is_whole(number: f64) -> bool {
    number.is_finite() && number.fract() == 0.0
}

/// Compares two bodies.
pub(super) fn same(actual: &[u8], expected: &[u8]) -> Result<(), String> {
    let read = |whose: &str, bytes| {
        body(bytes).map_err(|error| format!("{whose} body is no CBOR: {error}"))
    };
    let (actual, expected) = (read("the", actual)?, read("the expected", expected)?);
    if actual == expected {
        return Ok(());
    }
    Err(format!("is {actual:?}, expected {expected:?}"))
}

fn body(bytes: &[u8]) -> Result<Value, Error> {
    let mut decoder = Decoder::new(bytes);
    let value = value(&mut decoder)?;
    if decoder.position() < bytes.len() {
        return Err(Error::message("something follows the value"));
    }
    Ok(value)
}

fn value(decoder: &mut Decoder<'_>) -> Result<Value, Error> {
    Ok(match decoder.datatype()? {
        Type::F16 => Value::Float(half(decoder)?),
        Type::F32 | Type::F64 => Value::Float(decoder.f64()?),
        Type::Bytes | Type::BytesIndef => Value::Bytes(
            decoder
                .bytes_iter()?
                .collect::<Result<Vec<_>, _>>()?
                .concat(),
        ),
        Type::String | Type::StringIndef => Value::Text(text(decoder)?),
        Type::Array | Type::ArrayIndef => {
            let length = decoder.array()?;
            let mut list = Vec::new();
            while has_next(decoder, length, list.len())? {
                list.push(value(decoder)?);
            }
            Value::List(list)
        }
        Type::Map | Type::MapIndef => {
            let length = decoder.map()?;
            let mut map = BTreeMap::new();
            while has_next(decoder, length, map.len())? {
                let name = text(decoder)?;
                if map.insert(name, value(decoder)?).is_some() {
                    return Err(Error::message("two members of one name"));
                }
            }
            Value::Map(map)
        }
        Type::Tag => {
            let tag = decoder.tag()?.as_u64();
            Value::Tag(tag, Box::new(value(decoder)?))
        }
        Type::Bool => Value::Boolean(decoder.bool()?),
        Type::Null => {
            decoder.null()?;
            Value::Null
        }
        _ => Value::Integer(decoder.int()?),
    })
}

/// A number of half precision, which the library reads with one more library alone.
fn half(decoder: &mut Decoder<'_>) -> Result<f64, Error> {
    let at = decoder.position() + 1;
    let bytes = decoder.input().get(at..).and_then(<[u8]>::first_chunk);
    let bits = u16::from_be_bytes(*bytes.ok_or_else(Error::end_of_input)?);
    decoder.set_position(at + 2);
    let (exponent, fraction) = (i32::from(bits >> 10 & 31), f64::from(bits & 1023));
    let magnitude = match exponent {
        0 => fraction * 2_f64.powi(-24),
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        _ => (1024.0 + fraction) * 2_f64.powi(exponent - 25),
    };
    Ok(magnitude.copysign(if bits >> 15 == 0 { 1.0 } else { -1.0 }))
}

fn text(decoder: &mut Decoder<'_>) -> Result<String, Error> {
    decoder.str_iter()?.collect()
}

fn has_next(decoder: &mut Decoder<'_>, length: Option<u64>, read: usize) -> Result<bool, Error> {
    if let Some(length) = length {
        return Ok(u64::try_from(read).is_ok_and(|read| read < length));
    }
    let is_end = decoder.datatype()? == Type::Break;
    if is_end {
        decoder.set_position(decoder.position() + 1);
    }
    Ok(!is_end)
}

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn bodies_that_mean_the_same_are_the_same() {
        for (a, b) in [
            (
                &b"\xa2\x61a\x01\x61b\x02"[..],
                &b"\xbf\x61b\x18\x02\x61a\x01\xff"[..],
            ),
            (b"\x82\x01\x60", b"\x9f\x01\x7f\xff\xff"),
            (
                b"\xfa\x3f\x80\x00\x00",
                b"\xfb\x3f\xf0\x00\x00\x00\x00\x00\x00",
            ),
            (b"\xfa\x3f\x80\x00\x00", b"\x01"),
            (
                b"\xfa\x7f\xc0\x00\x00",
                b"\xfb\x7f\xf8\x00\x00\x00\x00\x00\x01",
            ),
            (b"\xc1\x01", b"\xc1\xfa\x3f\x80\x00\x00"),
            (b"\xf9\x7e\x00", b"\xfa\x7f\xc0\x00\x00"),
            (b"\xf9\xfc\x00", b"\xfa\xff\x80\x00\x00"),
            (b"\xf9\xbe\x00", b"\xfa\xbf\xc0\x00\x00"),
            (b"\xf9\x00\x01", b"\xfa\x33\x80\x00\x00"),
            (b"\x42ab", b"\x5f\x41a\x41b\xff"),
        ] {
            same(a, b).unwrap();
        }
    }

    #[test]
    fn all_else_is_not() {
        for (a, b) in [
            (&b"\x01"[..], &b"\x02"[..]),
            (b"\xc1\x01", b"\x01"),
            (b"\xc1\x01", b"\xc0\x01"),
            (b"\x41a", b"\x61a"),
            (b"\xa1\x61a\xf6", b"\xa0"),
            (b"\x82\x01\x02", b"\x82\x02\x01"),
            (b"\xf4", b"\xf5"),
            (b"\xfa\x3f\xc0\x00\x00", b"\x01"),
            (b"\xa2\x61a\x01\x61a\x01", b"\xa1\x61a\x01"),
            (b"\x01\x01", b"\x01"),
            (b"\xf9\x3c\x00", b"\x02"),
            (b"\xf9\x3c", b"\x01"),
            (b"\xa0", b""),
        ] {
            same(a, b).unwrap_err();
        }
    }
}
