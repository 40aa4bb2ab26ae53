//! The command line itself.

use crate::run::{program, run};

#[test]
fn what_is_no_command_line_exits_with_2() {
    for arguments in [
        &[][..],
        &[""],
        &["f", "g"],
        &["f", "--page-size", "0"],
        &["f", "--page-size", "51"],
        &["f", "--page-size", "many"],
        &["f", "--max-items", "0"],
        &["f", "--max-items", "-1"],
        &["f", "--starting-token", ""],
        &["f", "--output", "xml"],
        &["f", "--no-such-option"],
    ] {
        let outcome = run(program().args(arguments));
        assert_eq!(outcome.code, Some(2), "{arguments:?}");
        assert_eq!(outcome.stdout, "", "{arguments:?}");
        assert!(outcome.stderr.starts_with("error: "), "{}", outcome.stderr);
    }
}

// Where credentials come from differs with the program's features.
#[cfg(feature = "aws-config")]
#[test]
fn help_tells_options_and_exit_codes() {
    let outcome = run(program().arg("--help").env("COLUMNS", "100"));
    assert_eq!(outcome.code, Some(0));
    insta::assert_snapshot!(outcome.stdout);
}

#[test]
fn what_the_command_line_is_told_back_is_escaped_and_bounded() {
    let text = format!("\u{1b}[2J\u{202e}\u{9b}{}", "x".repeat(10_000));
    for arguments in [
        vec!["f".to_owned(), format!("--{text}")],
        vec!["f".to_owned(), text.clone()],
        vec!["f".to_owned(), "--output".to_owned(), text.clone()],
        vec!["f".to_owned(), "--page-size".to_owned(), text.clone()],
        vec!["f".to_owned(), format!("--verbose={text}")],
    ] {
        let outcome = run(program().args(&arguments));
        assert_eq!(outcome.code, Some(2), "{arguments:?}");
        let is_plain = |it: char| it == '\n' || !(it.is_control() || it == '\u{202e}');
        assert!(outcome.stderr.chars().all(is_plain), "{}", outcome.stderr);
        assert!(outcome.stderr.contains("u{1b}[2J"), "{}", outcome.stderr);
        assert!(outcome.stderr.len() < 2_000, "{}", outcome.stderr);
    }
}
