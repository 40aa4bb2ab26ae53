//! Numbers of every type, from numbers of every type.

use crate::{error, hex};
use smithereens_types::cbor::{Read, Write, decode, encode};
use smithereens_types::{BigDecimal, BigInteger, Timestamp};
use std::fmt::Debug;

fn read<T: Read + PartialEq + Debug>(cases: &[(&str, T)]) {
    for (bytes, expected) in cases {
        let value = decode::<T>(&hex(bytes));
        assert_eq!(value.as_ref(), Ok(expected), "{bytes}");
    }
}

fn written<T: Read + Write + PartialEq + Debug>(cases: &[(&str, T)]) {
    for (bytes, value) in cases {
        assert_eq!(encode(value), hex(bytes), "{value:?}");
    }
    read(cases);
}

#[test]
fn integers_are_written_in_as_few_bytes_as_they_take() {
    written::<i8>(&[("00", 0), ("17", 23), ("18 7f", 127), ("38 7f", -128)]);
    written::<i16>(&[("18 ff", 255), ("19 7fff", 32_767), ("39 7fff", -32_768)]);
    written::<i32>(&[
        ("1a 7fffffff", i32::MAX),
        ("3a 7fffffff", i32::MIN),
        ("20", -1),
    ]);
    written::<i64>(&[
        ("1b 7fffffffffffffff", i64::MAX),
        ("3b 7fffffffffffffff", i64::MIN),
        ("1a ffffffff", 4_294_967_295),
    ]);
}

#[test]
fn an_integer_is_read_from_any_number_that_it_is() {
    read::<i8>(&[
        ("1b 0000000000000001", 1),
        ("3a 0000007f", -128),
        // Floating-point numbers of each width.
        ("f9 3c00", 1),
        ("fa c2fe0000", -127),
        ("fb 405fc00000000000", 127),
        // Bignums, of which leading zeros are no part.
        ("c2 41 05", 5),
        ("c3 43 000004", -5),
        ("c2 40", 0),
        // Decimal fractions: 50 * 10^-1, 1 * 10^2.
        ("c4 82 20 1832", 5),
        ("c4 9f 02 01 ff", 100),
        // A tag that says nothing of numbers, in one byte and in more.
        ("d9d9f7 05", 5),
        ("d8 02 41 05", 5),
    ]);
    read::<i64>(
        &[
            ("c2 48 7fffffffffffffff", i64::MAX),
            ("fb 43e0000000000000", i64::MAX),
        ][..1],
    );
}

#[test]
fn a_number_past_the_range_of_an_integer_is_an_error() {
    let past = "a number past the range of the member's type at byte 0";
    for (bytes, is_error) in [
        ("18 80", true),
        ("38 80", true),
        ("19 0100", true),
        ("1b ffffffffffffffff", true),
        ("3b ffffffffffffffff", true),
        ("fb 4060000000000000", true),
        ("c2 49 010000000000000000", true),
        ("c4 82 03 01", true),
        ("18 7f", false),
    ] {
        match decode::<i8>(&hex(bytes)) {
            Ok(_) => assert!(!is_error, "{bytes}"),
            Err(error) => assert_eq!(error.to_string(), past, "{bytes}"),
        }
    }
    assert_eq!(error::<i16>(&hex("19 8000")), past);
    assert_eq!(error::<i32>(&hex("1a 80000000")), past);
    assert_eq!(error::<i64>(&hex("1b 8000000000000000")), past);
    assert_eq!(error::<i64>(&hex("3b 8000000000000000")), past);
    assert_eq!(error::<i64>(&hex("fb 7fefffffffffffff")), past);
}

#[test]
fn a_fraction_is_no_integer() {
    for bytes in ["fb 3ff8000000000000", "f9 3e00", "c4 82 20 01"] {
        let described = error::<i64>(&hex(bytes));
        assert!(
            described.contains("an integer, found a fraction"),
            "{bytes}: {described}"
        );
    }
    for bytes in ["f9 7e00", "fa 7f800000", "fb fff0000000000000"] {
        let described = error::<i64>(&hex(bytes));
        assert!(described.contains("not finite"), "{bytes}: {described}");
    }
}

#[test]
fn a_double_takes_four_bytes_where_they_say_the_same() {
    written::<f64>(&[
        ("fa 3fc00000", 1.5),
        ("fa 80000000", -0.0),
        ("fb 3ff199999999999a", 1.1),
        ("fa 7f800000", f64::INFINITY),
        ("fb 7fefffffffffffff", f64::MAX),
        ("fb 0000000000000001", 5e-324),
    ]);
    written::<f32>(&[("fa 3dcccccd", 0.1), ("fa ff800000", f32::NEG_INFINITY)]);
    assert!(decode::<f64>(&encode(&f64::NAN)).unwrap().is_nan());
    assert!(decode::<f32>(&encode(&f32::NAN)).unwrap().is_nan());
}

#[test]
fn a_float_is_read_from_any_number() {
    read::<f64>(&[
        ("f9 3e00", 1.5),
        ("f9 0001", 5.960_464_477_539_063e-8),
        ("f9 fc00", f64::NEG_INFINITY),
        ("00", 0.0),
        ("38 63", -100.0),
        ("1b ffffffffffffffff", 18_446_744_073_709_551_615.0),
        ("c2 49 010000000000000000", 18_446_744_073_709_551_616.0),
        ("c4 82 21 196ab3", 273.15),
        ("d9d9f7 fb 3ff199999999999a", 1.1),
    ]);
    assert!(decode::<f64>(&hex("f9 7e01")).unwrap().is_nan());
    // A double between two floats is the nearer, and one past all of them an error.
    read::<f32>(&[
        ("fb 3fb999999999999a", 0.1),
        ("f9 7bff", 65_504.0),
        ("1a 01000001", 16_777_216.0),
    ]);
    assert!(decode::<f32>(&hex("fb 7ff8000000000000")).unwrap().is_nan());
    for bytes in ["fb 7fefffffffffffff", "c4 82 190190 01"] {
        let described = error::<f32>(&hex(bytes));
        assert!(
            described.starts_with("a number past the range"),
            "{bytes}: {described}"
        );
    }
}

