//! What can be presigned, for how long, and what is shown of it.

use aws_credential_types::Credentials;
use aws_credential_types::credential_fn::provide_credentials_fn;
use aws_smithy_async::rt::sleep::{SharedAsyncSleep, TokioSleep};
use smithereens::codegen::{Auth, InvalidInput, Method, Operation, Request, Service};
use smithereens::{Body, ByteStream, ErrorKind, Overrides};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tests::capture::Capture;
use tests::replay::{Chunks, Replay};
use tests::sample::{ListConfigs, PutThing, SERVICE};

const HOUR: Duration = Duration::from_hours(1);
const WEEK: u64 = 604_800;

/// What is said of a body that a URL cannot have.
const BODY: &str = "the request has a body, which the signature would have to cover and a presigned URL does not hold";

fn new_year() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(tests::NEW_YEAR)
}

#[tokio::test]
async fn the_request_can_be_handed_to_an_http_client() {
    let client = Replay::new([]).client().await;
    let client = client.with(Overrides::new().header("x-note", "a"));
    // In a task of its own, as a program may do it.
    let presigning = async move { client.presign(ListConfigs::new("f"), HOUR).await };
    let presigned = tokio::spawn(presigning).await.unwrap().unwrap();
    let request = presigned.clone().into_request("body");
    assert_eq!(request.method(), Method::GET);
    assert_eq!(request.uri().to_string(), presigned.url());
    assert_eq!(request.headers(), presigned.headers());
    assert_eq!(*request.body(), "body");
}

#[tokio::test]
async fn a_url_lives_from_a_second_to_seven_days() {
    let client = Replay::new([]).client().await;
    for (expires, seconds) in [
        (Duration::from_secs(1), 1),
        (Duration::from_millis(1_999), 1),
        (Duration::from_secs(WEEK), WEEK),
    ] {
        let presigned = client
            .presign(ListConfigs::new("f"), expires)
            .await
            .unwrap();
        assert!(
            presigned
                .url()
                .contains(&format!("&X-Amz-Expires={seconds}&"))
        );
        assert_eq!(
            presigned.expires_at(),
            new_year() + Duration::from_secs(seconds)
        );
    }
    for (expires, text) in [
        (
            Duration::ZERO,
            "ListConfigs: a presigned URL has to be good for a second at least",
        ),
        (
            Duration::from_millis(999),
            "ListConfigs: a presigned URL has to be good for a second at least",
        ),
        (
            Duration::from_secs(WEEK + 1),
            "ListConfigs: a presigned URL is good for 7 days (604,800 seconds) at most",
        ),
        (
            Duration::MAX,
            "ListConfigs: a presigned URL is good for 7 days (604,800 seconds) at most",
        ),
    ] {
        let outcome = client.presign(ListConfigs::new("f"), expires).await;
        let error = outcome.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Signing);
        assert_eq!(error.to_string(), text);
    }
}

#[tokio::test]
async fn credentials_that_expire_before_the_url_end_it() {
    for (seconds, ends) in [(600, 600), (3_600, 3_600), (7_200, 3_600)] {
        let expiry = new_year() + Duration::from_secs(seconds);
        let credentials = Credentials::new("AKID", "secret", None, Some(expiry), "test");
        let client = tests::builder()
            .credentials_provider(credentials)
            .build()
            .await
            .unwrap();
        let presigned = client.presign(ListConfigs::new("f"), HOUR).await.unwrap();
        assert!(presigned.url().contains("&X-Amz-Expires=3600&"));
        assert_eq!(
            presigned.expires_at(),
            new_year() + Duration::from_secs(ends)
        );
    }
}

/// Sends a body in ways that differ in what is signed of it.
struct Upload<const SIGNED: bool, const UNSIGNED_PAYLOAD: bool>(ByteStream);

impl<const SIGNED: bool, const UNSIGNED_PAYLOAD: bool> Operation
    for Upload<SIGNED, UNSIGNED_PAYLOAD>
{
    const NAME: &'static str = "Upload";
    const SERVICE: &'static Service = &SERVICE;
    const AUTH: Auth = if SIGNED { Auth::SigV4 } else { Auth::None };
    const UNSIGNED_PAYLOAD: bool = UNSIGNED_PAYLOAD;
    tests::unit_output!();

    fn request(self) -> Result<Request, InvalidInput> {
        let mut request = Request::new(Method::PUT);
        request.path("/upload");
        request.stream("application/octet-stream", self.0);
        Ok(request)
    }
}

