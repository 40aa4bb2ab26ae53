//! How path and query of a request are written and percent-encoded.

use super::{InvalidInput, Request};
use crate::percent::VALUE;
use percent_encoding::{AsciiSet, percent_decode_str, utf8_percent_encode};
use std::collections::BTreeMap;
use std::fmt::{self, Display, Write};

/// As [`VALUE`], for a label that spans several segments.
const SEGMENTS: &AsciiSet = &VALUE.remove(b'/');

/// Percent-encodes while a value formats itself, so that no copy of its text is made.
struct Encoder<'a> {
    out: &'a mut String,
    set: &'static AsciiSet,
}

impl Write for Encoder<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.out.extend(utf8_percent_encode(text, self.set));
        Ok(())
    }
}

fn encode<T: Display + ?Sized>(out: &mut String, set: &'static AsciiSet, value: &T) {
    // Writing into a String does not fail; a value whose formatting does ends where it stopped.
    let _ = write!(Encoder { out, set }, "{value}");
}

impl Request {
    /// Appends to the path a literal part of the operation's URI, as it is.
    pub fn path(&mut self, literal: &str) {
        match self.query_at {
            None => self.target.push_str(literal),
            Some(end) => {
                self.target.insert_str(end, literal);
                self.query_at = Some(end + literal.len());
            }
        }
    }

    /// Appends the value of a label to the path (Smithy's `httpLabel` trait).
    ///
    /// # Errors
    ///
    /// The value is empty, `.` or `..`: each would make it a request of another operation or resource.
    pub fn label<T: Display + ?Sized>(
        &mut self,
        member: &'static str,
        value: &T,
    ) -> Result<(), InvalidInput> {
        let mut segment = String::new();
        encode(&mut segment, VALUE, value);
        check_segment(member, &segment)?;
        self.path(&segment);
        Ok(())
    }

    /// Appends the value of a greedy label to the path: `/` in it separates segments.
    ///
    /// # Errors
    ///
    /// The value is empty, or one of its segments is `.` or `..`.
    pub fn greedy_label<T: Display + ?Sized>(
        &mut self,
        member: &'static str,
        value: &T,
    ) -> Result<(), InvalidInput> {
        let mut segments = String::new();
        encode(&mut segments, SEGMENTS, value);
        if segments.is_empty() {
            check_segment(member, &segments)?;
        }
        for segment in segments.split('/').filter(|segment| !segment.is_empty()) {
            check_segment(member, segment)?;
        }
        self.path(&segments);
        Ok(())
    }

    /// Appends a constant query string of the operation's URI, such as `list-type=2`, as it is.
    pub fn query_literal(&mut self, literal: &str) {
        self.start_query_item();
        self.target.push_str(literal);
    }

    /// Appends a query parameter, if it has a value (Smithy's `httpQuery` trait).
    pub fn query<T: Display + ?Sized>(&mut self, name: &str, value: Option<&T>) {
        if let Some(value) = value {
            self.start_query_item();
            encode(&mut self.target, VALUE, name);
            self.target.push('=');
            encode(&mut self.target, VALUE, value);
        }
    }

    /// Appends a query parameter once for each value.
    pub fn query_list<I>(&mut self, name: &str, values: I)
    where
        I: IntoIterator<Item: Display>,
    {
        for value in values {
            self.query(name, Some(&value));
        }
    }

    /// Appends a map of query parameters (Smithy's `httpQueryParams` trait). A parameter that is there
    /// already wins over the map's.
    pub fn query_params<K: AsRef<str>, V: Display>(&mut self, params: Option<&BTreeMap<K, V>>) {
        let taken = self.query_names();
        for (name, value) in params.into_iter().flatten() {
            if !taken.iter().any(|taken| taken == name.as_ref()) {
                self.query(name.as_ref(), Some(value));
            }
        }
    }

    /// As [`query_params`](Self::query_params), for a map of lists: a parameter comes once for each value.
    pub fn query_list_params<K: AsRef<str>, V: Display>(
        &mut self,
        params: Option<&BTreeMap<K, Vec<V>>>,
    ) {
        let taken = self.query_names();
        for (name, values) in params.into_iter().flatten() {
            if !taken.iter().any(|taken| taken == name.as_ref()) {
                self.query_list(name.as_ref(), values);
            }
        }
    }

