//! A body in CBOR as a tree, to be shown and to be changed.

use minicbor::Decoder;
#[cfg(any(feature = "recording", test))]
use minicbor::Encoder;
use minicbor::data::{Tag, Type};
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

/// How deep items may stand in each other, since reading them takes stack.
const MAX_DEPTH: usize = 128;

#[derive(Debug)]
pub(crate) enum Item {
    Map(Vec<(Item, Item)>),
    Array(Vec<Item>),
    Text(String),
    Bytes(Vec<u8>),
    Tagged(Tag, Box<Item>),
    /// Whatever else there is, as it came: a number, a boolean, nothing.
    Other(Vec<u8>),
}

impl Item {
    /// Reads a body; nothing if it is not one item.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let mut decoder = Decoder::new(bytes);
        let item = Self::read_from(&mut decoder, 0)?;
        (decoder.position() == bytes.len()).then_some(item)
    }

    fn read_from(decoder: &mut Decoder<'_>, depth: usize) -> Option<Self> {
        if depth > MAX_DEPTH {
            return None;
        }
        let inner = depth + 1;
        Some(match decoder.datatype().ok()? {
            Type::Map | Type::MapIndef => {
                let mut entries = Vec::new();
                let mut left = decoder.map().ok()?;
                while goes_on(decoder, &mut left)? {
                    let key = Self::read_from(decoder, inner)?;
                    entries.push((key, Self::read_from(decoder, inner)?));
                }
                Self::Map(entries)
            }
            Type::Array | Type::ArrayIndef => {
                let mut items = Vec::new();
                let mut left = decoder.array().ok()?;
                while goes_on(decoder, &mut left)? {
                    items.push(Self::read_from(decoder, inner)?);
                }
                Self::Array(items)
            }
            Type::String | Type::StringIndef => {
                Self::Text(decoder.str_iter().ok()?.collect::<Result<_, _>>().ok()?)
            }
            Type::Bytes | Type::BytesIndef => {
                let pieces: Result<Vec<&[u8]>, _> = decoder.bytes_iter().ok()?.collect();
                Self::Bytes(pieces.ok()?.concat())
            }
            Type::Tag => {
                let tag = decoder.tag().ok()?;
                Self::Tagged(tag, Box::new(Self::read_from(decoder, inner)?))
            }
            _ => {
                let start = decoder.position();
                decoder.skip().ok()?;
                Self::Other(decoder.input()[start..decoder.position()].to_vec())
            }
        })
    }

    /// The number 0.
    #[cfg(feature = "recording")]
    pub(crate) fn zero() -> Self {
        Self::Other(vec![0])
    }

    /// The bytes of a body.
    #[cfg(any(feature = "recording", test))]
    pub(crate) fn write(&self) -> Vec<u8> {
        let mut encoder = Encoder::new(Vec::new());
        self.write_to(&mut encoder);
        encoder.into_writer()
    }

    /// Writing into memory does not fail.
    #[cfg(any(feature = "recording", test))]
    fn write_to(&self, encoder: &mut Encoder<Vec<u8>>) {
        match self {
            Self::Map(entries) => {
                let _ = encoder.map(entries.len() as u64);
                for (key, value) in entries {
                    key.write_to(encoder);
                    value.write_to(encoder);
                }
            }
            Self::Array(items) => {
                let _ = encoder.array(items.len() as u64);
                for item in items {
                    item.write_to(encoder);
                }
            }
            Self::Text(text) => {
                let _ = encoder.str(text);
            }
            Self::Bytes(bytes) => {
                let _ = encoder.bytes(bytes);
            }
            Self::Tagged(tag, item) => {
                let _ = encoder.tag(*tag);
                item.write_to(encoder);
            }
            Self::Other(bytes) => encoder.writer_mut().extend_from_slice(bytes),
        }
    }

    /// What JSON would have for it, to be shown. A tag is the name of a member, bytes are hexadecimal digits after `h'`.
    pub(crate) fn to_json(&self) -> Value {
        match self {
            Self::Map(entries) => {
                let entries = entries.iter().map(|(key, value)| {
                    let key = match key {
                        Self::Text(text) => text.clone(),
                        other => other.to_json().to_string(),
                    };
                    (key, value.to_json())
                });
                Value::Object(entries.collect::<Map<_, _>>())
            }
            Self::Array(items) => items.iter().map(Self::to_json).collect(),
            Self::Text(text) => text.as_str().into(),
            Self::Bytes(bytes) => hex(bytes).into(),
            Self::Tagged(tag, item) => json!({ format!("tag {}", tag.as_u64()): item.to_json() }),
            Self::Other(bytes) => simple(bytes).unwrap_or_else(|| hex(bytes).into()),
        }
    }
}

/// Whether a map or a list has one more entry. One of indefinite length says when it ends.
fn goes_on(decoder: &mut Decoder<'_>, left: &mut Option<u64>) -> Option<bool> {
    match left {
        Some(0) => Some(false),
        Some(left) => {
            *left -= 1;
            Some(true)
        }
        None if decoder.datatype().ok()? == Type::Break => {
            decoder.skip().ok()?;
            Some(false)
        }
        None => Some(true),
    }
}

fn simple(bytes: &[u8]) -> Option<Value> {
    let mut decoder = Decoder::new(bytes);
    Some(match decoder.datatype().ok()? {
        Type::Null => Value::Null,
        Type::Bool => decoder.bool().ok()?.into(),
        Type::F32 => decoder.f32().ok()?.into(),
        Type::F64 => decoder.f64().ok()?.into(),
        Type::U8 | Type::U16 | Type::U32 | Type::U64 => decoder.u64().ok()?.into(),
        Type::I8 | Type::I16 | Type::I32 | Type::I64 => decoder.i64().ok()?.into(),
        _ => return None,
    })
}

fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().fold("h'".to_owned(), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    });
    digits + "'"
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `{"a": [1, -2, 1.5, true, null], "b": h'ff00', "c": 1(0), "d": (_ "x", "y")}`, its map and list without a length.
    const BODY: &[u8] = b"\xbf\x61a\x9f\x01\x21\xfb\x3f\xf8\0\0\0\0\0\0\xf5\xf6\xff\
        \x61b\x42\xff\0\x61c\xc1\0\x61d\x7f\x61x\x61y\xff\xff";

    #[test]
    fn a_body_is_read_written_and_shown() {
        let item = Item::read(BODY).unwrap();
        let shown =
            json!({"a": [1, -2, 1.5, true, null], "b": "h'ff00'", "c": {"tag 1": 0}, "d": "xy"});
        assert_eq!(item.to_json(), shown);
        let again = Item::read(&item.write()).unwrap();
        assert_eq!(again.to_json(), shown);
    }

    #[test]
    fn what_is_not_one_whole_item_is_none() {
        let deep = vec![0x81; 200];
        let rest = [BODY, b"\0"].concat();
        for bytes in [&b""[..], &BODY[..BODY.len() - 1], &rest, &deep, b"\x62a"] {
            assert!(Item::read(bytes).is_none(), "{bytes:?}");
        }
    }
}
