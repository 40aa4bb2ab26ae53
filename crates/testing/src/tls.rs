//! TLS before a server that speaks none, with certificates that are good or not.
//!
//! ```
//! use smithereens_testing::tls::{Authority, Certificate, Front};
//! use smithereens_testing::{Script, Server};
//!
//! # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
//! let server = Server::answering([Script::json("{}")]).await;
//! let authority = Authority::new();
//! let front = Front::start(&authority, Certificate::Good, server.address()).await;
//! // … a client whose endpoint is `front.url()` and whose CA bundle has `authority.pem()` …
//! assert_eq!(front.connections(), 0);
//! # });
//! ```

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, date_time_ymd};
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

/// What is to be said of a server's certificate.
#[derive(Clone, Copy, Debug)]
pub enum Certificate {
    /// Nothing: it is signed by the authority, for 127.0.0.1.
    Good,
    /// It was good until 2020.
    Expired,
    /// It is for another host.
    WrongName,
    /// It is signed by itself alone.
    UnknownAuthority,
}

/// An authority that signs certificates.
#[derive(Debug)]
pub struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
}

impl Authority {
    /// An authority with a key of its own, which nobody trusts yet.
    ///
    /// # Panics
    ///
    /// There is no randomness to make a key of.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "none is like another")]
    pub fn new() -> Self {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let certificate = STANDARD.encode(params.self_signed(&key).unwrap().der());
        let pem =
            format!("-----BEGIN CERTIFICATE-----\n{certificate}\n-----END CERTIFICATE-----\n");
        let issuer = Issuer::new(params, key);
        Self { issuer, pem }
    }

    /// The one of this process, for tests that have no need of another.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Authority> = OnceLock::new();
        SHARED.get_or_init(Self::new)
    }

    /// The authority's certificate, for a client to trust.
    #[must_use]
    pub fn pem(&self) -> &str {
        &self.pem
    }
}

fn config(authority: &Authority, certificate: Certificate) -> ServerConfig {
    let name = match certificate {
        Certificate::WrongName => "elsewhere.example",
        _ => "127.0.0.1",
    };
    let mut params = CertificateParams::new([name.to_owned()]).unwrap();
    params.distinguished_name.push(DnType::CommonName, name);
    if matches!(certificate, Certificate::Expired) {
        params.not_after = date_time_ymd(2020, 1, 1);
    }
    let key = KeyPair::generate().unwrap();
    let signed = match certificate {
        Certificate::UnknownAuthority => params.self_signed(&key),
        _ => params.signed_by(&key, &authority.issuer),
    };
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
    ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![signed.unwrap().der().clone()], key)
        .unwrap()
}

/// Speaks TLS with clients, and passes on what they say. It ends when it is dropped.
#[derive(Debug)]
pub struct Front {
    address: SocketAddr,
    connections: Arc<AtomicUsize>,
    _tasks: JoinSet<()>,
}

impl Front {
    /// Starts it before a server, on the tokio runtime of the caller.
    ///
    /// # Panics
    ///
    /// There is no free port.
    pub async fn start(
        authority: &Authority,
        certificate: Certificate,
        server: SocketAddr,
    ) -> Self {
        Self::offering(authority, certificate, server, &[]).await
    }

    /// As [`start`](Self::start), of a server that speaks these protocols and no others, by the names that TLS has for
    /// them, such as `h2`.
    ///
    /// # Panics
    ///
    /// There is no free port.
    pub async fn offering(
        authority: &Authority,
        certificate: Certificate,
        server: SocketAddr,
        protocols: &[&str],
    ) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let connections = Arc::<AtomicUsize>::default();
        let count = Arc::clone(&connections);
        let mut config = config(authority, certificate);
        let names = protocols.iter().map(|name| name.as_bytes().to_vec());
        config.alpn_protocols = names.collect();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let mut tasks = JoinSet::new();
        tasks.spawn(async move {
            let mut open = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                count.fetch_add(1, Ordering::SeqCst);
                open.spawn(pass(acceptor.clone(), stream, server));
            }
        });
        Self {
            address,
            connections,
            _tasks: tasks,
        }
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where it listens, as an endpoint: `https://127.0.0.1:` and the port.
    #[must_use]
    pub fn url(&self) -> String {
        format!("https://{}", self.address)
    }

    /// How many connections were made.
    #[must_use]
    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

/// A client that does not get through the handshake, or goes away, is none of ours.
async fn pass(acceptor: TlsAcceptor, stream: TcpStream, server: SocketAddr) {
    if let Ok(mut client) = acceptor.accept(stream).await {
        let mut server = TcpStream::connect(server).await.unwrap();
        let _ = copy_bidirectional(&mut client, &mut server).await;
    }
}