fn stream() -> ByteStream {
    ByteStream::from_body(Body::stream(Chunks::new(["abc"])))
}

#[tokio::test]
async fn what_cannot_be_signed_ahead_is_an_error_that_says_why() {
    let client = Replay::new([]).client().await;
    let put = PutThing {
        name: "secret-name".to_owned(),
        ..PutThing::default()
    };
    let error = client.presign(put, HOUR).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Signing);
    assert_eq!(error.to_string(), format!("PutThing: {BODY}"));
    for body in [stream(), ByteStream::from("abc"), stream().with_length(3)] {
        let error = client
            .presign(Upload::<true, false>(body), HOUR)
            .await
            .unwrap_err();
        assert_eq!(error.to_string(), format!("Upload: {BODY}"));
    }
    let unsigned = Upload::<false, false>(ByteStream::default());
    let error = client.presign(unsigned, HOUR).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "Upload: its requests are not signed with AWS Signature Version 4, so that there is nothing to sign ahead"
    );
    let error = client
        .presign(ListConfigs::new(""), HOUR)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
}

#[tokio::test]
async fn a_payload_that_goes_unsigned_is_whatever_is_sent_to_the_url() {
    let client = Replay::new([]).client().await;
    let presign = async |body| {
        let upload = Upload::<true, true>(body);
        let presigned = client.presign(upload, HOUR).await.unwrap();
        assert_eq!(presigned.method(), Method::PUT);
        let length = presigned.headers().get("content-length");
        let length = length.map(|it| it.to_str().unwrap().to_owned());
        (presigned.url().to_owned(), length)
    };
    let (url, length) = presign(stream()).await;
    // Computed with Python's hashlib and hmac, with `UNSIGNED-PAYLOAD` for the hash of the body.
    assert!(
        url.ends_with("e449d64d1c5bcf51037c54f055e45292502dc0e18414762aeef757b2201a99ad"),
        "{url}"
    );
    assert_eq!(length, None);
    // The length of one that is given is signed.
    let (of_three, length) = presign("abc".into()).await;
    assert_eq!(length.as_deref(), Some("3"));
    assert_ne!(of_three, url);
    assert_eq!(presign("xyz".into()).await.0, of_three);
    assert_ne!(presign("abcd".into()).await.0, of_three);
}

#[tokio::test(start_paused = true)]
async fn credentials_are_not_waited_for_longer_than_an_attempt_may_take() {
    let never = provide_credentials_fn(std::future::pending);
    let client = tests::builder()
        .credentials_provider(never)
        .attempt_timeout(Duration::from_secs(5))
        .sleep(SharedAsyncSleep::new(TokioSleep::new()))
        .build()
        .await
        .unwrap();
    let start = tokio::time::Instant::now();
    let outcome = client.presign(ListConfigs::new("f"), HOUR).await;
    assert_eq!(start.elapsed().as_secs(), 5);
    let text = outcome.unwrap_err().to_string();
    assert_eq!(
        text,
        "ListConfigs: the attempt timeout of 5s passed before there were credentials to sign with"
    );
}

#[tokio::test]
async fn a_presigned_request_is_a_secret_that_is_not_shown() {
    let capture = Capture::default();
    let _guard = capture.listen();
    let client = tests::builder()
        .credentials_provider(tests::credentials(Some(tests::SESSION_TOKEN)))
        .build()
        .await
        .unwrap()
        .with(Overrides::new().header("x-note", "of-the-call"));
    let operation = ListConfigs::new("f").max_items(77);
    let presigned = client.presign(operation, HOUR).await.unwrap();
    let (_, query) = presigned.url().split_once('?').unwrap();
    let shown = format!("{presigned:?} {:?} {}", client, capture.text());
    assert!(shown.contains("/f/event-invoke-config/list?…"), "{shown}");
    for part in query.split('&').chain([query, "77", "of-the-call"]) {
        let (_, value) = part.split_once('=').unwrap_or(("", part));
        // The region and the like are no secrets by themselves.
        assert!(value == "host%3Bx-note" || !shown.contains(value), "{part}");
    }
}
