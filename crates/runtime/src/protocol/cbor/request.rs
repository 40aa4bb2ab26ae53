//! How a request gets a body of CBOR.

use crate::operation::Request;
use smithereens_types::cbor;

impl Request {
    /// Makes the CBOR of this value the body, and `application/cbor` the content type.
    pub fn cbor<T: cbor::Write + ?Sized>(&mut self, body: &T) {
        self.payload("application/cbor", cbor::encode(body));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::Method;
    use http::header::CONTENT_TYPE;

    #[test]
    fn a_body_of_cbor_has_its_content_type() {
        let mut request = Request::new(Method::POST);
        request.cbor(&vec![1, -1]);
        assert_eq!(request.headers[CONTENT_TYPE], "application/cbor");
        assert_eq!(request.body.as_bytes().unwrap().as_ref(), b"\x82\x01\x20");
    }
}
