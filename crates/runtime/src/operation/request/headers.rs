//! How the headers of a request are written, and which values are refused.

use super::{InvalidInput, Request};
use crate::reserved::is_reserved;
use http::header::{HeaderName, HeaderValue};
use std::collections::BTreeMap;
use std::fmt::{Display, Write};

impl Request {
    /// Sets a header, if it has a value (Smithy's `httpHeader` trait). An empty value is sent as such.
    ///
    /// # Errors
    ///
    /// The value holds a control character such as CR, LF or NUL, which could end the header and start another.
    pub fn header<T: Display + ?Sized>(
        &mut self,
        name: &'static str,
        value: Option<&T>,
    ) -> Result<(), InvalidInput> {
        match value {
            Some(value) => self.insert_header(header_name(name)?, name, value.to_string()),
            None => Ok(()),
        }
    }

    /// Sets a header to a comma-separated list, if there is one. An empty list is sent as an empty value.
    ///
    /// The values go as they are: texts that may hold a comma have to be [`quoted`](crate::codegen::quoted), dates
    /// must not be.
    ///
    /// # Errors
    ///
    /// As for [`header`](Self::header).
    pub fn header_list<I>(
        &mut self,
        name: &'static str,
        values: Option<I>,
    ) -> Result<(), InvalidInput>
    where
        I: IntoIterator<Item: Display>,
    {
        let Some(values) = values else {
            return Ok(());
        };
        let mut list = String::new();
        for (index, value) in values.into_iter().enumerate() {
            let separator = if index > 0 { ", " } else { "" };
            // Writing into a String does not fail.
            let _ = write!(list, "{separator}{value}");
        }
        self.insert_header(header_name(name)?, name, list)
    }

    /// Sets a header for each entry of a map, named by the prefix and the key (Smithy's `httpPrefixHeaders`
    /// trait). A header that is set already wins over the map's.
    ///
    /// # Errors
    ///
    /// A key makes no header name, or that of one which the client, the signature or the connection sets; or a value is
    /// refused as for [`header`](Self::header).
    pub fn prefix_headers<K: AsRef<str>, V: AsRef<str>>(
        &mut self,
        prefix: &str,
        values: Option<&BTreeMap<K, V>>,
    ) -> Result<(), InvalidInput> {
        for (key, value) in values.into_iter().flatten() {
            let name = format!("{prefix}{}", key.as_ref());
            let header = header_name(&name)?;
            if is_reserved(&header) {
                return Err(InvalidInput::new(
                    name,
                    "is a header of the client's own to set",
                ));
            }
            if !self.headers.contains_key(&header) {
                self.insert_header(header, &name, value.as_ref().to_owned())?;
            }
        }
        Ok(())
    }

    fn insert_header(
        &mut self,
        header: HeaderName,
        name: &str,
        value: String,
    ) -> Result<(), InvalidInput> {
        // The error does not say the value: headers carry secrets.
        let value = HeaderValue::try_from(value).map_err(|_| {
            InvalidInput::new(
                name,
                "holds a control character (such as CR, LF or NUL), which no header may",
            )
        })?;
        self.headers.insert(header, value);
        Ok(())
    }
}

fn header_name(name: &str) -> Result<HeaderName, InvalidInput> {
    HeaderName::try_from(name).map_err(|_| {
        let shown = crate::excerpt::one_line(name, 80);
        InvalidInput::new(shown, "is no valid header name")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::Method;

    fn request() -> Request {
        Request::new(Method::GET)
    }

    #[test]
    fn control_characters_are_refused_by_the_name_of_the_header() {
        for value in ["a\rb", "a\nb", "a\0b", "\r\nX-Other: 1"] {
            let error = request().header("X-Secret", Some(value)).unwrap_err();
            assert_eq!(
                error.to_string(),
                "`X-Secret` holds a control character (such as CR, LF or NUL), which no header may"
            );
        }
        let values = BTreeMap::from([("a", "b\n")]);
        assert!(request().prefix_headers("X-", Some(&values)).is_err());
    }

    #[test]
    fn a_prefix_header_needs_a_valid_name() {
        let values = BTreeMap::from([("a b\n", "c")]);
        let error = request().prefix_headers("X-", Some(&values)).unwrap_err();
        assert_eq!(error.to_string(), "`X-a b` is no valid header name");
    }

    #[test]
    fn a_map_sets_no_header_of_the_client_the_signature_or_the_connection() {
        for key in [
            "connection",
            "Host",
            "AUTHORIZATION",
            "Content-Length",
            "transfer-encoding",
            "TE",
            "trailer",
            "upgrade",
            "expect",
            "keep-alive",
            "proxy-authorization",
            "Proxy-Connection",
            "user-agent",
            "x-amz-date",
            "X-Amz-Security-Token",
            "x-amz-content-sha256",
            "amz-sdk-request",
        ] {
            let values = BTreeMap::from([(key, "x")]);
            let error = request().prefix_headers("", Some(&values)).unwrap_err();
            let due = format!("`{key}` is a header of the client's own to set");
            assert_eq!(error.to_string(), due);
            // The prefix and the key make the name together.
            let (prefix, rest) = key.split_at(2);
            let values = BTreeMap::from([(rest, "x")]);
            assert!(request().prefix_headers(prefix, Some(&values)).is_err());
            request().prefix_headers("X-Meta-", Some(&values)).unwrap();
        }
    }

    #[test]
    fn text_past_ascii_is_sent_as_utf_8() {
        let mut request = request();
        request.header("X-Name", Some("é")).unwrap();
        assert_eq!(request.headers["x-name"].as_bytes(), "é".as_bytes());
    }

    #[test]
    fn absent_headers_are_left_out_and_empty_ones_are_sent() {
        let mut request = request();
        request.header("X-A", None::<&str>).unwrap();
        request.header("X-B", Some("")).unwrap();
        request.header_list("X-C", Some(&[] as &[&str])).unwrap();
        request.header_list("X-D", None::<&Vec<String>>).unwrap();
        assert_eq!(request.headers.len(), 2);
        assert_eq!(request.headers["x-b"], "");
        assert_eq!(request.headers["x-c"], "");
    }

    #[test]
    fn lists_are_separated_by_commas() {
        let mut request = request();
        request.header_list("X-L", Some([1, 2])).unwrap();
        assert_eq!(request.headers["x-l"], "1, 2");
    }

    #[test]
    fn a_named_header_wins_over_a_prefix_header() {
        let values = BTreeMap::from([("hello", "map"), ("x-foo", "Foo")]);
        let mut before = request();
        before.header("hello", Some("named")).unwrap();
        before.prefix_headers("", Some(&values)).unwrap();
        let mut after = request();
        after.prefix_headers("", Some(&values)).unwrap();
        after.header("hello", Some("named")).unwrap();
        for request in [before, after] {
            assert_eq!(request.headers["hello"], "named");
            assert_eq!(request.headers["x-foo"], "Foo");
        }
    }
}
