//! The file of a recording: exchanges in JSON, written whole or not at all.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri};
use serde::{Deserialize, Serialize};
use std::error::Error;
use std::io::{self, Write};
use std::path::Path;

/// The only form of such files so far.
const FORMAT: u32 = 1;

#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    format: u32,
    /// What was taken out beside what always is.
    #[serde(default)]
    pub(super) redacted: Names,
    pub(super) exchanges: Vec<Exchange>,
}

#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Names {
    #[serde(default)]
    pub(super) headers: Vec<String>,
    #[serde(default)]
    pub(super) members: Vec<String>,
}

/// A request, and what it met with: a response, a failure of the connection, or nothing in the time that it had.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Exchange {
    /// The operation, for people to read.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) operation: String,
    pub(super) request: Request,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) response: Option<Response>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) failure: Option<String>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Request {
    method: String,
    uri: String,
    headers: Vec<(String, String)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    body: Option<Body>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Response {
    status: u16,
    headers: Vec<(String, String)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    body: Option<Body>,
    /// Whether the body broke off there.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) is_cut_short: bool,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
enum Body {
    Text(String),
    Base64(String),
}

type Invalid = Box<dyn Error + Send + Sync>;

impl File {
    pub(super) fn new(redacted: Names, exchanges: Vec<Exchange>) -> Self {
        Self {
            format: FORMAT,
            redacted,
            exchanges,
        }
    }

    pub(super) fn read(path: &Path) -> Result<Self, Invalid> {
        let file: Self = serde_json::from_slice(&std::fs::read(path)?)?;
        if file.format != FORMAT {
            return Err(format!("its format is {}, and {FORMAT} is known", file.format).into());
        }
        Ok(file)
    }

    /// Writes it, with the folders that it is in.
    pub(super) fn write(&self, path: &Path) -> io::Result<()> {
        let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
        let folder = folder.unwrap_or_else(|| Path::new("."));
        std::fs::create_dir_all(folder)?;
        let mut draft = tempfile::NamedTempFile::new_in(folder)?;
        serde_json::to_writer_pretty(&mut draft, self)?;
        draft.write_all(b"\n")?;
        draft.persist(path)?;
        Ok(())
    }
}

impl Request {
    pub(super) fn of(request: &http::Request<Bytes>) -> Self {
        let target = request.uri().path_and_query();
        Self {
            method: request.method().to_string(),
            uri: target.map_or("/", |it| it.as_str()).to_owned(),
            headers: of_headers(request.headers()),
            body: Body::of(request.body()),
        }
    }

    pub(super) fn into_http(self) -> Result<http::Request<Bytes>, Invalid> {
        let mut request = http::Request::new(bytes_of(self.body)?);
        *request.method_mut() = Method::from_bytes(self.method.as_bytes())?;
        *request.uri_mut() = Uri::try_from(self.uri)?;
        *request.headers_mut() = headers(self.headers)?;
        Ok(request)
    }
}

impl Response {
    pub(super) fn of(response: &http::Response<Bytes>, is_cut_short: bool) -> Self {
        Self {
            status: response.status().as_u16(),
            headers: of_headers(response.headers()),
            body: Body::of(response.body()),
            is_cut_short,
        }
    }

    pub(super) fn into_http(self) -> Result<http::Response<Bytes>, Invalid> {
        let mut response = http::Response::new(bytes_of(self.body)?);
        *response.status_mut() = StatusCode::from_u16(self.status)?;
        *response.headers_mut() = headers(self.headers)?;
        Ok(response)
    }
}

impl Body {
    fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.is_empty() {
            return None;
        }
        Some(match std::str::from_utf8(bytes) {
            Ok(text) => Self::Text(text.to_owned()),
            Err(_) => Self::Base64(STANDARD.encode(bytes)),
        })
    }
}

fn bytes_of(body: Option<Body>) -> Result<Bytes, Invalid> {
    Ok(match body {
        None => Bytes::new(),
        Some(Body::Text(text)) => text.into(),
        Some(Body::Base64(text)) => STANDARD.decode(text)?.into(),
    })
}

/// By name, so that a new recording differs where something does.
fn of_headers(headers: &HeaderMap) -> Vec<(String, String)> {
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let headers = headers.iter();
    let mut headers: Vec<_> = headers
        .map(|(name, value)| (name.to_string(), text(value)))
        .collect();
    headers.sort();
    headers
}

fn headers(headers: Vec<(String, String)>) -> Result<HeaderMap, Invalid> {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        map.append(HeaderName::try_from(name)?, HeaderValue::try_from(value)?);
    }
    Ok(map)
}
