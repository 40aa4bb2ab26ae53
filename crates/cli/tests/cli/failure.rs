//! Failures: one line, a hint where one helps, and exit code 1.

use crate::run::{KEY_ID, SECRET, list, program, program_at, program_for, run};
use crate::server::{answer, configs, page, serve, serve_all};
use serde_json::json;
use smithereens_testing::Server;
use std::net::TcpListener;

/// A server that refuses every request.
fn refusing(status: u16, code: &'static str, message: &'static str) -> Server {
    serve(move |_, _| {
        answer(status, &json!({ "Type": "User", "Message": message }))
            .header("x-amzn-errortype", code)
            .header("x-amzn-requestid", "4c62")
    })
}

#[test]
fn an_unknown_function_is_one_line_and_a_hint() {
    let server = refusing(
        404,
        "ResourceNotFoundException",
        "Function not found: my-function",
    );
    for format in ["table", "json", "jsonl"] {
        let outcome = list(&server, &["--output", format]);
        assert_eq!(outcome.code, Some(1));
        assert_eq!(outcome.stdout, "");
        insta::allow_duplicates! {
            insta::assert_snapshot!(outcome.stderr, @r"
            error: ListFunctionEventInvokeConfigs: ResourceNotFoundException (404): Function not found: my-function [request 4c62, 1 attempt]
            hint: check the function's name or ARN, and the region (--region, AWS_REGION)
            ");
        }
    }
}

#[test]
fn refusals_people_meet_with_have_hints() {
    for (status, code, hint) in [
        (403, "ExpiredTokenException", "credentials"),
        (403, "InvalidSignatureException", "secret access key"),
        (403, "UnrecognizedClientException", "access key"),
        (403, "AccessDeniedException", "policies"),
    ] {
        let outcome = list(&refusing(status, code, "no"), &[]);
        assert_eq!(outcome.code, Some(1));
        let lines: Vec<_> = outcome.stderr.lines().collect();
        assert_eq!(lines.len(), 2, "{lines:?}");
        assert!(lines[0].starts_with("error: "), "{lines:?}");
        assert!(lines[0].contains(code), "{lines:?}");
        assert!(lines[1].starts_with("hint: "), "{lines:?}");
        assert!(lines[1].contains(hint), "{lines:?}");
    }
}

#[test]
fn nobody_listening_points_to_the_endpoint() {
    // A port that was free a moment ago.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let outcome = run(program_at(&endpoint).arg("my-function"));
    assert_eq!(outcome.code, Some(1));
    assert!(
        outcome.stderr.contains("could not connect"),
        "{}",
        outcome.stderr
    );
    assert!(outcome.stderr.contains("3 attempts"), "{}", outcome.stderr);
    assert!(
        outcome.stderr.contains("hint: check --endpoint-url"),
        "{}",
        outcome.stderr
    );
}

#[test]
fn what_was_printed_before_a_failure_stays_and_can_be_gone_on_from() {
    let items = configs(5);
    let server = serve(move |number, request| match number {
        0 | 1 => page(&items, request),
        _ => answer(400, &json!({ "__type": "InvalidParameterValueException" })),
    });
    let outcome = list(&server, &["--output", "jsonl"]);
    assert_eq!(outcome.code, Some(1));
    assert_eq!(outcome.stdout.lines().count(), 4);
    let token =
        "hint: go on after what was printed with --starting-token eyJNYXJrZXIiOiAiYWZ0ZXIgNCJ9\n";
    assert!(outcome.stderr.contains(token), "{}", outcome.stderr);
}

#[test]
fn a_document_is_printed_whole_or_not_at_all() {
    for format in ["json", "table"] {
        let items = configs(5);
        let server = serve(move |number, request| match number {
            0 => page(&items, request),
            _ => answer(404, &json!({ "__type": "ResourceNotFoundException" })),
        });
        let outcome = list(&server, &["--output", format]);
        assert_eq!(outcome.code, Some(1));
        assert_eq!(outcome.stdout, "");
        assert!(!outcome.stderr.contains("--starting-token"));
    }
}

#[test]
fn a_marker_that_comes_back_is_a_failure() {
    let server = serve(|_, _| {
        answer(
            200,
            &json!({ "FunctionEventInvokeConfigs": [], "NextMarker": "again" }),
        )
    });
    let outcome = list(&server, &[]);
    assert_eq!(outcome.code, Some(1));
    assert!(outcome.stderr.contains("`again`"), "{}", outcome.stderr);
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn settings_that_are_missing_are_named_once() {
    let outcome = run(program().arg("my-function"));
    assert_eq!(outcome.code, Some(1));
    insta::assert_snapshot!(outcome.stderr, @r"
    error: ListFunctionEventInvokeConfigs: no region found: AWS_REGION is not set; AWS_DEFAULT_REGION is not set; ~/.aws/credentials: no such file; ~/.aws/config: no such file. Set AWS_REGION, or give the client a region
    hint: --region gives it for this run
    ");
    let outcome = run(program().args(["my-function", "--region", "eu-west-1"]));
    assert_eq!(outcome.code, Some(1));
    // What is asked after the files differs with the program's features.
    let (before, after) = outcome.stderr.split_once("~/.aws/config").unwrap();
    assert_eq!(
        before,
        "error: ListFunctionEventInvokeConfigs: no credentials found: AWS_ACCESS_KEY_ID is not set; \
         ~/.aws/credentials: no such file; "
    );
    assert!(
        after.ends_with("\nhint: --profile names one for this run\n"),
        "{after}"
    );
    let outcome = run(program().args(["my-function", "--profile", "nobody"]));
    assert_eq!(outcome.code, Some(1));
    insta::assert_snapshot!(outcome.stderr, @"error: there is no profile `nobody`: ~/.aws/credentials: no such file; ~/.aws/config: no such file");
}

#[test]
fn a_value_of_another_place_is_told_by_that_place_and_exits_with_1() {
    for (variable, value) in [
        ("AWS_ENDPOINT_URL", "localhost:4566"),
        ("AWS_REGION", "a b"),
    ] {
        let mut command = program();
        command
            .arg("my-function")
            .env("AWS_REGION", "eu-west-1")
            .env("AWS_ACCESS_KEY_ID", KEY_ID);
        let outcome = run(command
            .env("AWS_SECRET_ACCESS_KEY", SECRET)
            .env(variable, value));
        assert_eq!(outcome.code, Some(1), "{variable}");
        assert!(outcome.stderr.contains(variable), "{}", outcome.stderr);
        assert!(!outcome.stderr.contains("--"), "{}", outcome.stderr);
    }
}

#[test]
fn a_profile_whose_credentials_cannot_be_had_is_told_without_a_hint() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("role");
    std::fs::create_dir_all(&folder).unwrap();
    let config = folder.join("config");
    let role = "role_arn = arn:aws:iam::123456789012:role/r\nsource_profile = gone\n";
    std::fs::write(&config, format!("[profile ops]\n{role}")).unwrap();
    let outcome = run(program().env("AWS_CONFIG_FILE", &config).args([
        "my-function",
        "--region",
        "eu-west-1",
        "--profile",
        "ops",
    ]));
    assert_eq!(outcome.code, Some(1));
    assert!(outcome.stderr.contains("role_arn"), "{}", outcome.stderr);
    assert_eq!(
        outcome.stderr.contains("gone"),
        cfg!(feature = "aws-config")
    );
    // A client that lacks the chain says what to build, and may be given other credentials.
    assert_eq!(
        outcome.stderr.contains("hint"),
        !cfg!(feature = "aws-config")
    );
}

#[test]
fn settings_of_the_command_line_reach_the_request() {
    let server = serve_all(configs(1));
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("settings");
    std::fs::create_dir_all(&folder).unwrap();
    let credentials = folder.join("credentials");
    let section =
        format!("[other]\naws_access_key_id = {KEY_ID}2\naws_secret_access_key = {SECRET}\n");
    std::fs::write(&credentials, section).unwrap();
    let outcome = run(program_at(&format!("{}/base", server.url()))
        .env("AWS_SHARED_CREDENTIALS_FILE", &credentials)
        .args(["a:b", "--region", "ap-south-2", "--profile", "other"]));
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    let request = &server.requests()[0];
    let path = "/base/2019-09-25/functions/a%3Ab/event-invoke-config/list";
    assert_eq!(request.path(), path);
    let authorization = request.header("authorization").unwrap();
    assert!(
        authorization.contains(&format!("{KEY_ID}2/")),
        "{authorization}"
    );
    assert!(
        authorization.contains("/ap-south-2/lambda/"),
        "{authorization}"
    );
}

#[test]
fn names_and_paths_are_shown_escaped() {
    let name = "x\u{1b}[2J\u{202e}\u{9b}y";
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("names");
    std::fs::create_dir_all(&folder).unwrap();
    let malformed = folder.join(name);
    std::fs::write(&malformed, "no section\n").unwrap();
    let nowhere = folder.join("none").join(name);
    for command in [
        program().args(["my-function", "--profile", name]),
        program().arg("my-function").env("AWS_PROFILE", name),
        program()
            .arg("my-function")
            .env("AWS_CONFIG_FILE", &malformed),
        program()
            .arg("my-function")
            .env("AWS_CONFIG_FILE", &nowhere),
        program()
            .arg("my-function")
            .env("AWS_SHARED_CREDENTIALS_FILE", &nowhere),
        program().arg("my-function").env("AWS_CA_BUNDLE", &nowhere),
        program().arg("my-function").env("AWS_REGION", name),
        program().args(["my-function", "--region", name]),
        program_at(&format!("http://{name}")).arg("my-function"),
        program_at("http://127.0.0.1:9")
            .args(["my-function", "--verbose"])
            .env("HTTP_PROXY", name),
    ] {
        let outcome = run(command);
        assert!(matches!(outcome.code, Some(1 | 2)), "{command:?}");
        let is_plain = |it: char| it == '\n' || !(it.is_control() || it == '\u{202e}');
        assert!(
            outcome.stderr.chars().all(is_plain),
            "{command:?}: {}",
            outcome.stderr
        );
    }
}

/// A device that takes nothing, as a disk that is full.
#[cfg(target_os = "linux")]
mod full {
    use super::*;
    use std::fs::OpenOptions;
    use std::process::Stdio;

    fn full() -> Stdio {
        OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .unwrap()
            .into()
    }

    #[test]
    fn errors_that_cannot_be_told_end_with_the_code_they_would() {
        let refused = refusing(404, "ResourceNotFoundException", "no");
        let listed = serve_all(configs(5));
        let failing = || {
            let items = configs(5);
            serve(move |number, request| match number {
                0 => page(&items, request),
                _ => answer(400, &json!({})),
            })
        };
        for (server, arguments, code) in [
            (&refused, &["f"][..], 1),
            (&refused, &["f", "--verbose"], 1),
            (&failing(), &["f", "--output", "jsonl"], 1),
            (&listed, &["f", "--verbose"], 0),
            (&listed, &["f", "--max-items", "1"], 0),
            (&listed, &["f", "--max-items", "1", "--output", "jsonl"], 0),
            (&listed, &["f", "--no-such-option"], 2),
            (&listed, &[], 2),
            (&listed, &["--help"], 0),
            (&listed, &["f", "--profile", "nobody"], 1),
        ] {
            let status = program_for(server)
                .args(arguments)
                .stdout(Stdio::null())
                .stderr(full())
                .status()
                .unwrap();
            assert_eq!(status.code(), Some(code), "{arguments:?}");
        }
    }

    #[test]
    fn output_that_cannot_be_written_is_a_failure() {
        let server = serve_all(configs(5));
        for arguments in [
            &["f"][..],
            &["f", "--output", "json"],
            &["f", "--output", "jsonl"],
            &["--help"],
            &["--version"],
        ] {
            for stderr in [Stdio::null(), full()] {
                let status = program_for(&server)
                    .args(arguments)
                    .stdout(full())
                    .stderr(stderr)
                    .status()
                    .unwrap();
                assert_eq!(status.code(), Some(1), "{arguments:?}");
            }
        }
    }
}
