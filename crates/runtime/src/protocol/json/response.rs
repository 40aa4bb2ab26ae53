//! How a response whose body is JSON is decoded.

use super::text::read;
use crate::operation::{DecodeError, Response};
use serde::de::DeserializeOwned;

impl Response {
    /// Decodes the body as JSON. An empty one, such as that of a 204, reads as `{}`: what the operation was to do is
    /// done, and the service has nothing to say of it.
    ///
    /// # Errors
    ///
    /// The body is no JSON (a truncated one, an HTML page) or not of this form, the error then says which member is
    /// wrong, and shows no value; or it is empty, where the response had said that it would not be.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        read(self.complete_body()?)
    }

    /// As [`json`](Self::json), for a payload that the service may leave out: an empty body is `None`
    /// (Smithy's `httpPayload` trait).
    ///
    /// # Errors
    ///
    /// As for [`json`](Self::json), an empty body aside.
    pub fn json_payload<T: DeserializeOwned>(&self) -> Result<Option<T>, DecodeError> {
        if self.buffered().is_empty() && self.declared_length().is_none() {
            return Ok(None);
        }
        self.json().map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::Body;
    use http::header::CONTENT_LENGTH;
    use http::{HeaderMap, StatusCode};
    use serde::{Deserialize, Deserializer};
    use smithereens_types::json;

    #[derive(Debug, Default)]
    struct Page {
        items: Vec<Item>,
    }

    impl<'de> Deserialize<'de> for Page {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            json::deserialize_structure(Self::default(), deserializer)
        }
    }

    impl json::Structure for Page {
        fn read<M: json::Member>(&mut self, name: &str, member: M) -> Result<(), M::Error> {
            match name {
                "Items" => member.plain_as::<json::List, _>(&mut self.items),
                _ => member.skip(),
            }
        }
    }

    #[derive(Debug, Default)]
    struct Item {
        age: i32,
    }

    impl<'de> Deserialize<'de> for Item {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            json::deserialize_structure(Self::default(), deserializer)
        }
    }

    impl json::Structure for Item {
        fn read<M: json::Member>(&mut self, name: &str, member: M) -> Result<(), M::Error> {
            match name {
                "Age" => member.plain(&mut self.age),
                _ => member.skip(),
            }
        }
    }

    fn response(body: &'static str) -> Response {
        Response {
            status: StatusCode::OK,
            headers: HeaderMap::new(),
            body: Body::from(body),
        }
    }

    fn error(body: &'static str) -> String {
        response(body).json::<Page>().unwrap_err().to_string()
    }

    #[test]
    fn a_good_body_is_decoded() {
        let page: Page = response(r#"{"Items": [{"Age": 3}]}"#).json().unwrap();
        assert_eq!(page.items[0].age, 3);
    }

    #[test]
    fn an_empty_body_is_a_success_with_nothing_to_say() {
        #[derive(Debug, Deserialize)]
        struct Named {
            id: Option<String>,
        }
        assert_eq!(response("").json::<Named>().unwrap().id, None);
        assert!(response("").json_payload::<Page>().unwrap().is_none());
        // White space is no JSON.
        assert!(error(" ").contains("EOF while parsing a value"));
    }

    #[test]
    fn a_body_that_did_not_come_is_no_empty_one() {
        let mut response = response("");
        response.headers.insert(CONTENT_LENGTH, 7.into());
        let due = "the body: it is empty, and was to be of 7 bytes";
        assert_eq!(response.json::<Page>().unwrap_err().to_string(), due);
        let payload = response.json_payload::<Page>();
        assert_eq!(payload.unwrap_err().to_string(), due);
        response.headers.insert(CONTENT_LENGTH, 0.into());
        assert!(response.json_payload::<Page>().unwrap().is_none());
    }

    #[test]
    fn an_error_names_the_member() {
        assert_eq!(
            error(r#"{"Items": [{"Age": 3}, {"Age": "x"}]}"#),
            "member `Items[1].Age`: invalid type: string, expected i32 at line 1 column 34"
        );
    }

    #[test]
    fn a_truncated_body_is_an_error() {
        assert!(error(r#"{"Items": [{"Age": 3}"#).contains("EOF while parsing"));
        assert!(error("<html>").starts_with("the body: no JSON: expected value"));
        assert!(error(r#"{"Items": []} trailing"#).contains("trailing characters"));
    }
}
