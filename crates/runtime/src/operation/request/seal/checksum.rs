//! The checksums that a request carries in its headers.

use crate::operation::{InvalidInput, Request};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use http::{HeaderName, HeaderValue};
use md5::Md5;
use sha2::{Digest, Sha256};
use std::fmt::Write;

const CONTENT_MD5: HeaderName = HeaderName::from_static("content-md5");
const CONTENT_SHA256: HeaderName = HeaderName::from_static("x-amz-content-sha256");
const TREE_HASH: HeaderName = HeaderName::from_static("x-amz-sha256-tree-hash");

/// The size of a tree hash's leaves, in bytes.
const LEAF: usize = 1 << 20;

impl Request {
    /// Has the client add the header `Content-MD5`, unless it is set: the MD5 of the body in base64 (Smithy's
    /// `httpChecksumRequired` trait).
    ///
    /// # Errors
    ///
    /// The body is a stream that passes once, and the header is not set: it would be known too late.
    pub fn content_md5(&mut self) -> Result<(), InvalidInput> {
        self.require_bytes(&CONTENT_MD5)?;
        self.wishes.content_md5 = true;
        Ok(())
    }

    /// Has the client add the headers `X-Amz-Sha256-Tree-Hash` and `X-Amz-Content-Sha256`, unless they are set
    /// (Amazon S3 Glacier): of a body that there is, the hash of its parts of one mebibyte, combined in pairs,
    /// and the hash of the whole.
    ///
    /// # Errors
    ///
    /// The body is a stream that passes once, and the tree hash is not set: it would be known too late.
    pub fn sha256_tree_hash(&mut self) -> Result<(), InvalidInput> {
        self.require_bytes(&TREE_HASH)?;
        self.wishes.sha256_tree_hash = true;
        Ok(())
    }

    fn require_bytes(&self, header: &HeaderName) -> Result<(), InvalidInput> {
        if self.body.as_bytes().is_some() || self.headers.contains_key(header) {
            return Ok(());
        }
        Err(InvalidInput::new(
            "body",
            format!(
                "is a stream, of which `{header}` cannot be computed before it is sent: give the bytes"
            ),
        ))
    }

    pub(super) fn add_checksums(&mut self) {
        let Some(bytes) = self.body.as_bytes().cloned() else {
            return;
        };
        if self.wishes.content_md5 {
            let md5 = BASE64_STANDARD.encode(Md5::digest(&bytes));
            self.default_header(CONTENT_MD5, md5);
        }
        if self.wishes.sha256_tree_hash && !bytes.is_empty() {
            self.default_header(CONTENT_SHA256, hex(&Sha256::digest(&bytes)));
            self.default_header(TREE_HASH, hex(&tree_hash(&bytes)));
        }
    }

    fn default_header(&mut self, name: HeaderName, value: String) {
        if let Ok(value) = HeaderValue::try_from(value) {
            self.headers.entry(name).or_insert(value);
        }
    }
}

type Hash = [u8; 32];

/// The hashes of the leaves, then of each two neighbours, level by level; one without a neighbour goes up as it is.
fn tree_hash(bytes: &[u8]) -> Hash {
    let mut level: Vec<Hash> = bytes
        .chunks(LEAF)
        .map(|leaf| Sha256::digest(leaf).into())
        .collect();
    while level.len() > 1 {
        level = level.chunks(2).map(combine).collect();
    }
    level.pop().unwrap_or_else(|| Sha256::digest(b"").into())
}

fn combine(pair: &[Hash]) -> Hash {
    match pair {
        [alone] => *alone,
        _ => Sha256::digest(pair.concat()).into(),
    }
}

fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing into a String does not fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::byte_stream::ByteStream;
    use http::Method;

    fn bytes(length: usize) -> Vec<u8> {
        (0..=250).cycle().take(length).collect()
    }

    fn sealed(mut request: Request) -> Request {
        request
            .seal(
                #[cfg(feature = "request-compression")]
                &crate::config::Compression::default(),
            )
            .unwrap();
        request
    }

    /// The vectors were computed with Python's hashlib; botocore agrees with the last one.
    #[test]
    fn the_hashes_of_the_leaves_are_combined_in_pairs() {
        for (length, expected) in [
            (
                1,
                "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            ),
            (
                LEAF,
                "631b84027d6b9e52b539c4e8373622d23032dfadc64d60af87339c9037e4f769",
            ),
            (
                LEAF + 1,
                "a9c574ce937d2371daf87cdd0e75396b096d7f74a66c764e4c656bd12b2e7bf9",
            ),
            (
                2 * LEAF + 7,
                "c45deaaa0b1a3b9ceafe7121384439769ef39a06097152141b9b40087aa3e878",
            ),
            (
                3 * LEAF,
                "2e7d51c0ffe06ce95fe74beed9a4ab35d18837f4ab2a9f4f066a60359eb999a1",
            ),
            (
                5 * LEAF + 1,
                "e68c03aa1fbb6a6c95dd1e8181e07f58ee4a6a423197274831af6bc8eb6aa331",
            ),
        ] {
            assert_eq!(hex(&tree_hash(&bytes(length))), expected, "{length}");
        }
    }

    #[test]
    fn the_tree_hash_goes_with_the_hash_of_the_whole() {
        let mut request = Request::new(Method::POST);
        request.stream("text/plain", bytes(LEAF + 1).into());
        request.sha256_tree_hash().unwrap();
        let headers = sealed(request).headers;
        assert_eq!(
            headers[TREE_HASH],
            "a9c574ce937d2371daf87cdd0e75396b096d7f74a66c764e4c656bd12b2e7bf9"
        );
        assert_eq!(
            headers[CONTENT_SHA256],
            "5769f52bc3eef28afa39c6fc68cadb7d0bd69812ae3a3d71452f519ec3c7aa56"
        );
    }

    #[test]
    fn the_md5_of_the_body_is_in_base64() {
        for (body, expected) in [
            (r#"{"name":"x"}"#, "XPjvtoWAtUEjboURSJmvgQ=="),
            ("", "1B2M2Y8AsgTpgAmY7PhCfg=="),
        ] {
            let mut request = Request::new(Method::POST);
            // What becomes the body later counts.
            request.content_md5().unwrap();
            request.payload("text/plain", body);
            assert_eq!(sealed(request).headers[CONTENT_MD5], expected);
        }
    }

    #[test]
    fn checksums_that_are_given_are_kept_and_those_not_asked_for_left_out() {
        let mut request = Request::new(Method::POST);
        request.header("Content-MD5", Some("given")).unwrap();
        request.payload("text/plain", "x");
        request.content_md5().unwrap();
        let headers = sealed(request).headers;
        assert_eq!(headers[CONTENT_MD5], "given");
        assert!(!headers.contains_key(TREE_HASH));
    }

    #[test]
    fn a_stream_is_refused_unless_its_checksum_is_given() {
        let stream = || ByteStream::from_body(crate::body::Body::stream(ByteStream::from("x")));
        let mut request = Request::new(Method::POST);
        request.stream("text/plain", stream());
        let error = request.content_md5().unwrap_err();
        assert_eq!(
            error.to_string(),
            "`body` is a stream, of which `content-md5` cannot be computed before it is sent: give the bytes"
        );
        request
            .header("X-Amz-Sha256-Tree-Hash", Some("given"))
            .unwrap();
        request.sha256_tree_hash().unwrap();
        assert_eq!(sealed(request).headers[TREE_HASH], "given");
    }

    #[cfg(feature = "request-compression")]
    #[test]
    fn the_checksum_is_that_of_the_compressed_body() {
        let mut request = Request::new(Method::POST);
        request.payload("text/plain", bytes(20_000));
        request.content_md5().unwrap();
        request.gzip();
        let request = sealed(request);
        let body = request.body.as_bytes().unwrap();
        assert!(body.starts_with(&[0x1f, 0x8b]));
        let expected = BASE64_STANDARD.encode(Md5::digest(body));
        assert_eq!(request.headers[CONTENT_MD5], expected);
    }
}
