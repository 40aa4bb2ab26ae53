//! Pages and items: where they end, where they start, and what happens when a service goes in circles.

use smithereens::{ErrorKind, Items, Pages};
use tests::replay::{Expect, Outcome, Replay};
use tests::sample::{Config, ListConfigs, ListConfigsResponse};

/// A page with these items and this token.
fn page(items: &[&str], token: Option<&str>) -> Outcome {
    let items: Vec<_> = items
        .iter()
        .map(|arn| serde_json::json!({"FunctionArn": arn}))
        .collect();
    let page = serde_json::json!({"FunctionEventInvokeConfigs": items, "NextMarker": token});
    Outcome::ok(page.to_string())
}

/// A page with these items and this token, as it is decoded: the response to this request.
fn response(request: ListConfigs, items: &[&str], token: Option<&str>) -> Expect {
    let items = items.iter().map(|arn| Config {
        function_arn: Some((*arn).to_owned()),
        ..Config::default()
    });
    Expect::call(request).returns(ListConfigsResponse {
        function_event_invoke_configs: items.collect(),
        next_marker: token.map(str::to_owned),
    })
}

/// The request for the page of this token.
fn from(token: &str) -> ListConfigs {
    ListConfigs {
        marker: Some(token.to_owned()),
        ..ListConfigs::new("f")
    }
}

async fn set_up(answers: impl IntoIterator<Item = Outcome>) -> (Replay, smithereens::Client) {
    let replay = Replay::new(answers);
    let client = replay.client().await;
    (replay, client)
}

fn queries(replay: &Replay) -> Vec<String> {
    let sent = replay.sent();
    sent.iter()
        .map(|sent| sent.request.uri().query().unwrap_or_default().to_owned())
        .collect()
}

async fn arns(items: &mut Items<ListConfigs>) -> Vec<String> {
    let mut arns = Vec::new();
    while let Some(item) = items.try_next().await.unwrap() {
        arns.push(item.function_arn.unwrap());
    }
    arns
}

/// Reads on until tokens go in a circle: the items before that, and the error.
async fn until_error(mut items: Items<ListConfigs>) -> (Vec<String>, String) {
    let mut arns = Vec::new();
    loop {
        match items.try_next().await {
            Ok(item) => {
                let item = item.expect("an error comes before the end");
                arns.push(item.function_arn.unwrap());
            }
            Err(error) => {
                assert_eq!(error.kind(), ErrorKind::Pagination);
                assert!(items.try_next().await.unwrap().is_none());
                return (arns, error.to_string());
            }
        }
    }
}

#[tokio::test]
async fn items_come_from_all_pages_in_order() {
    let first = || ListConfigs::new("f").max_items(2);
    let replay = Replay::expecting([
        response(first(), &["1", "2"], Some("A")),
        response(from("A").max_items(2), &[], Some("B")),
        response(from("B").max_items(2), &["3"], None),
    ]);
    let mut items = replay.client().await.items(first());
    assert_eq!(arns(&mut items).await, ["1", "2", "3"]);
    assert!(items.try_next().await.unwrap().is_none());
    replay.verify();
}

#[tokio::test]
async fn an_empty_marker_is_the_end() {
    let (replay, client) = set_up([page(&["1"], Some(""))]).await;
    assert_eq!(arns(&mut client.items(ListConfigs::new("f"))).await, ["1"]);
    assert_eq!(replay.sent().len(), 1);
}

#[tokio::test]
async fn a_marker_that_comes_twice_is_an_error() {
    let (replay, client) = set_up([page(&["1"], Some("A")), page(&["2"], Some("A"))]).await;
    let (arns, error) = until_error(client.items(ListConfigs::new("f"))).await;
    assert_eq!(arns, ["1", "2"]);
    assert_eq!(queries(&replay), ["", "Marker=A"]);
    insta::assert_snapshot!(error, @"ListConfigs: the service gave the token `A` (NextMarker) a second time, so that its pages would never end");
}

#[tokio::test]
async fn a_marker_that_is_a_secret_is_not_told() {
    let token = tests::SECRET_ACCESS_KEY.replace('M', "%4D");
    let (_, client) = set_up([page(&["1"], Some(&token)), page(&["2"], Some(&token))]).await;
    let (_, error) = until_error(client.items(ListConfigs::new("f"))).await;
    insta::assert_snapshot!(error, @"ListConfigs: the service gave the token `[redacted]` (NextMarker) a second time, so that its pages would never end");
}

#[tokio::test]
async fn a_marker_that_comes_back_later_is_an_error() {
    let (replay, client) = set_up([
        page(&["1"], Some("A")),
        page(&["2"], Some("B")),
        page(&["3"], Some("A")),
        page(&["4"], Some("B")),
    ])
    .await;
    let (arns, _) = until_error(client.items(ListConfigs::new("f"))).await;
    assert_eq!(arns, ["1", "2", "3"]);
    assert_eq!(queries(&replay), ["", "Marker=A", "Marker=B"]);
}

