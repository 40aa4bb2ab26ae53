//! Which bodies are compressed, by the client's settings.

use smithereens::Builder;
use smithereens::codegen::{InvalidInput, Method, Operation, Request, Service};
use smithereens::config::Environment;
use tests::replay::{Outcome, Replay};
use tests::sample::SERVICE;

/// Sends this many bytes, compressed if the client likes.
struct Compressible(usize);

impl Operation for Compressible {
    const NAME: &'static str = "Compressible";
    const SERVICE: &'static Service = &SERVICE;
    tests::unit_output!();

    fn request(self) -> Result<Request, InvalidInput> {
        let mut request = Request::new(Method::POST);
        request.path("/compressible");
        request.payload("text/plain", vec![b'a'; self.0]);
        request.gzip();
        Ok(request)
    }
}

async fn is_compressed(builder: Builder, length: usize) -> bool {
    let replay = Replay::new([Outcome::ok("")]);
    let client = builder.transport(replay.clone()).build().await.unwrap();
    client.send(Compressible(length)).await.unwrap();
    let sent = replay.sent().pop().unwrap();
    assert_eq!(
        sent.header("content-length"),
        sent.request.body().len().to_string()
    );
    assert!(sent.header("authorization").contains("content-encoding") || !is_gzip(&sent));
    is_gzip(&sent)
}

fn is_gzip(sent: &tests::replay::Sent) -> bool {
    sent.header("content-encoding") == "gzip"
}

fn with_variable(name: &str, value: &str) -> Builder {
    tests::builder().environment(Environment::empty().variable(name, value))
}

fn with_property(property: &str) -> Builder {
    let environment = Environment::empty()
        .variable("HOME", "/h")
        .file("/h/.aws/config", format!("[default]\n{property}\n"));
    tests::builder().environment(environment)
}

#[tokio::test]
async fn bodies_are_compressed_from_ten_kibibytes_on() {
    assert!(!is_compressed(tests::builder(), 10_239).await);
    assert!(is_compressed(tests::builder(), 10_240).await);
}

#[tokio::test]
async fn the_threshold_can_be_set() {
    const VARIABLE: &str = "AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES";
    const PROPERTY: &str = "request_min_compression_size_bytes = 2";
    assert!(is_compressed(with_variable(VARIABLE, "1"), 1).await);
    assert!(is_compressed(with_property(PROPERTY), 2).await);
    assert!(!is_compressed(with_property(PROPERTY), 1).await);
    let builder = with_variable(VARIABLE, "1").request_min_compression_size_bytes(3);
    assert!(!is_compressed(builder, 2).await);
}

#[tokio::test]
async fn compression_can_be_turned_off() {
    const VARIABLE: &str = "AWS_DISABLE_REQUEST_COMPRESSION";
    assert!(!is_compressed(with_variable(VARIABLE, "true"), 20_000).await);
    let builder = with_property("disable_request_compression = true");
    assert!(!is_compressed(builder, 20_000).await);
    let builder = with_variable(VARIABLE, "true").disable_request_compression(false);
    assert!(is_compressed(builder, 20_000).await);
}

#[tokio::test]
async fn a_threshold_out_of_range_is_refused() {
    const VARIABLE: &str = "AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES";
    for value in ["-1", "10485761", "many"] {
        let error = with_variable(VARIABLE, value).build().await.unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("{VARIABLE} is `{value}`, which is no whole number from 0 to 10485760")
        );
    }
    let builder = tests::builder().request_min_compression_size_bytes(10_485_761);
    assert!(builder.build().await.is_err());
}
