//! What is read off a URI.

use crate::excerpt::one_line;
use http::Uri;
use http::uri::Authority;

/// Host and port.
pub(crate) fn authority(uri: &Uri) -> &str {
    uri.authority().map_or("", Authority::as_str)
}

/// Whether the host is this machine itself, by its name or address.
#[cfg(feature = "bearer-auth")]
pub(crate) fn is_loopback(uri: &Uri) -> bool {
    let host = uri.host().unwrap_or_default().to_ascii_lowercase();
    if host == "localhost" || host.ends_with(".localhost") {
        return true;
    }
    let address = host.trim_start_matches('[').trim_end_matches(']');
    let address = address.parse::<std::net::IpAddr>();
    address.is_ok_and(|address| address.to_canonical().is_loopback())
}

/// Host and port of an authority, without the user name and password that may stand before them.
pub(crate) fn host_and_port(authority: &str) -> &str {
    authority
        .rsplit_once('@')
        .map_or(authority, |(_, rest)| rest)
}

/// Whether the port is a number from 1 to 65535, or there is none.
pub(crate) fn has_valid_port(authority: &Authority) -> bool {
    match host_and_port(authority.as_str()).strip_prefix(authority.host()) {
        Some("") => true,
        // Digits alone: other parsers read a sign otherwise, or not at all.
        Some(port) => {
            let has_sign = port.contains('+');
            !has_sign && authority.port_u16().is_some_and(|port| port > 0)
        }
        None => false,
    }
}

/// A URL as messages show it, in at most this many characters, and without what may be a secret: user name, password,
/// query and fragment.
pub(crate) fn shown(url: &str, max: usize) -> String {
    let end = url.find(['?', '#']).unwrap_or(url.len());
    let (before, after) = url.split_at(end);
    // A password may have these characters in it as well: then it is not known where it ends.
    if after.contains('@') {
        return "…".to_owned();
    }
    let mut shown = match before.rsplit_once('@') {
        Some((_, rest)) => format!("…@{rest}"),
        None => before.to_owned(),
    };
    if let Some(mark) = after.get(..1) {
        shown.push_str(mark);
        shown.push('…');
    }
    one_line(&shown, max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_and_queries_are_not_shown() {
        for (url, expected) in [
            ("http://me:secret@a.example/x", "…@a.example/x"),
            ("me:sec@ret@a.example", "…@a.example"),
            ("ftp://a.example", "ftp://a.example"),
            ("/x?token=secret", "/x?…"),
            ("http://a.example/x?token=secret", "http://a.example/x?…"),
            ("http://a.example#secret", "http://a.example#…"),
            ("http://me:secret@a.example?secret", "…@a.example?…"),
            ("http://me:sec?ret@a.example", "…"),
            ("http://a.example/?x=secret@secret", "…"),
        ] {
            assert_eq!(shown(url, 80), expected);
        }
    }

    #[cfg(feature = "bearer-auth")]
    #[test]
    fn this_machine_is_known_by_its_name_and_addresses() {
        for (uri, expected) in [
            ("http://localhost/", true),
            ("http://LOCALHOST:80/", true),
            ("http://a.localhost/", true),
            ("http://127.0.0.1:1/", true),
            ("http://127.255.0.1/", true),
            ("http://[::1]:1/", true),
            ("http://[::ffff:127.0.0.1]/", true),
            ("http://localhost.example/", false),
            ("http://notlocalhost/", false),
            ("http://127.0.0.1.example/", false),
            ("http://0.0.0.0/", false),
            ("http://128.0.0.1/", false),
            ("http://[::2]/", false),
            ("/", false),
        ] {
            assert_eq!(is_loopback(&uri.parse().unwrap()), expected, "{uri}");
        }
    }

    #[test]
    fn a_port_is_a_number_of_16_bits() {
        for (authority, is_valid) in [
            ("a", true),
            ("a:80", true),
            ("[::1]", true),
            ("[::1]:65535", true),
            ("me:secret@a:1", true),
            ("a:65536", false),
            ("a:0", false),
            ("a:", false),
            ("a:+80", false),
            ("[::1]:+80", false),
            ("a:-80", false),
            ("a:0x50", false),
            ("[::1]:99999", false),
            ("me:secret@a:99999", false),
        ] {
            let parsed: Authority = authority.parse().unwrap();
            assert_eq!(has_valid_port(&parsed), is_valid, "{authority}");
        }
    }
}
