//! A process that makes calls with the client that its environment gives it.

use crate::disclosure;
use smithereens::config::Environment;
use smithereens_testing::tls::Authority;
use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tests::capture::Capture;
use tests::sample::ListConfigs;

/// Who may use the proxies: as a proxy is shown it, and as it stands in a URL.
pub const AUTHORIZATION: &str = "Basic cHJveHktdXNlcjpwYTpzcy93b3JkQHgl";
pub const USER_INFO: &str = "proxy-user:pa%3Ass%2Fword%40x%25@";
/// What of it nothing may show.
const SECRETS: [&str; 4] = ["proxy-user", "pa:ss", "pa%3Ass", "cHJveHkt"];

/// What the process gets beside the variables of proxies.
const ENDPOINT: &str = "CALLER_ENDPOINT";
const CALLS: &str = "CALLER_CALLS";
const CONNECT_TIMEOUT: &str = "CALLER_CONNECT_TIMEOUT_MILLIS";
const ATTEMPTS: &str = "CALLER_ATTEMPTS";
const SEES_NOTHING: &str = "CALLER_SEES_NOTHING";

/// What the process is to be.
pub struct Caller(Command);

/// An error, as the process printed it.
#[derive(Debug)]
pub struct Failure {
    /// The kind in `Debug` form.
    pub kind: String,
    pub line: String,
    pub hint: String,
}

impl Caller {
    /// One that calls this endpoint once, in one attempt, trusts the authority of the tests, and has no proxy.
    pub fn new(endpoint: &str) -> Self {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command
            .args(["caller::calls", "--exact", "--ignored", "--nocapture"])
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", "/nowhere")
            .env("AWS_EC2_METADATA_DISABLED", "true")
            .env(ENDPOINT, endpoint);
        Self(command)
    }

    pub fn env(mut self, name: &str, value: impl AsRef<str>) -> Self {
        self.0.env(name, value.as_ref());
        self
    }

    /// This many calls, one after another.
    pub fn calls(self, count: usize) -> Self {
        self.env(CALLS, count.to_string())
    }

    /// At most this many attempts.
    pub fn attempts(self, count: usize) -> Self {
        self.env(ATTEMPTS, count.to_string())
    }

    pub fn connect_timeout(self, limit: Duration) -> Self {
        self.env(CONNECT_TIMEOUT, limit.as_millis().to_string())
    }

    /// Its client is given an empty environment.
    pub fn sees_nothing(self) -> Self {
        self.env(SEES_NOTHING, "yes")
    }

    /// Runs the process: the calls that failed. Nothing that it printed, its traces included, holds a secret.
    pub async fn failures(self) -> Vec<Failure> {
        let bundle = bundle();
        let mut command = self.env("AWS_CA_BUNDLE", bundle.to_str().unwrap()).0;
        let output = tokio::task::spawn_blocking(move || command.output());
        let output = output.await.unwrap().unwrap();
        std::fs::remove_file(bundle).unwrap();
        let printed = [output.stdout, output.stderr].concat();
        let printed = String::from_utf8_lossy(&printed);
        assert!(output.status.success(), "{printed}");
        assert_eq!(disclosure::secrets(&printed, &[]), [""; 0]);
        for secret in SECRETS {
            assert!(!printed.contains(secret), "`{secret}` shows in: {printed}");
        }
        let failures = printed.split("FAILURE ").skip(1).map(|failure| {
            let mut lines = failure.lines().map(str::to_owned);
            let mut next = || lines.next().unwrap();
            Failure {
                kind: next(),
                line: next(),
                hint: next(),
            }
        });
        failures.collect()
    }

    /// Runs the process, whose calls all succeed.
    pub async fn succeeds(self) {
        let failures = self.failures().await;
        assert!(failures.is_empty(), "{failures:#?}");
    }

    /// Runs the process, whose one call fails.
    pub async fn failure(self) -> Failure {
        let mut failures = self.failures().await;
        assert_eq!(failures.len(), 1, "{failures:#?}");
        failures.remove(0)
    }
}

/// A file with the authority's certificate.
fn bundle() -> PathBuf {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let number = COUNT.fetch_add(1, Ordering::SeqCst);
    let name = format!("proxy-{}-{number}.pem", std::process::id());
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, Authority::shared().pem()).unwrap();
    path
}

#[tokio::test]
#[ignore = "the other tests run it, with an environment of its own"]
async fn calls() {
    let Ok(endpoint) = std::env::var(ENDPOINT) else {
        return;
    };
    let number = |name| std::env::var(name).map(|value| value.parse::<u32>().unwrap());
    let capture = Capture::default();
    let guard = capture.listen();
    disclosure::keep_log();
    let mut builder = tests::builder()
        .endpoint_url(endpoint)
        .jitter(|| 0.0)
        .max_attempts(number(ATTEMPTS).unwrap_or(1));
    if std::env::var_os(SEES_NOTHING).is_none() {
        builder = builder.environment(Environment::process());
    }
    if let Ok(millis) = number(CONNECT_TIMEOUT) {
        builder = builder.connect_timeout(Duration::from_millis(millis.into()));
    }
    println!("{builder:?}");
    let client = builder.build().await.unwrap();
    println!("{client:?}");
    for _ in 0..number(CALLS).unwrap_or(1) {
        if let Err(error) = client.send(ListConfigs::new("f")).await {
            let (kind, hint) = (error.kind(), error.hint().unwrap_or_default());
            println!("FAILURE {kind:?}\n{error}\n{hint}\n{error:?}");
            println!("{}", disclosure::all_of(&error));
        }
    }
    drop(guard);
    println!("{}{}", capture.text(), disclosure::log());
}
