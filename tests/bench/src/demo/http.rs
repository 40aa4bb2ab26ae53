//! The little HTTP that the demo's server speaks: requests without a body, one on each connection.

use anyhow::{Context, Result};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

/// More than any request of the demo needs.
const MAX_REQUEST: u64 = 64 * 1024;

/// A request, as it came over the wire.
pub struct Request {
    pub method: String,
    pub path: String,
    /// Without the `?`; empty if there is none.
    pub query: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
}

impl Request {
    pub fn read(connection: &TcpStream) -> Result<Self> {
        let mut lines = BufReader::new(connection.take(MAX_REQUEST)).lines();
        let line = lines.next().context("the connection was closed")??;
        let mut words = line.split(' ');
        let (Some(method), Some(target)) = (words.next(), words.next()) else {
            anyhow::bail!("`{line}` is no request line");
        };
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let mut request = Self {
            method: method.to_owned(),
            path: path.to_owned(),
            query: query.to_owned(),
            headers: Vec::new(),
        };
        for line in lines {
            let line = line?;
            let Some((name, value)) = line.split_once(':') else {
                break;
            };
            let header = (name.to_ascii_lowercase(), value.trim().to_owned());
            request.headers.push(header);
        }
        Ok(request)
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let (_, value) = self.headers.iter().find(|(key, _)| key == name)?;
        Some(value)
    }

    /// A parameter of the query. Those of the demo need no decoding.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.query
            .split('&')
            .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
    }
}

/// Answers, and leaves it to the client to open the next connection.
pub fn answer(mut to: &TcpStream, status: u16, error: Option<&str>, body: &str) -> Result<()> {
    let length = body.len();
    let error = error.map_or_else(String::new, |code| format!("x-amzn-errortype: {code}\r\n"));
    let text = format!(
        "HTTP/1.1 {status} \r\n\
         content-type: application/json\r\n\
         content-length: {length}\r\n\
         connection: close\r\n\
         {error}\r\n{body}"
    );
    to.write_all(text.as_bytes())?;
    Ok(())
}