#[test]
fn a_timestamp_is_a_number_of_seconds_with_a_tag() {
    let at = |millis| Timestamp::from_epoch_millis(millis).unwrap();
    written(&[
        ("c1 1a 514b67b0", at(1_363_896_240_000)),
        ("c1 20", at(-1_000)),
        ("c1 fb 41d452d9ec200000", at(1_363_896_240_500)),
        ("c1 fb 41cc37db380fbe77", at(946_845_296_123)),
    ]);
    read(&[
        ("1a 514b67b0", at(1_363_896_240_000)),
        ("c1 f9 3e00", at(1_500)),
        ("c1 fa 3fc00000", at(1_500)),
        ("d8 01 05", at(5_000)),
        ("d9d9f7 c1 05", at(5_000)),
        ("c1 c4 82 22 1905dd", at(1_501)),
        ("c1 c2 41 05", at(5_000)),
        (
            "c0 74 323031332d30332d32315432303a30343a30305a",
            at(1_363_896_240_000),
        ),
    ]);
    for bytes in [
        "c1 1b 7fffffffffffffff",
        "c1 f9 7e00",
        "c1 fb 7fefffffffffffff",
        "c1 c2 49 010000000000000000",
    ] {
        let described = error::<Timestamp>(&hex(bytes));
        assert!(described.contains("timestamp"), "{bytes}: {described}");
    }
    assert_eq!(
        error::<Timestamp>(&hex("c1 63 616263")),
        "no timestamp: expected a timestamp (seconds since 1970) at byte 1"
    );
    assert_eq!(
        error::<Timestamp>(&hex("c1 80")),
        "expected a timestamp (seconds since 1970), found a list at byte 1"
    );
}

fn big(text: &str) -> BigInteger {
    text.parse().unwrap()
}

fn decimal(text: &str) -> BigDecimal {
    text.parse().unwrap()
}

#[test]
fn an_integer_of_any_size_is_a_bignum_past_64_bits() {
    written(&[
        ("00", big("0")),
        ("38 63", big("-100")),
        ("1b ffffffffffffffff", big("18446744073709551615")),
        ("3b ffffffffffffffff", big("-18446744073709551616")),
        // RFC 8949, appendix A.
        ("c2 49 010000000000000000", big("18446744073709551616")),
        ("c3 49 010000000000000000", big("-18446744073709551617")),
        (
            "c2 4c 033b2e3c9fd0803ce8000000",
            big("1000000000000000000000000000"),
        ),
    ]);
    read(&[
        ("c2 40", big("0")),
        ("c3 40", big("-1")),
        ("c3 43 00ffff", big("-65536")),
        // 999,999,999 is turned over into the next nine digits.
        ("c3 44 3b9ac9ff", big("-1000000000")),
        (
            "c2 5f 41 01 48 0000000000000000 ff",
            big("18446744073709551616"),
        ),
        ("f9 3c00", big("1")),
        ("c4 82 02 05", big("500")),
    ]);
    assert_eq!(encode(&big("-0")), hex("00"));
}

#[test]
fn big_numbers_keep_their_digits_there_and_back() {
    for text in [
        "340282366920938463463374607431768211456",
        "-340282366920938463463374607431768211456",
        "100000000000000000000000000000000000000000000000000000000000000000000000",
        "-99999999999999999999999999999999999999999999999999",
    ] {
        assert_eq!(decode(&encode(&big(text))), Ok(big(text)));
    }
    for text in [
        "0",
        "273.15",
        "-0.001",
        "0.00",
        "1e3",
        "-12e99999",
        "1e-5000",
        "3.14159265358979323846264338327950288419716939937510",
        "-123456789012345678901234567890.5",
    ] {
        assert_eq!(decode(&encode(&decimal(text))), Ok(decimal(text)));
    }
}

#[test]
fn a_decimal_number_is_a_decimal_fraction() {
    assert_eq!(encode(&decimal("273.15")), hex("c4 82 21 19 6ab3"));
    assert_eq!(encode(&decimal("1.5E+3")), hex("c4 82 02 0f"));
    read(&[
        ("fb 3ff199999999999a", decimal("1.1")),
        ("fa 3dcccccd", decimal("0.1")),
        ("18 64", decimal("100")),
        (
            "c4 82 20 c2 49 010000000000000000",
            decimal("1844674407370955161.6"),
        ),
    ]);
    for bytes in [
        "c4 80",
        "c4 81 01",
        "c4 83 01 01 01",
        "c4 82 f93e00 01",
        "c4 82 01 f93e00",
        "c4 01",
    ] {
        assert!(decode::<BigDecimal>(&hex(bytes)).is_err(), "{bytes}");
    }
    assert!(error::<BigDecimal>(&hex("f9 7e00")).contains("not finite"));
}

#[test]
fn a_bignum_is_of_4096_bits_at_most() {
    let bignum = |length: u16| {
        let head = [0xc2, 0x59].into_iter().chain(length.to_be_bytes());
        head.chain(std::iter::repeat_n(0xff, length.into()))
            .collect::<Vec<u8>>()
    };
    let most = decode::<BigInteger>(&bignum(512)).unwrap();
    assert_eq!(most.as_str().len(), 1_234);
    assert!(error::<BigInteger>(&bignum(513)).contains("more than 4096 bits"));
}
