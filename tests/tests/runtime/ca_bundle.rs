//! Certificates that are trusted instead of the operating system's.

use smithereens::config::Environment;
use smithereens::{Builder, ErrorKind};
use smithereens_testing::tls::{Authority, Certificate, Front};
use std::path::PathBuf;
use tests::sample::ListConfigs;
use tests::server::{Script, Server};

/// A server over TLS, and its authority's certificate as PEM.
struct Https {
    front: Front,
    pem: String,
    _server: Server,
}

impl Https {
    async fn start() -> Self {
        let server = Server::answering([Script::json("{}")]).await;
        let authority = Authority::new();
        Self {
            front: Front::start(&authority, Certificate::Good, server.address()).await,
            pem: authority.pem().to_owned(),
            _server: server,
        }
    }
}

/// The kind of the failure of a call, if it failed.
async fn failure(builder: Builder, server: &Https) -> Option<ErrorKind> {
    let url = server.front.url();
    let client = builder.endpoint_url(url).build().await.unwrap();
    let outcome = client.send(ListConfigs::new("f")).await;
    outcome.err().map(|error| error.kind())
}

async fn config_error(bundle: &str) -> String {
    let environment = Environment::empty()
        .variable("AWS_CA_BUNDLE", "/etc/ca.pem")
        .file("/etc/ca.pem", bundle);
    let built = tests::builder().environment(environment).build().await;
    built.unwrap_err().to_string()
}

#[tokio::test]
async fn an_authority_is_trusted_where_any_place_names_its_file() {
    let server = Https::start().await;
    assert_eq!(
        failure(tests::builder(), &server).await,
        Some(ErrorKind::Connection)
    );
    let file = Environment::empty()
        .variable("HOME", "/h")
        .file("/etc/ca.pem", format!("# text of mine\n{}", server.pem));
    let program = tests::builder()
        .environment(file.clone())
        .ca_bundle("/etc/ca.pem");
    assert_eq!(failure(program, &server).await, None);
    let variable = file.clone().variable("AWS_CA_BUNDLE", "/etc/ca.pem");
    let environment = tests::builder().environment(variable);
    assert_eq!(failure(environment, &server).await, None);
    let profile = file.file("/h/.aws/config", "[default]\nca_bundle = /etc/ca.pem\n");
    let profile = tests::builder().environment(profile);
    assert_eq!(failure(profile, &server).await, None);
}

#[tokio::test]
async fn another_authority_is_not_trusted() {
    let server = Https::start().await;
    let other = Https::start().await;
    let environment = Environment::empty().file("/etc/ca.pem", &other.pem);
    let builder = tests::builder()
        .environment(environment)
        .ca_bundle("/etc/ca.pem");
    assert_eq!(failure(builder, &server).await, Some(ErrorKind::Connection));
}

#[tokio::test]
async fn a_file_that_is_of_no_use_is_named_with_the_reason() {
    insta::assert_snapshot!(config_error("").await, @"the CA bundle /etc/ca.pem of AWS_CA_BUNDLE is of no use: it has no certificate in PEM form");
    insta::assert_snapshot!(config_error("-----BEGIN CERTIFICATE-----\nMIIB").await, @"the CA bundle /etc/ca.pem of AWS_CA_BUNDLE is of no use: a certificate in it has no end line");
    insta::assert_snapshot!(config_error("-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n").await, @"the CA bundle /etc/ca.pem of AWS_CA_BUNDLE is of no use: a certificate in it is not in Base64");
    insta::assert_snapshot!(config_error("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n").await, @"the CA bundle /etc/ca.pem of AWS_CA_BUNDLE is of no use: the certificate in it cannot be read");
    let missing = tests::builder().ca_bundle("/etc/none.pem").build().await;
    insta::assert_snapshot!(missing.unwrap_err(), @"the CA bundle /etc/none.pem of `ca_bundle` is of no use: there is no such file");
    // A folder is there, and cannot be read.
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let builder = tests::builder().environment(Environment::process());
    let error = builder.ca_bundle(&folder).build().await.unwrap_err();
    let text = format!(
        "the CA bundle {} of `ca_bundle` is of no use: it cannot be read",
        folder.display()
    );
    assert_eq!(error.to_string(), text);
    assert!(std::error::Error::source(&error).is_some());
}
