//! What an operation puts before the host of its endpoint: in the URL, in the header and in the signature.

use smithereens::codegen::{InvalidInput, Method, Operation, Request, Service};
use smithereens::config::Environment;
use smithereens::{Builder, ErrorKind};
use tests::replay::{Outcome, Replay, Sent};
use tests::sample::SERVICE;
use tests::server::{Script, Server};

/// Goes to `data-{label}.` before the endpoint's host.
struct Hosted(&'static str);

impl Operation for Hosted {
    const NAME: &'static str = "Hosted";
    const SERVICE: &'static Service = &SERVICE;
    tests::unit_output!();

    fn request(self) -> Result<Request, InvalidInput> {
        let mut request = Request::new(Method::GET);
        request.host_prefix("data-");
        request.host_label("Label", self.0)?;
        request.host_prefix(".");
        request.path("/hosted");
        Ok(request)
    }
}

async fn sent(endpoint: Option<&str>) -> Sent {
    let replay = Replay::new([Outcome::ok("")]);
    let mut builder = tests::builder().transport(replay.clone());
    if let Some(url) = endpoint {
        builder = builder.endpoint_url(url);
    }
    let client = builder.build().await.unwrap();
    client.send(Hosted("x")).await.unwrap();
    replay.sent().pop().unwrap()
}

#[tokio::test]
async fn the_prefix_is_in_url_header_and_signature() {
    let sent = sent(None).await;
    let host = "data-x.lambda.us-east-1.amazonaws.com";
    assert_eq!(
        sent.request.uri().to_string(),
        format!("https://{host}/hosted")
    );
    assert_eq!(sent.header("host"), host);
    // Computed with Python's hashlib and hmac.
    let signature = "45c8f0f107acfa3816092c33a5b057970156ac856306ac5cd84422f99c9b2ba8";
    assert!(sent.header("authorization").ends_with(signature));
}

#[tokio::test]
async fn the_prefix_goes_before_an_endpoint_of_the_programs_own() {
    let sent = sent(Some("http://a.example:8080/base")).await;
    assert_eq!(
        sent.request.uri().to_string(),
        "http://data-x.a.example:8080/base/hosted"
    );
    assert_eq!(sent.header("host"), "data-x.a.example:8080");
}

#[tokio::test]
async fn the_prefix_can_be_left_out() {
    async fn host(builder: Builder) -> String {
        let replay = Replay::new([Outcome::ok("")]);
        let builder = builder.endpoint_url("http://localhost:8080");
        let client = builder.transport(replay.clone()).build().await.unwrap();
        client.send(Hosted("x")).await.unwrap();
        replay.sent().remove(0).header("host").to_owned()
    }
    const BARE: &str = "localhost:8080";
    const WHOLE: &str = "data-x.localhost:8080";
    let variable = |value: &str| {
        let environment = Environment::empty().variable("HOME", "/h").file(
            "/h/.aws/config",
            "[default]\ndisable_host_prefix_injection = true\n",
        );
        environment.variable("AWS_DISABLE_HOST_PREFIX_INJECTION", value)
    };
    for (builder, due) in [
        (tests::builder(), WHOLE),
        (tests::builder().disable_host_prefix_injection(true), BARE),
        (tests::builder().environment(variable("")), BARE),
        (tests::builder().environment(variable("TRUE")), BARE),
        (tests::builder().environment(variable("false")), WHOLE),
        (
            tests::builder()
                .environment(variable("true"))
                .disable_host_prefix_injection(false),
            WHOLE,
        ),
    ] {
        assert_eq!(host(builder).await, due);
    }
}

#[tokio::test]
async fn an_address_is_reached_without_the_prefix() {
    let server = Server::answering([Script::json("")]).await;
    let client = tests::builder()
        .endpoint_url(server.url())
        .build()
        .await
        .unwrap();
    client.send(Hosted("x")).await.unwrap();
    let address = server.url().replace("http://", "");
    assert!(server.texts()[0].contains(&format!("\r\nhost: {address}\r\n")));
}

#[tokio::test]
async fn a_label_that_leads_to_another_host_is_refused() {
    let replay = Replay::new([]);
    let client = replay.client().await;
    for label in ["evil.example/", "a.b", ""] {
        let error = client.send(Hosted(label)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
    }
    assert_eq!(replay.sent().len(), 0);
}
