//! Which requests fail, and how.

use crate::lists::page;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use tests::server::Script;

/// What is done with a request that fails, given what is due.
type Fault = fn(Due) -> Script;

/// Every way to fail, and some that look like it.
pub const FAULTS: [Fault; 32] = [
    |_| Script::new().reset(),
    |due| due.first(20).reset(),
    |due| due.all_but(40).reset(),
    |due| due.all_but(0).reset(),
    |_| Script::new().close(),
    |due| due.first(20).close(),
    |due| due.all_but(40).close(),
    |due| due.all_but(0).close(),
    |_| Script::new().silence(),
    |due| due.first(20).silence(),
    |due| due.all_but(1).silence(),
    |due| Script::new().drip(due.answer, 1).again(),
    |due| text(INTERIM).write(due.answer).again(),
    |due| {
        due.with_head("Transfer-Encoding: chunked\r\n\r\nfff")
            .close()
    },
    |due| {
        due.with_head("Transfer-Encoding: chunked\r\n\r\nzz")
            .close()
    },
    |due| due.with_head("Content-Length: 9999\r\n").close(),
    |due| due.with_head("Content-Length: 9\r\n").silence(),
    |due| due.with_head("Connection: close\r\n").close(),
    // In one piece: what comes once the next request is on its way cannot be distinguished from its response.
    |due| text(&(due.answer + &described("200 OK", "", FORGED))).silence(),
    |due| text(&described("200 OK", "Connection: close\r\n", &due.body)).silence(),
    |_| success("<html>"),
    |_| success(r#"{"FunctionEventInvokeConfigs": [{"FunctionArn": 7}]}"#),
    |_| success(&"[".repeat(9_999)),
    |_| text("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n ").again(),
    |_| refusal("301 x", "Location: /elsewhere\r\n"),
    |_| refusal("404 x", "x-amzn-errortype: ResourceNotFoundException\r\n"),
    |_| refusal("429 x", THROTTLED),
    |_| refusal("500 x", ""),
    |_| refusal("503 x", "Content-Type: text/html\r\n"),
    |_| text("220 mail.example ESMTP\r\n").close(),
    |_| text(OK).repeat("X: y\r\n", 200).write("\r\n").close(),
    |_| text(OK).repeat("x".repeat(4_096), 128).close(),
];

const JSON: &str = "Content-Type: application/json\r\n";
const OK: &str = "HTTP/1.1 200 OK\r\n";
const INTERIM: &str = "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n";
const FORGED: &str = r#"{"FunctionEventInvokeConfigs": [{"FunctionArn": "forged"}]}"#;
const THROTTLED: &str = "x-amzn-errortype: TooManyRequestsException\r\nx-amz-retry-after: 50\r\n";

/// The response that a request should have.
pub struct Due {
    answer: String,
    body: String,
}

impl Due {
    fn first(&self, length: usize) -> Script {
        text(&self.answer[..length])
    }

    fn all_but(&self, length: usize) -> Script {
        self.first(self.answer.len() - length)
    }

    /// The body with another head, whose last line is this.
    fn with_head(&self, line: &str) -> Script {
        text(&format!("{OK}{line}\r\n{}", self.body))
    }
}

fn success(body: &str) -> Script {
    text(&described("200 OK", "", body)).again()
}

fn refusal(status: &str, headers: &str) -> Script {
    text(&described(status, headers, "{}")).again()
}

fn text(answer: &str) -> Script {
    Script::new().write(answer.to_owned())
}

fn described(status: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\n\r\n{body}")
}

/// Answers with pages of lists, and fails one request in twenty, in each way in turn.
#[derive(Default)]
pub struct Mix {
    pub requests: AtomicUsize,
    given: Mutex<Vec<usize>>,
}

impl Mix {
    pub const ONE_IN: usize = 20;

    /// What to do with a request.
    pub fn script(&self, head: &str) -> Script {
        let (list, number) = asked(head).unwrap();
        let body = page(list, number);
        let answer = described("200 OK", JSON, &body);
        let count = self.requests.fetch_add(1, Ordering::Relaxed) + 1;
        if !count.is_multiple_of(Self::ONE_IN) {
            return text(&answer).again();
        }
        let kind = (count / Self::ONE_IN) % FAULTS.len();
        let mut given = self.given.lock().unwrap();
        given.resize(FAULTS.len(), 0);
        given[kind] += 1;
        FAULTS[kind](Due { answer, body })
    }

    /// How many requests failed.
    pub fn given(&self) -> usize {
        self.given.lock().unwrap().iter().sum()
    }

    /// In how many ways.
    pub fn kinds(&self) -> usize {
        let given = self.given.lock().unwrap();
        given.iter().filter(|count| **count > 0).count()
    }
}

/// The list and the page that a request asks for.
fn asked(head: &str) -> Option<(&str, usize)> {
    let path = head
        .split(' ')
        .nth(1)?
        .strip_prefix("/2019-09-25/functions/")?;
    let (list, rest) = path.split_once('/')?;
    let number = match rest.split_once("Marker=") {
        Some((_, number)) => number.parse().ok()?,
        None => 0,
    };
    Some((list, number))
}
