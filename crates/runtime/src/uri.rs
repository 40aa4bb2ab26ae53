//! What is read off a URI.

use http::Uri;
use http::uri::{Authority, PathAndQuery};

/// Host and port.
pub(crate) fn authority(uri: &Uri) -> &str {
    uri.authority().map_or("", Authority::as_str)
}

/// The URI as text, in memory that is enough for it from the start.
pub(crate) fn text(uri: &Uri) -> String {
    let path = uri.path_and_query().map_or("", PathAndQuery::as_str);
    let authority = authority(uri);
    let mut text = String::with_capacity("https://".len() + authority.len() + path.len());
    text.push_str(uri.scheme_str().unwrap_or_default());
    text.push_str("://");
    text.push_str(authority);
    text.push_str(path);
    text
}
