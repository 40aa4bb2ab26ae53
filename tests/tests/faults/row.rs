//! What a row of the table says, and how it is put down: one expression.

use smithereens::{Builder, ErrorKind};
use smithereens_testing::tls::Certificate;
use std::ops::Range;
use std::time::Duration;
use tests::server::Script;

/// A row: what the server does, how the client is set, and what comes of it.
///
/// The calls are made one after another, as many as outcomes are given. Whatever a row leaves out is asserted
/// too: one attempt, one request, one connection, no error code, no status, and twenty seconds at most.
pub struct Row {
    pub name: String,
    pub asked: Asked,
    pub place: Place,
    pub settings: fn(Builder) -> Builder,
    pub timeout: Option<Duration>,
    pub outcomes: Vec<Outcome>,
    pub attempts: usize,
    pub requests: usize,
    pub connections: usize,
    pub millis: Range<u128>,
}

/// The operation that is called.
#[derive(Clone, Copy)]
pub enum Asked {
    /// `ListFunctionEventInvokeConfigs` of Lambda, which speaks restJson1.
    Configs,
    /// `ListCborThings` of a service that speaks rpcv2Cbor.
    CborThings,
    /// `ListThings` of a service that speaks awsQuery.
    Things,
    /// `ListZones` of a service that speaks restXml.
    Zones,
    /// `ListItems` of a service that speaks awsJson.
    Items,
}

/// Where the client sends its requests.
pub enum Place {
    Nowhere,
    Http(Vec<Script>),
    /// To a server that speaks TLS, with this certificate.
    Https(Certificate, Vec<Script>),
    /// To a server that speaks no TLS, though the URL says so.
    NotHttps(Vec<Script>),
    /// To a server that speaks TLS, though the URL does not say so.
    NotHttp,
}

/// What a call gives.
#[derive(Debug)]
pub enum Outcome {
    /// A page with items of these ARNs or names, with commas between them.
    Gives(String),
    Fails(Failure),
}

#[derive(Debug)]
pub struct Failure {
    pub kind: ErrorKind,
    pub code: Option<&'static str>,
    pub status: Option<u16>,
    /// The error as displayed, after the operation's name. `{server}` is the server's address, and `*` any text.
    pub line: String,
}

impl Row {
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            asked: Asked::Configs,
            place: Place::Nowhere,
            settings: |builder| builder,
            timeout: None,
            outcomes: Vec::new(),
            attempts: 1,
            requests: 1,
            connections: 1,
            millis: 0..20_000,
        }
    }

    /// The operation that is called; that of Lambda where nothing is said.
    pub fn asks(mut self, asked: Asked) -> Self {
        self.asked = asked;
        self
    }

    /// What the server does on every connection, or on those after the ones that have a script already.
    pub fn server(mut self, script: Script) -> Self {
        match &mut self.place {
            Place::Http(scripts) | Place::Https(_, scripts) | Place::NotHttps(scripts) => {
                scripts.push(script);
            }
            Place::Nowhere | Place::NotHttp => self.place = Place::Http(vec![script]),
        }
        self
    }

    /// The server reads a request, writes this, and does so again.
    pub fn answers(self, bytes: impl Into<Vec<u8>>) -> Self {
        self.server(Script::new().request().write(bytes.into()).again())
    }

    pub fn place(mut self, place: Place) -> Self {
        self.place = place;
        self
    }

    pub fn with(mut self, settings: fn(Builder) -> Builder) -> Self {
        self.settings = settings;
        self
    }

    /// The attempt timeout, in milliseconds. As many as there are attempts pass, at least.
    pub fn timeout(mut self, millis: u64) -> Self {
        self.timeout = Some(Duration::from_millis(millis));
        self
    }

    /// The next call gives a page with items of these ARNs or names.
    pub fn gives(mut self, arns: &str) -> Self {
        self.outcomes.push(Outcome::Gives(arns.to_owned()));
        self
    }

    /// The next call fails: the error's kind, and the error as displayed after the operation's name.
    pub fn fails(mut self, kind: ErrorKind, line: impl Into<String>) -> Self {
        self.outcomes.push(Outcome::Fails(Failure {
            kind,
            code: None,
            status: None,
            line: line.into(),
        }));
        self
    }

    /// The next call gets a success that cannot be read, for this reason.
    pub fn unread(self, reason: &str) -> Self {
        let line =
            format!("the response (status 200) does not match the model: {reason} [1 attempt]");
        self.fails(ErrorKind::Decode, line).status(200)
    }

    /// The error code of the call before, and the HTTP status.
    pub fn code(mut self, code: &'static str, status: u16) -> Self {
        if let Some(Outcome::Fails(failure)) = self.outcomes.last_mut() {
            failure.code = Some(code);
        }
        self.status(status)
    }

    /// The HTTP status that the error of the call before has.
    pub fn status(mut self, status: u16) -> Self {
        match self.outcomes.last_mut() {
            Some(Outcome::Fails(failure)) => failure.status = Some(status),
            _ => panic!("{}: a status, and no failure", self.name),
        }
        self
    }

    /// How many attempts all calls make, and, unless set otherwise, how many requests and connections.
    pub fn attempts(mut self, attempts: usize) -> Self {
        (self.attempts, self.requests, self.connections) = (attempts, attempts, attempts);
        self
    }

    /// How many requests reach the server.
    pub fn requests(mut self, requests: usize) -> Self {
        self.requests = requests;
        self
    }

    /// How many connections are made.
    pub fn connections(mut self, connections: usize) -> Self {
        self.connections = connections;
        self
    }

    /// How long all calls take together, in milliseconds.
    pub fn takes(mut self, millis: Range<u128>) -> Self {
        self.millis = millis;
        self
    }
}
