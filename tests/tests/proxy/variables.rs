//! Which variables name a proxy, and which keep it out.

use crate::caller::Caller;
use crate::setup::{Target, answering, tunnelling};
use smithereens::config::Environment;
use smithereens_testing::tls::Certificate;
use tests::sample::ListConfigs;
use tests::server::Server;

/// Which of two proxies a call goes through, if any.
#[derive(Debug, PartialEq)]
enum Route {
    Direct,
    First,
    Second,
}

/// The route to this endpoint for a process with these variables, parted by semicolons. `{1}` and `{2}` in them are the
/// URLs of the proxies, `{1:bare}` without its scheme.
async fn route(endpoint: &str, variables: &str, proxies: [&Server; 2]) -> Route {
    let before = proxies.map(Server::connections);
    let [first, second] = proxies.map(|proxy| format!("http://{}", proxy.address()));
    let bare = first.strip_prefix("http://").unwrap();
    let variables = variables.replace("{1:bare}", bare);
    let variables = variables.replace("{1}", &first).replace("{2}", &second);
    let mut caller = Caller::new(endpoint);
    for (name, value) in variables.split(';').filter_map(|it| it.split_once('=')) {
        caller = caller.env(name, value);
    }
    caller.succeeds().await;
    let after = proxies.map(Server::connections);
    match [after[0] - before[0], after[1] - before[1]] {
        [0, 0] => Route::Direct,
        [1, 0] => Route::First,
        [0, 1] => Route::Second,
        other => panic!("{other:?} connections"),
    }
}

#[tokio::test]
async fn the_variables_decide_for_urls_without_tls() {
    let server = Server::start([answering()]).await;
    let proxies = [
        &Server::start([answering()]).await,
        &Server::start([answering()]).await,
    ];
    let address = format!("http://{}", server.address());
    let name = format!("http://localhost:{}", server.address().port());
    let rows = [
        (&address, "", Route::Direct),
        (&address, "HTTP_PROXY={1}", Route::First),
        (&address, "http_proxy={1}", Route::First),
        (&address, "ALL_PROXY={1}", Route::First),
        (&address, "all_proxy={1}", Route::First),
        (&address, "HTTPS_PROXY={1}", Route::Direct),
        (&address, "ALL_PROXY={1};HTTP_PROXY={2}", Route::Second),
        (&address, "ALL_PROXY={1};HTTP_PROXY=", Route::First),
        (
            &address,
            "HTTP_PROXY={1};NO_PROXY=x.example, 127.0.0.1",
            Route::Direct,
        ),
        (
            &address,
            "HTTP_PROXY={1};NO_PROXY=x.example,127.0.0.2",
            Route::First,
        ),
        (&address, "HTTP_PROXY={1};no_proxy=*", Route::Direct),
        (
            &name,
            "HTTP_PROXY={1};NO_PROXY=.example,localhost",
            Route::Direct,
        ),
        (&name, "HTTP_PROXY={1};NO_PROXY=host", Route::First),
        (
            &name,
            "HTTP_PROXY={1};NO_PROXY=x.example, *.localhost",
            Route::Direct,
        ),
        (&name, "HTTP_PROXY={1};NO_PROXY=*.host", Route::First),
        (&address, "HTTP_PROXY={1};NO_PROXY=[::1]", Route::First),
        // A program that a web server runs: who sends it a request sets this variable with a header.
        (&address, "HTTP_PROXY={1};REQUEST_METHOD=GET", Route::Direct),
        (
            &address,
            "HTTP_PROXY={1};ALL_PROXY={2};REQUEST_METHOD=GET",
            Route::Second,
        ),
    ];
    for (endpoint, variables, due) in rows {
        assert_eq!(
            route(endpoint, variables, proxies).await,
            due,
            "{variables}"
        );
    }
}

#[tokio::test]
async fn addresses_of_version_6_are_kept_out_with_and_without_brackets() {
    let proxies = [
        &Server::start([answering()]).await,
        &Server::start([answering()]).await,
    ];
    let connect = |list: &'static str| async move {
        let before = proxies[0].connections();
        let proxy = format!("http://{}", proxies[0].address());
        // Nothing listens there.
        let caller = Caller::new("http://[::1]:1").env("HTTP_PROXY", proxy);
        caller.env("NO_PROXY", list).failures().await;
        proxies[0].connections() - before
    };
    for list in ["[::1]", "::1", "x.example, [::1]", "[::]/0", "::/0"] {
        assert_eq!(connect(list).await, 0, "{list}");
    }
    for list in ["[::2]", "127.0.0.1", "[::1", "[::1]x"] {
        assert_eq!(connect(list).await, 1, "{list}");
    }
}

#[tokio::test]
async fn the_variables_decide_for_urls_with_tls() {
    let server = Target::start(Certificate::Good, [answering()]).await;
    let proxies = [
        &Server::start([tunnelling(server.address())]).await,
        &Server::start([tunnelling(server.address())]).await,
    ];
    let rows = [
        ("https_proxy={1}", Route::First),
        ("ALL_PROXY={1}", Route::First),
        ("HTTP_PROXY={1}", Route::Direct),
        ("HTTPS_PROXY= {1}/ ", Route::First),
        ("HTTPS_PROXY={1:bare}/", Route::First),
        ("HTTPS_PROXY={1};REQUEST_METHOD=GET", Route::First),
        ("HTTP_PROXY={1};HTTPS_PROXY={2}", Route::Second),
        ("HTTPS_PROXY={1};NO_PROXY=127.0.0.0/8", Route::Direct),
        ("HTTPS_PROXY={1};NO_PROXY=*", Route::Direct),
    ];
    for (variables, due) in rows {
        let route = route(&server.url(), variables, proxies).await;
        assert_eq!(route, due, "{variables}");
    }
}

#[tokio::test]
async fn a_client_with_an_environment_of_its_own_sees_no_others() {
    let server = Server::start([answering()]).await;
    let proxy = Server::start([answering()]).await;
    let endpoint = format!("http://{}", server.address());
    let url = format!("http://{}", proxy.address());
    let caller = Caller::new(&endpoint).env("HTTP_PROXY", &url);
    let caller = caller.env("ALL_PROXY", &url).sees_nothing();
    caller.succeeds().await;
    assert_eq!((server.connections(), proxy.connections()), (1, 0));
}

#[tokio::test]
async fn the_proxies_of_an_environment_that_is_given_are_used() {
    let proxy = Server::start([answering()]).await;
    let url = format!("http://{}", proxy.address());
    let client = tests::builder()
        .environment(Environment::empty().variable("HTTP_PROXY", url))
        .endpoint_url("http://lambda.example");
    let client = client.build().await.unwrap();
    client.send(ListConfigs::new("f")).await.unwrap();
    assert_eq!(proxy.requests().len(), 1);
}
