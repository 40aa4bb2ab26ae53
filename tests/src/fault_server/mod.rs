//! A server on loopback that goes wrong as its scripts say, over raw TCP.

mod play;
mod step;

pub use step::{Script, Step};

use play::{answer, play};
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;
use tokio::task::JoinSet;

/// The server. It ends when it is dropped, with all its connections.
#[derive(Debug)]
pub struct FaultServer {
    address: SocketAddr,
    seen: Arc<Seen>,
    _tasks: JoinSet<()>,
}

/// What has reached a server.
#[derive(Debug, Default)]
struct Seen {
    connections: AtomicUsize,
    requests: Mutex<Vec<String>>,
}

/// What to do on a connection, by its number or by each request on it.
enum Scripts {
    OfConnection(Box<dyn Fn(usize) -> Script + Send>),
    OfRequest(Arc<dyn Fn(&str) -> Script + Send + Sync>),
}

impl FaultServer {
    /// Starts a server that has these scripts for its first connections, one for each; with the last one it
    /// goes on.
    ///
    /// # Panics
    ///
    /// There is no free port.
    pub async fn start(scripts: impl IntoIterator<Item = Script>) -> Self {
        let scripts: Vec<Script> = scripts.into_iter().collect();
        Self::spawn(Scripts::OfConnection(Box::new(move |connection| {
            let script = scripts.get(connection).or(scripts.last());
            script.cloned().unwrap_or_default()
        })))
        .await
    }

    /// Starts a server that asks for a script once it has read the head of a request. Where that ends with
    /// [`Step::Again`], the next request is read. The requests are not kept.
    ///
    /// # Panics
    ///
    /// There is no free port.
    pub async fn answering(script: impl Fn(&str) -> Script + Send + Sync + 'static) -> Self {
        Self::spawn(Scripts::OfRequest(Arc::new(script))).await
    }

    async fn spawn(scripts: Scripts) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0))
            .await
            .expect("a free port");
        let address = listener.local_addr().expect("an address");
        let seen = Arc::<Seen>::default();
        let mut tasks = JoinSet::new();
        tasks.spawn(accept(listener, Arc::clone(&seen), scripts));
        Self {
            address,
            seen,
            _tasks: tasks,
        }
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// How many connections were made.
    #[must_use]
    pub fn connections(&self) -> usize {
        self.seen.connections.load(Ordering::SeqCst)
    }

    /// The heads of the requests so far, as they came over the wire.
    ///
    /// # Panics
    ///
    /// A connection's task did.
    #[must_use]
    pub fn requests(&self) -> Vec<String> {
        let requests = self.seen.requests.lock().expect("no panic holds the lock");
        requests.clone()
    }
}

async fn accept(listener: TcpListener, seen: Arc<Seen>, scripts: Scripts) {
    // A client that has gone is no failure of the server, so what a connection ends with is left aside.
    let mut connections = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        let number = seen.connections.fetch_add(1, Ordering::SeqCst);
        if stream.set_nodelay(true).is_err() {
            continue;
        }
        match &scripts {
            Scripts::OfConnection(script) => {
                let (script, seen) = (script(number), Arc::clone(&seen));
                connections
                    .spawn(async move { play(stream, &script, |head| seen.keep(head)).await })
            }
            Scripts::OfRequest(script) => {
                let script = Arc::clone(script);
                connections.spawn(async move { answer(stream, |head| script(head)).await })
            }
        };
        while connections.try_join_next().is_some() {}
    }
}

impl Seen {
    fn keep(&self, head: &str) {
        let mut requests = self.requests.lock().expect("no panic holds the lock");
        requests.push(head.to_owned());
    }
}
