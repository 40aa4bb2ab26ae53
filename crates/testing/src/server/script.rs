//! What a server does on a connection, step by step.

use super::Response;
use bytes::Bytes;
use std::net::SocketAddr;
use std::time::Duration;

/// One thing that a server does.
#[derive(Clone, Debug)]
pub enum Step {
    /// Reads a request, and keeps it.
    Request,
    /// Writes these bytes.
    Write(Bytes),
    /// Writes these bytes one at a time, with a pause before each.
    Drip(Bytes, Duration),
    /// Writes these bytes this often.
    Repeat(Bytes, usize),
    /// Writes back the head of the request that was read last, as the body of a response with this status.
    Echo(u16),
    /// Passes on all that comes to this address, and back what comes from there, as a proxy's tunnel does.
    Tunnel(SocketAddr),
    /// Does nothing for a while.
    Wait(Duration),
    /// Does nothing until the client has gone.
    Silence,
    /// Begins again with the first step.
    Again,
    /// Closes the connection in order: what was written arrives.
    Close,
    /// Breaks the connection off (TCP's RST): what is not read yet may be lost on its way.
    Reset,
}

/// What becomes of one connection. Past its last step it is closed in order.
#[derive(Clone, Debug, Default)]
pub struct Script(pub(super) Vec<Step>);

impl Script {
    /// No steps so far: the connection is closed as soon as it is there.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a step.
    #[must_use]
    pub fn then(mut self, step: Step) -> Self {
        self.0.push(step);
        self
    }

    /// Writes a success with this JSON body, and goes on with the connection.
    #[must_use]
    pub fn json(body: &str) -> Self {
        Response::json(body).into()
    }

    /// Reads a request.
    #[must_use]
    pub fn request(self) -> Self {
        self.then(Step::Request)
    }

    /// Writes these bytes.
    #[must_use]
    pub fn write(self, bytes: impl Into<Bytes>) -> Self {
        self.then(Step::Write(bytes.into()))
    }

    /// Writes these bytes one at a time, with a pause of this many milliseconds before each.
    #[must_use]
    pub fn drip(self, bytes: impl Into<Bytes>, pause: u64) -> Self {
        self.then(Step::Drip(bytes.into(), Duration::from_millis(pause)))
    }

    /// Writes these bytes this often.
    #[must_use]
    pub fn repeat(self, bytes: impl Into<Bytes>, times: usize) -> Self {
        self.then(Step::Repeat(bytes.into(), times))
    }

    /// Answers with this status, and with the head of the request as the body.
    #[must_use]
    pub fn echo(self, status: u16) -> Self {
        self.then(Step::Echo(status))
    }

    /// Passes on all that comes to this address, and back what comes from there.
    #[must_use]
    pub fn tunnel(self, to: SocketAddr) -> Self {
        self.then(Step::Tunnel(to))
    }

    /// Does nothing for this many milliseconds.
    #[must_use]
    pub fn wait(self, millis: u64) -> Self {
        self.then(Step::Wait(Duration::from_millis(millis)))
    }

    /// Does nothing until the client has gone.
    #[must_use]
    pub fn silence(self) -> Self {
        self.then(Step::Silence)
    }

    /// Begins again with the first step.
    #[must_use]
    pub fn again(self) -> Self {
        self.then(Step::Again)
    }

    /// Closes the connection in order.
    #[must_use]
    pub fn close(self) -> Self {
        self.then(Step::Close)
    }

    /// Breaks the connection off, once the client has had the time to read what was written.
    #[must_use]
    pub fn reset(self) -> Self {
        self.wait(30).then(Step::Reset)
    }
}
