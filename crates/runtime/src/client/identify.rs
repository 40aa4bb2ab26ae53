//! The headers that say who sends a request and where to.

use http::{HeaderValue, Uri};

/// The `host` header of a request: without the port where it is the scheme's own.
pub(super) fn host(uri: &Uri) -> Option<HeaderValue> {
    let authority = uri.authority()?;
    let is_default = matches!(
        (uri.scheme_str(), authority.port_u16()),
        (Some("http"), Some(80)) | (Some("https"), Some(443))
    );
    let host = if is_default {
        authority.host()
    } else {
        authority.as_str()
    };
    HeaderValue::from_str(host).ok()
}

/// A random id for a call, the same for all its attempts: a UUID of version 4.
pub(super) fn invocation_id() -> HeaderValue {
    // The id distinguishes calls in a service's logs. It is no secret, so fast random numbers will do.
    let id = crate::uuid::v4(fastrand::u128(..));
    HeaderValue::try_from(id).unwrap_or_else(|_| HeaderValue::from_static(""))
}

/// The user agent of a client: `smithereens/0.1.0 os/linux lang/rust`, and `app/…` where the program gave its
/// name.
pub(super) fn user_agent(app_name: Option<&str>) -> HeaderValue {
    let mut text = format!(
        "smithereens/{} os/{} lang/rust",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
    );
    if let Some(name) = app_name {
        text.push_str(" app/");
        text.push_str(name);
    }
    HeaderValue::try_from(text).unwrap_or_else(|_| HeaderValue::from_static("smithereens"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_has_the_port_unless_it_goes_without_saying() {
        for (uri, expected) in [
            ("https://a.example/x", "a.example"),
            ("https://a.example:443/", "a.example"),
            ("http://a.example:443/", "a.example:443"),
            ("http://127.0.0.1:4566/", "127.0.0.1:4566"),
            ("http://[::1]:80/", "[::1]"),
        ] {
            assert_eq!(host(&uri.parse().unwrap()).unwrap(), expected);
        }
    }

    #[test]
    fn the_user_agent_ends_with_the_app_name() {
        let agent = user_agent(Some("my-app"));
        assert!(agent.to_str().unwrap().ends_with(" lang/rust app/my-app"));
        let agent = user_agent(None);
        assert!(agent.to_str().unwrap().starts_with("smithereens/"));
        assert!(agent.to_str().unwrap().ends_with(" lang/rust"));
    }
}
