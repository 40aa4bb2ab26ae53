//! A server on loopback that misbehaves as it is told.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What the server does with a request.
#[derive(Clone, Debug)]
pub enum Behaviour {
    /// Writes this, and keeps the connection.
    Write(Vec<u8>),
    /// Writes this, and closes the connection.
    WriteAndClose(Vec<u8>),
    /// Writes this a byte at a time, with a pause before each.
    Drip(Vec<u8>, Duration),
    /// Closes the connection once the request is read.
    Close,
}

impl Behaviour {
    /// A success with a JSON body, on a connection that is kept.
    #[must_use]
    pub fn json(body: &str) -> Self {
        Self::Write(json(body))
    }
}

/// A whole answer with this JSON body.
#[must_use]
pub fn json(body: &str) -> Vec<u8> {
    let length = body.len();
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
    )
    .into_bytes()
}

/// The server. It ends with the test's runtime.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    connections: Arc<AtomicU32>,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Starts a server that behaves so for its first requests; with the last behaviour it goes on.
    ///
    /// # Panics
    ///
    /// There is no free port.
    pub async fn start(behaviours: impl IntoIterator<Item = Behaviour>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0))
            .await
            .expect("a free port");
        let server = Self {
            address: listener.local_addr().expect("an address"),
            connections: Arc::default(),
            requests: Arc::default(),
        };
        let behaviours: Arc<[Behaviour]> = behaviours.into_iter().collect();
        let (connections, requests) = (
            Arc::clone(&server.connections),
            Arc::clone(&server.requests),
        );
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                connections.fetch_add(1, Ordering::SeqCst);
                let (behaviours, requests) = (Arc::clone(&behaviours), Arc::clone(&requests));
                tokio::spawn(serve(stream, behaviours, requests));
            }
        });
        server
    }

    /// Where it listens.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// How many connections were made.
    #[must_use]
    pub fn connections(&self) -> u32 {
        self.connections.load(Ordering::SeqCst)
    }

    /// The requests so far, as they came over the wire.
    ///
    /// # Panics
    ///
    /// A connection's task did.
    #[must_use]
    pub fn requests(&self) -> Vec<String> {
        self.requests
            .lock()
            .expect("no panic holds the lock")
            .clone()
    }
}

/// An address on loopback where nothing listens.
///
/// # Panics
///
/// There is no free port.
#[must_use]
pub fn nowhere() -> String {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    let address = listener.local_addr().expect("an address");
    format!("http://{address}")
}

async fn serve(
    mut stream: TcpStream,
    behaviours: Arc<[Behaviour]>,
    requests: Arc<Mutex<Vec<String>>>,
) {
    while let Some(request) = read_request(&mut stream).await {
        let number = {
            let mut requests = requests.lock().expect("no panic holds the lock");
            requests.push(request);
            requests.len() - 1
        };
        let Some(behaviour) = behaviours.get(number).or(behaviours.last()) else {
            return;
        };
        let written = match behaviour {
            Behaviour::Write(bytes) => stream.write_all(bytes).await,
            Behaviour::WriteAndClose(bytes) => {
                let _ = stream.write_all(bytes).await;
                return;
            }
            Behaviour::Drip(bytes, pause) => drip(&mut stream, bytes, *pause).await,
            Behaviour::Close => return,
        };
        if written.is_err() {
            return;
        }
    }
}

async fn drip(stream: &mut TcpStream, bytes: &[u8], pause: Duration) -> std::io::Result<()> {
    for byte in bytes {
        tokio::time::sleep(pause).await;
        stream.write_all(&[*byte]).await?;
    }
    Ok(())
}

/// Reads the head of a request and as much of a body as it announces.
async fn read_request(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    loop {
        let mut chunk = [0; 4096];
        match stream.read(&mut chunk).await {
            Ok(read) if read > 0 => bytes.extend_from_slice(&chunk[..read]),
            _ => return None,
        }
        let text = String::from_utf8_lossy(&bytes);
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let length = head
            .lines()
            .filter_map(|line| line.split_once(':'))
            .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
            .map_or(0, |(_, value)| value.trim().parse().unwrap_or(0));
        if body.len() >= length {
            return Some(text.into_owned());
        }
    }
}
