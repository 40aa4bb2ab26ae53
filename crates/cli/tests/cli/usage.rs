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
