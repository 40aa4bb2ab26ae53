//! Reading timestamps in each of their formats.

use smithereens_types::Timestamp;
use std::time::SystemTime;

/// Reads a text. What is a time in one format is the same time once it was written and read in each.
pub fn run(data: &[u8]) {
    let _ = serde_json::from_slice::<Timestamp>(data);
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    for parsed in [
        Timestamp::parse_date_time(text),
        Timestamp::parse_http_date(text),
        Timestamp::parse_epoch_seconds(text),
        text.parse(),
    ] {
        match parsed {
            Ok(timestamp) => round_trip(timestamp),
            Err(error) => assert!(error.to_string().len() < 1_000),
        }
    }
}

fn round_trip(timestamp: Timestamp) {
    let same = Ok(timestamp);
    assert_eq!(Timestamp::parse_date_time(&timestamp.date_time()), same);
    assert_eq!(Timestamp::parse_http_date(&timestamp.http_date()), same);
    assert_eq!(
        Timestamp::parse_epoch_seconds(&timestamp.epoch_seconds()),
        same
    );
    assert_eq!(timestamp.to_string().parse(), same);
    assert_eq!(Timestamp::try_from(SystemTime::from(timestamp)), same);
    // As a number JSON holds fewer digits.
    let written = serde_json::to_string(&timestamp).expect("a timestamp is JSON");
    let again: Timestamp = serde_json::from_str(&written).expect("what was written is read");
    assert!(again.seconds().abs_diff(timestamp.seconds()) <= 1);
}
