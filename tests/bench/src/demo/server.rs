//! The demo's server: refuses wrong signatures, fails once, then answers with the example page by page.

use super::example::Example;
use super::exchange::Exchange;
use super::http::{Request, answer};
use super::signature;
use anyhow::{Context, Result};
use serde_json::json;
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// A server on loopback that lives as long as the process.
pub struct Server {
    address: SocketAddr,
    exchanges: Arc<Mutex<Vec<Exchange>>>,
}

/// What the server has to say.
struct Answer {
    status: u16,
    /// The error code, where it is an error.
    error: Option<&'static str>,
    body: String,
    /// In a word, for people.
    summary: String,
}

impl Server {
    pub fn start(example: Example) -> Result<Self> {
        let context = "cannot listen on 127.0.0.1";
        let listener = TcpListener::bind("127.0.0.1:0").context(context)?;
        let address = listener.local_addr().context(context)?;
        let exchanges = Arc::<Mutex<Vec<_>>>::default();
        let log = Arc::clone(&exchanges);
        thread::spawn(move || {
            // A connection that breaks shows in what the client says; the server goes on.
            for connection in listener.incoming().flatten() {
                let Ok(request) = Request::read(&connection) else {
                    continue;
                };
                let signature = signature::verify(&request);
                let is_first = lock(&log).is_empty();
                let said = respond(&request, &signature, is_first, &example);
                lock(&log).push(Exchange {
                    request: [
                        &request.method,
                        " ",
                        &request.path,
                        mark(&request),
                        &request.query,
                    ]
                    .concat(),
                    attempt: request
                        .header("amz-sdk-request")
                        .unwrap_or("no attempt")
                        .to_owned(),
                    signature,
                    status: said.status,
                    answer: said.summary,
                });
                let _ = answer(&connection, said.status, said.error, &said.body);
            }
        });
        Ok(Self { address, exchanges })
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What was asked and answered so far.
    pub fn exchanges(&self) -> Vec<Exchange> {
        std::mem::take(&mut *lock(&self.exchanges))
    }
}

fn lock(log: &Mutex<Vec<Exchange>>) -> std::sync::MutexGuard<'_, Vec<Exchange>> {
    log.lock().unwrap_or_else(PoisonError::into_inner)
}

fn mark(request: &Request) -> &'static str {
    if request.query.is_empty() { "" } else { "?" }
}

fn respond(
    request: &Request,
    signature: &Result<(), String>,
    is_first: bool,
    example: &Example,
) -> Answer {
    if let Err(reason) = signature {
        return refuse(403, "InvalidSignatureException", reason);
    }
    if is_first {
        return refuse(500, "ServiceException", "the first request always fails");
    }
    if request.method != "GET" || request.path != example.path {
        return refuse(
            404,
            "ResourceNotFoundException",
            "there is one function only",
        );
    }
    match example.page(request.parameter("Marker")) {
        Some((number, page)) => Answer {
            status: 200,
            error: None,
            body: page.to_string(),
            summary: format!("page {}", number + 1),
        },
        None => refuse(400, "InvalidParameterValueException", "no such marker"),
    }
}

fn refuse(status: u16, code: &'static str, message: &str) -> Answer {
    Answer {
        status,
        error: Some(code),
        body: json!({ "Type": "Service", "Message": message }).to_string(),
        summary: format!("{code}: {message}"),
    }
}
