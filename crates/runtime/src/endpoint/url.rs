//! How a URL is taken apart (`parseURL` of Smithy's rules language).

use crate::uri::has_valid_port;
use http::uri::{Authority, PathAndQuery};
use std::net::{Ipv4Addr, Ipv6Addr};

/// The parts of a URL that endpoint rules can look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Url<'a> {
    /// `http` or `https`.
    pub scheme: &'a str,
    /// Host and port, as they stand there.
    pub authority: &'a str,
    /// The path, which starts with a slash unless it is empty.
    pub path: &'a str,
    /// The path with a slash at both ends, which may be the same one.
    pub normalized_path: String,
    /// Whether the host is an IP address.
    pub is_ip: bool,
}

/// The parts of a text that is an `http` or `https` URL without user, query and fragment.
#[must_use]
pub fn parse_url(text: &str) -> Option<Url<'_>> {
    let (scheme, rest) = text.split_once("://")?;
    if !matches!(scheme, "http" | "https") || rest.contains(['?', '#', '@']) {
        return None;
    }
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let parsed: Authority = authority.parse().ok()?;
    if parsed.host().is_empty() || !has_valid_port(&parsed) {
        return None;
    }
    if !path.is_empty() {
        path.parse::<PathAndQuery>().ok()?;
    }
    Some(Url {
        scheme,
        authority,
        path,
        normalized_path: match path.trim_matches('/') {
            "" => "/".to_owned(),
            _ => format!("{}/", path.strip_suffix('/').unwrap_or(path)),
        },
        is_ip: is_ip(parsed.host()),
    })
}

/// Whether a host, as it stands in a URL, is an IP address rather than a name.
pub(crate) fn is_ip(host: &str) -> bool {
    match host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'))
    {
        Some(host) => host.parse::<Ipv6Addr>().is_ok(),
        None => host.parse::<Ipv4Addr>().is_ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_normalized_to_slashes_at_both_ends() {
        for (text, path, normalized) in [
            ("https://a.example", "", "/"),
            ("https://a.example/", "/", "/"),
            ("http://a.example/b", "/b", "/b/"),
            ("http://a.example:81/b/c/", "/b/c/", "/b/c/"),
        ] {
            let url = parse_url(text).unwrap();
            assert_eq!(url.path, path, "{text}");
            assert_eq!(url.normalized_path, normalized, "{text}");
        }
    }

    #[test]
    fn the_authority_is_host_and_port() {
        let url = parse_url("http://a_b.example:8080/x").unwrap();
        assert_eq!((url.scheme, url.authority), ("http", "a_b.example:8080"));
    }

    #[test]
    fn an_address_is_told_from_a_name() {
        for (host, is_ip) in [
            ("127.0.0.1", true),
            ("127.0.0.1:8000", true),
            ("[::1]", true),
            ("[2001:db8::7]:443", true),
            ("1.2.3", false),
            ("300.1.1.1", false),
            ("127.0.0.1.example", false),
        ] {
            let url = format!("https://{host}/x");
            assert_eq!(parse_url(&url).unwrap().is_ip, is_ip, "{host}");
        }
    }

    #[test]
    fn what_is_no_url_of_an_endpoint_is_refused() {
        for text in [
            "",
            "a.example",
            "ftp://a.example",
            "http://",
            "http:///x",
            "http://a.example:port/",
            "http://a.example:99999",
            "http://a.example?x=1",
            "http://a.example/x#y",
            "http://user@a.example",
            "http://a b.example",
            "http://a.example/b c",
        ] {
            assert_eq!(parse_url(text), None, "{text}");
        }
    }
}
