//! What is left to do to a request once all of it is there: compress the body, then see what is to be computed over
//! what is sent.

#[cfg(feature = "request-compression")]
mod gzip;

#[cfg(feature = "checksum")]
mod checksum;

#[cfg(feature = "request-compression")]
use crate::config::Compression;

use super::Request;
use crate::digest::Wanted;
use crate::operation::InvalidInput;
use http::header::CONTENT_LENGTH;
use http::{HeaderValue, Method};

/// What the operation has done to the body.
#[derive(Debug, Default)]
#[cfg(any(feature = "checksum", feature = "request-compression"))]
pub(super) struct BodySteps {
    #[cfg(feature = "request-compression")]
    gzip: bool,
    #[cfg(feature = "checksum")]
    content_md5: bool,
    #[cfg(feature = "checksum")]
    sha256_tree_hash: bool,
}

impl Request {
    /// Makes the request ready to be sent: compressed, with the length of the compressed body. Gives which checksums
    /// are still to be computed over it.
    ///
    /// # Errors
    ///
    /// A header of the operation's says another length than the body has.
    pub(crate) fn finalize(
        &mut self,
        #[cfg(feature = "request-compression")] compression: &Compression,
    ) -> Result<Wanted, InvalidInput> {
        // Events have no length, and are seen one by one when they are sent.
        #[cfg(feature = "event-stream")]
        if self.messages.is_some() {
            return Ok(Wanted::default());
        }
        self.agree_on_length()?;
        #[cfg(feature = "request-compression")]
        self.compress(compression);
        if let Some(length) = self.body.content_length()
            && (length > 0 || expects_body(&self.method))
        {
            self.headers
                .insert(CONTENT_LENGTH, HeaderValue::from(length));
        }
        #[cfg(feature = "checksum")]
        return Ok(self.wanted());
        #[cfg(not(feature = "checksum"))]
        Ok(Wanted::default())
    }

    /// An operation may have a member for the header `Content-Length`. What it says is the length of a stream that
    /// does not know its own; where it says otherwise than the body, the request would end too early or never.
    fn agree_on_length(&mut self) -> Result<(), InvalidInput> {
        let Some(header) = self.headers.get(CONTENT_LENGTH) else {
            return Ok(());
        };
        let said = header.to_str().ok().and_then(|text| text.parse().ok());
        let Some(said) = said else {
            return Err(InvalidInput::new("content-length", "is no length"));
        };
        match self.body.content_length() {
            None => self.body = std::mem::take(&mut self.body).with_length(said),
            Some(length) if length == said => {}
            Some(length) => {
                let reason = format!("says {said} bytes, and the body has {length}");
                return Err(InvalidInput::new("content-length", reason));
            }
        }
        Ok(())
    }
}

/// Whether a request of this method says that it has no body (RFC 9110, section 8.6): some servers wait for one.
fn expects_body(method: &Method) -> bool {
    matches!(*method, Method::POST | Method::PUT | Method::PATCH)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::byte_stream::ByteStream;

    fn finalized(said: &str, body: ByteStream) -> Result<Request, InvalidInput> {
        let mut request = Request::new(Method::PUT);
        request.header("Content-Length", Some(said))?;
        request.stream("text/plain", body);
        request.finalize(
            #[cfg(feature = "request-compression")]
            &Compression::default(),
        )?;
        Ok(request)
    }

    /// A stream that knows its length no more than another would.
    fn unknown() -> ByteStream {
        ByteStream::from_stream(crate::byte_stream::Pieces::of(["ab", "cd"]))
    }

    #[tokio::test]
    async fn a_length_in_a_header_is_that_of_the_stream() {
        let request = finalized("4", unknown()).unwrap();
        assert_eq!(request.headers[CONTENT_LENGTH], "4");
        assert_eq!(request.body.collect().await.unwrap(), "abcd");
        for wrong in ["0", "2", "3", "5"] {
            let request = finalized(wrong, unknown()).unwrap();
            request.body.collect().await.unwrap_err();
        }
    }

    #[test]
    fn a_length_in_a_header_that_is_not_the_bodys_is_refused() {
        finalized("3", "abc".into()).unwrap();
        finalized("0", "".into()).unwrap();
        for (said, body, reason) in [
            ("2", "abc", "says 2 bytes, and the body has 3"),
            ("4", "abc", "says 4 bytes, and the body has 3"),
            ("5", "", "says 5 bytes, and the body has 0"),
            ("-1", "abc", "is no length"),
        ] {
            let error = finalized(said, body.into()).unwrap_err();
            assert_eq!(error.to_string(), format!("`content-length` {reason}"));
        }
        let error = finalized("2", unknown().with_length(4)).unwrap_err();
        assert_eq!(
            error.to_string(),
            "`content-length` says 2 bytes, and the body has 4"
        );
    }
}
