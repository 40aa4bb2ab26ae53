//! The signatures are those of `aws-sigv4`, header by header.

use super::{Scope, SignedBody, SigningKeys, request};
use aws_credential_types::Credentials;
use aws_sigv4::http_request::{
    PayloadChecksumKind, SignableBody, SignableRequest, SigningSettings, sign,
};
use aws_sigv4::sign::v4;
use aws_smithy_runtime_api::client::identity::Identity;
use http::header::HOST;
use http::{HeaderMap, HeaderName, HeaderValue, Request};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

const KEY_ID: &str = "AKIDEXAMPLE";
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

fn credentials(token: Option<&str>) -> Credentials {
    Credentials::new(KEY_ID, SECRET, token.map(str::to_owned), None, "test")
}

/// 2015-08-30T12:36:00Z, that of AWS's own examples.
fn time() -> SystemTime {
    UNIX_EPOCH + Duration::from_mins(24_015_636)
}

fn scope(credentials: &Credentials) -> Scope<'_> {
    Scope {
        credentials,
        region: "us-east-1",
        service: "service",
        time: time(),
    }
}

fn request_to(path: &str, headers: &[(&str, &[u8])]) -> Request<()> {
    let uri = format!("https://example.amazonaws.com{path}");
    let mut request = Request::get(uri).body(()).unwrap();
    let all = request.headers_mut();
    all.insert(HOST, HeaderValue::from_static("example.amazonaws.com"));
    for (name, value) in headers {
        let name = HeaderName::try_from(*name).unwrap();
        all.append(name, HeaderValue::from_bytes(value).unwrap());
    }
    request
}

/// The headers of a request that `aws-sigv4` signed.
fn signed_by_library(
    mut request: Request<()>,
    body: &SignedBody<'_>,
    scope: &Scope<'_>,
) -> HeaderMap {
    let identity = Identity::from(scope.credentials.clone());
    let mut settings = SigningSettings::default();
    let body = match *body {
        #[cfg(feature = "event-stream")]
        SignedBody::Events => {
            SignableBody::Precomputed("STREAMING-AWS4-HMAC-SHA256-EVENTS".to_owned())
        }
        SignedBody::Unsigned => {
            settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
            SignableBody::UnsignedPayload
        }
        SignedBody::Bytes(bytes) => SignableBody::Bytes(bytes),
        SignedBody::Sha256(hash) => SignableBody::Precomputed(hash.to_owned()),
    };
    let params = v4::SigningParams::builder()
        .identity(&identity)
        .region(scope.region)
        .name(scope.service)
        .time(scope.time)
        .settings(settings)
        .build()
        .unwrap()
        .into();
    // These two the library leaves to its callers.
    let is_signed = |name: &HeaderName, value: &HeaderValue| {
        let is_empty = name == "content-length" && value == "0";
        !is_empty && !name.as_str().starts_with("amz-sdk-")
    };
    let headers = request
        .headers()
        .iter()
        .filter(|(name, value)| is_signed(name, value))
        .filter_map(|(name, value)| {
            Some((name.as_str(), std::str::from_utf8(value.as_bytes()).ok()?))
        });
    let uri = request.uri().to_string();
    let signable = SignableRequest::new(request.method().as_str(), uri, headers, body).unwrap();
    let (instructions, _) = sign(signable, &params).unwrap().into_parts();
    for header in instructions.into_parts().0 {
        let value = HeaderValue::from_str(header.value()).unwrap();
        request.headers_mut().insert(header.name(), value);
    }
    request.headers().clone()
}

#[track_caller]
fn assert_same(path: &str, headers: &[(&str, &[u8])], body: &SignedBody<'_>, scope: &Scope<'_>) {
    let expected = signed_by_library(request_to(path, headers), body, scope);
    let mut signed = request_to(path, headers);
    let signature = request(&mut signed, body, scope, &SigningKeys::default()).unwrap();
    assert_eq!(signed.headers(), &expected, "{path} {headers:?}");
    let authorization = signed.headers()["authorization"].to_str().unwrap();
    assert!(authorization.ends_with(&format!("Signature={signature}")));
}

#[test]
fn paths_and_queries_are_signed_as_aws_does() {
    let credentials = credentials(None);
    for path in [
        "",
        "/",
        "//",
        "/.",
        "/..",
        "/./",
        "/../",
        "/a",
        "/a/",
        "/a//b",
        "/a//",
        "/a/./b",
        "/a/../b",
        "/a/..",
        "/a/.",
        "/a/b/../../..",
        "/../a",
        "/.a",
        "/a.b/c..d",
        "/...",
        "/a/...",
        "/a%2Fb",
        "/a%20b/%25",
        "/%E1%88%B4",
        "/:@!$&'()*+,;=~-._",
        "/2015-03-31/functions/arn%3Aaws%3Alambda/x",
        "/a%2F..%2Fb",
        "/a./b.",
        "?",
        "/?",
        "/?a",
        "/?a=",
        "/?a=b",
        "/?b=1&a=2",
        "/?a=2&a=1",
        "/?a=b=c",
        "/?=x",
        "/?&&a=1&",
        "/?a=%20+%2B",
        "/?A=1&a=2&%41=3",
        "/?a-=1&a=2&a%2D=3",
        "/?list-type=2&prefix=a/b:c",
        "/?q=%E1%88%B4&z=%ff&y=%zz%",
        "/?a=1&ab=2&a%20=3",
        "/a?b?c=d/e",
        "/?m=*~'()!",
    ] {
        assert_same(path, &[], &SignedBody::Bytes(b""), &scope(&credentials));
    }
}