#[tokio::test]
async fn a_marker_that_leads_back_to_the_start_is_an_error() {
    let (replay, client) = set_up([page(&["1"], Some("A"))]).await;
    let (arns, _) = until_error(client.items(ListConfigs::new("f")).start_at("A")).await;
    assert_eq!(arns, ["1"]);
    assert_eq!(queries(&replay), ["Marker=A"]);
}

#[tokio::test]
async fn a_circle_leaves_nowhere_to_go_on() {
    let (_replay, client) = set_up([page(&["1"], Some("A")), page(&["2"], Some("A"))]).await;
    let mut pages = client.pages(ListConfigs::new("f"));
    for _ in 0..2 {
        pages.try_next().await.unwrap().unwrap();
        assert_eq!(pages.next_token(), Some("A"));
    }
    pages.try_next().await.unwrap_err();
    assert_eq!(pages.next_token(), None);
    assert!(pages.try_next().await.unwrap().is_none());
}

#[tokio::test]
async fn a_page_of_a_circle_that_fails_can_be_had_again() {
    let busy = Outcome::error(400, "ResourceNotFoundException");
    let (_replay, client) = set_up([page(&["1"], Some("A")), busy, page(&["2"], Some("A"))]).await;
    let mut pages = client.pages(ListConfigs::new("f"));
    pages.try_next().await.unwrap().unwrap();
    pages.try_next().await.unwrap_err();
    let token = pages.next_token().unwrap().to_owned();
    let (arns, _) = until_error(client.items(ListConfigs::new("f")).start_at(token)).await;
    assert_eq!(arns, ["2"]);
}

#[tokio::test]
async fn a_limit_that_a_circle_reaches_ends_the_items_without_an_error() {
    let (replay, client) = set_up([page(&["1"], Some("A")), page(&["2"], Some("A"))]).await;
    let mut items = client.items(ListConfigs::new("f")).limit(2);
    assert_eq!(arns(&mut items).await, ["1", "2"]);
    assert!(items.try_next().await.unwrap().is_none());
    assert_eq!(replay.sent().len(), 2);
}

#[tokio::test]
async fn pages_tell_where_to_go_on() {
    let replay = Replay::expecting([
        response(ListConfigs::new("f"), &["1"], Some("A")),
        response(from("A"), &["2"], None),
    ]);
    let client = replay.client().await;
    let mut first = client.pages(ListConfigs::new("f"));
    assert_eq!(first.next_token(), None);
    first.try_next().await.unwrap().unwrap();
    let token = first.next_token().unwrap().to_owned();
    let mut second = client.pages(ListConfigs::new("f")).start_at(token);
    assert_eq!(second.next_token(), Some("A"));
    second.try_next().await.unwrap().unwrap();
    assert_eq!(second.next_token(), None);
    replay.verify();
}

#[tokio::test]
async fn after_an_error_the_marker_is_still_known() {
    let (_replay, client) = set_up([
        page(&["1"], Some("A")),
        Outcome::error(403, "AccessDeniedException"),
    ])
    .await;
    let mut pages = client.pages(ListConfigs::new("f"));
    pages.try_next().await.unwrap().unwrap();
    assert_eq!(
        pages.try_next().await.unwrap_err().code(),
        Some("AccessDeniedException")
    );
    assert_eq!(pages.next_token(), Some("A"));
    assert!(pages.try_next().await.unwrap().is_none());
}

#[tokio::test]
async fn a_limit_ends_the_items_and_asks_for_no_page_too_many() {
    let pages = [page(&["1", "2"], Some("A")), page(&["3", "4"], Some("B"))];
    for (limit, requests) in [(0, 0), (1, 1), (2, 1), (3, 2), (4, 2)] {
        let (replay, client) = set_up(pages.clone()).await;
        let mut items = client.items(ListConfigs::new("f")).limit(limit);
        assert_eq!(arns(&mut items).await.len(), limit);
        assert_eq!(replay.sent().len(), requests, "{limit}");
    }
}

#[tokio::test]
async fn a_dropped_wait_loses_no_item() {
    let late = |answer| Outcome::After(std::time::Duration::from_millis(20), Box::new(answer));
    let (replay, client) = set_up([late(page(&["1"], None))]).await;
    let mut items = client.items(ListConfigs::new("f"));
    let short = std::time::Duration::from_millis(1);
    assert!(tokio::time::timeout(short, items.try_next()).await.is_err());
    assert_eq!(arns(&mut items).await, ["1"]);
    assert_eq!(replay.sent().len(), 1);
}

/// Whatever asks for a stream gets one, without pinning it first.
#[test]
fn pages_and_items_are_streams_that_can_be_moved() {
    fn is_stream<S: futures_core::Stream + Unpin + Send>() {}
    is_stream::<Pages<ListConfigs>>();
    is_stream::<Items<ListConfigs>>();
}
