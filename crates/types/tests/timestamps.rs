//! How timestamps are read and written.
#![allow(clippy::unwrap_used, missing_docs)]

use smithereens_types::Timestamp;

#[test]
fn epoch_seconds_read_back_exactly() {
    for (json, nanos) in [
        ("1577824406.719", 719_000_000),
        ("1577824396.653", 653_000_000),
        ("1577824396", 0),
        ("-1.5", 500_000_000),
        ("0.001", 1_000_000),
        ("253402300799.999", 999_000_000),
    ] {
        let timestamp: Timestamp = serde_json::from_str(json).unwrap();
        assert_eq!(timestamp.subsec_nanos(), nanos, "{json}");
        assert_eq!(serde_json::to_string(&timestamp).unwrap(), json);
    }
    // More digits than three are read from the decimal text, and not written.
    for (json, nanos, written) in [
        ("1577824406.7191", 719_100_000, "1577824406.719"),
        ("1577824406.123456", 123_456_000, "1577824406.123"),
        ("1577824406.000999", 999_000, "1577824406"),
    ] {
        let timestamp: Timestamp = serde_json::from_str(json).unwrap();
        assert_eq!(timestamp.subsec_nanos(), nanos, "{json}");
        assert_eq!(serde_json::to_string(&timestamp).unwrap(), written);
    }
}

#[test]
fn each_format_is_cut_to_its_own_precision() {
    for (seconds, date_time, http_date, epoch_seconds) in [
        (
            "1577824406.719123456",
            "2019-12-31T20:33:26.719Z",
            "Tue, 31 Dec 2019 20:33:26 GMT",
            "1577824406.719",
        ),
        // It is cut off rather than rounded, and without zeros at the end.
        (
            "1577824406.999999999",
            "2019-12-31T20:33:26.999Z",
            "Tue, 31 Dec 2019 20:33:26 GMT",
            "1577824406.999",
        ),
        (
            "1577824406.1001",
            "2019-12-31T20:33:26.1Z",
            "Tue, 31 Dec 2019 20:33:26 GMT",
            "1577824406.1",
        ),
        (
            "1577824406.000999",
            "2019-12-31T20:33:26Z",
            "Tue, 31 Dec 2019 20:33:26 GMT",
            "1577824406",
        ),
        // Before 1970 too, the earlier one of two milliseconds: all formats give the same one.
        (
            "-1.0005",
            "1969-12-31T23:59:58.999Z",
            "Wed, 31 Dec 1969 23:59:58 GMT",
            "-1.001",
        ),
        (
            "-0.0005",
            "1969-12-31T23:59:59.999Z",
            "Wed, 31 Dec 1969 23:59:59 GMT",
            "-0.001",
        ),
    ] {
        let timestamp = Timestamp::parse_epoch_seconds(seconds).unwrap();
        assert_eq!(timestamp.date_time(), date_time);
        assert_eq!(timestamp.http_date(), http_date);
        assert_eq!(timestamp.epoch_seconds(), epoch_seconds);
        assert_eq!(timestamp.to_string(), date_time);
        assert_eq!(serde_json::to_string(&timestamp).unwrap(), epoch_seconds);
    }
    let timestamp = Timestamp::parse_epoch_seconds("0.123456789").unwrap();
    let shown = format!("{timestamp:?}");
    assert_eq!(shown, "Timestamp(1970-01-01T00:00:00.123456789Z)");
}

#[test]
fn a_time_without_an_offset_is_in_utc() {
    let expected = Timestamp::from_epoch_millis(1_630_274_082_651).unwrap();
    for text in ["2021-08-29T21:54:42.651", "2021-08-29T21:54:42.651Z"] {
        assert_eq!(Timestamp::parse_date_time(text), Ok(expected));
        assert_eq!(text.parse(), Ok(expected));
        let json = format!("{text:?}");
        assert_eq!(serde_json::from_str::<Timestamp>(&json).unwrap(), expected);
    }
    let whole = Timestamp::parse_date_time("2021-08-29T21:54:42").unwrap();
    assert_eq!(whole.date_time(), "2021-08-29T21:54:42Z");
    let early = Timestamp::parse_date_time("-0004-02-29T00:00:00").unwrap();
    assert_eq!(early.date_time(), "-0004-02-29T00:00:00Z");
    for garbage in [
        "",
        "2021-08-29",
        "2021-08-29T",
        "2021-08-29T21:54",
        "2021-08-29T21:54:42.",
        "2021-08-29T21:54:42+",
        "2021-08-29T21:54:42+01",
        "2021-08-29T21:54:42ZZ",
        "2021-08-29T21:54:42 UTC",
        "2021-13-29T21:54:42",
        "2021-08-29T24:54:42",
        "20210829T215442",
    ] {
        assert!(Timestamp::parse_date_time(garbage).is_err(), "{garbage}");
    }
}

