//! Listings and items larger than any that Lambda has: they cost time and memory in step, and bounded memory.

use crate::run::{list, program_for, run};
use crate::server::{Request, Response, answer, configs, page, serve};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// Pages of 400 configurations.
fn in_large_pages(items: &[Value], request: &Request) -> Response {
    let start = request
        .query("Marker")
        .map_or(0, |marker| marker.parse().unwrap());
    let end = items.len().min(start + 400);
    let mut body = json!({ "FunctionEventInvokeConfigs": items[start..end] });
    if end < items.len() {
        body["NextMarker"] = json!(end.to_string());
    }
    answer(200, &body)
}

#[test]
fn a_long_table_is_printed_as_it_comes_in() {
    let items = configs(2_500);
    let served = items.clone();
    let outcome = list(
        &serve(move |_, request| in_large_pages(&served, request)),
        &[],
    );
    assert_eq!(outcome.code, Some(0));
    assert_eq!(
        outcome.stderr,
        "more than 1000 configurations: the columns are as wide as the first ones need\n"
    );
    // Three lines before the rows and one after them.
    let lines: Vec<_> = outcome.stdout.lines().collect();
    assert_eq!(lines.len(), items.len() + 4);
    for (number, line) in lines[3..lines.len() - 1].iter().enumerate() {
        assert!(
            line.contains(&format!(" my-function:{} ", number + 1)),
            "{line}"
        );
    }
    let width = lines[0].chars().count();
    assert!(lines.iter().all(|line| line.chars().count() == width));

    let exactly = configs(1_000);
    let outcome = list(
        &serve(move |_, request| in_large_pages(&exactly, request)),
        &[],
    );
    assert_eq!(
        (outcome.stderr.as_str(), outcome.stdout.lines().count()),
        ("", 1_004)
    );
}

#[test]
fn a_long_document_is_printed_as_it_comes_in_and_is_one_document() {
    let items = configs(6_000);
    let served = items.clone();
    let server = serve(move |_, request| in_large_pages(&served, request));
    let outcome = list(&server, &["--output", "json", "--max-items", "5999"]);
    assert_eq!(outcome.code, Some(0));
    let document: Value = serde_json::from_str(&outcome.stdout).unwrap();
    let listed = document["FunctionEventInvokeConfigs"].as_array().unwrap();
    assert_eq!(listed.len(), 5_999);
    assert_eq!(listed[5_998]["FunctionArn"], items[5_998]["FunctionArn"]);
    assert!(document["NextToken"].is_string());
}

#[test]
fn a_failure_after_much_was_printed_says_how_to_go_on() {
    for format in ["json", "table"] {
        let items = configs(8_000);
        let server = serve(move |number, request| match number {
            18 => answer(404, &json!({ "__type": "ResourceNotFoundException" })),
            _ => in_large_pages(&items, request),
        });
        let outcome = list(&server, &["--output", format]);
        assert_eq!(outcome.code, Some(1), "{format}");
        assert!(outcome.stdout.contains("my-function:3000"), "{format}");
        assert!(
            outcome.stderr.contains("go on after what was printed"),
            "{}",
            outcome.stderr
        );
    }
}

#[test]
fn long_cells_are_cut_off_and_cost_little() {
    let long = "x".repeat(160_000);
    let items = vec![json!({
        "FunctionArn": long,
        "DestinationConfig": { "OnSuccess": { "Destination": long }, "OnFailure": { "Destination": long } },
    })];
    let start = Instant::now();
    let outcome = list(&serve(move |_, request| page(&items, request)), &[]);
    assert_eq!(outcome.code, Some(0));
    assert!(
        start.elapsed() < Duration::from_secs(5),
        "{:?}",
        start.elapsed()
    );
    assert!(
        outcome
            .stdout
            .lines()
            .all(|line| line.chars().count() < 1_400)
    );
}

#[test]
fn a_page_of_a_million_empty_items_is_listed_in_bounded_memory() {
    let items = vec!["{}"; 1_000_000].join(",");
    let body = format!("{{\"FunctionEventInvokeConfigs\": [{items}]}}");
    let server = serve(move |_, _| Response::new(200, body.clone()));
    let outcome = run(program_for(&server).args(["my-function", "--max-items", "3"]));
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    assert_eq!(outcome.stdout.lines().count(), 7);
    let outcome = run(program_for(&server).args(["my-function", "--output", "jsonl"]));
    assert_eq!(outcome.stdout.lines().count(), 1_000_000);
}

#[test]
fn a_page_that_is_longer_than_any_is_refused() {
    let body = format!(
        "{{\"FunctionEventInvokeConfigs\": [{}]}}",
        " ".repeat(9_000_000)
    );
    let server =
        serve(move |_, _| Response::new(200, body.clone()).header("x-amzn-requestid", "4c62"));
    let outcome = list(&server, &[]);
    assert_eq!(outcome.code, Some(1));
    insta::assert_snapshot!(outcome.stderr, @r"
    error: ListFunctionEventInvokeConfigs: a page has more than 8388608 bytes, the most that is read [request 4c62]
    hint: no page of Lambda's is that long: check --endpoint-url (AWS_ENDPOINT_URL)
    ");
}
