//! ministack, a server for many services that checks signatures, for the length of a run.

use crate::python::Python;
use anyhow::{Context, Result, bail};
use std::fs::{self, File};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// What the server serves, by its own names.
const SERVICES: &str =
    "lambda,iam,sts,dynamodb,sqs,secretsmanager,route53,cloudwatch,sns,ec2,bedrock-runtime";
/// How long the server may take until it answers.
const PATIENCE: Duration = Duration::from_secs(30);
const PAUSE: Duration = Duration::from_millis(50);

/// A server that ends with this value, however the run ends.
pub struct Server {
    process: Child,
    address: SocketAddr,
}

impl Server {
    /// Starts the server on a free port of this machine, and waits until it answers.
    pub fn start(python: &Python) -> Result<Self> {
        let address = free_address()?;
        let log =
            File::create(log()).with_context(|| format!("cannot write {}", log().display()))?;
        let process = python
            .command("ministack")
            .env("AUTH", "true")
            .env("AWS_ACCESS_KEY_ID", "test")
            .env("AWS_SECRET_ACCESS_KEY", "test")
            .env("GATEWAY_PORT", address.port().to_string())
            // Without it the server would be open to the network.
            .env("BIND_HOST", "127.0.0.1")
            .env("MINISTACK_HOST", "127.0.0.1")
            .env("DOCKER_HOST", "unix:///nonexistent")
            .env("SERVICES", SERVICES)
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .context("cannot run ministack")?;
        let mut server = Self { process, address };
        server.wait()?;
        Ok(server)
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    fn wait(&mut self) -> Result<()> {
        let start = Instant::now();
        while !self.is_healthy() {
            if let Some(status) = self.process.try_wait()? {
                bail!("ministack ended with {status}: {}", last_words());
            }
            if start.elapsed() > PATIENCE {
                bail!(
                    "ministack did not answer within {PATIENCE:?}: {}",
                    last_words()
                );
            }
            thread::sleep(PAUSE);
        }
        Ok(())
    }

    fn is_healthy(&self) -> bool {
        let ask = || {
            let mut connection = TcpStream::connect(self.address)?;
            connection.set_read_timeout(Some(PATIENCE))?;
            let host = self.address;
            write!(
                connection,
                "GET /_localstack/health HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n"
            )?;
            let mut status = [0; 12];
            connection.read_exact(&mut status)?;
            std::io::Result::Ok(status == *b"HTTP/1.1 200")
        };
        ask().unwrap_or(false)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Either fails only where the process has ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// An address that was free a moment ago: the server does not take port 0.
fn free_address() -> Result<SocketAddr> {
    let listener =
        TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("cannot listen on 127.0.0.1")?;
    listener.local_addr().context("cannot listen on 127.0.0.1")
}

fn log() -> PathBuf {
    super::folder().join("ministack.log")
}

/// The end of the server's log, and where the rest of it is.
fn last_words() -> String {
    let text = fs::read_to_string(log()).unwrap_or_default();
    let words = text.trim().lines().next_back().unwrap_or("it said nothing");
    format!("{words} (all it said is in {})", log().display())
}
