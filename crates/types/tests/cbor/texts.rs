//! Texts, byte strings, booleans and null.

use crate::{error, hex};
use smithereens_types::Blob;
use smithereens_types::cbor::{decode, encode};

#[test]
fn a_text_is_read_in_one_piece_or_in_chunks() {
    for (bytes, expected) in [
        ("60", ""),
        ("63 c3a961", "éa"),
        ("78 01 61", "a"),
        ("7b 0000000000000001 61", "a"),
        ("7f ff", ""),
        ("7f 62 6162 60 61 63 ff", "abc"),
        ("c0 d9d9f7 61 61", "a"),
        ("d8 20 7f 61 61 ff", "a"),
    ] {
        assert_eq!(decode::<String>(&hex(bytes)).unwrap(), expected, "{bytes}");
    }
    assert_eq!(encode("éa"), hex("63 c3a961"));
}

#[test]
fn a_text_that_is_none_is_an_error() {
    for (bytes, described) in [
        ("61 ff", "a text that is no UTF-8 at byte 0"),
        // A character may not be divided between chunks (RFC 8949, section 3.2.3).
        ("7f 61 c3 61 a9 ff", "a text that is no UTF-8 at byte 0"),
        ("7f 41 61 ff", "no CBOR at byte 0"),
        ("7f 7f 61 61 ff ff", "no CBOR at byte 0"),
        ("7f 61 61", "it ends in the middle of a value at byte 0"),
        ("62 61", "it ends in the middle of a value at byte 0"),
        (
            "7b ffffffffffffffff 61",
            "it ends in the middle of a value at byte 0",
        ),
        (
            "7c",
            "expected a text string, found a byte that begins no value at byte 0",
        ),
        (
            "41 61",
            "expected a text string, found a byte string at byte 0",
        ),
        (
            "c0 01",
            "expected a text string, found an integer at byte 1",
        ),
        ("", "it ends in the middle of a value at byte 0"),
        ("61 61 00", "something follows the value at byte 2"),
        ("f6", "expected a text string, found null at byte 0"),
    ] {
        assert_eq!(error::<String>(&hex(bytes)), described, "{bytes}");
    }
}

#[test]
fn a_blob_is_a_byte_string() {
    for (bytes, expected) in [
        ("40", &[][..]),
        ("42 00ff", &[0, 0xff]),
        ("58 01 ff", &[0xff]),
        ("5f 41 01 42 0203 ff", &[1, 2, 3]),
        ("d8 40 41 01", &[1]),
    ] {
        let blob: Blob = decode(&hex(bytes)).unwrap();
        assert_eq!(blob.as_ref(), expected, "{bytes}");
    }
    assert_eq!(encode(&Blob::from(vec![0, 0xff])), hex("42 00ff"));
    assert!(error::<Blob>(&hex("61 61")).starts_with("expected a byte string"));
    assert!(error::<Blob>(&hex("5f 61 61 ff")).starts_with("no CBOR"));
    assert!(error::<Blob>(&hex("5b ffffffffffffffff")).starts_with("it ends"));
}

#[test]
fn a_boolean_is_true_or_false() {
    assert_eq!(decode(&hex("f5")), Ok(true));
    assert_eq!(decode(&hex("c0 f4")), Ok(false));
    assert_eq!((encode(&true), encode(&false)), (hex("f5"), hex("f4")));
    for bytes in ["00", "f6", "f8 f5", "e1", "61 61", "ff"] {
        assert!(
            error::<bool>(&hex(bytes)).starts_with("expected a boolean"),
            "{bytes}"
        );
    }
}
