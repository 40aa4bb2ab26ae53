//! How a row is run, and what of it does not hold.

use crate::call::{Failed, call};
use crate::disclosure;
use crate::row::{Outcome, Place, Row};
use smithereens_testing::tls::{Authority, Certificate, Front};
use std::fmt::Write;
use std::time::{Duration, Instant};
use tests::capture::Capture;
use tests::server::{Server, nowhere};

/// An error that goes to a log in `Debug` form has no more bytes than this.
const MAX_DEBUG: usize = 10_000;

/// What the client talks to.
struct Target {
    url: String,
    server: Server,
    front: Option<Front>,
}

impl Target {
    async fn start(place: Place) -> Self {
        let (scheme, certificate, scripts) = match place {
            Place::Nowhere => {
                let server = Server::start([]).await;
                let url = nowhere();
                return Self {
                    url,
                    server,
                    front: None,
                };
            }
            Place::Http(scripts) => ("http", None, scripts),
            Place::NotHttps(scripts) => ("https", None, scripts),
            Place::Https(certificate, scripts) => ("https", Some(certificate), scripts),
            Place::NotHttp => ("http", Some(Certificate::Good), Vec::new()),
        };
        let server = Server::start(scripts).await;
        let mut front = None;
        let mut address = server.address();
        if let Some(certificate) = certificate {
            let started = Front::start(Authority::shared(), certificate, address).await;
            address = started.address();
            front = Some(started);
        }
        let url = format!("{scheme}://{address}");
        Self { url, server, front }
    }

    fn seen(&self) -> (usize, usize) {
        let connections = match &self.front {
            Some(front) => front.connections(),
            None => self.server.connections(),
        };
        (self.server.requests().len(), connections)
    }

    /// What has been seen once it is this, or after a while. Nothing more may come then.
    async fn settled(&self, expected: (usize, usize)) -> (usize, usize) {
        let start = Instant::now();
        while self.seen() != expected && start.elapsed() < Duration::from_secs(2) {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
        self.seen()
    }
}

/// Runs a row on this thread: what of it does not hold.
pub fn run(row: Row) -> Vec<String> {
    // A trace is heard on the thread that writes it: the client has no other.
    let capture = Capture::default();
    let _guard = capture.listen();
    disclosure::keep_log();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(run_on(row, &capture))
}

async fn run_on(row: Row, capture: &Capture) -> Vec<String> {
    let target = Target::start(row.place).await;
    let mut builder = (row.settings)(
        tests::builder()
            .credentials_provider(tests::credentials(Some(tests::SESSION_TOKEN)))
            .endpoint_url(&target.url)
            .jitter(|| 0.0),
    );
    if let Some(limit) = row.timeout {
        builder = builder.attempt_timeout(limit);
    }
    let mut shown = format!("{builder:?}");
    let client = builder.build().await.unwrap();
    write!(shown, "{client:?}{client:#?}").unwrap();

    let mut problems = Vec::new();
    let start = Instant::now();
    let mut given = Vec::new();
    for _ in &row.outcomes {
        given.push(call(row.asked, &client).await);
    }
    let took = start.elapsed().as_millis();
    for (outcome, given) in row.outcomes.iter().zip(&given) {
        if let Err(error) = given {
            if error.debug.len() > MAX_DEBUG {
                problems.push(format!("its Debug has {} bytes", error.debug.len()));
            }
            shown.push_str(&error.shown);
        }
        problems.extend(compare(outcome, given, &target.url));
    }
    if !row.millis.contains(&took) {
        problems.push(format!("it took {took} ms, not {:?}", row.millis));
    }
    let expected = (row.requests, row.connections);
    let seen = target.settled(expected).await;
    if seen != expected {
        problems.push(format!(
            "(requests, connections) {seen:?}, not {expected:?}"
        ));
    }
    let attempts = capture.text().matches("attempt ended").count();
    if attempts != row.attempts {
        problems.push(format!("{attempts} attempts, not {}", row.attempts));
    }
    shown.push_str(&capture.text());
    shown.push_str(&disclosure::log());
    problems.extend(disclosure::secrets(&shown, &target.server.texts()));
    problems
}

/// Where an outcome is another than the row has it.
fn compare(expected: &Outcome, given: &Result<String, Failed>, url: &str) -> Option<String> {
    match (expected, given) {
        (Outcome::Gives(due), Ok(given)) => {
            (given != due).then(|| format!("gave `{given}`, not `{due}`"))
        }
        (Outcome::Fails(failure), Err(error)) => {
            let (_, address) = url.split_once("://")?;
            let line = failure.line.replace("{server}", address);
            let same = error.kind == failure.kind
                && error.code.as_deref() == failure.code
                && error.status == failure.status
                && matches(&error.line, &line);
            (!same).then(|| {
                let Failed {
                    kind,
                    code,
                    status,
                    line,
                    ..
                } = error;
                let given = format!("{kind:?} {code:?} {status:?} {line}");
                format!("failed otherwise:\n  given {given}\n  due   {failure:?}")
            })
        }
        (Outcome::Gives(_), Err(error)) => Some(format!("failed: {}", error.debug)),
        (Outcome::Fails(failure), Ok(given)) => Some(format!("gave `{given}`, not {failure:?}")),
    }
}

/// Whether a text is of this pattern, in which `*` is any text.
fn matches(text: &str, pattern: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else {
        return text == pattern;
    };
    text.strip_prefix(start).is_some_and(|text| {
        text.char_indices()
            .map(|(at, _)| at)
            .chain([text.len()])
            .any(|at| matches(&text[at..], rest))
    })
}
