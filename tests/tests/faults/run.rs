//! How a row is run, and what of it does not hold.

use crate::disclosure;
use crate::row::{Failure, Outcome, Place, Row};
use lambda_errors::ListFunctionEventInvokeConfigsError;
use lambda_operations::{
    ListFunctionEventInvokeConfigs, ListFunctionEventInvokeConfigsResponse as Page,
};
use smithereens::Error;
use smithereens_testing::tls::{Authority, Certificate, Front};
use std::fmt::Write;
use std::time::{Duration, Instant};
use tests::capture::Capture;
use tests::server::{Server, nowhere};

type Given = Result<Page, Error<ListFunctionEventInvokeConfigsError>>;

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
    // A trace is heard on the thread that it is told on: the client has no other.
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
        given.push(client.send(ListFunctionEventInvokeConfigs::new("f")).await);
    }
    let took = start.elapsed().as_millis();
    for (outcome, given) in row.outcomes.iter().zip(&given) {
        if let Err(error) = given {
            let length = format!("{error:?}").len();
            if length > MAX_DEBUG {
                problems.push(format!("its Debug has {length} bytes"));
            }
            shown.push_str(&disclosure::all_of(error));
            shown.push_str(error.hint().unwrap_or_default());
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
fn compare(expected: &Outcome, given: &Given, url: &str) -> Option<String> {
    match (expected, given) {
        (Outcome::Gives(arns), Ok(page)) => {
            let given: Vec<_> = page
                .function_event_invoke_configs
                .iter()
                .map(|config| config.function_arn.as_deref().unwrap_or("none"))
                .collect();
            let given = given.join(",");
            (given != *arns).then(|| format!("gave `{given}`, not `{arns}`"))
        }
        (Outcome::Fails(failure), Err(error)) => {
            let (_, address) = url.split_once("://")?;
            let given = Failure {
                kind: error.kind(),
                code: None,
                status: error.status(),
                line: error.to_string(),
            };
            let line = format!("ListFunctionEventInvokeConfigs: {}", failure.line)
                .replace("{server}", address);
            let same = given.kind == failure.kind
                && error.code() == failure.code
                && given.status == failure.status
                && matches(&given.line, &line);
            (!same).then(|| {
                let code = error.code();
                format!("failed otherwise:\n  given {given:?} {code:?}\n  due   {failure:?}")
            })
        }
        (Outcome::Gives(_), Err(error)) => Some(format!("failed: {error:?}")),
        (Outcome::Fails(failure), Ok(page)) => Some(format!("gave {page:?}, not {failure:?}")),
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
