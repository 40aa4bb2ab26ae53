//! The demo's server: refuses wrong signatures, fails once, then answers with the example page by page.

use super::KEYS;
use super::example::Example;
use serde_json::json;
use smithereens_testing::{Request, Response, Script};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// One request and its response, as the demo prints them.
pub struct Exchange {
    /// Method, path and query.
    pub request: String,
    /// Which attempt of a call it is, in the client's own words.
    pub attempt: String,
    /// Whether the signature is right, or why not.
    pub signature: Result<(), String>,
    pub status: u16,
    /// What the response holds.
    pub answer: String,
}

impl fmt::Display for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let signature = match &self.signature {
            Ok(()) => "signature verified",
            Err(reason) => reason,
        };
        write!(
            f,
            "{}\n    {}, {signature} -> {} {}",
            self.request, self.attempt, self.status, self.answer
        )
    }
}

/// A server on loopback.
pub struct Server {
    server: smithereens_testing::Server,
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
    pub fn start(example: Example) -> Self {
        let exchanges = Arc::<Mutex<Vec<_>>>::default();
        let log = Arc::clone(&exchanges);
        let server = smithereens_testing::Server::on_thread(move |number, request| {
            let signature = KEYS.verify(request);
            let said = respond(request, &signature, number == 0, &example);
            let script = Script::new().write(said.response());
            lock(&log).push(Exchange {
                request: request.line().to_owned(),
                attempt: request
                    .header("amz-sdk-request")
                    .unwrap_or("no attempt")
                    .to_owned(),
                signature,
                status: said.status,
                answer: said.summary,
            });
            script
        });
        Self { server, exchanges }
    }

    pub fn url(&self) -> String {
        self.server.url()
    }

    /// What was asked and answered so far.
    pub fn exchanges(&self) -> Vec<Exchange> {
        std::mem::take(&mut *lock(&self.exchanges))
    }
}

fn lock(log: &Mutex<Vec<Exchange>>) -> std::sync::MutexGuard<'_, Vec<Exchange>> {
    log.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Answer {
    /// It leaves it to the client to open the next connection.
    fn response(&self) -> Response {
        let response = Response::new(self.status, self.body.clone())
            .header("content-type", "application/json")
            .header("connection", "close");
        match self.error {
            Some(code) => response.header("x-amzn-errortype", code),
            None => response,
        }
    }
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
    if request.method() != "GET" || request.path() != example.path {
        return refuse(
            404,
            "ResourceNotFoundException",
            "there is one function only",
        );
    }
    match example.page(request.query("Marker")) {
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
