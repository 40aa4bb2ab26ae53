//! A process that makes calls with the client that its environment gives it.

use crate::stub::Stub;
use aws_smithy_async::time::{SharedTimeSource, TimeSource};
use smithereens::{Client, Error};
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};
use tests::bearer::TakesToken;
use tests::capture::Capture;
use tests::sample::ListConfigs;

/// What the process gets beside AWS's variables.
const CALLS: &str = "CALLER_CALLS";
const PROFILE: &str = "CALLER_PROFILE";
const TIMEOUT: &str = "CALLER_TIMEOUT_MILLIS";
const LATER: &str = "CALLER_CALLS_AGAIN_AFTER_SECONDS";
const TOKEN: &str = "CALLER_SENDS_A_TOKEN";
const ONCE_MORE: &str = "CALLER_CALLS_ONCE_MORE";

/// What the process is to be.
pub struct Caller(Command, PathBuf);

impl Caller {
    /// One with an empty home, a region, this server as its service, and nothing else. `name` is that of the
    /// test.
    pub fn new(name: &str, stub: &Stub) -> Self {
        let home = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
            .join("credentials")
            .join(name);
        let _ = std::fs::remove_dir_all(&home);
        std::fs::create_dir_all(home.join(".aws")).unwrap();
        let mut command = Command::new(std::env::current_exe().unwrap());
        command
            .args(["caller::calls", "--exact", "--ignored", "--nocapture"])
            .env_clear()
            .env("HOME", &home)
            .env("USERPROFILE", &home)
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("AWS_REGION", "eu-west-1")
            .env("AWS_ENDPOINT_URL_LAMBDA", stub.url())
            .env("AWS_EC2_METADATA_DISABLED", "true");
        Self(command, home)
    }

    pub fn env(mut self, name: &str, value: impl AsRef<str>) -> Self {
        self.0.env(name, value.as_ref());
        self
    }

    /// A variable that is not UTF-8.
    #[cfg(unix)]
    pub fn env_bytes(mut self, name: &str, value: &[u8]) -> Self {
        self.0.env(
            name,
            std::os::unix::ffi::OsStrExt::from_bytes(value) as &std::ffi::OsStr,
        );
        self
    }

    pub fn without(mut self, name: &str) -> Self {
        self.0.env_remove(name);
        self
    }

    /// The path of a file in the home.
    pub fn path(&self, path: &str) -> String {
        self.1.join(path).to_str().unwrap().to_owned()
    }

    /// The bound for a call, in place of the client's own.
    pub fn operation_timeout(self, limit: Duration) -> Self {
        self.env(TIMEOUT, limit.as_millis().to_string())
    }

    /// Writes a file into the home, and gives its path.
    pub fn write(&self, path: &str, text: &str) -> String {
        let path = self.1.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    pub fn config(self, text: &str) -> Self {
        self.write(".aws/config", text);
        self
    }

    /// The instance's metadata are at this server.
    pub fn metadata(self, stub: &Stub) -> Self {
        self.env("AWS_EC2_METADATA_DISABLED", "false")
            .env("AWS_EC2_METADATA_SERVICE_ENDPOINT", stub.url())
    }

    /// The calls are of an operation that takes a bearer token, of the same service.
    pub fn sends_a_token(self, stub: &Stub) -> Self {
        self.env(TOKEN, "1")
            .env("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", stub.url())
    }

    pub fn profile(self, name: &str) -> Self {
        self.env(PROFILE, name)
    }

    pub fn calls(self, count: usize) -> Self {
        self.env(CALLS, count.to_string())
    }

    /// A second round of calls, when this much time has passed by the client's clock.
    pub fn again_after(self, pause: Duration) -> Self {
        self.env(LATER, pause.as_secs().to_string())
    }

    /// And a third round soon after that.
    pub fn and_once_more(self) -> Self {
        self.env(ONCE_MORE, "1")
    }

    /// Runs the process: the error of each call that failed. Nothing that it printed, its traces included, holds
    /// a secret.
    pub fn errors(mut self) -> Vec<String> {
        let output = self.0.output().unwrap();
        let printed = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{printed}");
        for secret in [
            tests::SECRET_ACCESS_KEY,
            tests::SESSION_TOKEN,
            "Signature=",
            "secret-sso-token",
        ] {
            assert!(!printed.contains(secret), "`{secret}` shows in: {printed}");
        }
        let errors = printed
            .lines()
            .filter_map(|line| line.strip_prefix("ERROR "));
        errors.map(str::to_owned).collect()
    }

    /// Runs the process, whose calls all succeed.
    pub fn succeeds(self) {
        assert_eq!(self.errors(), [""; 0]);
    }

    /// Runs the process: the error of its one call.
    pub fn error(self) -> String {
        let mut errors = self.errors();
        assert_eq!(errors.len(), 1);
        errors.remove(0)
    }
}

/// The system's clock, put forward.
#[derive(Clone, Debug, Default)]
struct Forward(Arc<AtomicU64>);

impl TimeSource for Forward {
    fn now(&self) -> SystemTime {
        SystemTime::now() + Duration::from_secs(self.0.load(Ordering::SeqCst))
    }
}

#[test]
#[ignore = "the other tests run it, with an environment of its own"]
fn calls() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let capture = Capture::default();
    let guard = capture.listen();
    let number = |name| std::env::var(name).map(|value| value.parse::<u64>().unwrap());
    let clock = Forward::default();
    let mut builder = Client::builder()
        .time_source(SharedTimeSource::new(clock.clone()))
        .max_attempts(1);
    if let Ok(profile) = std::env::var(PROFILE) {
        builder = builder.profile(profile);
    }
    if let Ok(millis) = number(TIMEOUT) {
        builder = builder.operation_timeout(Duration::from_millis(millis));
    }
    let count = number(CALLS).unwrap_or(1);
    runtime.block_on(async {
        println!();
        let client = match builder.build().await {
            Ok(client) => client,
            Err(error) => return println!("ERROR {error}"),
        };
        round(&client, count).await;
        if let Ok(seconds) = number(LATER) {
            clock.0.store(seconds, Ordering::SeqCst);
            round(&client, count).await;
            if std::env::var_os(ONCE_MORE).is_some() {
                // By now, what the round before has asked for has come.
                tokio::time::sleep(Duration::from_millis(500)).await;
                round(&client, count).await;
            }
        }
    });
    drop(guard);
    println!("{}", capture.text());
}

/// Makes this many calls at once, and prints what failed.
async fn round(client: &Client, count: u64) {
    let calls = (0..count).map(|_| {
        let client = client.clone();
        let sends_a_token = std::env::var_os(TOKEN).is_some();
        tokio::spawn(async move {
            if sends_a_token {
                client.send(TakesToken).await.map_err(Error::erase)
            } else {
                let listed = client.send(ListConfigs::new("f")).await;
                listed.map(drop).map_err(Error::erase)
            }
        })
    });
    for call in calls.collect::<Vec<_>>() {
        if let Err(error) = call.await.unwrap() {
            println!("ERROR {error}");
            println!("{error:?}");
            let below = std::iter::successors(std::error::Error::source(&error), |error| {
                (**error).source()
            });
            below.for_each(|error| println!("{error} {error:?}"));
        }
    }
}
