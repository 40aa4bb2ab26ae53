//! The command line itself.

use crate::run::{program, run};

#[test]
fn what_is_no_command_line_exits_with_2() {
    for arguments in [
        &[][..],
        &["f", "g"],
        &["f", "--no-such-option"],
        &["f", "--verbose=yes"],
        &["f", "--region"],
        &["f", "--region", "eu-west-1", "--region", "eu-west-2"],
    ] {
        let outcome = run(program().args(arguments));
        assert_eq!(outcome.code, Some(2), "{arguments:?}");
        assert_eq!(outcome.stdout, "", "{arguments:?}");
        assert!(outcome.stderr.starts_with("error: "), "{}", outcome.stderr);
    }
}

#[test]
fn a_malformed_value_exits_with_2_and_is_told_by_its_flag() {
    let long = |length| "x".repeat(length);
    let (name, region, marker) = (long(257), long(64), long(16 * 1024 + 1));
    let url = format!("http://a/{}", long(9_000));
    let table: [(&str, &[&str]); 8] = [
        (
            "<FUNCTION>",
            &["", " ", "a b", "a/b", "..", "fé", "f\n", "f?x", &name],
        ),
        ("--output <FORMAT>", &["", "xml", "Json", "json "]),
        (
            "--page-size <COUNT>",
            &["", "0", "51", "-1", "1.5", "many", " 2", "99999999999"],
        ),
        (
            "--max-items <COUNT>",
            &["", "0", "-1", "1e3", "many", "4294967296"],
        ),
        // The last one is `{"Marker": ""}`.
        (
            "--starting-token <TOKEN>",
            &["", &marker, "eyJNYXJrZXIiOiAiIn0="],
        ),
        (
            "--region <REGION>",
            &["", "a b", "-x", "x-", "é", "12", "eu_west_1", &region],
        ),
        ("--profile <NAME>", &["", " ", "a]b", "a\nb", "a\u{1b}"]),
        (
            "--endpoint-url <URL>",
            &[
                "",
                "localhost:4566",
                "localhost",
                "ftp://a",
                "http://",
                "http://a b",
                "http://127.0.0.1:99999",
                "http://u:p@a",
                "http://a?x",
                "http://a/#x",
                &url,
            ],
        ),
    ];
    for (flag, values) in table {
        for value in values {
            let mut command = program();
            match flag.split_once(' ') {
                Some((name, _)) => command.args(["my-function", &format!("{name}={value}")]),
                None => command.arg(value),
            };
            // Whatever else is wrong: there are no credentials, and a file that is none.
            let outcome = run(command.env("AWS_CONFIG_FILE", "/none/such"));
            assert_eq!(outcome.code, Some(2), "{flag} {value:?}");
            assert_eq!(outcome.stdout, "", "{flag} {value:?}");
            let stderr = &outcome.stderr;
            assert!(stderr.starts_with("error: "), "{value:?}: {stderr}");
            assert!(stderr.contains(&format!("'{flag}'")), "{value:?}: {stderr}");
        }
    }
}

#[test]
fn what_the_client_cannot_use_is_said_in_the_words_of_the_parser() {
    let outcome = run(program().args(["f", "--region", "eu west"]));
    insta::assert_snapshot!(outcome.stderr, @r"
    error: invalid value 'eu west' for '--region <REGION>': it is no region: a region is of letters, digits and dashes, such as eu-west-1

    Usage: event-invoke-configs [OPTIONS] <FUNCTION>

    For more information, try '--help'.
    ");
    let outcome = run(program().args(["f", "--endpoint-url", "http://me:s3cr3t@localhost"]));
    insta::assert_snapshot!(outcome.stderr, @r"
    error: invalid value '…@localhost' for '--endpoint-url <URL>': it holds a user name or password, which requests do not carry

    Usage: event-invoke-configs [OPTIONS] <FUNCTION>

    For more information, try '--help'.
    ");
}

#[cfg(unix)]
#[test]
fn what_is_not_utf_8_exits_with_2() {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt;
    let bytes = |text: &str| OsString::from_vec([text.as_bytes(), b"\xff"].concat());
    for flag in [
        "",
        "--output=",
        "--page-size=",
        "--max-items=",
        "--starting-token=",
        "--region=",
        "--profile=",
        "--endpoint-url=",
        "--completions=",
    ] {
        let outcome = run(program().arg(bytes(flag)));
        assert_eq!(outcome.code, Some(2), "{flag}");
    }
}

#[test]
fn names_and_arns_of_functions_are_taken() {
    // There is no region: whatever the name, that is what is said.
    let arn = "arn:aws-us-gov:lambda:us-gov-west-1:123456789012:function:f-1_x:$LATEST.PUBLISHED";
    for name in ["f", "a.b", "123456789012:function:f:GREEN", arn] {
        let outcome = run(program().arg(name));
        assert_eq!(outcome.code, Some(1), "{}", outcome.stderr);
        assert!(outcome.stderr.contains("region"), "{}", outcome.stderr);
    }
}

// Where credentials come from differs with the program's features, and so do the flags.
#[cfg(all(feature = "aws-config", feature = "packaging"))]
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
        vec![text.clone()],
        vec!["f".to_owned(), format!("--region={text}")],
        vec!["f".to_owned(), format!("--profile={text}")],
        vec!["f".to_owned(), format!("--endpoint-url=http://{text}")],
    ] {
        let outcome = run(program().args(&arguments));
        assert_eq!(outcome.code, Some(2), "{arguments:?}");
        let is_plain = |it: char| it == '\n' || !(it.is_control() || it == '\u{202e}');
        assert!(outcome.stderr.chars().all(is_plain), "{}", outcome.stderr);
        assert!(outcome.stderr.contains("u{1b}[2J"), "{}", outcome.stderr);
        assert!(outcome.stderr.len() < 2_000, "{}", outcome.stderr);
    }
}
