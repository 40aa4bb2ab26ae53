//! A server on loopback that plays Lambda: real paging over some configurations, or whatever else a test says.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

/// A request, as far as tests look at it.
#[derive(Clone, Debug)]
pub struct Request {
    pub path: String,
    pub query: Vec<(String, String)>,
    pub headers: Vec<(String, String)>,
}

impl Request {
    pub fn query(&self, name: &str) -> Option<&str> {
        find(&self.query, name)
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        find(&self.headers, name)
    }
}

fn find<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let (_, value) = pairs.iter().find(|(key, _)| key == name)?;
    Some(value)
}

pub struct Answer {
    status: u16,
    headers: String,
    body: String,
}

pub fn answer(status: u16, body: &Value) -> Answer {
    Answer {
        status,
        headers: String::new(),
        body: body.to_string(),
    }
}

impl Answer {
    /// An answer with this text for its body.
    pub fn of(status: u16, body: &str) -> Self {
        Self {
            status,
            headers: String::new(),
            body: body.to_owned(),
        }
    }

    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.extend([name, ": ", value, "\r\n"]);
        self
    }
}

/// The page of `items` that a request asks for, two items long unless it says otherwise. Markers are `after 2`.
pub fn page(items: &[Value], request: &Request) -> Answer {
    let start: usize = match request.query("Marker") {
        Some(marker) => marker.strip_prefix("after ").unwrap().parse().unwrap(),
        None => 0,
    };
    let size: usize = request.query("MaxItems").map_or(2, |n| n.parse().unwrap());
    let end = items.len().min(start + size);
    let mut body = json!({ "FunctionEventInvokeConfigs": items[start..end] });
    if end < items.len() {
        body["NextMarker"] = json!(format!("after {end}"));
    }
    answer(200, &body)
}

/// Configurations with versions 1 to `count` of a function.
pub fn configs(count: usize) -> Vec<Value> {
    let arn = "arn:aws:lambda:eu-west-1:123456789012:function:my-function";
    let config = |version| json!({ "LastModified": 1_577_824_406.719, "FunctionArn": format!("{arn}:{version}") });
    (1..=count).map(config).collect()
}

/// A server, until it is dropped.
pub struct Server {
    pub address: SocketAddr,
    seen: Arc<Mutex<Vec<Request>>>,
    is_over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Answers the request of this number, from 0, with what the function gives.
    pub fn start(mut respond: impl FnMut(usize, &Request) -> Answer + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let is_over = Arc::new(AtomicBool::new(false));
        let (log, stop) = (Arc::clone(&seen), Arc::clone(&is_over));
        let thread = thread::spawn(move || {
            for connection in listener.incoming() {
                if stop.load(Ordering::SeqCst) {
                    break;
                }
                let mut connection = connection.unwrap();
                let Some(request) = read(&connection) else {
                    continue;
                };
                let number = log.lock().unwrap().len();
                log.lock().unwrap().push(request.clone());
                write(&mut connection, &respond(number, &request));
            }
        });
        Self {
            address,
            seen,
            is_over,
            thread: Some(thread),
        }
    }

    /// A server with so many configurations.
    pub fn with(items: Vec<Value>) -> Self {
        Self::start(move |_, request| page(&items, request))
    }

    pub fn requests(&self) -> Vec<Request> {
        self.seen.lock().unwrap().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::SeqCst);
        // Wakes the thread, which waits for a connection.
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            let outcome = thread.join();
            assert!(outcome.is_ok() || thread::panicking(), "the server failed");
        }
    }
}

fn read(connection: &TcpStream) -> Option<Request> {
    let mut lines = BufReader::new(connection).lines().map_while(Result::ok);
    let line = lines.next()?;
    let target = line.strip_prefix("GET ")?.strip_suffix(" HTTP/1.1")?;
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    Some(Request {
        path: path.to_owned(),
        query: pairs
            .map(|(name, value)| (name.to_owned(), value.replace("%20", " ")))
            .collect(),
        headers: lines
            .take_while(|line| !line.is_empty())
            .filter_map(|line| {
                let (name, value) = line.split_once(": ")?;
                Some((name.to_ascii_lowercase(), value.to_owned()))
            })
            .collect(),
    })
}

fn write(connection: &mut TcpStream, answer: &Answer) {
    let Answer {
        status,
        headers,
        body,
    } = answer;
    let length = body.len();
    let text = format!(
        "HTTP/1.1 {status} \r\ncontent-length: {length}\r\nconnection: close\r\n{headers}\r\n{body}"
    );
    // A program that has gone away, as after a closed pipe, is its test's business.
    let _ = connection.write_all(text.as_bytes());
}
