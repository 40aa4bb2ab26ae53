//! How a response whose body is XML is decoded.

use crate::operation::{DecodeError, Response};
use smithereens_types::xml::{self, Read};

impl Response {
    /// Decodes the element of the body that is at the end of this path, which begins with the name of the root. An empty
    /// body, such as that of a 204, reads as an element with nothing in it: what the operation was to do is done, and the
    /// service has nothing to say of it.
    ///
    /// # Errors
    ///
    /// The body is no XML (a truncated one, an HTML page) or not of this form, the error then says which member is wrong, and
    /// shows no value; or it is empty, where the response had said that it would not be.
    pub fn xml<T: Read>(&self, path: &[&str]) -> Result<T, DecodeError> {
        xml::from_str(text(self.complete_body()?)?, path).map_err(|error| decode_error(&error))
    }

    /// As [`xml`](Self::xml), for a payload that the service may leave out: an empty body is `None` (Smithy's `httpPayload`
    /// trait).
    ///
    /// # Errors
    ///
    /// As for [`xml`](Self::xml), an empty body aside.
    pub fn xml_payload<T: Read>(&self, path: &[&str]) -> Result<Option<T>, DecodeError> {
        if self.buffered().is_empty() && self.declared_length().is_none() {
            return Ok(None);
        }
        self.xml(path).map(Some)
    }
}

/// The text of a body. XML that says so may have another encoding, as none of AWS's services does.
pub(super) fn text(body: &[u8]) -> Result<&str, DecodeError> {
    std::str::from_utf8(body)
        .map_err(|error| DecodeError::new("the body", format!("no XML in UTF-8: {error}")))
}

pub(super) fn decode_error(error: &xml::Error) -> DecodeError {
    DecodeError::new(error.place(), error.reason())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::Body;
    use http::header::CONTENT_LENGTH;
    use http::{HeaderMap, StatusCode};
    use smithereens_types::xml::{Element, Error, List, Own, Structure, read_structure};

    #[derive(Debug, Default)]
    struct Page {
        items: Vec<Item>,
    }

    #[derive(Debug, Default)]
    struct Item {
        age: i32,
    }

    impl Read for Page {
        fn read(element: Element<'_, '_>) -> Result<Self, Error> {
            read_structure(Self::default(), element)
        }
    }

    impl Structure for Page {
        fn read(&mut self, name: &str, member: Element<'_, '_>) -> Result<(), Error> {
            match name {
                "Items" => member.plain_as(&mut self.items, List("Item", Own)),
                _ => member.skip(),
            }
        }
    }

    impl Read for Item {
        fn read(element: Element<'_, '_>) -> Result<Self, Error> {
            read_structure(Self::default(), element)
        }
    }

    impl Structure for Item {
        fn read(&mut self, name: &str, member: Element<'_, '_>) -> Result<(), Error> {
            match name {
                "Age" => member.plain(&mut self.age),
                _ => member.skip(),
            }
        }
    }

    fn response(body: &'static [u8]) -> Response {
        Response {
            status: StatusCode::OK,
            headers: HeaderMap::new(),
            body: Body::from(bytes::Bytes::from_static(body)),
        }
    }

    fn error(body: &'static str) -> String {
        let response = response(body.as_bytes());
        response.xml::<Page>(&["Page"]).unwrap_err().to_string()
    }

    #[test]
    fn a_good_body_is_decoded() {
        let body = b"<Page><Items><Item><Age>3</Age></Item></Items></Page>";
        let page: Page = response(body).xml(&["Page"]).unwrap();
        assert_eq!(page.items[0].age, 3);
        assert!(
            response(body)
                .xml_payload::<Page>(&["Page"])
                .unwrap()
                .is_some()
        );
    }

    #[test]
    fn an_empty_body_is_a_success_with_nothing_to_say_unless_it_did_not_come() {
        let mut response = response(b"");
        assert!(response.xml::<Page>(&["Page"]).unwrap().items.is_empty());
        assert!(response.xml_payload::<Page>(&["Page"]).unwrap().is_none());
        response.headers.insert(CONTENT_LENGTH, 7.into());
        let due = "the body: it is empty, and was to be of 7 bytes";
        let error = response.xml::<Page>(&["Page"]).unwrap_err();
        assert_eq!(error.to_string(), due);
        let error = response.xml_payload::<Page>(&["Page"]).unwrap_err();
        assert_eq!(error.to_string(), due);
    }

    #[test]
    fn an_error_names_the_member_and_shows_no_value() {
        assert_eq!(
            error("<Page><Items><Item/><Item><Age>s3cr3t</Age></Item></Items></Page>"),
            "member `Items[1].Age`: invalid text, expected i32 at line 1 column 44"
        );
        assert_eq!(
            error("<html>502</html>"),
            "the body: the root element is `html`, expected `Page` at line 1 column 7"
        );
        assert_eq!(
            error("<Page><Items>"),
            "the body: no XML: it ends before its elements do at line 1 column 14"
        );
        let error = response(b"<Page>\xff").xml::<Page>(&["Page"]).unwrap_err();
        assert!(error.to_string().starts_with("the body: no XML in UTF-8: "));
    }
}
