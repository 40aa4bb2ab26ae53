//! Which checksums a request is to carry in its headers.

use crate::digest::checksum::{CONTENT_MD5, CONTENT_SHA256, TREE_HASH};
use crate::digest::{Wanted, hex};
use crate::operation::{InvalidInput, Request};
use http::{HeaderName, HeaderValue};

impl Request {
    /// Has the client add the header `Content-MD5`, unless it is set: the MD5 of the body in base64 (Smithy's
    /// `httpChecksumRequired` trait).
    ///
    /// # Errors
    ///
    /// The body is a stream that passes once, and the header is not set: it would be known too late.
    pub fn content_md5(&mut self) -> Result<(), InvalidInput> {
        if self.body.passes_once() && !self.headers.contains_key(CONTENT_MD5) {
            return Err(known_too_late(&CONTENT_MD5));
        }
        self.body_steps.content_md5 = true;
        Ok(())
    }

    /// Has the client add the headers `X-Amz-Sha256-Tree-Hash` and `X-Amz-Content-Sha256`, unless they are set
    /// (Amazon S3 Glacier): of a body that there is, the hash of its parts of one mebibyte, combined in pairs,
    /// and the hash of the whole, which the caller may have given ([`ByteStream::with_sha256`]).
    ///
    /// # Errors
    ///
    /// The body is a stream that passes once, and not both hashes are given: they would be known too late.
    ///
    /// [`ByteStream::with_sha256`]: crate::ByteStream::with_sha256
    pub fn sha256_tree_hash(&mut self) -> Result<(), InvalidInput> {
        if self.body.passes_once() {
            if !self.headers.contains_key(TREE_HASH) {
                return Err(known_too_late(&TREE_HASH));
            }
            if self.body.sha256().is_none() && !self.headers.contains_key(CONTENT_SHA256) {
                return Err(InvalidInput::new(
                    "body",
                    "is a stream that passes once, whose SHA-256 has to be known before it is sent: give it with `with_sha256`, or give the bytes, a file (`ByteStream::from_path`) or a factory of streams (`from_factory`)",
                ));
            }
        }
        self.body_steps.sha256_tree_hash = true;
        Ok(())
    }

    /// What is left to compute over the finished body. What the caller gave is among the headers.
    pub(super) fn wanted(&mut self) -> Wanted {
        if let Some(sha256) = self.body.sha256()
            && self.body_steps.sha256_tree_hash
            && let Ok(value) = HeaderValue::try_from(hex(sha256))
        {
            self.headers.entry(CONTENT_SHA256).or_insert(value);
        }
        let is_open = |is_step: bool, name: HeaderName| is_step && !self.headers.contains_key(name);
        Wanted {
            sha256: false,
            content_md5: is_open(self.body_steps.content_md5, CONTENT_MD5),
            tree_hash: is_open(self.body_steps.sha256_tree_hash, TREE_HASH),
            content_sha256: is_open(self.body_steps.sha256_tree_hash, CONTENT_SHA256),
        }
    }
}

