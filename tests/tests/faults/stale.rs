//! Kept connections that lead nowhere any more, as after a firewall has forgotten them: nothing closes them.

use lambda_operations::ListFunctionEventInvokeConfigs;
use std::time::Duration;
use tests::fault_server::{FaultServer, Script};

/// The first attempt shows that the way is gone; the connections that were kept beside it have gone the same way.
#[tokio::test]
async fn an_attempt_after_a_timeout_has_a_connection_of_its_own() {
    let page = crate::answer::ok_page("a");
    let once = Script::new().request().wait(200).write(page.clone());
    let silent = once.request().silence();
    let well = Script::new().request().write(page).again();
    let server = FaultServer::start([silent.clone(), silent.clone(), silent, well]).await;
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
