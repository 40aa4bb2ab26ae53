//! What is printed: the formats, the notes beside them, and nothing that is secret.

use crate::run::{KEY_ID, SECRET, SESSION_TOKEN, list, program_for, run};
use crate::server::{answer, configs, page, serve, serve_all};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::process::Stdio;

/// Every member in some item, with what tends to go wrong in JSON.
fn many_sided() -> Vec<Value> {
    let arn = "arn:aws:lambda:eu-west-1:123456789012:function:my-function";
    vec![
        json!({
            "DestinationConfig": {
                "OnFailure": { "Destination": "arn:aws:sqs:eu-west-1:123456789012:schlüssel-😀" },
                "OnSuccess": {},
            },
            "FunctionArn": format!("{arn}:GREEN"),
            "LastModified": 1_577_824_406.719,
            "MaximumEventAgeInSeconds": 1800,
            "MaximumRetryAttempts": 2,
            "NotInTheModel": { "x": 1 },
        }),
        json!({ "FunctionArn": format!("{arn}:$LATEST"), "LastModified": 1_577_824_396 }),
        json!({ "FunctionArn": "\u{1b}[2J \"quoted\"\n", "MaximumRetryAttempts": null }),
    ]
}

#[test]
fn json_is_the_document_of_the_aws_cli() {
    let server = serve_all(many_sided());
    let outcome = list(&server, &["--output", "json"]);
    assert_eq!(outcome.code, Some(0));
    assert_eq!(outcome.stderr, "");
    // Byte for byte what `aws lambda list-function-event-invoke-configs` printed for this server.
    insta::assert_snapshot!(outcome.stdout);
}

#[test]
fn json_of_nothing_is_an_empty_list() {
    let outcome = list(&serve_all(Vec::new()), &["--output", "json"]);
    assert_eq!(outcome.code, Some(0));
    let document = "{\n    \"FunctionEventInvokeConfigs\": []\n}\n";
    assert_eq!(outcome.stdout, document);
}

#[test]
fn jsonl_is_a_line_for_each_configuration() {
    let outcome = list(&serve_all(many_sided()), &["--output", "jsonl"]);
    assert_eq!(outcome.code, Some(0));
    insta::assert_snapshot!(outcome.stdout);
}

#[test]
fn a_table_is_the_default() {
    let server = serve_all(many_sided());
    let outcome = list(&server, &[]);
    assert_eq!(outcome.code, Some(0));
    assert_eq!(outcome.stdout, list(&server, &["--output", "table"]).stdout);
    insta::assert_snapshot!(outcome.stdout);
}

#[test]
fn a_table_of_nothing_says_so() {
    let outcome = list(&serve_all(Vec::new()), &[]);
    assert_eq!(outcome.code, Some(0));
    let line = "my-function has no event-invoke configurations\n";
    assert_eq!(outcome.stdout, line);
}

#[test]
fn a_spinner_is_for_terminals_alone() {
    for format in ["table", "json", "jsonl"] {
        let outcome = list(&serve_all(configs(3)), &["--output", format]);
        assert_eq!(outcome.stderr, "", "{format}");
    }
}

