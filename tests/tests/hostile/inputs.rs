//! The texts that are made up, and the runs that they are made for.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseResult, TestError, TestRng, TestRunner};

/// How many inputs a run has.
const CASES: u32 = 200;

/// What paths, queries and signatures are known to stumble over.
const AWKWARD: [&str; 24] = [
    "/", "//", ".", "..", "/../", "./", "%", "%2F", "%2f", "%2E", "%00", "+", " ", "  ", "~", "&",
    "=", "?", "#", "é", "🦀", "e\u{301}", "\u{202e}", "a",
];

/// Runs a test over made-up inputs, the same ones each time.
pub fn run<S: Strategy>(inputs: &S, test: impl Fn(S::Value) -> TestCaseResult) {
    let config = Config {
        cases: CASES,
        failure_persistence: None,
        ..Config::default()
    };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let outcome = TestRunner::new_with_rng(config, rng).run(inputs, test);
    if let Err(TestError::Fail(reason, input)) = outcome {
        panic!("{reason}\nwith {input:?}");
    }
    assert!(outcome.is_ok(), "{outcome:?}");
}

/// Any text, half of them made of awkward pieces.
pub fn text() -> impl Strategy<Value = String> {
    let pieces = vec(select(&AWKWARD[..]), 0..5).prop_map(|pieces| pieces.concat());
    prop_oneof![any::<String>(), pieces]
}

/// A text without the control characters that no header may hold.
pub fn header_text() -> impl Strategy<Value = String> {
    text().prop_map(|text| text.replace(is_forbidden, ""))
}

/// A text with one of those characters somewhere in it.
pub fn forbidden_header_text() -> impl Strategy<Value = String> {
    let forbidden = select(&['\r', '\n', '\0', '\u{1b}', '\u{7f}'][..]);
    (header_text(), forbidden, header_text()).prop_map(|(a, b, c)| format!("{a}{b}{c}"))
}

fn is_forbidden(character: char) -> bool {
    character.is_ascii_control() && character != '\t'
}
