//! When and how the body of a request is compressed.

use crate::config::Compression;
use crate::operation::Request;
use flate2::write::GzEncoder;
use http::HeaderValue;
use http::header::CONTENT_ENCODING;
use std::io::{self, Write};

impl Request {
    /// Has the client compress the body with gzip and append `gzip` to the header `Content-Encoding`, unless
    /// its settings are against it or the body is shorter than they ask for (Smithy's `requestCompression` trait).
    /// A stream is sent as it is.
    pub fn gzip(&mut self) {
        self.body_steps.gzip = true;
    }

    pub(super) fn compress(&mut self, settings: &Compression) {
        let Some(bytes) = self.body.as_bytes() else {
            return;
        };
        let is_long_enough = bytes.len() as u64 >= settings.min_size_bytes;
        if !self.body_steps.gzip || settings.disabled || bytes.is_empty() || !is_long_enough {
            return;
        }
        // A body that cannot be compressed can be sent as it is.
        if let (Ok(compressed), Some(encodings)) = (gzipped(bytes), self.encodings()) {
            self.headers.insert(CONTENT_ENCODING, encodings);
            self.body = compressed.into();
        }
    }

    /// The header that says `gzip` after all that it says already.
    fn encodings(&self) -> Option<HeaderValue> {
        let mut encodings = Vec::new();
        for value in self.headers.get_all(CONTENT_ENCODING) {
            encodings.extend_from_slice(value.as_bytes());
            encodings.extend_from_slice(b", ");
        }
        encodings.extend_from_slice(b"gzip");
        HeaderValue::from_bytes(&encodings).ok()
    }
}

fn gzipped(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::GzDecoder;
    use http::Method;
    use std::io::Read;

    fn finalized(length: usize, settings: &Compression, encoding: Option<&str>) -> Request {
        let mut request = Request::new(Method::POST);
        request.header("Content-Encoding", encoding).unwrap();
        request.payload("text/plain", "a".repeat(length));
        request.gzip();
        request.finalize(settings).unwrap();
        request
    }

    fn is_compressed(request: &Request) -> bool {
        request.headers.contains_key(CONTENT_ENCODING)
    }

    #[test]
    fn a_body_is_compressed_from_the_threshold_on() {
        let settings = Compression::default();
        assert!(!is_compressed(&finalized(10_239, &settings, None)));
        let request = finalized(10_240, &settings, None);
        assert_eq!(request.headers[CONTENT_ENCODING], "gzip");
        let body = request.body.as_bytes().unwrap();
        assert_eq!(request.headers["content-length"], body.len().to_string());
        assert!(body.len() < 200);
        let mut text = String::new();
        GzDecoder::new(&body[..]).read_to_string(&mut text).unwrap();
        assert_eq!(text, "a".repeat(10_240));
    }

    #[test]
    fn gzip_comes_after_the_encodings_that_were_given() {
        let request = finalized(20_000, &Compression::default(), Some("custom"));
        assert_eq!(request.headers[CONTENT_ENCODING], "custom, gzip");
    }

    #[test]
    fn the_settings_decide() {
        let mut settings = Compression {
            disabled: true,
            min_size_bytes: 0,
        };
        assert!(!is_compressed(&finalized(20_000, &settings, None)));
        settings.disabled = false;
        assert!(is_compressed(&finalized(1, &settings, None)));
        assert!(!is_compressed(&finalized(0, &settings, None)));
    }

    #[test]
    fn a_body_that_need_not_be_is_not_compressed() {
        let mut request = Request::new(Method::POST);
        request.payload("text/plain", "a".repeat(20_000));
        request.finalize(&Compression::default()).unwrap();
        assert!(!is_compressed(&request));
    }
}
