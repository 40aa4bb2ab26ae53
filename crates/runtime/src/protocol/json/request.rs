//! How a request gets a body of JSON.

use crate::operation::{InvalidInput, Request};
use serde::Serialize;

impl Request {
    /// Makes the JSON of this value the body, and `application/json` the content type unless a header says
    /// otherwise.
    ///
    /// # Errors
    ///
    /// The value cannot be written as JSON.
    pub fn json<T: Serialize + ?Sized>(&mut self, body: &T) -> Result<(), InvalidInput> {
        let json = serde_json::to_vec(body)
            .map_err(|error| InvalidInput::new("body", format!("cannot be written: {error}")))?;
        self.payload("application/json", json);
        Ok(())
    }

    /// As [`json`](Self::json), with an empty object where there is no value: a structure that is the whole body
    /// is sent even if the caller left it out.
    ///
    /// # Errors
    ///
    /// As for [`json`](Self::json).
    pub fn json_or_empty<T: Serialize + ?Sized>(
        &mut self,
        body: Option<&T>,
    ) -> Result<(), InvalidInput> {
        match body {
            Some(body) => self.json(body),
            None => {
                self.payload("application/json", "{}");
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::Method;
    use http::header::CONTENT_TYPE;

    #[test]
    fn a_content_type_that_a_header_set_is_kept() {
        let mut request = Request::new(Method::PUT);
        request.header("Content-Type", Some("text/plain")).unwrap();
        request.json(&[1, 2]).unwrap();
        assert_eq!(request.headers[CONTENT_TYPE], "text/plain");
        assert_eq!(request.body.as_bytes().unwrap(), "[1,2]");
    }

    #[test]
    fn a_json_body_has_a_content_type() {
        let mut request = Request::new(Method::PUT);
        request.json(&()).unwrap();
        assert_eq!(request.headers[CONTENT_TYPE], "application/json");
    }
}