#[test]
fn headers_are_signed_as_aws_does() {
    let credentials = credentials(None);
    let cases: &[&[(&str, &[u8])]] = &[
        &[("x-b", b"2"), ("x-a", b"1"), ("accept", b"*/*")],
        &[
            ("x-a", b"1"),
            ("x-a", b"0"),
            ("x-b", b"3"),
            ("x-a", b"2, 3"),
        ],
        &[("x-a", b"  a   b  c "), ("x-b", b""), ("x-c", b"   ")],
        &[("x-a", b"\t a \t b\t"), ("x-b", b"\"a   b\"")],
        &[("x-a", b"\xff"), ("x-b", b"\xff"), ("x-b", b"b")],
        &[
            ("x-a", "\u{e9}  \u{1f600}".as_bytes()),
            ("x-b", "\u{a0} a".as_bytes()),
        ],
        &[
            ("content-length", b"0"),
            ("content-type", b"application/json"),
        ],
        &[("content-length", b"12")],
        &[
            ("user-agent", b"a"),
            ("authorization", b"b"),
            ("x-amzn-trace-id", b"c"),
        ],
        &[
            ("transfer-encoding", b"chunked"),
            ("amz-sdk-request", b"attempt=1"),
            ("amz-sdk-x", b"y"),
        ],
        &[
            ("x-amz-date", b"20000101T000000Z"),
            ("x-amz-security-token", b"other"),
        ],
        &[
            ("x-amz-content-sha256", b"given"),
            ("x-amz-target", b"A.B"),
            ("date", b"now"),
        ],
        &[
            ("x-a-b", b"1"),
            ("x-a", b"2"),
            ("x-a1", b"3"),
            ("x-a_", b"4"),
        ],
    ];
    for headers in cases {
        assert_same(
            "/",
            headers,
            &SignedBody::Bytes(b"{}"),
            &scope(&credentials),
        );
        assert_same("/", headers, &SignedBody::Unsigned, &scope(&credentials));
    }
}

#[test]
fn bodies_tokens_methods_and_times_are_signed_as_aws_does() {
    let hash = "0123456789abcdef".repeat(4);
    for token in [None, Some("session/token+with==")] {
        let credentials = credentials(token);
        for body in [
            SignedBody::Bytes(b"some bytes"),
            SignedBody::Sha256(&hash),
            SignedBody::Unsigned,
        ] {
            for seconds in [0, 1, 951_782_399, 951_868_799, 4_102_444_799] {
                let scope = Scope {
                    time: UNIX_EPOCH + Duration::from_millis(seconds * 1_000 + 999),
                    ..scope(&credentials)
                };
                assert_same("/a?b=c", &[("x-a", b"b")], &body, &scope);
            }
        }
    }
}

/// From AWS's test suite for signatures of version 4 (`get-vanilla`).
#[test]
fn the_signature_of_the_documented_example_comes_out() {
    let credentials = credentials(None);
    let mut signed = request_to("/", &[]);
    let keys = SigningKeys::default();
    let signature = request(
        &mut signed,
        &SignedBody::Bytes(b""),
        &scope(&credentials),
        &keys,
    );
    let expected = "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31";
    assert_eq!(signature.unwrap(), expected);
}

#[cfg(feature = "event-stream")]
#[test]
fn events_are_signed_as_aws_does_one_after_the_other() {
    use aws_sigv4::event_stream::{sign_empty_message, sign_message};
    use aws_smithy_types::event_stream::{Header, HeaderValue, Message};

    let credentials = credentials(Some("token"));
    let identity = Identity::from(credentials.clone());
    let params = v4::SigningParams::builder()
        .identity(&identity)
        .region("us-east-1")
        .name("service")
        .time(time())
        .settings(())
        .build()
        .unwrap();
    let mut last = "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7".to_owned();
    let mut signer = super::EventSigner::after(last.clone(), &scope(&credentials));
    let kind = Header::new(":event-type", HeaderValue::String("word".to_owned().into()));
    for payload in ["one", "", "two"] {
        let message = Message::new(payload.as_bytes()).add_header(kind.clone());
        let signed = sign_message(&message, &last, &params).unwrap();
        let (expected, signature) = signed.into_parts();
        assert_eq!(signer.sign(Some(&message)).unwrap(), expected);
        last = signature;
    }
    let (expected, _) = sign_empty_message(&last, &params).unwrap().into_parts();
    assert_eq!(signer.sign(None).unwrap(), expected);
}

#[test]
fn a_key_is_kept_for_its_secret_date_region_and_service_alone() {
    let keys = SigningKeys::default();
    let (first, other) = (
        credentials(None),
        Credentials::new(KEY_ID, "another secret", None, None, "test"),
    );
    let day = Duration::from_hours(24);
    // More than are kept, and each of them twice.
    for _ in 0..2 {
        for credentials in [&first, &other] {
            for region in ["us-east-1", "eu-west-1"] {
                for service in ["lambda", "glacier", "s3"] {
                    for time in [time(), time() + day] {
                        let scope = Scope {
                            credentials,
                            region,
                            service,
                            time,
                        };
                        let body = SignedBody::Bytes(b"");
                        let expected = signed_by_library(request_to("/", &[]), &body, &scope);
                        for _ in 0..2 {
                            let mut signed = request_to("/", &[]);
                            request(&mut signed, &body, &scope, &keys).unwrap();
                            assert_eq!(signed.headers(), &expected);
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn what_is_secret_is_not_shown() {
    let credentials = credentials(Some("token"));
    let mut signed = request_to("/", &[]);
    let body = SignedBody::Bytes(b"");
    request(
        &mut signed,
        &body,
        &scope(&credentials),
        &SigningKeys::default(),
    )
    .unwrap();
    for name in ["authorization", "x-amz-security-token"] {
        assert!(signed.headers()[name].is_sensitive(), "{name}");
    }
}
