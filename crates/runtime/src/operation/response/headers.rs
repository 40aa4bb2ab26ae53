//! How the headers of a response are decoded.

use super::Response;
use crate::operation::{DecodeError, header_list};
use smithereens_types::Timestamp;
use std::collections::BTreeMap;
use std::fmt::Display;

impl Response {
    /// Decodes a header with this function, if the response has it (Smithy's `httpHeader` trait).
    ///
    /// # Errors
    ///
    /// The header is not UTF-8, or the function refuses it. What the function's error has in double quotes is
    /// taken for the header's value, and left out.
    pub fn header<T, E: Display>(
        &self,
        name: &'static str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Result<Option<T>, DecodeError> {
        let Some(value) = self.headers.get(name) else {
            return Ok(None);
        };
        let value = utf8(name, value.as_bytes())?;
        parse(value)
            .map(Some)
            .map_err(|error| DecodeError::header(name, error))
    }

    /// As [`header`](Self::header), of one that has to be there: events follow the response, and nothing else says what
    /// they are of.
    ///
    /// # Errors
    ///
    /// As for [`header`](Self::header), and the response does not have it.
    #[cfg(feature = "event-stream")]
    pub fn required_header<T, E: Display>(
        &self,
        name: &'static str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Result<T, DecodeError> {
        let found = self.header(name, parse)?;
        found.ok_or_else(|| DecodeError::header(name, "it is missing"))
    }

    /// Decodes each value of a comma-separated list, if the response has the header. Several headers of the
    /// name make one list.
    ///
    /// # Errors
    ///
    /// The header is not UTF-8, has unbalanced quotes, or the function refuses a value; see
    /// [`header`](Self::header) for what is said of that.
    pub fn header_list<T, E: Display>(
        &self,
        name: &'static str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Result<Option<Vec<T>>, DecodeError> {
        self.header_values(name, |list, values| {
            for value in
                header_list::split(list).map_err(|error| DecodeError::header(name, error))?
            {
                values.push(parse(&value).map_err(|error| DecodeError::header(name, error))?);
            }
            Ok(())
        })
    }

    /// Decodes a comma-separated list of timestamps in the `http-date` format, which hold a comma themselves.
    ///
    /// # Errors
    ///
    /// The header is not UTF-8, or a value is no HTTP date.
    pub fn http_dates(&self, name: &'static str) -> Result<Option<Vec<Timestamp>>, DecodeError> {
        self.header_values(name, |list, values| {
            for date in header_list::split_dates(list) {
                let date = Timestamp::parse_http_date(date);
                values.push(date.map_err(|error| DecodeError::header(name, error))?);
            }
            Ok(())
        })
    }

    /// All headers whose name starts with the prefix, by the rest of their name in lower case (Smithy's
    /// `httpPrefixHeaders` trait). Values that are not UTF-8 are decoded with replacement characters.
    #[must_use]
    pub fn prefix_headers(&self, prefix: &str) -> BTreeMap<String, String> {
        let prefix = prefix.to_ascii_lowercase();
        let mut found = BTreeMap::new();
        for (name, value) in &self.headers {
            if let Some(key) = name.as_str().strip_prefix(prefix.as_str()) {
                let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
                // A name that comes twice keeps its first value, as `header` does.
                found.entry(key.to_owned()).or_insert(value);
            }
        }
        found
    }

    fn header_values<T>(
        &self,
        name: &'static str,
        mut decode: impl FnMut(&str, &mut Vec<T>) -> Result<(), DecodeError>,
    ) -> Result<Option<Vec<T>>, DecodeError> {
        if !self.headers.contains_key(name) {
            return Ok(None);
        }
        let mut values = Vec::new();
        for list in self.headers.get_all(name) {
            decode(utf8(name, list.as_bytes())?, &mut values)?;
        }
        Ok(Some(values))
    }
}

fn utf8<'a>(name: &str, value: &'a [u8]) -> Result<&'a str, DecodeError> {
    std::str::from_utf8(value).map_err(|error| DecodeError::header(name, error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::Body;
    use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

    fn response(headers: &[(&'static str, &'static [u8])]) -> Response {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(
                HeaderName::from_static(name),
                HeaderValue::from_static_bytes(value),
            );
        }
        Response {
            status: StatusCode::OK,
            headers: map,
            body: Body::empty(),
        }
    }

    trait FromStaticBytes {
        fn from_static_bytes(value: &'static [u8]) -> Self;
    }

    impl FromStaticBytes for HeaderValue {
        fn from_static_bytes(value: &'static [u8]) -> Self {
            Self::from_bytes(value).unwrap()
        }
    }

    #[test]
    fn a_header_is_parsed() {
        let response = response(&[("retry-after", b"7")]);
        assert_eq!(
            response.header("Retry-After", str::parse::<i32>).unwrap(),
            Some(7)
        );
        assert_eq!(response.header("x-other", str::parse::<i32>).unwrap(), None);
    }

    #[cfg(feature = "event-stream")]
    #[test]
    fn a_required_header_is_an_error_where_it_is_missing() {
        let response = response(&[("retry-after", b"7")]);
        let seven = response.required_header("Retry-After", str::parse::<i32>);
        assert_eq!(seven, Ok(7));
        let error = response.required_header("X-Other", str::parse::<i32>);
        assert_eq!(
            error.unwrap_err().to_string(),
            "header `X-Other`: it is missing"
        );
    }

    #[test]
    fn an_error_names_the_header() {
        let response = response(&[("retry-after", b"soon"), ("x-bytes", b"\xff")]);
        assert_eq!(
            response
                .header("Retry-After", str::parse::<i32>)
                .unwrap_err()
                .to_string(),
            "header `Retry-After`: invalid digit found in string"
        );
        assert!(response.header("x-bytes", str::parse::<String>).is_err());
    }

    #[test]
    fn several_headers_make_one_list() {
        let response = response(&[("x-list", b"1, 2"), ("x-list", b"3")]);
        let list = response.header_list("X-List", str::parse::<i32>).unwrap();
        assert_eq!(list, Some(vec![1, 2, 3]));
    }

    #[test]
    fn dates_are_kept_whole() {
        let date = "Mon, 16 Dec 2019 23:48:18 GMT";
        let response = response(&[
            (
                "x-dates",
                b"Mon, 16 Dec 2019 23:48:18 GMT, Mon, 16 Dec 2019 23:48:18 GMT",
            ),
            ("x-other", b"yesterday"),
        ]);
        let expected = Timestamp::parse_http_date(date).unwrap();
        assert_eq!(
            response.http_dates("X-Dates").unwrap(),
            Some(vec![expected; 2])
        );
        assert!(response.http_dates("X-Other").is_err());
    }

    #[test]
    fn prefixed_headers_are_collected_by_the_rest_of_their_name() {
        let response = response(&[("x-meta-a", b"1"), ("x-meta-b", b"2"), ("x-other", b"3")]);
        let found = response.prefix_headers("X-Meta-");
        assert_eq!(
            found,
            BTreeMap::from([("a".into(), "1".into()), ("b".into(), "2".into())])
        );
    }
}
