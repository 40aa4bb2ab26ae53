//! An HTTP server on loopback that does what its scripts say, well or badly, over raw TCP.

mod play;
mod request;
mod response;
mod script;

pub use request::Request;
pub use response::Response;
pub use script::{Script, Step};

use play::{answer, play};
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinSet;

/// The server. It ends when it is dropped, with all its connections; the test fails then if a function that gives its
/// scripts panicked.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    seen: Arc<Seen>,
    running: Running,
}

/// What runs a server, to be ended with it.
#[derive(Debug)]
enum Running {
    Tasks { _tasks: JoinSet<()> },
    Thread(Option<(oneshot::Sender<()>, JoinHandle<()>)>),
}

/// What has reached a server.
#[derive(Debug, Default)]
struct Seen {
    connections: AtomicUsize,
    requests: Mutex<Requests>,
    has_failed: AtomicBool,
}

#[derive(Debug, Default)]
struct Requests {
    count: usize,
    kept: Vec<Request>,
}

/// The script for a request, by its number from 0.
type OfRequest = dyn FnMut(usize, &Request) -> Script + Send;

/// What to do on a connection, by its number or by each request on it.
enum Scripts {
    OfConnection(Vec<Script>),
    OfRequest {
        script: Arc<Mutex<OfRequest>>,
        is_kept: bool,
    },
}

impl Server {
    /// Starts a server that has these scripts for its first connections, one for each; with the last one it
    /// goes on. It runs on the tokio runtime that it is started on.
    ///
    /// # Panics
    ///
    /// There is no free port.
    pub async fn start(scripts: impl IntoIterator<Item = Script>) -> Self {
        Self::spawn(Scripts::OfConnection(scripts.into_iter().collect())).await
    }

    /// Starts a server that has these scripts for its first requests, one for each, once it has read them; with the
    /// last one it goes on. After [`Step::Again`] the next request on the connection is read.
    ///
    /// # Panics
    ///
    /// There is no free port.
    pub async fn answering(scripts: impl IntoIterator<Item = Script>) -> Self {
        let scripts: Vec<Script> = scripts.into_iter().collect();
        Self::responding(move |number, _| {
            let script = scripts.get(number).or(scripts.last());
            script.cloned().unwrap_or_default()
        })
        .await
    }

    /// Starts a server that asks for a script once it has read a request, by its number from 0. After [`Step::Again`]
    /// the next request on the connection is read.
    ///
    /// # Panics
    ///
    /// There is no free port.
    pub async fn responding(
        script: impl FnMut(usize, &Request) -> Script + Send + 'static,
    ) -> Self {
        Self::spawn(Scripts::of_request(script, true)).await
    }

    /// [`Server::responding`] for tests that send requests without measure: they are not kept.
    ///
    /// # Panics
    ///
    /// There is no free port.
    pub async fn forgetting(
        script: impl FnMut(usize, &Request) -> Script + Send + 'static,
    ) -> Self {
        Self::spawn(Scripts::of_request(script, false)).await
    }

    /// [`Server::responding`] for tests without a tokio runtime: the server has a thread of its own.
    ///
    /// # Panics
    ///
    /// There is no free port.
    pub fn on_thread(script: impl FnMut(usize, &Request) -> Script + Send + 'static) -> Self {
        let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        listener.set_nonblocking(true).expect("a socket");
        let address = listener.local_addr().expect("an address");
        let seen = Arc::<Seen>::default();
        let log = Arc::clone(&seen);
        let scripts = Scripts::of_request(script, true);
        let (stop, stopped) = oneshot::channel();
        let thread = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("a runtime");
            runtime.block_on(async move {
                let listener = TcpListener::from_std(listener).expect("a listener");
                let mut tasks = JoinSet::new();
                tasks.spawn(accept(listener, log, scripts));
                // Either it is stopped, or its server is gone.
                let _ = stopped.await;
            });
        });
        Self {
            address,
            seen,
            running: Running::Thread(Some((stop, thread))),
        }
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
            running: Running::Tasks { _tasks: tasks },
        }
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where it listens, as an endpoint: `http://127.0.0.1:` and the port.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// How many connections were made.
    #[must_use]
    pub fn connections(&self) -> usize {
        self.seen.connections.load(Ordering::SeqCst)
    }

    /// The requests so far, in the order in which they came.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.seen.requests().kept.clone()
    }

    /// The requests so far as texts, heads and bodies, as they came over the wire.
    #[must_use]
    pub fn texts(&self) -> Vec<String> {
        let requests = self.seen.requests();
        requests.kept.iter().map(ToString::to_string).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Running::Thread(thread) = &mut self.running
            && let Some((stop, thread)) = thread.take()
        {
            drop(stop);
            let outcome = thread.join();
            assert!(outcome.is_ok() || thread::panicking(), "the server failed");
        }
        let has_failed = self.seen.has_failed.load(Ordering::SeqCst);
        assert!(
            !has_failed || thread::panicking(),
            "a script of the server failed"
        );
    }
}

/// An address on loopback where nothing listens, as an endpoint.
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

impl Scripts {
    fn of_request(
        script: impl FnMut(usize, &Request) -> Script + Send + 'static,
        is_kept: bool,
    ) -> Self {
        Self::OfRequest {
            script: Arc::new(Mutex::new(script)),
            is_kept,
        }
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
        let seen = Arc::clone(&seen);
        match &scripts {
            Scripts::OfConnection(scripts) => {
                let script = scripts.get(number).or(scripts.last());
                let script = script.cloned().unwrap_or_default();
                connections.spawn(async move {
                    let keep = |request: &Request| {
                        seen.keep(request, true);
                    };
                    play(stream, &script, keep).await
                })
            }
            Scripts::OfRequest { script, is_kept } => {
                let (script, is_kept) = (Arc::clone(script), *is_kept);
                connections.spawn(async move {
                    let ask = |request: &Request| {
                        let number = seen.keep(request, is_kept);
                        seen.ask(&script, number, request)
                    };
                    answer(stream, ask).await
                })
            }
        };
        while connections.try_join_next().is_some() {}
    }
}

impl Seen {
    fn requests(&self) -> std::sync::MutexGuard<'_, Requests> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts a request, and keeps it where that is wanted. Gives its number.
    fn keep(&self, request: &Request, is_kept: bool) -> usize {
        let mut requests = self.requests();
        if is_kept {
            requests.kept.push(request.clone());
        }
        requests.count += 1;
        requests.count - 1
    }

    /// Asks for the script. A panic counts as a failure of the test, which does not see it otherwise.
    fn ask(&self, script: &Mutex<OfRequest>, number: usize, request: &Request) -> Script {
        struct Watch<'a>(&'a AtomicBool);
        impl Drop for Watch<'_> {
            fn drop(&mut self) {
                if thread::panicking() {
                    self.0.store(true, Ordering::SeqCst);
                }
            }
        }
        let _watch = Watch(&self.has_failed);
        let mut script = script.lock().unwrap_or_else(PoisonError::into_inner);
        script(number, request)
    }
}
