//! Certificates that are trusted instead of the operating system's.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use smithereens::config::Environment;
use smithereens::{Builder, ErrorKind};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use tests::sample::ListConfigs;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

/// A server over TLS that answers each connection once, and its authority's certificate as PEM.
async fn server() -> (SocketAddr, String) {
    let mut params = CertificateParams::new([]).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new(["127.0.0.1".to_owned()]).unwrap();
    let certificate = params.signed_by(&key, &authority).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![certificate.der().clone()],
            PrivateKeyDer::Pkcs8(key.serialize_der().into()),
        )
        .unwrap();
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let Ok(mut stream) = acceptor.accept(stream).await else {
                continue;
            };
            let _ = stream.read(&mut [0; 4096]).await;
            let _ = stream
                .write_all(&tests::server::Response::json("{}").to_bytes())
                .await;
            let _ = stream.shutdown().await;
        }
    });
    (address, pem(authority.der()))
}

fn pem(der: &[u8]) -> String {
    let base64 = STANDARD.encode(der);
    format!("-----BEGIN CERTIFICATE-----\n{base64}\n-----END CERTIFICATE-----\n")
}

/// The kind of the failure of a call, if it failed.
async fn failure(builder: Builder, address: SocketAddr) -> Option<ErrorKind> {
    let url = format!("https://{address}");
    let client = builder.endpoint_url(url).build().await.unwrap();
    let outcome = client.send(ListConfigs::new("f")).await;
    outcome.err().map(|error| error.kind())
}

async fn refused(bundle: &str) -> String {
    let environment = Environment::empty()
        .variable("AWS_CA_BUNDLE", "/etc/ca.pem")
        .file("/etc/ca.pem", bundle);
    let built = tests::builder().environment(environment).build().await;
    built.unwrap_err().to_string()
}

#[tokio::test]
async fn an_authority_is_trusted_where_any_place_names_its_file() {
    let (address, pem) = server().await;
    assert_eq!(
        failure(tests::builder(), address).await,
        Some(ErrorKind::Connection)
    );
    let file = Environment::empty()
        .variable("HOME", "/h")
        .file("/etc/ca.pem", format!("# text of mine\n{pem}"));
    let program = tests::builder()
        .environment(file.clone())
        .ca_bundle("/etc/ca.pem");
    assert_eq!(failure(program, address).await, None);
    let variable = file.clone().variable("AWS_CA_BUNDLE", "/etc/ca.pem");
    let environment = tests::builder().environment(variable);
    assert_eq!(failure(environment, address).await, None);
    let profile = file.file("/h/.aws/config", "[default]\nca_bundle = /etc/ca.pem\n");
    let profile = tests::builder().environment(profile);
    assert_eq!(failure(profile, address).await, None);
}

#[tokio::test]
async fn another_authority_is_not_trusted() {
    let (address, _) = server().await;
    let (_, other) = server().await;
    let environment = Environment::empty().file("/etc/ca.pem", other);
    let builder = tests::builder()
        .environment(environment)
        .ca_bundle("/etc/ca.pem");
    assert_eq!(failure(builder, address).await, Some(ErrorKind::Connection));
}

#[tokio::test]
async fn a_file_that_is_of_no_use_is_named_with_the_reason() {
    insta::assert_snapshot!(refused("").await, @"the CA bundle /etc/ca.pem of AWS_CA_BUNDLE is of no use: it has no certificate in PEM form");
    insta::assert_snapshot!(refused("-----BEGIN CERTIFICATE-----\nMIIB").await, @"the CA bundle /etc/ca.pem of AWS_CA_BUNDLE is of no use: a certificate in it has no end line");
    insta::assert_snapshot!(refused("-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n").await, @"the CA bundle /etc/ca.pem of AWS_CA_BUNDLE is of no use: a certificate in it is not in Base64");
    insta::assert_snapshot!(refused("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n").await, @"the CA bundle /etc/ca.pem of AWS_CA_BUNDLE is of no use: the certificate in it cannot be read");
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
