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

/// Each format keeps as much of a time as it has digits for; that much comes back.
fn round_trip(timestamp: Timestamp) {
    let text = timestamp.date_time();
    let millis = Timestamp::parse_date_time(&text).expect("what was written is read");
    assert_eq!(millis.seconds(), timestamp.seconds());
    assert_eq!(
        millis.subsec_nanos() / 1_000_000,
        timestamp.subsec_nanos() / 1_000_000
    );
    let same = Ok(millis);
    assert_eq!(
        Timestamp::parse_epoch_seconds(&timestamp.epoch_seconds()),
        same
    );
    assert_eq!(timestamp.to_string().parse(), same);
    assert_eq!(millis.date_time(), text);
    let seconds = Timestamp::parse_http_date(&timestamp.http_date());
    assert_eq!(
        seconds.ok(),
        Timestamp::from_epoch_seconds(timestamp.seconds())
    );
    assert_eq!(
        Timestamp::try_from(SystemTime::from(timestamp)),
        Ok(timestamp)
    );
    let written = serde_json::to_string(&timestamp).expect("a timestamp is JSON");
    let again: Timestamp = serde_json::from_str(&written).expect("what was written is read");
    assert_eq!(again, millis);
}
