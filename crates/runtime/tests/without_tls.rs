//! The library without a feature for TLS: what its own HTTP client can do, and what it says where it cannot.
#![cfg(test)]
#![cfg(not(feature = "__tls"))]

use smithereens::codegen::endpoint::{Endpoint, EndpointError, EndpointParams};
use smithereens::codegen::{
    DecodeError, InvalidInput, Method, Operation, REST_JSON_1, Request, Response, Service,
};
use smithereens::config::Environment;
use smithereens::{Body, Builder, Client, Credentials, Error, ErrorKind, Overrides};
use std::convert::Infallible;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use tower::service_fn;

/// A ping of a service that is at `https://ping.example` unless a URL is configured.
struct Ping;

static SERVICE: Service = Service::new("Ping", &REST_JSON_1, endpoint).with_signing_name("ping");

#[expect(
    clippy::unnecessary_wraps,
    reason = "the rules of other services can fail"
)]
fn endpoint(params: &EndpointParams<'_>) -> Result<Endpoint, EndpointError> {
    let url = params.endpoint.unwrap_or("https://ping.example");
    Ok(Endpoint::new(url))
}

impl Operation for Ping {
    const NAME: &'static str = "Ping";
    const SERVICE: &'static Service = &SERVICE;
    type Output = u16;
    type Error = EndpointError;

    fn request(self) -> Result<Request, InvalidInput> {
        let mut request = Request::new(Method::GET);
        request.path("/ping");
        Ok(request)
    }

    fn output(response: Response) -> Result<u16, DecodeError> {
        Ok(response.status())
    }

    fn error(_: &str, _: &Response) -> Result<Option<EndpointError>, DecodeError> {
        Ok(None)
    }
}

fn builder() -> Builder {
    of(Environment::empty()).credentials_provider(Credentials::new(
        "AKIDEXAMPLE",
        "secret",
        None,
        None,
        "test",
    ))
}

fn of(environment: Environment) -> Builder {
    let builder = Client::builder().environment(environment);
    builder.region("us-east-1").max_attempts(2)
}

/// A server that responds once, and its URL.
fn server() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = Vec::new();
        while !request.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte).unwrap();
            request.push(byte[0]);
        }
        let response = "HTTP/1.1 202 Accepted\r\ncontent-length: 0\r\n\r\n";
        stream.write_all(response.as_bytes()).unwrap();
    });
    url
}

fn is_refused(error: &Error<EndpointError>) {
    assert_eq!(
        (error.kind(), error.attempts()),
        (ErrorKind::Configuration, 0)
    );
    let hint = error.hint().unwrap();
    for name in ["`tls-ring`", "`tls-aws-lc-rs`", "`transport()`"] {
        assert!(hint.contains(name), "{hint}");
    }
}

#[tokio::test]
async fn a_client_that_could_call_nothing_cannot_be_made() {
    for url in [None, Some("https://elsewhere.example")] {
        let builder = match url {
            Some(url) => builder().endpoint_url(url),
            None => builder(),
        };
        assert_eq!(
            builder.build().await.unwrap_err().to_string(),
            "`smithereens` was built without TLS, and has no HTTP client for https:// URLs: turn on its feature `tls-ring` \
             or `tls-aws-lc-rs`, or give the client a transport with `transport()`"
        );
    }
}

