//! What is said of bytes that are not what they are to be.

use crate::shapes::Outer;
use crate::{error, hex};
use smithereens_types::Document;
use smithereens_types::cbor::{decode, encode};

#[test]
fn every_cut_of_a_good_value_is_an_error() {
    let outer = Outer {
        inner: Some(Box::new(Outer {
            colors: vec!["red".into(), "other".into()],
            ..Outer::default()
        })),
        count: Some(70_000),
        ..Outer::default()
    };
    let bytes = encode(&outer);
    for length in 0..bytes.len() {
        let described = error::<Outer>(&bytes[..length]);
        assert!(
            described.contains("it ends in the middle of a value"),
            "{length}: {described}"
        );
        // The same where nobody asks for it.
        let mut skipped = hex("a1 61 78");
        skipped.extend_from_slice(&bytes[..length]);
        let described = error::<Outer>(&skipped);
        assert!(
            described.contains("it ends in the middle of a value"),
            "{length}: {described}"
        );
    }
}

#[test]
fn nesting_has_an_end_whoever_asks_for_it() {
    // {"x": [[[…]]]}
    let definite = |depth| [hex("a1 61 78"), hex("81").repeat(depth), hex("00")].concat();
    let indefinite = |depth| {
        let ends = hex("ff").repeat(depth);
        [hex("a1 61 78"), hex("9f").repeat(depth), ends].concat()
    };
    let lists: [&dyn Fn(usize) -> Vec<u8>; 2] = [&definite, &indefinite];
    for lists in lists {
        assert!(decode::<Outer>(&lists(127)).is_ok());
        assert!(decode::<Document>(&lists(127)).is_ok());
        for depth in [128, 1_000_000] {
            let described = error::<Outer>(&lists(depth));
            assert!(described.contains("nested too deeply"), "{described}");
            let described = error::<Document>(&lists(depth));
            assert!(
                described.contains("nested too deeply at byte 130"),
                "{described}"
            );
        }
    }
    // {"Inner": {"Inner": …
    let inner = hex("a1 65 496e6e6572").repeat(1_000_000);
    assert!(error::<Outer>(&inner).contains("nested too deeply"));
    // Tags are no nesting.
    let mut tags = hex("c5").repeat(1_000_000);
    assert!(error::<Outer>(&tags).contains("it ends"));
    tags.extend(hex("a0"));
    assert_eq!(decode(&tags), Ok(Outer::default()));
    // What has ended does not count.
    let beside = [hex("9a 000186a0"), hex("81 80").repeat(100_000)].concat();
    assert!(decode::<Document>(&beside).is_ok());
}

#[test]
fn an_error_says_where_and_shows_no_value() {
    for (bytes, described) in [
        (
            "a1 65 496e6e6572 a1 66 436f6c6f7273 82 63 726564 05",
            "Inner.Colors[1]: expected a text string, found an integer at byte 20",
        ),
        (
            "a1 65 53697a6573 a1 66 736563726574 66 736563726574",
            "Sizes.secret: expected an integer, found a text string at byte 15",
        ),
        (
            "a1 65 436f756e74 1a ffffffff",
            "Count: a number past the range of the member's type at byte 7",
        ),
        (
            "a1 01 01",
            "expected a text string, found an integer at byte 1",
        ),
        ("a1 61 78 1c", "x: no CBOR at byte 3"),
        ("a1 61 78 ff", "x: no CBOR at byte 3"),
        ("bf 61 78 ff", "x: no CBOR at byte 3"),
        (
            "3c",
            "expected a map, found a byte that begins no value at byte 0",
        ),
        (
            "3c21444f43",
            "expected a map, found a byte that begins no value at byte 0",
        ),
        ("a0 f6", "something follows the value at byte 1"),
    ] {
        assert_eq!(error::<Outer>(&hex(bytes)), described, "{bytes}");
    }
}
