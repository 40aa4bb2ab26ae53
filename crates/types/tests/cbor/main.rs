//! CBOR as generated code reads and writes it.
#![allow(clippy::unwrap_used, missing_docs)]

mod collections;
mod errors;
mod numbers;
mod shapes;
mod texts;
mod unions;

/// The bytes of a text in base 16, in which white space does not count.
fn hex(text: &str) -> Vec<u8> {
    let digits: String = text.split_whitespace().collect();
    let pairs = digits.as_bytes().chunks(2);
    pairs
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
        .collect()
}

/// What is wrong with these bytes, where they are to be a `T`.
fn error<T: smithereens_types::cbor::Read>(bytes: &[u8]) -> String {
    let read = smithereens_types::cbor::decode::<T>(bytes);
    read.err().unwrap().to_string()
}