fn known_too_late(header: &HeaderName) -> InvalidInput {
    let reason = format!(
        "is a stream that passes once, of which `{header}` cannot be computed before it is sent: give the bytes, a file (`ByteStream::from_path`) or a factory of streams (`from_factory`)"
    );
    InvalidInput::new("body", reason)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::byte_stream::{ByteStream, Pieces};
    use crate::digest;
    use http::{HeaderMap, Method};

    const MEBIBYTE: usize = 1 << 20;

    fn bytes(length: usize) -> Vec<u8> {
        (0..=250).cycle().take(length).collect()
    }

    /// The headers that the request is sent with.
    async fn headers(mut request: Request) -> HeaderMap {
        let wanted = request
            .finalize(
                #[cfg(feature = "request-compression")]
                &crate::config::Compression::default(),
            )
            .unwrap();
        let mut headers = request.headers;
        if !wanted.is_nothing() {
            let body = request.body.into_body();
            headers.extend(digest::of_body(body, wanted).await.unwrap().headers);
        }
        headers
    }

    #[tokio::test]
    async fn the_tree_hash_goes_with_the_hash_of_the_whole() {
        let all = bytes(MEBIBYTE + 1);
        let again = all.clone();
        for body in [
            ByteStream::from(all),
            ByteStream::from_factory(move || again.clone()),
        ] {
            let mut request = Request::new(Method::POST);
            request.stream("text/plain", body);
            request.sha256_tree_hash().unwrap();
            let headers = headers(request).await;
            assert_eq!(
                headers[TREE_HASH],
                "a9c574ce937d2371daf87cdd0e75396b096d7f74a66c764e4c656bd12b2e7bf9"
            );
            assert_eq!(
                headers[CONTENT_SHA256],
                "5769f52bc3eef28afa39c6fc68cadb7d0bd69812ae3a3d71452f519ec3c7aa56"
            );
        }
    }

    #[tokio::test]
    async fn a_body_without_bytes_has_no_tree_hash() {
        for body in [ByteStream::default(), ByteStream::from_factory(|| "")] {
            let mut request = Request::new(Method::POST);
            request.stream("text/plain", body);
            request.sha256_tree_hash().unwrap();
            let headers = headers(request).await;
            assert!(!headers.contains_key(TREE_HASH) && !headers.contains_key(CONTENT_SHA256));
        }
    }

    #[tokio::test]
    async fn the_md5_of_the_body_is_in_base64() {
        for (body, expected) in [
            (r#"{"name":"x"}"#, "XPjvtoWAtUEjboURSJmvgQ=="),
            ("", "1B2M2Y8AsgTpgAmY7PhCfg=="),
        ] {
            let mut request = Request::new(Method::POST);
            // What becomes the body later counts.
            request.content_md5().unwrap();
            request.payload("text/plain", body);
            assert_eq!(headers(request).await[CONTENT_MD5], expected);
            let mut request = Request::new(Method::POST);
            request.stream("text/plain", ByteStream::from_factory(move || body));
            request.content_md5().unwrap();
            assert_eq!(headers(request).await[CONTENT_MD5], expected);
        }
    }

    #[tokio::test]
    async fn checksums_that_are_given_are_kept_and_those_not_asked_for_left_out() {
        let mut request = Request::new(Method::POST);
        request.header("Content-MD5", Some("given")).unwrap();
        request.payload("text/plain", "x");
        request.content_md5().unwrap();
        let headers = headers(request).await;
        assert_eq!(headers[CONTENT_MD5], "given");
        assert!(!headers.contains_key(TREE_HASH));
    }

    #[tokio::test]
    async fn a_stream_that_passes_once_is_refused_unless_its_hashes_are_given() {
        let stream = || ByteStream::from_stream(Pieces::of(["x"]));
        let mut request = Request::new(Method::POST);
        request.stream("text/plain", stream());
        let error = request.content_md5().unwrap_err();
        assert_eq!(
            error.to_string(),
            "`body` is a stream that passes once, of which `content-md5` cannot be computed before it is sent: give the bytes, a file (`ByteStream::from_path`) or a factory of streams (`from_factory`)"
        );
        let error = request.sha256_tree_hash().unwrap_err();
        assert!(error.to_string().contains("`x-amz-sha256-tree-hash`"));
        request
            .header("X-Amz-Sha256-Tree-Hash", Some("given"))
            .unwrap();
        let error = request.sha256_tree_hash().unwrap_err();
        assert!(error.to_string().contains("give it with `with_sha256`"));
        request.stream("text/plain", stream().with_sha256([0xab; 32]));
        request.sha256_tree_hash().unwrap();
        let headers = headers(request).await;
        assert_eq!(headers[TREE_HASH], "given");
        assert_eq!(headers[CONTENT_SHA256], "ab".repeat(32));
    }

    #[cfg(feature = "request-compression")]
    #[tokio::test]
    async fn the_checksum_is_that_of_the_compressed_body() {
        use base64::Engine;
        use md5::Digest;

        let mut request = Request::new(Method::POST);
        request.payload("text/plain", bytes(20_000));
        request.content_md5().unwrap();
        request.gzip();
        let wanted = request
            .finalize(&crate::config::Compression::default())
            .unwrap();
        let body = request.body.as_bytes().unwrap().clone();
        assert!(body.starts_with(&[0x1f, 0x8b]));
        let expected = base64::prelude::BASE64_STANDARD.encode(md5::Md5::digest(&body));
        let computed = digest::of_body(body.into(), wanted).await.unwrap();
        assert_eq!(computed.headers[0].1, expected);
    }
}
