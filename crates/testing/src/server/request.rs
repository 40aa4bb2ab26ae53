//! A request as it came over the wire, and what tests ask of it.

use bytes::Bytes;
use percent_encoding::percent_decode_str;
use std::fmt;
use std::io;
use tokio::io::{AsyncRead, AsyncReadExt};

/// A request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The request line and the headers, to the empty line.
    head: String,
    query: Vec<(String, String)>,
    body: String,
    bytes: Bytes,
}

impl Request {
    /// Reads a request with its body, or nothing where the client closes instead.
    pub(super) async fn read(stream: &mut (impl AsyncRead + Unpin)) -> io::Result<Option<Self>> {
        let mut bytes = Vec::new();
        let mut chunk = [0; 4096];
        loop {
            match stream.read(&mut chunk).await? {
                0 => return Ok(None),
                read => bytes.extend_from_slice(&chunk[..read]),
            }
            let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else {
                continue;
            };
            let (head, body) = bytes.split_at(end + 4);
            let request = Self::new(String::from_utf8_lossy(head).into_owned());
            if request.is_whole(body) {
                return Ok(Some(request.with_body(body)));
            }
        }
    }

    /// A request from the text that would come over the wire: its head, an empty line, its body.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((text, ""));
        Self::new(format!("{head}\r\n\r\n")).with_body(body.as_bytes())
    }

    fn new(head: String) -> Self {
        let target = head.split(' ').nth(1).unwrap_or_default();
        let (_, query) = target.split_once('?').unwrap_or_default();
        let decode = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        Self {
            query: pairs
                .map(|(name, value)| (decode(name), decode(value)))
                .collect(),
            head,
            body: String::new(),
            bytes: Bytes::new(),
        }
    }

    fn with_body(mut self, bytes: &[u8]) -> Self {
        self.body = String::from_utf8_lossy(bytes).into_owned();
        self.bytes = Bytes::copy_from_slice(bytes);
        self
    }

    fn is_whole(&self, body: &[u8]) -> bool {
        let length = self.header("content-length");
        let length = length.and_then(|length| length.parse().ok()).unwrap_or(0);
        body.len() >= length
    }

    /// The method and the target: `GET /path?query`.
    #[must_use]
    pub fn line(&self) -> &str {
        let line = self.head.lines().next().unwrap_or_default();
        line.strip_suffix(" HTTP/1.1").unwrap_or(line)
    }

    /// The method.
    #[must_use]
    pub fn method(&self) -> &str {
        self.line().split(' ').next().unwrap_or_default()
    }

    /// The path as it was sent, without the query.
    #[must_use]
    pub fn path(&self) -> &str {
        self.target().0
    }

    /// The query as it was sent, without the `?`; empty if there is none.
    #[must_use]
    pub fn query_string(&self) -> &str {
        self.target().1
    }

    fn target(&self) -> (&str, &str) {
        let target = self.line().split(' ').nth(1).unwrap_or_default();
        target.split_once('?').unwrap_or((target, ""))
    }

    /// The first value of a query parameter, decoded.
    #[must_use]
    pub fn query(&self, name: &str) -> Option<&str> {
        let (_, value) = self.query.iter().find(|(key, _)| key == name)?;
        Some(value)
    }

    /// The headers in their order, with their names as they were sent.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        let lines = self.head.lines().skip(1);
        lines.filter_map(|line| {
            let (name, value) = line.split_once(':')?;
            Some((name, value.trim_matches([' ', '\t'])))
        })
    }

    /// The first value of a header, whatever the case of its name.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers();
        let (_, value) = headers.find(|(key, _)| key.eq_ignore_ascii_case(name))?;
        Some(value)
    }

    /// The request line and the headers, with the empty line after them.
    #[must_use]
    pub fn head(&self) -> &str {
        &self.head
    }

    /// The body, byte for byte, as long as its header `content-length` says. Of one that is sent in chunks it has what
    /// came with the head.
    #[must_use]
    pub fn body_bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// The body as text. What is no UTF-8 in it is replaced.
    #[must_use]
    pub fn body(&self) -> &str {
        &self.body
    }

    /// The access key that it is signed with.
    #[must_use]
    pub fn access_key_id(&self) -> Option<&str> {
        let credential = self.header("authorization")?.split("Credential=").nth(1)?;
        credential.split('/').next()
    }
}

/// As it came over the wire.
impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.head, self.body)
    }
}
