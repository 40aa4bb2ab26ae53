//! Kept connections that lead nowhere any more, as after a firewall has forgotten them: nothing closes them.

use lambda_operations::ListFunctionEventInvokeConfigs;
use smithereens::{ErrorKind, TimeoutKind};
use std::time::{Duration, Instant};
use tests::server::{Script, Server};

/// The first attempt shows that the way is gone; the connections that were kept beside it have gone the same way.
#[tokio::test]
async fn an_attempt_after_a_timeout_has_a_connection_of_its_own() {
    let page = crate::answer::ok_page("a");
    let once = Script::new().request().wait(200).write(page.clone());
    let silent = once.request().silence();
    let well = Script::new().request().write(page).again();
    let server = Server::start([silent.clone(), silent.clone(), silent, well]).await;
    let client = tests::builder()
        .endpoint_url(format!("http://{}", server.address()))
        .attempt_timeout(Duration::from_secs(1))
        .jitter(|| 0.0)
        .build()
        .await
        .unwrap();
    let call = || client.send(ListFunctionEventInvokeConfigs::new("f"));
    let (first, second, third) = tokio::join!(call(), call(), call());
    first.and(second).and(third).unwrap();
    assert_eq!(server.connections(), 3);
    call().await.unwrap();
    assert_eq!((server.connections(), server.requests().len()), (4, 5));
}

#[tokio::test]
async fn the_attempt_timeout_bounds_both_sendings_of_a_lost_request() {
    let page = crate::answer::ok_page("a");
    let once = Script::new().request().write(page);
    let server = Server::start([
        once.request().wait(700).close(),
        Script::new().request().silence(),
    ])
    .await;
    let client = tests::builder()
        .endpoint_url(format!("http://{}", server.address()))
        .attempt_timeout(Duration::from_secs(1))
        .max_attempts(1)
        .build()
        .await
        .unwrap();
    let call = || client.send(ListFunctionEventInvokeConfigs::new("f"));
    call().await.unwrap();
    let start = Instant::now();
    let error = call().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout(TimeoutKind::Attempt));
    assert_eq!(server.requests().len(), 3);
    assert!(
        start.elapsed() < Duration::from_millis(1400),
        "{:?}",
        start.elapsed()
    );
}
