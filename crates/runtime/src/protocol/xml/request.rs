//! How a request gets a body of XML.

use crate::operation::Request;
use smithereens_types::xml::{self, WriteAs};

impl Request {
    /// Makes the document whose root element has this name the body, with the value in it by an adapter, and
    /// `application/xml` the content type unless a header says otherwise.
    pub fn xml<T: ?Sized, A: WriteAs<T>>(&mut self, root: &str, value: &T, adapter: A) {
        self.payload("application/xml", xml::to_string(root, value, &adapter));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::Method;
    use http::header::CONTENT_TYPE;
    use smithereens_types::xml::{Namespaced, Own};

    #[test]
    fn a_body_of_xml_has_a_content_type_unless_a_header_says_another() {
        let mut request = Request::new(Method::PUT);
        request.xml("A", &"b<c".to_owned(), Namespaced("xmlns", "urn:a", Own));
        assert_eq!(request.headers[CONTENT_TYPE], "application/xml");
        let body = request.body.as_bytes().unwrap();
        assert_eq!(body, r#"<A xmlns="urn:a">b&lt;c</A>"#);
        let mut request = Request::new(Method::PUT);
        request.header("Content-Type", Some("text/xml")).unwrap();
        request.xml("A", &String::new(), Own);
        assert_eq!(request.headers[CONTENT_TYPE], "text/xml");
    }
}
