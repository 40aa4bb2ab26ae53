//! Which proxy a request goes through: the one that the variables of the client's environment name for it.

use crate::config::{ConfigError, Environment};
use crate::uri::has_valid_port;
use http::Uri;
use http::uri::{Authority, Scheme};
use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use std::fmt;

/// What a variable is taken to hold where what it holds is of no use, so that `NO_PROXY` applies all the same.
const STAND_IN: &str = "http://proxy.invalid";

/// The proxies of an environment.
pub(super) struct Proxies {
    matcher: Matcher,
    http: Option<UnusableProxy>,
    https: Option<UnusableProxy>,
}

/// A variable names no proxy that can be used. Neither `Display` nor `Debug` shows a user or a password.
#[derive(Clone, Debug)]
pub(super) struct UnusableProxy {
    pub(super) variable: &'static str,
    problem: Problem,
}

#[derive(Clone, Debug)]
enum Problem {
    Malformed,
    OtherKind {
        scheme: String,
        host_and_port: String,
    },
}

impl Proxies {
    /// Those that `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` name, in capitals or not, if there are any.
    /// Of a CGI program, `HTTP_PROXY` in capitals is left out: whoever sends it a request may set that, by a header.
    ///
    /// # Errors
    ///
    /// One of the variables is not UTF-8: passed over, it would have requests go another way.
    pub(super) fn of(environment: &Environment) -> Result<Option<Self>, ConfigError> {
        let first = |names: &[&'static str]| {
            for name in names {
                if let Some(value) = environment.get(name)? {
                    return Ok(Some((*name, value)));
                }
            }
            Ok(None)
        };
        let excepted = first(&["NO_PROXY", "no_proxy"])?.map(|(_, list)| list);
        let excepted = excepted.unwrap_or_default();
        // The matcher would take it for all names, and for no address.
        let is_all = excepted.split(',').any(|entry| entry.trim() == "*");
        if is_all {
            return Ok(None);
        }
        // Whatever its value is.
        let is_cgi = !matches!(environment.get("REQUEST_METHOD"), Ok(None));
        let http = ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];
        let http = first(http.get(usize::from(is_cgi)..).unwrap_or_default())?;
        let https = first(&["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"])?;
        if http.is_none() && https.is_none() {
            return Ok(None);
        }
        let (http, unusable_http) = usable(http);
        let (https, unusable_https) = usable(https);
        let excepted: Vec<_> = excepted.split(',').map(exception).collect();
        Ok(Some(Self {
            matcher: Matcher::builder()
                .http(http)
                .https(https)
                .no(excepted.join(","))
                .build(),
            http: unusable_http,
            https: unusable_https,
        }))
    }

    /// The proxy of requests to this URI, if they have one.
    ///
    /// # Errors
    ///
    /// It cannot be used.
    pub(super) fn find(&self, uri: &Uri) -> Result<Option<Intercept>, UnusableProxy> {
        let Some(proxy) = self.matcher.intercept(uri) else {
            return Ok(None);
        };
        let unusable = if uri.scheme() == Some(&Scheme::HTTPS) {
            &self.https
        } else {
            &self.http
        };
        match unusable {
            Some(unusable) => Err(unusable.clone()),
            None => Ok(Some(proxy)),
        }
    }

    /// Host and port of the proxy of requests to this URI, if they have one, and as far as they are known.
    pub(super) fn host_and_port(&self, uri: &Uri) -> Option<String> {
        match self.find(uri) {
            Ok(proxy) => Some(proxy?.uri().authority()?.to_string()),
            Err(unusable) => match unusable.problem {
                Problem::OtherKind { host_and_port, .. } => Some(host_and_port),
                Problem::Malformed => None,
            },
        }
    }
}

/// An entry of `NO_PROXY` as the matcher takes it: `.host` for `*.host`, and IPv6 addresses without brackets.
fn exception(entry: &str) -> String {
    let entry = entry.trim();
    if let Some(domain) = entry.strip_prefix('*').filter(|it| it.starts_with('.')) {
        return domain.to_owned();
    }
    let bracketed = entry.strip_prefix('[').and_then(|it| it.split_once(']'));
    match bracketed {
        Some((address, mask)) if mask.is_empty() || mask.starts_with('/') => {
            format!("{address}{mask}")
        }
        _ => entry.to_owned(),
    }
}

/// What a variable holds, or what stands in for it, and why.
fn usable(found: Option<(&'static str, String)>) -> (String, Option<UnusableProxy>) {
    let Some((variable, url)) = found else {
        return (String::new(), None);
    };
    let url = url.trim();
    let url = if url.contains("://") {
        url.to_owned()
    } else {
        format!("http://{url}")
    };
    match problem(&url) {
        Some(problem) => (
            STAND_IN.to_owned(),
            Some(UnusableProxy { variable, problem }),
        ),
        None => (url, None),
    }
}

/// Why the URL of a proxy is of no use, if it is not.
fn problem(url: &str) -> Option<Problem> {
    let uri = url.parse::<Uri>().ok();
    let authority = uri.as_ref().and_then(Uri::authority);
    let host_and_port = authority.and_then(|authority| host_and_port(url, authority));
    let scheme = uri.as_ref().and_then(Uri::scheme_str);
    let (Some(scheme), Some(host_and_port)) = (scheme, host_and_port) else {
        return Some(Problem::Malformed);
    };
    if matches!(scheme, "http" | "https") {
        return None;
    }
    Some(Problem::OtherKind {
        scheme: scheme.to_owned(),
        host_and_port: host_and_port.to_owned(),
    })
}

/// Host and port of a proxy, unless they may be something else: a password with `@`, `/`, `?` or `#` in it ends too
/// early, so that what is left of it would be looked up as a host, and shown as one.
fn host_and_port<'a>(url: &str, authority: &'a Authority) -> Option<&'a str> {
    let (user, host_and_port) = match authority.as_str().split_once('@') {
        Some((user, rest)) => (Some(user), rest),
        None => (None, authority.as_str()),
    };
    let is_whole = url.matches('@').count() == usize::from(user.is_some());
    let has_host = !authority.host().is_empty();
    (is_whole && has_valid_port(authority) && has_host).then_some(host_and_port)
}

impl UnusableProxy {
    /// Whether it is the proxy's kind that is not supported, rather than the URL that is none.
    pub(super) fn is_of_other_kind(&self) -> bool {
        matches!(self.problem, Problem::OtherKind { .. })
    }
}

impl fmt::Display for UnusableProxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { variable, problem } = self;
        match problem {
            Problem::Malformed => write!(f, "{variable} is not the URL of a proxy"),
            Problem::OtherKind { scheme, .. } => write!(
                f,
                "{variable} names a proxy with {scheme}://, and those with http:// and https:// are supported"
            ),
        }
    }
}

impl std::error::Error for UnusableProxy {}
