//! Where a request goes: endpoint, host prefix, path and query put together.

use super::is_ip;
use crate::percent::encoded_path;
use crate::uri::has_valid_port;
use bytes::Bytes;
use http::uri::{Authority, Uri};

/// The URI of a request with this path and query at an endpoint, which may have a path of its own. The prefix
/// goes before the endpoint's host, unless that is an IP address.
pub(crate) fn locate(endpoint: &str, prefix: &str, target: &str) -> Result<Uri, &'static str> {
    if endpoint.contains(['?', '#']) {
        return Err("it has a query or a fragment");
    }
    let (scheme, rest) = endpoint
        .split_once("://")
        .ok_or("it has to start with http:// or https://")?;
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let prefix = if prefix.is_empty() || is_address(authority) {
        ""
    } else {
        prefix
    };
    if path.contains(|character: char| character == ' ' || character.is_ascii_control()) {
        return Err("it is no URL");
    }
    let path = encoded_path(path.trim_end_matches('/'));
    let slash = if target.starts_with('/') { "" } else { "/" };
    // The text of the URI is put together first, and parsed once.
    let uri = [scheme, "://", prefix, authority, &path, slash, target].concat();
    let uri =
        Uri::from_maybe_shared(Bytes::from(uri)).map_err(|_| why_invalid(endpoint, prefix))?;
    if !matches!(uri.scheme_str(), Some("http" | "https")) {
        return Err("it has to start with http:// or https://");
    }
    check_authority(uri.authority())?;
    Ok(uri)
}

fn check_authority(authority: Option<&Authority>) -> Result<(), &'static str> {
    let authority = authority.ok_or("it has no host")?;
    if authority.as_str().contains('@') {
        return Err("it holds a user name or password, which requests do not carry");
    }
    if authority.host().is_empty() {
        return Err("it has no host");
    }
    if !has_valid_port(authority) {
        return Err("its port is no number from 1 to 65535");
    }
    Ok(())
}

fn is_address(authority: &str) -> bool {
    let authority = authority.parse::<Authority>();
    authority.is_ok_and(|authority| is_ip(authority.host()))
}

/// What is wrong where the whole is no URI: the endpoint, or what was to be put to it.
fn why_invalid(endpoint: &str, prefix: &str) -> &'static str {
    if endpoint.parse::<Uri>().is_err() {
        "it is no URL"
    } else if prefix.is_empty() {
        "the request's path cannot follow it"
    } else {
        "the operation's host prefix cannot precede it, or the request's path cannot follow it"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn located(endpoint: &str, target: &str) -> Result<String, &'static str> {
        locate(endpoint, "", target).map(|uri| uri.to_string())
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
    fn the_path_of_an_endpoint_is_percent_encoded_where_it_is_not() {
        for (path, encoded) in [
            ("/é", "/%C3%A9"),
            ("/é/%C3%A9/", "/%C3%A9/%C3%A9"),
            ("/日本/a", "/%E6%97%A5%E6%9C%AC/a"),
            ("/😀", "/%F0%9F%98%80"),
            (r#"/a"b{c}|d^e\"#, "/a%22b%7Bc%7D%7Cd%5Ee%5C"),
            ("/a-._~%20", "/a-._~%20"),
            ("/a:b@c", "/a%3Ab%40c"),
            ("/!$&'()*+,;=", "/%21%24%26%27%28%29%2A%2B%2C%3B%3D"),
        ] {
            let endpoint = format!("https://a.example{path}");
            let uri = located(&endpoint, "/x").unwrap();
            assert_eq!(uri, format!("https://a.example{encoded}/x"), "{path}");
        }
        for path in ["/a b", "/a\nb", "/a\0", "/\u{7f}"] {
            assert!(located(&format!("https://a.example{path}"), "/").is_err());
        }
        assert!(located("https://é.example", "/").is_err());
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
            "http://a.example#x",
            "http://a.example@b",
            "http://a b",
            "http://127.0.0.1:99999",
            "http://127.0.0.1:65536",
            "http://127.0.0.1:0",
            "http://127.0.0.1:",
            "http://[::1]:99999",
            "http://a.example:080000",
            "http://a.example:-1",
            "http://a.example:8080x",
        ] {
            assert!(located(endpoint, "/").is_err(), "{endpoint}");
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
            let located = locate(endpoint, "data-x.", "/y").unwrap();
            assert_eq!(located.to_string(), uri);
        }
    }
}
