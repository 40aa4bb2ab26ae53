//! Reading values in XML, and writing what was read.

use smithereens_types::{is_printable, xml};

#[path = "../../../crates/types/tests/xml/shapes.rs"]
#[allow(
    clippy::pedantic,
    clippy::unwrap_used,
    dead_code,
    missing_docs,
    reason = "these are the shapes of a test"
)]
mod shapes;

use shapes::Everything;

/// The most that an error says, in bytes.
const MAX_ERROR: usize = 2_000;

/// Reads a document. An error is of bounded length and has no control characters; what is read is the same once it was
/// written and read again.
pub fn run(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let root = xml::root(text).unwrap_or_default();
    for path in [
        &[root.as_str()] as &[_],
        &[],
        &["Everything"],
        &["Everything", "Nested"],
    ] {
        match xml::from_str::<Everything>(text, path) {
            Ok(value) => round_trip(&value),
            Err(error) => {
                let text = error.reason();
                assert!(
                    text.len() < MAX_ERROR && text.chars().all(is_printable),
                    "{text}"
                );
                assert!(!error.place().is_empty());
            }
        }
    }
}

fn round_trip(value: &Everything) {
    let written = xml::to_string("Everything", value, &xml::Own);
    match xml::from_str::<Everything>(&written, &["Everything"]) {
        Ok(again) => assert_eq!(xml::to_string("Everything", &again, &xml::Own), written),
        // An element without an end tag of its own gets one, and counts as deep as it is.
        Err(error) => assert!(error.reason().contains("too deep"), "{error} in {written}"),
    }
}
