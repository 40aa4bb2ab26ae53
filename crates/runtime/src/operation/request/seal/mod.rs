//! What is left to do to a request once all of it is there: compress the body, then compute over what is sent.

#[cfg(feature = "request-compression")]
mod gzip;

#[cfg(feature = "checksum")]
mod checksum;

#[cfg(feature = "request-compression")]
use crate::config::Compression;

use super::Request;
use http::header::CONTENT_LENGTH;
use http::{HeaderValue, Method};

/// What the operation wants done.
#[derive(Debug, Default)]
#[cfg(any(feature = "checksum", feature = "request-compression"))]
pub(super) struct Wishes {
    #[cfg(feature = "request-compression")]
    gzip: bool,
    #[cfg(feature = "checksum")]
    content_md5: bool,
    #[cfg(feature = "checksum")]
    sha256_tree_hash: bool,
}

impl Request {
    /// Makes the request ready to be sent: compressed, with checksums of the compressed body and its length.
    pub(crate) fn seal(
        &mut self,
        #[cfg(feature = "request-compression")] compression: &Compression,
    ) {
        #[cfg(feature = "request-compression")]
        self.compress(compression);
        #[cfg(feature = "checksum")]
        self.add_checksums();
        if let Some(length) = self.body.content_length()
            && (length > 0 || expects_body(&self.method))
        {
            self.headers
                .insert(CONTENT_LENGTH, HeaderValue::from(length));
        }
    }
}

/// Whether a request of this method says that it has no body (RFC 9110, section 8.6): some servers wait for one.
fn expects_body(method: &Method) -> bool {
    matches!(*method, Method::POST | Method::PUT | Method::PATCH)
}
