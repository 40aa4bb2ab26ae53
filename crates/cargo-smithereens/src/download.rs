//! Getting a file over HTTP, with the client of this project: its retries, its bounds in time, the proxies of the
//! environment and the CA bundle of AWS's tools.

use crate::progress::Progress;
use anyhow::{Context, Result, bail};
use smithereens::codegen::endpoint::{Endpoint, EndpointError};
use smithereens::codegen::{
    Auth, DecodeError, InvalidInput, Method, Operation, REST_JSON_1, Request, Response, Service,
};
use smithereens::{Client, Overrides};
use std::convert::Infallible;
use std::time::Duration;

/// How long one file may take, with all attempts.
const LIMIT: Duration = Duration::from_mins(5);

/// Gets files.
pub struct Downloads {
    runtime: tokio::runtime::Runtime,
    client: Client,
}

impl Downloads {
    /// Starts with the settings of the process.
    ///
    /// # Errors
    ///
    /// A setting of AWS's tools, such as the CA bundle, cannot be used.
    pub fn new() -> Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .context("cannot start")?;
        let client = runtime
            .block_on(Client::builder().operation_timeout(LIMIT).build())
            .context("cannot make an HTTP client")?;
        Ok(Self { runtime, client })
    }

    /// The text at a URL.
    ///
    /// # Errors
    ///
    /// It is no HTTP URL, the server does not give it, or it is not UTF-8.
    pub fn text(&self, url: &str) -> Result<String> {
        let (server, target) = split(url)?;
        let client = self.client.with(Overrides::new().endpoint_url(server));
        let get = Get {
            target: target.to_owned(),
        };
        let _progress = Progress::of(&format!("getting {url}"));
        let got = self.runtime.block_on(client.send(get));
        match got {
            Ok(text) => Ok(text),
            // What a server says of it is a page for people.
            Err(error) if error.status() == Some(404) => bail!("there is nothing at {url} (404)"),
            Err(error) => Err(error).with_context(|| format!("cannot get {url}")),
        }
    }
}

/// The server's part of a URL, and the rest.
fn split(url: &str) -> Result<(&str, &str)> {
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    let after_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = after_scheme.split(['/', '?']).next().unwrap_or_default();
    if authority.contains('@') {
        bail!(
            "the address holds a user name or password, which would be shown to whoever reads the file"
        );
    }
    let Some(rest) = rest else {
        bail!("{url} is no URL of HTTP");
    };
    let (server, target) = url.split_at(url.len() - rest.len() + authority.len());
    Ok((server, if target.is_empty() { "/" } else { target }))
}

/// GET, without a signature.
struct Get {
    target: String,
}

static FILES: Service = Service::new("Files", &REST_JSON_1, |params| {
    let server = params
        .endpoint
        .ok_or_else(|| EndpointError::new("there is no server"))?;
    Ok(Endpoint::new(server))
});

impl Operation for Get {
    const NAME: &'static str = "Get";
    const SERVICE: &'static Service = &FILES;
    const IDEMPOTENT: bool = true;
    const AUTH: Auth = Auth::None;
    type Output = String;
    type Error = Infallible;

    fn request(self) -> Result<Request, InvalidInput> {
        let mut request = Request::new(Method::GET);
        request.path(&self.target);
        Ok(request)
    }

    fn output(response: Response) -> Result<String, DecodeError> {
        response.text()
    }

    fn error(_code: &str, _response: &Response) -> Result<Option<Infallible>, DecodeError> {
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn a_url_is_a_server_and_the_rest() {
        for (url, server, target) in [
            (
                "https://a.example/b/c?d=/e",
                "https://a.example",
                "/b/c?d=/e",
            ),
            ("http://127.0.0.1:80", "http://127.0.0.1:80", "/"),
            ("http://a.example?b", "http://a.example", "?b"),
        ] {
            assert_eq!(split(url).unwrap(), (server, target));
        }
        for url in ["ftp://a.example", "a.example", ""] {
            assert!(split(url).is_err(), "{url}");
        }
        for url in [
            "https://user:secret@a.example/",
            "ftp://user:secret@a.example",
            "user:secret@a.example",
        ] {
            let error = split(url).unwrap_err().to_string();
            assert!(!error.contains("secret"), "{error}");
        }
    }
}
