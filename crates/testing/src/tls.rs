//! TLS before a server that speaks none, with certificates that are good or not.

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
    Good,
    Expired,
    WrongName,
    /// Signed by itself alone.
    UnknownAuthority,
}

/// The authority that the certificates of this process are signed by.
struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
}

fn authority() -> &'static Authority {
    static AUTHORITY: OnceLock<Authority> = OnceLock::new();
    AUTHORITY.get_or_init(|| {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let certificate = STANDARD.encode(params.self_signed(&key).unwrap().der());
        let pem =
            format!("-----BEGIN CERTIFICATE-----\n{certificate}\n-----END CERTIFICATE-----\n");
        let issuer = Issuer::new(params, key);
        Authority { issuer, pem }
    })
}

/// The authority's certificate, for a client to trust.
pub fn authority_pem() -> &'static str {
    &authority().pem
}

fn config(certificate: Certificate) -> ServerConfig {
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
        _ => params.signed_by(&key, &authority().issuer),
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
pub struct Front {
    address: SocketAddr,
    connections: Arc<AtomicUsize>,
    _tasks: JoinSet<()>,
}

impl Front {
    /// Starts it before a server.
    pub async fn start(certificate: Certificate, server: SocketAddr) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let connections = Arc::<AtomicUsize>::default();
        let count = Arc::clone(&connections);
        let acceptor = TlsAcceptor::from(Arc::new(config(certificate)));
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

    pub fn address(&self) -> SocketAddr {
        self.address
    }

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