#[test]
fn an_offset_may_be_without_its_colon() {
    for (text, expected) in [
        ("2021-08-29T21:54:42.651+0000", "2021-08-29T21:54:42.651Z"),
        ("2021-08-29T21:54:42-0000", "2021-08-29T21:54:42Z"),
        ("2021-08-29T23:24:42+0130", "2021-08-29T21:54:42Z"),
        ("2021-08-29T14:54:42-0700", "2021-08-29T21:54:42Z"),
        ("-0004-02-29T01:00:00+0100", "-0004-02-29T00:00:00Z"),
    ] {
        let read = Timestamp::parse_date_time(text).unwrap();
        assert_eq!(read.date_time(), expected, "{text}");
    }
    for garbage in [
        "+0200",
        "é0200",
        "2021-08-29T21:54:42+02é",
        "+0é0",
        "+é00",
        "2021-08-29T21:54:42+0é0",
        "2021-08-29+0200",
        "2021-08-29T21:54:42+9900",
        "2021-08-29T21:54:42+01000",
    ] {
        assert!(Timestamp::parse_date_time(garbage).is_err(), "{garbage}");
    }
}

#[test]
fn a_timestamp_is_read_in_any_format() {
    let expected = Timestamp::from_epoch_millis(1_577_824_406_719).unwrap();
    for json in [
        "1577824406.719",
        r#""2019-12-31T20:33:26.719Z""#,
        r#""2019-12-31T21:33:26.719+01:00""#,
        r#""Tue, 31 Dec 2019 20:33:26.719 GMT""#,
        r#""1577824406.719""#,
    ] {
        assert_eq!(
            serde_json::from_str::<Timestamp>(json).unwrap(),
            expected,
            "{json}"
        );
    }
}

#[test]
fn each_format_is_written_as_smithy_defines_it() {
    let timestamp = Timestamp::from_epoch_millis(1_577_824_406_719).unwrap();
    assert_eq!(timestamp.date_time(), "2019-12-31T20:33:26.719Z");
    assert_eq!(timestamp.http_date(), "Tue, 31 Dec 2019 20:33:26 GMT");
    assert_eq!(timestamp.epoch_seconds(), "1577824406.719");
    assert_eq!(Timestamp::EPOCH.date_time(), "1970-01-01T00:00:00Z");
    assert_eq!(
        Timestamp::EPOCH.http_date(),
        "Thu, 01 Jan 1970 00:00:00 GMT"
    );
}

#[test]
fn what_is_no_timestamp_is_an_error_that_shows_it() {
    for json in [
        "1e300",
        "-1e300",
        "\"\"",
        "\"yesterday\"",
        "\"1.\"",
        "\".5\"",
        "\"+5\"",
        "\"2019-02-30T00:00:00Z\"",
        "true",
        "18446744073709551615",
    ] {
        let error = serde_json::from_str::<Timestamp>(json).unwrap_err();
        assert!(!error.to_string().is_empty(), "{json}");
    }
    let error = "yesterday".parse::<Timestamp>().unwrap_err();
    assert_eq!(
        error.to_string(),
        r#""yesterday" is not a timestamp (RFC 3339, an HTTP date or seconds since 1970)"#
    );
}

#[test]
fn the_last_microseconds_of_all_are_no_number_past_them() {
    let last = Timestamp::parse_epoch_seconds("253402300799.999999999").unwrap();
    let json = serde_json::to_string(&last).unwrap();
    assert_eq!(json, "253402300799.999");
    assert!(serde_json::from_str::<Timestamp>(&json).is_ok());
}

#[test]
fn an_offset_cannot_lead_past_the_supported_years() {
    for text in ["9999-12-31T23:59:59-00:01", "-9999-01-01T00:00:00+00:01"] {
        assert!(Timestamp::parse_date_time(text).is_err(), "{text}");
        let json = format!("{text:?}");
        assert!(serde_json::from_str::<Timestamp>(&json).is_err());
    }
    let first = Timestamp::parse_date_time("0000-01-01T00:00:00+00:01").unwrap();
    assert_eq!(first.date_time(), "-0001-12-31T23:59:00Z");
}

#[test]
fn a_year_before_0_reads_back_in_each_format() {
    // The last of February in a leap year, and the first year of all.
    for text in ["-0004-02-29T00:00:00.5Z", "-9999-01-01T00:00:00Z"] {
        let timestamp = Timestamp::parse_date_time(text).unwrap();
        assert_eq!(timestamp.date_time(), text);
        let http_date = Timestamp::parse_http_date(&timestamp.http_date()).unwrap();
        assert_eq!(http_date.seconds(), timestamp.seconds());
        let seconds = Timestamp::parse_epoch_seconds(&timestamp.epoch_seconds());
        assert_eq!(seconds, Ok(timestamp));
    }
}