    fn start_query_item(&mut self) {
        if self.query_at.is_some() {
            self.target.push('&');
        } else {
            self.query_at = Some(self.target.len());
            self.target.push('?');
        }
    }

    fn query_names(&self) -> Vec<String> {
        let query = self.query_at.and_then(|at| self.target.get(at + 1..));
        query
            .into_iter()
            .flat_map(|query| query.split('&'))
            .map(|item| item.split('=').next().unwrap_or_default())
            .map(|name| percent_decode_str(name).decode_utf8_lossy().into_owned())
            .collect()
    }
}

fn check_segment(member: &str, segment: &str) -> Result<(), InvalidInput> {
    let reason = match segment {
        "" => "is empty: it is part of the request's path and needs a value",
        "." | ".." => "is a dot segment (`.` or `..`), which would lead to another path",
        _ => return Ok(()),
    };
    Err(InvalidInput::new(member, reason))
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::Method;

    fn target(build: impl FnOnce(&mut Request)) -> String {
        let mut request = Request::new(Method::GET);
        build(&mut request);
        request.target
    }

    #[test]
    fn only_unreserved_characters_stay_as_they_are() {
        let path = target(|request| request.label("L", "Az09-._~ %:/?#[]@!$&'()*+,;=é").unwrap());
        assert_eq!(
            path,
            "Az09-._~%20%25%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D%C3%A9"
        );
    }

    #[test]
    fn labels_that_lead_elsewhere_are_refused() {
        for value in ["", ".", ".."] {
            let mut request = Request::new(Method::GET);
            let error = request.label("FunctionName", value).unwrap_err();
            assert_eq!(error.member(), "FunctionName");
            assert_eq!(request.target, "");
        }
        for value in ["", "a/../b", "./a", "a/.."] {
            let mut request = Request::new(Method::GET);
            assert!(request.greedy_label("Key", value).is_err(), "{value}");
        }
    }

    #[test]
    fn labels_that_only_look_like_dot_segments_pass() {
        assert_eq!(target(|request| request.label("L", "...").unwrap()), "...");
        assert_eq!(
            target(|request| request.label("L", "a/../b").unwrap()),
            "a%2F..%2Fb"
        );
        assert_eq!(
            target(|request| request.label("L", "%2e%2E").unwrap()),
            "%252e%252E"
        );
    }

    #[test]
    fn a_greedy_label_keeps_its_slashes() {
        let path = target(|request| request.greedy_label("Key", "a//b c/").unwrap());
        assert_eq!(path, "a//b%20c/");
    }

    #[test]
    fn absent_query_parameters_are_left_out_and_empty_ones_are_not() {
        let target = target(|request| {
            request.path("/p");
            request.query("A", None::<&i32>);
            request.query("B", Some(""));
            request.query("C d", Some(&10));
        });
        assert_eq!(target, "/p?B=&C%20d=10");
    }

    #[test]
    fn lists_repeat_the_parameter() {
        let target = target(|request| {
            request.query_literal("x");
            request.query_list("A", [1, 2]);
            request.query_list("B", Vec::<String>::new());
        });
        assert_eq!(target, "?x&A=1&A=2");
    }

    #[test]
    fn named_parameters_win_over_a_map() {
        let target = target(|request| {
            request.query_literal("foo=bar");
            request.query("A b", Some("named"));
            let map = BTreeMap::from([("A b", "map"), ("c", "map"), ("foo", "map")]);
            request.query_params(Some(&map));
            let map = BTreeMap::from([("c", vec!["map"]), ("d", vec!["1", "2"])]);
            request.query_list_params(Some(&map));
        });
        assert_eq!(target, "?foo=bar&A%20b=named&c=map&d=1&d=2");
    }

    #[test]
    fn a_path_written_after_the_query_goes_before_it() {
        let target = target(|request| {
            request.path("/a");
            request.query_literal("q");
            request.path("/b");
            request.query("r", Some("1"));
        });
        assert_eq!(target, "/a/b?q&r=1");
    }
}
