//! The JSON forms of the leaf values, as services write them.
#![allow(clippy::unwrap_used, missing_docs)]

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use smithereens_types::json::{
    self, DateTime, Float, HttpDate, Integer, List, Map, SparseList, SparseMap, Union,
    deserialize_union,
};
use smithereens_types::{
    BigDecimal, BigInteger, Blob, IntEnum, StringEnum, Timestamp, UnknownMember, UnknownValue,
    int_enum, string_enum,
};
use std::collections::BTreeMap;

#[test]
fn a_double_is_read_as_the_nearest_one() {
    for text in [
        "0.9073038322028689",
        "0.48183792520110524",
        "1.7976931348623157e308",
        "5e-324",
        "2.2250738585072011e-308",
    ] {
        let double: f64 = serde_json::from_str(text).unwrap();
        assert_eq!(
            double.to_bits(),
            text.parse::<f64>().unwrap().to_bits(),
            "{text}"
        );
    }
}

#[test]
fn a_blob_is_base64_in_json_and_its_bytes_stay_out_of_debug() {
    let blob = Blob::from("hello");
    assert_eq!(serde_json::to_string(&blob).unwrap(), r#""aGVsbG8=""#);
    assert_eq!(serde_json::from_str::<Blob>(r#""aGVsbG8=""#).unwrap(), blob);
    assert_eq!(format!("{blob:?}"), "Blob(5 bytes)");
    assert!(
        serde_json::from_str::<Blob>(r#""%%%""#)
            .unwrap_err()
            .to_string()
            .starts_with("invalid base64")
    );
}

#[derive(Debug, Default, PartialEq)]
struct Forms {
    dense: Vec<i32>,
    sparse: Option<Vec<Option<i32>>>,
    floats: Option<BTreeMap<String, Vec<f64>>>,
    sparse_map: BTreeMap<String, Option<f32>>,
    date_time: Option<Timestamp>,
    http_date: Option<Timestamp>,
}

impl<'de> Deserialize<'de> for Forms {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize_structure(Self::default(), deserializer)
    }
}

impl json::Structure for Forms {
    fn read<M: json::Member>(&mut self, name: &str, member: M) -> Result<(), M::Error> {
        match name {
            "dense" => member.plain_as::<List, _>(&mut self.dense),
            "sparse" => member.optional_as::<SparseList, _>(&mut self.sparse),
            "floats" => member.optional_as::<Map<List<Float>>, _>(&mut self.floats),
            "sparse_map" => member.plain_as::<SparseMap<Float>, _>(&mut self.sparse_map),
            "date_time" => member.optional_as::<DateTime, _>(&mut self.date_time),
            "http_date" => member.optional_as::<HttpDate, _>(&mut self.http_date),
            _ => member.skip(),
        }
    }
}

impl Serialize for Forms {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = json::Object::new(serializer);
        object.plain_as::<List, _>("dense", &self.dense);
        object.optional_as::<SparseList, _>("sparse", &self.sparse);
        object.optional_as::<Map<List<Float>>, _>("floats", &self.floats);
        object.plain_as::<SparseMap<Float>, _>("sparse_map", &self.sparse_map);
        object.optional_as::<DateTime, _>("date_time", &self.date_time);
        object.optional_as::<HttpDate, _>("http_date", &self.http_date);
        object.end()
    }
}

#[test]
fn dense_collections_pass_over_nulls_and_sparse_ones_keep_them() {
    let forms: Forms = serde_json::from_str(
        r#"{"dense": [1, null, 2], "sparse": [1, null, 2], "floats": {"a": null, "b": [1, "NaN", null, "-Infinity"]}, "sparse_map": {"c": null, "d": "Infinity"}}"#,
    )
    .unwrap();
    assert_eq!(forms.dense, [1, 2]);
    assert_eq!(forms.sparse.unwrap(), [Some(1), None, Some(2)]);
    let floats = forms.floats.unwrap();
    assert_eq!(floats.len(), 1);
    assert!(matches!(floats["b"][..], [1.0, nan, f64::NEG_INFINITY] if nan.is_nan()));
    assert_eq!(forms.sparse_map["c"], None);
    assert_eq!(forms.sparse_map["d"], Some(f32::INFINITY));
}

#[test]
fn forms_are_written_as_the_adapter_says() {
    let forms = Forms {
        sparse: Some(vec![None]),
        floats: Some(BTreeMap::from([("a".to_owned(), vec![f64::INFINITY, 0.5])])),
        sparse_map: BTreeMap::from([("b".to_owned(), None)]),
        date_time: Some(Timestamp::EPOCH),
        http_date: Some(Timestamp::EPOCH),
        ..Forms::default()
    };
    assert_eq!(
        serde_json::to_string(&forms).unwrap(),
        r#"{"dense":[],"sparse":[null],"floats":{"a":["Infinity",0.5]},"sparse_map":{"b":null},"date_time":"1970-01-01T00:00:00Z","http_date":"Thu, 01 Jan 1970 00:00:00 GMT"}"#
    );
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Color {
    Red,
    Unknown(UnknownValue<Self>),
}

impl Color {
    fn as_str(&self) -> &str {
        match self {
            Self::Red => "red",
            Self::Unknown(value) => value.text(),
        }
    }
}

impl StringEnum for Color {
    fn known(value: &str) -> Option<Self> {
        match value {
            "red" => Some(Self::Red),
            _ => None,
        }
    }
}

string_enum!(Color);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    High,
    Unknown(UnknownValue<Self, i32>),
}

impl Level {
    fn as_i32(self) -> i32 {
        match self {
            Self::High => 3,
            Self::Unknown(value) => value.number(),
        }
    }
}

impl IntEnum for Level {
    fn known(value: i32) -> Option<Self> {
        match value {
            3 => Some(Self::High),
            _ => None,
        }
    }
}

int_enum!(Level);

#[test]
fn enums_keep_values_they_do_not_know() {
    for (json, color) in [
        (r#""red""#, Color::Red),
        (r#""r\u0065d""#, Color::Red),
        (r#""blue""#, Color::from("blue")),
    ] {
        assert_eq!(serde_json::from_str::<Color>(json).unwrap(), color);
    }
    assert_eq!(
        serde_json::to_string(&Color::from("blue")).unwrap(),
        r#""blue""#
    );
    assert_eq!(
        serde_json::from_str::<[Level; 2]>("[3, 4]").unwrap(),
        [Level::High, Level::from(4)]
    );
    assert_eq!(
        serde_json::to_string(&[Level::from(3), Level::from(4)]).unwrap(),
        "[3,4]"
    );
}

#[derive(Clone, Debug, PartialEq)]
enum Choice {
    Number(i32),
    Nothing {},
    Unknown(UnknownMember<Self>),
}

impl Serialize for Choice {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = json::Object::new(serializer);
        match self {
            Self::Number(value) => object.plain("number", value),
            Self::Nothing {} => object.unit("nothing"),
            Self::Unknown(member) => object.unknown(member),
        };
        object.end()
    }
}

impl Union for Choice {
    fn read<M: json::Member>(name: &str, member: M) -> Result<json::Variant<Self>, M::Error> {
        match name {
            "number" => member.variant_as::<Integer, _, _>(Self::Number),
            "nothing" => member.unit(Self::Nothing {}),
            _ => member.unknown(),
        }
    }

    fn unknown(member: UnknownMember<Self>) -> Self {
        Self::Unknown(member)
    }
}

fn choice(json: &str) -> Result<Choice, serde_json::Error> {
    deserialize_union(&mut serde_json::Deserializer::from_str(json))
}

#[test]
fn a_union_is_the_one_member_that_is_not_null() {
    assert_eq!(
        choice(r#"{"__type": "x#Choice", "nothing": null, "number": 5, "other": null}"#).unwrap(),
        Choice::Number(5)
    );
    assert_eq!(choice(r#"{"nothing": {}}"#).unwrap(), Choice::Nothing {});
    assert_eq!(
        choice("{}").unwrap_err().to_string(),
        "a union with no member set at line 1 column 2"
    );
    assert!(
        choice(r#"{"number": 5, "nothing": {}}"#)
            .unwrap_err()
            .to_string()
            .starts_with("a union with more than one member set")
    );
}

#[test]
fn a_member_that_the_union_does_not_have_is_kept_and_its_value_is_not_shown() {
    let other = choice(r#"{"number": null, "oth\u0065r": {"a": [1]}}"#).unwrap();
    assert_eq!(
        format!("{other:?}"),
        r#"Unknown(UnknownMember { name: "other", .. })"#
    );
    let Choice::Unknown(member) = other else {
        unreachable!()
    };
    assert_eq!(member.name(), "other");
    assert_eq!(member.value().to_string(), r#"{"a":[1]}"#);
    for one_too_many in [
        r#"{"other": 1, "number": 5}"#,
        r#"{"number": 5, "other": {}}"#,
        r#"{"other": false, "another": ""}"#,
    ] {
        assert!(
            choice(one_too_many)
                .unwrap_err()
                .to_string()
                .starts_with("a union with more than one member set"),
            "{one_too_many}"
        );
    }
}

#[test]
fn a_member_of_another_type_is_an_error_where_it_stands() {
    for (json, described) in [
        (
            r#"{"number": 1.5}"#,
            "invalid type: floating point `1.5`, expected i32 at line 1 column 14",
        ),
        (
            r#"["number"]"#,
            "invalid type: sequence, expected an object with one member set",
        ),
    ] {
        let error = choice(json).unwrap_err().to_string();
        assert!(error.starts_with(described), "{json}: {error}");
    }
}

#[test]
fn a_union_is_written_as_it_was_read() {
    for json in [
        r#"{"other":{"a":[1]}}"#,
        r#"{"number":5}"#,
        r#"{"nothing":{}}"#,
        r#"{"":null}"#,
    ] {
        assert_eq!(serde_json::to_string(&choice(json).unwrap()).unwrap(), json);
    }
}

#[test]
fn what_a_service_leaves_out_has_a_value_all_the_same() {
    assert_eq!(smithereens_types::absent::<Color>(), Color::from(""));
    assert_eq!(smithereens_types::absent::<Timestamp>(), Timestamp::EPOCH);
}

#[test]
fn big_numbers_keep_every_digit() {
    let numbers = "[123456789012345678901234567890,-5]";
    assert_eq!(
        serde_json::to_string(&serde_json::from_str::<Vec<BigInteger>>(numbers).unwrap()).unwrap(),
        numbers
    );
    let numbers = "[0.1000000000000000000000000000001,1e400]";
    assert_eq!(
        serde_json::to_string(&serde_json::from_str::<Vec<BigDecimal>>(numbers).unwrap()).unwrap(),
        numbers
    );
    for text in ["", "-", "1.5", "1e3", "true", "\"5\"", " 5", "05"] {
        assert!(text.parse::<BigInteger>().is_err(), "{text:?}");
    }
}

/// A number as a member of this integer type reads it, or what is said of it.
fn integer<T>(json: &str) -> Result<T, String>
where
    json::Adapted<T, Integer>: for<'de> Deserialize<'de>,
{
    serde_json::from_str::<json::Adapted<T, Integer>>(json)
        .map(json::Adapted::into_inner)
        .map_err(|error| error.to_string())
}

#[test]
fn an_integer_is_any_number_that_is_whole_and_in_its_range() {
    for (json, expected) in [
        ("1", 1),
        ("1.0", 1),
        ("1e2", 100),
        ("1E+2", 100),
        ("120e-1", 12),
        ("-0.0", 0),
        ("0e999", 0),
        ("-128.0", -128),
        ("127.000", 127),
    ] {
        assert_eq!(integer::<i8>(json), Ok(expected), "{json}");
        assert_eq!(integer::<i16>(json), Ok(expected.into()), "{json}");
        assert_eq!(integer::<i32>(json), Ok(expected.into()), "{json}");
        assert_eq!(integer::<i64>(json), Ok(expected.into()), "{json}");
        let level: Level = serde_json::from_str(json).unwrap();
        assert_eq!(i32::from(level), i32::from(expected), "{json}");
        let expected = BigInteger::from(i32::from(expected));
        assert_eq!(serde_json::from_str::<BigInteger>(json).unwrap(), expected);
    }
    assert_eq!(integer::<i16>("-3.2768e4"), Ok(i16::MIN));
    assert_eq!(integer::<i32>("2147483647.0"), Ok(i32::MAX));
    assert_eq!(integer::<i32>("-2.147483648e9"), Ok(i32::MIN));
}

#[test]
fn a_long_is_exact_to_its_last_digit() {
    for (json, expected) in [
        ("9007199254740993", 9_007_199_254_740_993),
        ("9007199254740993.0", 9_007_199_254_740_993),
        ("-9007199254740993e0", -9_007_199_254_740_993),
        ("9.007199254740993e15", 9_007_199_254_740_993),
        ("9223372036854775807.0", i64::MAX),
        ("-9223372036854775808.00", i64::MIN),
        ("-922337203685477580800e-2", i64::MIN),
    ] {
        assert_eq!(integer::<i64>(json), Ok(expected), "{json}");
    }
    let big: BigInteger = serde_json::from_str("123456789012345678901234567890.0").unwrap();
    assert_eq!(big.as_str(), "123456789012345678901234567890");
}

#[test]
fn what_is_not_whole_or_out_of_range_is_no_integer() {
    for json in [
        "1.5",
        "1e-1",
        "-0.1",
        "1e300",
        "1e19",
        "9223372036854775808",
        "1e99999999999",
    ] {
        assert!(integer::<i8>(json).is_err(), "{json}");
        assert!(integer::<i32>(json).is_err(), "{json}");
        assert!(integer::<i64>(json).is_err(), "{json}");
    }
    for (json, described) in [
        (
            "128.0",
            "invalid value: floating point `128.0`, expected i8",
        ),
        ("128", "invalid value: integer `128`, expected i8"),
        ("0.5", "invalid type: floating point `0.5`, expected i8"),
        (r#""1""#, r#"invalid type: string "1", expected i8"#),
        ("[1]", "invalid type: sequence, expected i8"),
    ] {
        let error = integer::<i8>(json).unwrap_err();
        assert!(error.starts_with(described), "{json}: {error}");
    }
    for (json, described) in [
        (
            "9223372036854775808.0",
            "invalid value: number, expected i64",
        ),
        (
            "9223372036854775807.5",
            "invalid type: floating point, expected i64",
        ),
        (r#""1""#, "invalid type: string, expected i64"),
        ("[1]", "invalid type: sequence, expected i64"),
        (r#"{"a": 1}"#, "invalid type: map, expected i64"),
        ("true", "invalid type: boolean, expected i64"),
    ] {
        let error = integer::<i64>(json).unwrap_err();
        assert!(error.starts_with(described), "{json}: {error}");
    }
    for json in ["1.5", "1e10001", "1e99999999999999999999", r#""1""#] {
        assert!(serde_json::from_str::<BigInteger>(json).is_err(), "{json}");
    }
}

#[test]
fn integers_are_read_from_values_and_within_lists_and_maps() {
    let value = serde_json::json!(9_007_199_254_740_993_i64);
    let read: json::Adapted<i64, Integer> = serde_json::from_value(value).unwrap();
    assert_eq!(read.into_inner(), 9_007_199_254_740_993);
    let lists = integers_of::<Vec<Option<i64>>, SparseList<Integer>>("[1.0, null, 2e0]");
    assert_eq!(lists, [Some(1), None, Some(2)]);
    let map = integers_of::<BTreeMap<String, i16>, Map<Integer>>(r#"{"a": 1.0, "b": null}"#);
    assert_eq!(map, BTreeMap::from([("a".to_owned(), 1)]));
}

fn integers_of<T, U>(json: &str) -> T
where
    json::Adapted<T, U>: for<'de> Deserialize<'de>,
{
    serde_json::from_str::<json::Adapted<T, U>>(json)
        .unwrap()
        .into_inner()
}

#[test]
fn integers_are_written_without_a_decimal_point() {
    let number = json::adapted::<Integer, _>(&-7_i64);
    assert_eq!(serde_json::to_string(&number).unwrap(), "-7");
    let number = json::adapted::<Integer, _>(&7_i8);
    assert_eq!(serde_json::to_string(&number).unwrap(), "7");
}

#[test]
fn numbers_of_any_size_may_stand_in_strings_where_a_protocol_has_them_so() {
    let integer = |text: &str| {
        let read = serde_json::from_str::<json::Adapted<BigInteger, json::QuotedNumber>>(text);
        read.map(json::Adapted::into_inner)
    };
    let decimal = |text: &str| {
        let read = serde_json::from_str::<json::Adapted<BigDecimal, json::QuotedNumber>>(text);
        read.map(json::Adapted::into_inner)
    };
    for text in ["\"9223372036854775808\"", "9223372036854775808"] {
        let number = integer(text).unwrap();
        assert_eq!(number.as_str(), "9223372036854775808");
        let written = serde_json::to_string(&json::adapted::<json::QuotedNumber, _>(&number));
        assert_eq!(written.unwrap(), "\"9223372036854775808\"");
    }
    assert_eq!(decimal("\"1.50\"").unwrap().as_str(), "1.50");
    for text in ["\"\"", "\"x\"", "\"1", "\"1.5\"", "null", "\"\\u0031\""] {
        assert!(integer(text).is_err(), "{text}");
    }
}
