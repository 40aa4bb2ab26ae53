//! A client, a server on loopback, and what comes over the wire between them.

use smithereens::codegen::{
    DecodeError, InvalidInput, Method, Operation, Request, Response, Service,
};
use smithereens::{Client, Error};
use smithereens_testing::signature::Keys;
use std::collections::BTreeMap;
use std::convert::Infallible;
use tests::sample::SERVICE;
use tests::server::{Script, Server};
use tokio::runtime::Runtime;

const KEYS: Keys<'_> = Keys {
    access_key_id: tests::ACCESS_KEY_ID,
    secret_access_key: tests::SECRET_ACCESS_KEY,
    region: "us-east-1",
    service: "lambda",
};

/// An operation with a member in every place of the request's head.
#[derive(Clone, Debug)]
pub struct Everywhere {
    pub label: String,
    pub greedy: String,
    pub query: Vec<String>,
    pub query_params: BTreeMap<String, String>,
    pub header: Option<String>,
    pub prefix_headers: BTreeMap<String, String>,
}

/// All members in their plainest form.
impl Default for Everywhere {
    fn default() -> Self {
        Self {
            label: "label".to_owned(),
            greedy: "greedy".to_owned(),
            query: Vec::new(),
            query_params: BTreeMap::new(),
            header: None,
            prefix_headers: BTreeMap::new(),
        }
    }
}

impl Operation for Everywhere {
    const NAME: &'static str = "Everywhere";
    const SERVICE: &'static Service = &SERVICE;
    type Output = ();
    type Error = Infallible;

    fn request(self) -> Result<Request, InvalidInput> {
        let mut request = Request::new(Method::GET);
        request.path("/label/");
        request.label("Label", &self.label)?;
        request.path("/greedy/");
        request.greedy_label("Greedy", &self.greedy)?;
        request.query_list("list", &self.query);
        request.query_params(Some(&self.query_params));
        request.header("X-Text", self.header.as_ref())?;
        request.prefix_headers("X-Meta-", Some(&self.prefix_headers))?;
        Ok(request)
    }

    fn output(_response: Response) -> Result<(), DecodeError> {
        Ok(())
    }

    fn error(_: &str, _: &Response) -> Result<Option<Infallible>, DecodeError> {
        Ok(None)
    }
}

/// A client and the server that it sends to.
pub struct Wire {
    runtime: Runtime,
    client: Client,
    server: Server,
}

impl Wire {
    pub fn new() -> Self {
        Self::below("")
    }

    /// As [`new`](Self::new), with an endpoint that has this path.
    pub fn below(path: &str) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let (client, server) = runtime.block_on(async {
            let server = Server::answering([Script::json("{}")]).await;
            let builder = tests::builder().endpoint_url(server.url() + path);
            (builder.build().await.unwrap(), server)
        });
        Self {
            runtime,
            client,
            server,
        }
    }

    /// Sends the request, and gives it as it arrived, rightly signed; an error if it was not sent.
    pub fn send(&self, operation: Everywhere) -> Result<Arrived, Error<Infallible>> {
        let before = self.sent();
        let outcome = self.runtime.block_on(self.client.send(operation));
        let after = if outcome.is_ok() { before + 1 } else { before };
        assert_eq!(self.sent(), after, "{outcome:?}");
        outcome.map(|()| {
            let request = &self.server.requests()[before];
            assert_eq!(KEYS.verify(request), Ok(()), "{request}");
            let arrived = Arrived::parse(&request.to_string());
            // The clock of the client stands still.
            let time = arrived.header("x-amz-date");
            assert_eq!(time, Some("20260101T000000Z"), "{arrived:?}");
            arrived
        })
    }

    /// How many requests came.
    fn sent(&self) -> usize {
        self.server.requests().len()
    }
}

/// The head of a request, as an HTTP parser takes it apart.
#[derive(Debug)]
pub struct Arrived {
    pub path: String,
    pub query: String,
    pub headers: Vec<(String, String)>,
}

impl Arrived {
    fn parse(text: &str) -> Self {
        let mut headers = [httparse::EMPTY_HEADER; 32];
        let mut request = httparse::Request::new(&mut headers);
        assert!(request.parse(text.as_bytes()).unwrap().is_complete());
        let (path, query) = match request.path.unwrap().split_once('?') {
            Some(parts) => parts,
            None => (request.path.unwrap(), ""),
        };
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_owned()).unwrap();
        Self {
            path: path.to_owned(),
            query: query.to_owned(),
            headers: request
                .headers
                .iter()
                .map(|header| (header.name.to_lowercase(), text(header.value)))
                .collect(),
        }
    }

    /// A header's value, which comes once or not at all.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(other, _)| other == name);
        let value = values.next().map(|(_, value)| value.as_str());
        assert!(values.next().is_none(), "{name} comes twice");
        value
    }
}

/// What percent-encoding stands for, by RFC 3986 alone: every byte has to be unreserved or encoded.
pub fn decoded(text: &str) -> String {
    let mut bytes = text.bytes();
    let mut decoded = Vec::new();
    while let Some(byte) = bytes.next() {
        let mut digit = || {
            let digit = char::from(bytes.next().unwrap());
            assert!(!digit.is_lowercase(), "{text}");
            u8::try_from(digit.to_digit(16).unwrap()).unwrap()
        };
        decoded.push(match byte {
            b'%' => digit() * 16 + digit(),
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => byte,
            _ => panic!("{:?} in {text}", char::from(byte)),
        });
    }
    String::from_utf8(decoded).unwrap()
}