#[tokio::test]
async fn a_url_without_tls_can_be_called_wherever_it_is_configured() {
    let client = builder().endpoint_url(server()).build().await.unwrap();
    assert_eq!(client.send(Ping).await.unwrap(), 202);

    let variables = Environment::empty()
        .variable("AWS_ENDPOINT_URL_PING", server())
        .variable("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
        .variable("AWS_SECRET_ACCESS_KEY", "secret")
        // It has no part in anything.
        .variable("AWS_CA_BUNDLE", "/nowhere.pem");
    let client = of(variables).build().await.unwrap();
    assert_eq!(client.send(Ping).await.unwrap(), 202);
}

#[tokio::test]
async fn a_url_with_tls_is_refused_with_what_to_do_and_not_tried_again() {
    let client = builder().endpoint_url(server()).build().await.unwrap();
    let elsewhere = Overrides::new().endpoint_url("https://elsewhere.example");
    let error = client.with(elsewhere).send(Ping).await.unwrap_err();
    is_refused(&error);
    assert_eq!(
        error.to_string(),
        "Ping: could not connect to elsewhere.example (https:// takes TLS, and `smithereens` was built without it)"
    );

    let proxies = Environment::empty().variable("HTTP_PROXY", "https://proxy.example:1");
    let client = builder().environment(proxies).endpoint_url(server());
    let error = client.build().await.unwrap().send(Ping).await.unwrap_err();
    is_refused(&error);
    let text = error.to_string();
    assert!(text.contains("the proxy is one with https://"), "{text}");
}

/// A transport that notes the hosts which it is asked for.
#[derive(Clone, Default)]
struct Hosts(Arc<Mutex<Vec<String>>>);

impl Hosts {
    async fn client(&self, builder: Builder) -> Client {
        let hosts = Arc::clone(&self.0);
        let transport = service_fn(move |request: http::Request<Body>| {
            let host = request.uri().host().unwrap().to_owned();
            let is_sts = host.starts_with("sts.");
            hosts.lock().unwrap().push(host);
            let body = if is_sts { STS_RESPONSE } else { "" };
            async move { Ok::<_, Infallible>(http::Response::new(Body::from(body))) }
        });
        builder.transport(transport).build().await.unwrap()
    }
}

const STS_RESPONSE: &str = "<AssumeRoleResponse><AssumeRoleResult><Credentials>\
    <AccessKeyId>AKIDOFROLE</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>\
    <SessionToken>token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>\
    </Credentials></AssumeRoleResult></AssumeRoleResponse>";

#[tokio::test]
async fn a_transport_of_the_programs_own_is_all_that_is_needed() {
    let hosts = Hosts::default();
    let client = hosts.client(builder()).await;
    assert_eq!(client.send(Ping).await.unwrap(), 200);
    assert_eq!(*hosts.0.lock().unwrap(), ["ping.example"]);
}

#[cfg(feature = "aws-config")]
#[tokio::test]
async fn roles_are_assumed_over_the_programs_transport() {
    let environment = Environment::empty()
        .variable("AWS_CONFIG_FILE", "/config")
        .file(
            "/config",
            "[default]\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = keys\n\
             [profile keys]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = secret\n",
        );
    let hosts = Hosts::default();
    let client = hosts.client(of(environment)).await;
    assert_eq!(client.send(Ping).await.unwrap(), 200);
    let hosts = hosts.0.lock().unwrap();
    assert_eq!(*hosts, ["sts.us-east-1.amazonaws.com", "ping.example"]);
}

/// Nothing listens there: it is the connection that fails, and not TLS.
#[cfg(feature = "aws-config")]
#[tokio::test]
async fn instances_are_asked_directly() {
    let environment =
        Environment::empty().variable("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://127.0.0.1:1");
    let hosts = Hosts::default();
    let client = hosts.client(of(environment)).await;
    let error = client.send(Ping).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    let text = error.to_string();
    // The AWS crate that asks them looks at this variable of the process itself.
    let expected = match std::env::var_os("AWS_EC2_METADATA_DISABLED") {
        Some(_) => "AWS_EC2_METADATA_DISABLED",
        None => "could not connect to 127.0.0.1:1 (",
    };
    assert!(text.contains(expected), "{text}");
    assert!(hosts.0.lock().unwrap().is_empty());
}

#[cfg(feature = "reqwest")]
#[tokio::test]
async fn a_client_of_reqwests_is_all_that_is_needed() {
    let reqwest = reqwest::Client::builder().no_proxy().build().unwrap();
    let client = builder().reqwest(reqwest).build().await.unwrap();
    let url = Overrides::new().endpoint_url(server());
    assert_eq!(client.with(url).send(Ping).await.unwrap(), 202);
}
