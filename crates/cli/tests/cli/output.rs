//! What is printed: the formats, the notes beside them, and nothing that is secret.

use crate::run::{KEY_ID, SECRET, SESSION_TOKEN, list, program_for, run};
use crate::server::{Server, answer, configs, page};
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
    let server = Server::with(many_sided());
    let outcome = list(&server, &["--output", "json"]);
    assert_eq!(outcome.code, Some(0));
    assert_eq!(outcome.stderr, "");
    // Byte for byte what `aws lambda list-function-event-invoke-configs` printed for this server.
    insta::assert_snapshot!(outcome.stdout);
}

#[test]
fn json_of_nothing_is_an_empty_list() {
    let outcome = list(&Server::with(Vec::new()), &["--output", "json"]);
    assert_eq!(outcome.code, Some(0));
    let document = "{\n    \"FunctionEventInvokeConfigs\": []\n}\n";
    assert_eq!(outcome.stdout, document);
}

#[test]
fn jsonl_is_a_line_for_each_configuration() {
    let outcome = list(&Server::with(many_sided()), &["--output", "jsonl"]);
    assert_eq!(outcome.code, Some(0));
    insta::assert_snapshot!(outcome.stdout);
}

#[test]
fn a_table_is_the_default() {
    let server = Server::with(many_sided());
    let outcome = list(&server, &[]);
    assert_eq!(outcome.code, Some(0));
    assert_eq!(outcome.stdout, list(&server, &["--output", "table"]).stdout);
    insta::assert_snapshot!(outcome.stdout);
}

#[test]
fn a_table_of_nothing_says_so() {
    let outcome = list(&Server::with(Vec::new()), &[]);
    assert_eq!(outcome.code, Some(0));
    let line = "my-function has no event-invoke configurations\n";
    assert_eq!(outcome.stdout, line);
}

#[test]
fn a_spinner_is_for_terminals_alone() {
    for format in ["table", "json", "jsonl"] {
        let outcome = list(&Server::with(configs(3)), &["--output", format]);
        assert_eq!(outcome.stderr, "", "{format}");
    }
}

#[test]
fn jsonl_prints_a_page_before_it_asks_for_the_next() {
    let (first_line_was_read, go_on) = std::sync::mpsc::channel();
    let items = configs(4);
    let server = Server::start(move |number, request| {
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
        let server = Server::with(configs(6));
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
    let server = Server::start(move |number, request| {
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
    for told in [
        "ListFunctionEventInvokeConfigs",
        "will try again",
        "id-of-the-first",
        "page=1 items=2",
        "page=2 items=1",
    ] {
        assert!(outcome.stderr.contains(told), "{told}:\n{}", outcome.stderr);
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