#[test]
fn jsonl_prints_a_page_before_it_asks_for_the_next() {
    let (first_line_was_read, go_on) = std::sync::mpsc::channel();
    let items = configs(4);
    let server = serve(move |number, request| {
        if number == 1 {
            // Only a program that printed its first page gets its second one.
            let patience = std::time::Duration::from_secs(20);
            assert!(go_on.recv_timeout(patience).is_ok(), "nothing was printed");
        }
        page(&items, request)
    });
    let mut program = program_for(&server)
        .args(["my-function", "--output", "jsonl"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(program.stdout.take().unwrap()).lines();
    assert!(lines.next().unwrap().unwrap().contains("my-function:1"));
    first_line_was_read.send(()).unwrap();
    assert_eq!(lines.map_while(Result::ok).count(), 3);
    assert!(program.wait().unwrap().success());
}

#[test]
fn a_closed_pipe_is_no_error() {
    for format in ["table", "json", "jsonl"] {
        let server = serve_all(configs(6));
        let mut program = program_for(&server)
            .args(["my-function", "--output", format])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(program.stdout.take());
        let output = program.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{format}");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{format}");
        let pages = if format == "jsonl" { 1 } else { 3 };
        assert_eq!(server.requests().len(), pages, "{format}");
    }
}

#[test]
fn verbose_tells_of_retries_and_pages_and_keeps_secrets() {
    let items = configs(3);
    let server = serve(move |number, request| {
        if number == 0 {
            return answer(500, &json!({ "Message": "try again" }))
                .header("x-amzn-errortype", "ServiceException")
                .header("x-amzn-requestid", "id-of-the-first");
        }
        page(&items, request)
    });
    let outcome = run(program_for(&server).args(["my-function", "--verbose", "--output", "jsonl"]));
    assert_eq!(outcome.code, Some(0));
    assert_eq!(outcome.stdout.lines().count(), 3);
    for described in [
        "ListFunctionEventInvokeConfigs",
        "will try again",
        "id-of-the-first",
        "page=1 items=2",
        "page=2 items=1",
    ] {
        assert!(
            outcome.stderr.contains(described),
            "{described}:\n{}",
            outcome.stderr
        );
    }
    let authorization = server.requests()[1]
        .header("authorization")
        .unwrap()
        .to_owned();
    let signature = authorization.split("Signature=").nth(1).unwrap().to_owned();
    for secret in [SECRET, SESSION_TOKEN, KEY_ID, signature.as_str()] {
        assert!(!outcome.stderr.contains(secret), "{}", outcome.stderr);
    }
}

/// What a terminal would obey, or turn around, or hide.
const OBEYED: [char; 10] = [
    '\u{1b}',
    '\u{7f}',
    '\u{9b}',
    '\u{202e}',
    '\u{2066}',
    '\u{200f}',
    '\u{61c}',
    '\u{2028}',
    '\u{feff}',
    '\u{e0041}',
];

fn is_plain(text: &str) -> bool {
    text.chars()
        .all(|it| it == '\n' || (!it.is_control() && !OBEYED.contains(&it)))
}

#[test]
fn what_a_terminal_would_obey_is_escaped_in_every_format() {
    let text: String = OBEYED.into_iter().collect();
    let items = vec![json!({
        "FunctionArn": format!("arn:aws:lambda:eu-west-1:123456789012:function:{text}"),
        "DestinationConfig": { "OnSuccess": { "Destination": text }, "OnFailure": { "Destination": text } },
    })];
    for format in ["table", "json", "jsonl"] {
        let server = serve_all(items.clone());
        let outcome = list(&server, &["--output", format]);
        assert_eq!(outcome.code, Some(0), "{format}");
        assert!(is_plain(&outcome.stdout), "{format}: {}", outcome.stdout);
        assert!(
            outcome.stdout.to_lowercase().contains("\\u"),
            "{format}: {}",
            outcome.stdout
        );
        if format != "table" {
            let read: Value = serde_json::from_str(&outcome.stdout).unwrap();
            let item = if format == "json" {
                &read["FunctionEventInvokeConfigs"][0]
            } else {
                &read
            };
            assert_eq!(item, &items[0], "{format}");
        }
    }
}

#[test]
fn verbose_lines_are_bounded_and_hold_nothing_that_a_terminal_obeys() {
    let id = "7".repeat(200_000);
    let items = configs(1);
    let server = serve(move |number, request| match number {
        0 => {
            answer(500, &json!({ "Message": "\u{9b}2J\u{202e}\n" })).header("x-amzn-requestid", &id)
        }
        _ => page(&items, request).header("x-amzn-requestid", &id),
    });
    let outcome = run(program_for(&server).args(["my-function", "--verbose"]));
    assert_eq!(outcome.code, Some(0));
    assert!(is_plain(&outcome.stderr), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("777…"), "{}", outcome.stderr);
    for line in outcome.stderr.lines() {
        assert!(line.len() < 1_000, "{} bytes", line.len());
    }
}

#[test]
fn times_are_iso_8601_unless_the_profile_wants_those_of_the_wire() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("times");
    std::fs::create_dir_all(&folder).unwrap();
    let config = folder.join("config");
    let sections = "[profile wire]\ncli_timestamp_format = wire\n[profile iso]\ncli_timestamp_format = iso8601\n\
                    [profile none]\nregion = x\n[profile other]\ncli_timestamp_format = rfc\u{1b}\n";
    std::fs::write(&config, sections).unwrap();
    let listed = |format: &str, profile: &str| {
        run(program_for(&serve_all(configs(1)))
            .env("AWS_CONFIG_FILE", &config)
            .env("AWS_PROFILE", profile)
            .args(["my-function", "--output", format]))
    };
    for (format, iso, wire) in [
        (
            "json",
            "\"2019-12-31T20:33:26.719000+00:00\"",
            " 1577824406.719,",
        ),
        (
            "jsonl",
            "\"2019-12-31T20:33:26.719000+00:00\"",
            ":1577824406.719,",
        ),
        ("table", " 2019-12-31T20:33:26.719Z ", " 1577824406.719 "),
    ] {
        for (profile, due) in [("iso", iso), ("none", iso), ("wire", wire)] {
            let outcome = listed(format, profile);
            assert!(
                outcome.stdout.contains(due),
                "{format}, {profile}: {}",
                outcome.stdout
            );
        }
        let outcome = listed(format, "other");
        assert_eq!(outcome.code, Some(1));
        assert_eq!(outcome.stdout, "");
        assert_eq!(
            outcome.stderr,
            "error: `cli_timestamp_format` of the profile is `rfc\\u{1b}`, and can be `iso8601` or `wire`\n"
        );
    }
}
