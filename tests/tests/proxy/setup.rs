//! Servers and proxies, and what they write.

use smithereens_testing::tls::{Authority, Certificate, Front};
use std::net::SocketAddr;
use tests::server::{Response, Script, Server};

pub const ESTABLISHED: &str = "HTTP/1.1 200 Connection established\r\n\r\n";

/// Answers each request with an empty page, as a server does, and a proxy that passes requests on.
pub fn answering() -> Script {
    answer_once().again()
}

/// Answers a request with an empty page.
pub fn answer_once() -> Script {
    Script::new().request().write(Response::json("{}"))
}

/// Makes a tunnel to this address, whichever is asked for.
pub fn tunnelling(to: SocketAddr) -> Script {
    Script::new().request().write(ESTABLISHED).tunnel(to)
}

/// A server that speaks TLS.
pub struct Target {
    pub server: Server,
    front: Front,
}

impl Target {
    pub async fn start(
        certificate: Certificate,
        scripts: impl IntoIterator<Item = Script>,
    ) -> Self {
        let server = Server::start(scripts).await;
        let front = Front::start(Authority::shared(), certificate, server.address()).await;
        Self { server, front }
    }

    pub fn address(&self) -> SocketAddr {
        self.front.address()
    }

    pub fn url(&self) -> String {
        format!("https://{}", self.address())
    }

    pub fn connections(&self) -> usize {
        self.front.connections()
    }
}

/// The values of a header of a request.
pub fn header<'a>(request: &'a str, name: &str) -> Vec<&'a str> {
    let lines = request.lines().filter_map(|line| line.split_once(": "));
    lines
        .filter(|(key, _)| key.eq_ignore_ascii_case(name))
        .map(|(_, value)| value)
        .collect()
}

/// The first line of a request.
pub fn line(request: &str) -> &str {
    request.lines().next().unwrap_or_default()
}
