//! Pages, limits, and tokens to go on with.

use crate::run::list;
use crate::server::{configs, serve_all};
use serde_json::Value;

/// The versions in a JSON document, and its token.
fn read(document: &str) -> (Vec<String>, Option<String>) {
    let document: Value = serde_json::from_str(document).unwrap();
    let configs = document["FunctionEventInvokeConfigs"].as_array().unwrap();
    let version = |config: &Value| {
        let arn = config["FunctionArn"].as_str().unwrap();
        arn.rsplit(':').next().unwrap().to_owned()
    };
    let token = document
        .get("NextToken")
        .map(|token| token.as_str().unwrap().to_owned());
    (configs.iter().map(version).collect(), token)
}

#[test]
fn all_pages_are_listed_with_the_page_size_that_was_asked_for() {
    let server = serve_all(configs(7));
    let outcome = list(&server, &["--output", "json", "--page-size", "3"]);
    let (versions, token) = read(&outcome.stdout);
    assert_eq!(versions, ["1", "2", "3", "4", "5", "6", "7"]);
    assert_eq!(token, None);
    let requests = server.requests();
    assert!(
        requests
            .iter()
            .all(|request| request.query("MaxItems") == Some("3"))
    );
    let markers: Vec<_> = requests
        .iter()
        .map(|request| request.query("Marker"))
        .collect();
    assert_eq!(markers, [None, Some("after 3"), Some("after 6")]);
    let path = "/2019-09-25/functions/my-function/event-invoke-config/list";
    assert_eq!(requests[0].path(), path);
}

#[test]
fn the_page_size_is_left_to_the_service_by_default() {
    let server = serve_all(configs(1));
    list(&server, &[]);
    assert_eq!(server.requests()[0].query("MaxItems"), None);
}

#[test]
fn limited_listings_add_up_to_the_whole_one() {
    for page_size in 1..=6 {
        for limit in 1..=6 {
            let server = serve_all(configs(5));
            let (page_size, limit) = (page_size.to_string(), limit.to_string());
            let mut listed = Vec::new();
            let mut token: Option<String> = None;
            // Five configurations are five listings at most.
            for _ in 0..5 {
                let mut arguments = vec!["--output", "json", "--page-size", &page_size];
                arguments.extend(["--max-items", &limit]);
                if let Some(token) = &token {
                    arguments.extend(["--starting-token", token]);
                }
                let outcome = list(&server, &arguments);
                assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
                let (versions, next) = read(&outcome.stdout);
                assert!(versions.len() <= limit.parse().unwrap());
                listed.extend(versions);
                token = next;
                if token.is_none() {
                    break;
                }
            }
            assert_eq!(token, None, "{page_size}, {limit}");
            assert_eq!(listed, ["1", "2", "3", "4", "5"], "{page_size}, {limit}");
        }
    }
}

#[test]
fn no_page_beyond_the_limit_is_asked_for() {
    let server = serve_all(configs(6));
    let outcome = list(&server, &["--output", "json", "--max-items", "4"]);
    let (versions, token) = read(&outcome.stdout);
    assert_eq!(versions, ["1", "2", "3", "4"]);
    // What botocore makes of {"Marker": "after 4"}.
    assert_eq!(token.unwrap(), "eyJNYXJrZXIiOiAiYWZ0ZXIgNCJ9");
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn a_marker_of_the_service_is_a_starting_token_too() {
    let server = serve_all(configs(5));
    let outcome = list(
        &server,
        &["--output", "json", "--starting-token", "after 3"],
    );
    assert_eq!(read(&outcome.stdout).0, ["4", "5"]);
    assert_eq!(server.requests()[0].query("Marker"), Some("after 3"));
}

#[test]
fn formats_without_a_place_for_the_token_tell_it_beside_the_output() {
    for format in ["table", "jsonl"] {
        let server = serve_all(configs(3));
        let outcome = list(&server, &["--output", format, "--max-items", "2"]);
        let note = "there are more configurations: go on with --starting-token eyJNYXJrZXIiOiAiYWZ0ZXIgMiJ9\n";
        assert_eq!(outcome.stderr, note);
        assert!(!outcome.stdout.contains("my-function:3"));
    }
}
