//! The runner of conformance cases: what passes, what fails and how it is told.
#![cfg(test)]

mod endpoints;
mod report;
mod requests;
mod responses;

use smithereens_conformance::{same, same_bytes};
use tests::sample::ListConfigs;

fn list() -> ListConfigs {
    ListConfigs {
        function_name: "f".to_owned(),
        marker: Some("a b".to_owned()),
        max_items: Some(7),
    }
}

#[test]
fn bytes_are_shown_where_they_differ() {
    assert_eq!(same_bytes(b"a\xff", b"a\xff"), Ok(()));
    assert_eq!(
        same_bytes(b"a\xff", b"b").unwrap_err(),
        r#"is "a\xff", expected "b""#
    );
}

#[test]
fn nan_is_itself() {
    assert_eq!(same(&f64::NAN, &f64::NAN), Ok(()));
    assert!(same(&1.0, &2.0).is_err());
}
