//! Where a request goes: endpoint, host prefix, path and query put together.

use crate::endpoint::is_ip;
use crate::excerpt::one_line;
use bytes::Bytes;
use http::uri::{Authority, PathAndQuery, Scheme, Uri};

/// The URI of a request with this path and query at an endpoint, which may have a path of its own. The prefix
/// goes before the endpoint's host, unless that is an IP address.
pub(super) fn locate(endpoint: &str, prefix: &str, target: String) -> Result<Uri, &'static str> {
    let base: Uri = endpoint.parse().map_err(|_| "it is no URL")?;
    let base = base.into_parts();
    let scheme = base
        .scheme
        .filter(|scheme| *scheme == Scheme::HTTP || *scheme == Scheme::HTTPS)
        .ok_or("it has to start with http:// or https://")?;
    let authority = base.authority.ok_or("it has no host")?;
    check_authority(&authority)?;
    let authority = prefixed(prefix, authority)?;
    let base_path = match &base.path_and_query {
        Some(path) if path.query().is_some() => return Err("it has a query"),
        Some(path) => path.path().trim_end_matches('/'),
        None => "",
    };
    let target = if base_path.is_empty() && target.starts_with('/') {
        target
    } else {
        let slash = if target.starts_with('/') { "" } else { "/" };
        format!("{base_path}{slash}{target}")
    };
    let target = PathAndQuery::from_maybe_shared(Bytes::from(target))
        .map_err(|_| "the request's path cannot follow it")?;
    Uri::builder()
        .scheme(scheme)
        .authority(authority)
        .path_and_query(target)
        .build()
        .map_err(|_| "the request's path cannot follow it")
}

/// An endpoint as messages show it, without the user name and password that it may hold by mistake.
pub(super) fn shown(endpoint: &str) -> String {
    let shown = match endpoint.rsplit_once('@') {
        Some((_, rest)) => format!("…@{rest}"),
        None => endpoint.to_owned(),
    };
    one_line(&shown, 120)
}

fn check_authority(authority: &Authority) -> Result<(), &'static str> {
    if authority.as_str().contains('@') {
        return Err("it holds a user name or password, which requests do not carry");
    }
    if authority.host().is_empty() {
        return Err("it has no host");
    }
    Ok(())
}

fn prefixed(prefix: &str, authority: Authority) -> Result<Authority, &'static str> {
    if prefix.is_empty() || is_ip(authority.host()) {
        return Ok(authority);
    }
    format!("{prefix}{authority}")
        .parse()
        .map_err(|_| "the operation's host prefix cannot precede it")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn located(endpoint: &str, target: &str) -> Result<String, &'static str> {
        locate(endpoint, "", target.to_owned()).map(|uri| uri.to_string())
    }

    #[test]
    fn a_request_goes_below_the_path_of_the_endpoint() {
        for (endpoint, target, uri) in [
            ("https://a.example", "/x?y=1", "https://a.example/x?y=1"),
            ("https://a.example/", "/x", "https://a.example/x"),
            (
                "http://a.example:80/base/",
                "/x",
                "http://a.example:80/base/x",
            ),
            ("http://[::1]:8080", "?q", "http://[::1]:8080/?q"),
            ("http://127.0.0.1", "", "http://127.0.0.1/"),
        ] {
            assert_eq!(located(endpoint, target).unwrap(), uri);
        }
    }

    #[test]
    fn what_is_no_endpoint_is_refused() {
        for endpoint in [
            "",
            "localhost:4566",
            "localhost",
            "/path",
            "ftp://a.example",
            "http://",
            "http://user:secret@a.example",
            "http://a.example/?x=1",
            "http://a b",
        ] {
            assert!(located(endpoint, "/").is_err(), "{endpoint}");
        }
    }

    #[test]
    fn a_password_is_not_shown() {
        for (endpoint, expected) in [
            ("http://me:secret@a.example/x", "…@a.example/x"),
            ("me:sec@ret@a.example", "…@a.example"),
            ("ftp://a.example", "ftp://a.example"),
        ] {
            assert_eq!(shown(endpoint), expected);
        }
    }

    #[test]
    fn the_path_goes_over_as_it_was_encoded() {
        let target = "/2019-09-25/functions/arn%3Aaws%3Alambda/x?Marker=a%2Bb%2Fc%3D%20%26";
        let uri = located("https://a.example", target).unwrap();
        assert_eq!(uri, format!("https://a.example{target}"));
    }

    #[test]
    fn a_prefix_goes_before_a_name_and_not_before_an_address() {
        for (endpoint, uri) in [
            (
                "https://a.example:444/b",
                "https://data-x.a.example:444/b/y",
            ),
            ("http://localhost", "http://data-x.localhost/y"),
            ("http://127.0.0.1:4566", "http://127.0.0.1:4566/y"),
            ("http://[::1]:80", "http://[::1]:80/y"),
        ] {
            let located = locate(endpoint, "data-x.", "/y".to_owned()).unwrap();
            assert_eq!(located.to_string(), uri);
        }
    }
}
