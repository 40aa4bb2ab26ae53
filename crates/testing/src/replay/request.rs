//! What is expected of a request, and how a request that was sent compares with that.

use super::difference::Compared;
use super::{Sent, body};
use bytes::Bytes;
use http::header::HeaderName;
use smithereens::test_util::OperationName;
use smithereens_types::printable;
use std::fmt;

/// What stands for an idempotency token that nobody set: the client makes one up.
pub(crate) const ANY_TOKEN: &str = "any-idempotency-token";

/// A function that says whether a request is as expected, and what it asks for.
type Predicate = (String, Box<dyn Fn(&Sent) -> bool + Send + Sync>);

/// What is said of a request; what is left out may be anything.
#[derive(Default)]
pub(super) struct ExpectedRequest {
    pub(super) operation: Option<OperationName>,
    pub(super) method: Option<String>,
    pub(super) path: Option<String>,
    pub(super) query: Vec<(String, String)>,
    /// Whether there are no other parameters.
    pub(super) is_whole_query: bool,
    pub(super) headers: Vec<(HeaderName, String)>,
    pub(super) body: Option<Bytes>,
    pub(super) predicates: Vec<Predicate>,
}

impl ExpectedRequest {
    /// All that there is of a request; other headers may be there as well.
    pub(super) fn whole(
        operation: Option<OperationName>,
        parts: &http::request::Parts,
        body: Option<Bytes>,
    ) -> Self {
        let headers = parts.headers.iter().map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
            (name.clone(), value)
        });
        Self {
            operation,
            method: Some(parts.method.to_string()),
            path: Some(parts.uri.path().to_owned()),
            query: parameters(parts.uri.query().unwrap_or_default()).collect(),
            is_whole_query: true,
            headers: joined(headers),
            body,
            predicates: Vec::new(),
        }
    }

    /// The request beside one that was sent.
    pub(super) fn compare(&self, sent: &Sent) -> Compared {
        let mut compared = Compared::default();
        if let Some(operation) = self.operation {
            let name = sent.operation_name().map(|name| name.to_string());
            compared.push(operation.to_string(), name);
        }
        self.compare_target(sent, &mut compared);
        for (name, value) in &self.headers {
            let values = sent.request.headers().get_all(name).into_iter();
            let values: Vec<_> = values
                .map(|value| String::from_utf8_lossy(value.as_bytes()))
                .collect();
            let line = |value: &str| format!("{name}: {}", printable(value));
            let found = (!values.is_empty()).then(|| line(&values.join(", ")));
            compared.push(line(value), found);
        }
        if let Some(expected) = &self.body {
            compared.push("", Some(String::new()));
            let content_type = sent.header("content-type");
            let bodies = [expected.as_ref(), sent.request.body().as_ref()];
            let [expected, found] = body::lines(bodies, content_type);
            compared.expected.extend(expected);
            compared.sent.extend(found);
        }
        for (what, holds) in &self.predicates {
            let is_met = holds(sent);
            let line = format!("({what})");
            compared.push(line.clone(), is_met.then_some(line));
        }
        fill_tokens(&mut compared);
        compared
    }

    /// Method, path and query.
    fn compare_target(&self, sent: &Sent, compared: &mut Compared) {
        let uri = sent.request.uri();
        if self.method.is_some() || self.path.is_some() {
            let [sent_method, sent_path] = [sent.request.method().as_str(), uri.path()];
            let method = self.method.as_deref().unwrap_or(sent_method);
            let path = self.path.as_deref().unwrap_or(sent_path);
            compared.push(
                format!("{method} {path}"),
                Some(format!("{sent_method} {sent_path}")),
            );
        }
        let mut expected: Vec<_> = self.query.iter().map(parameter).collect();
        let mut found: Vec<_> = parameters(uri.query().unwrap_or_default())
            .filter(|(name, _)| {
                self.is_whole_query || self.query.iter().any(|(known, _)| known == name)
            })
            .map(|it| parameter(&it))
            .collect();
        expected.sort_unstable();
        found.sort_unstable();
        compared.expected.append(&mut expected);
        compared.sent.append(&mut found);
    }
}

/// Headers of one name as one.
fn joined(headers: impl Iterator<Item = (HeaderName, String)>) -> Vec<(HeaderName, String)> {
    headers.fold(
        Vec::new(),
        |mut all: Vec<(HeaderName, String)>, (name, value)| {
            match all.iter_mut().find(|(known, _)| *known == name) {
                Some((_, before)) => *before = format!("{before}, {value}"),
                None => all.push((name, value)),
            }
            all
        },
    )
}

/// The parameters of a query, decoded.
fn parameters(query: &str) -> impl Iterator<Item = (String, String)> + '_ {
    let decoded = |text: &str| {
        percent_encoding::percent_decode_str(text)
            .decode_utf8_lossy()
            .into_owned()
    };
    query.split('&').filter(|it| !it.is_empty()).map(move |it| {
        let (name, value) = it.split_once('=').unwrap_or((it, ""));
        (decoded(name), decoded(value))
    })
}

fn parameter((name, value): &(String, String)) -> String {
    format!("?{}={}", printable(name), printable(value))
}

/// Takes whatever was sent in place of a token that may be any.
fn fill_tokens(compared: &mut Compared) {
    let Compared { expected, sent } = compared;
    for line in expected {
        if let Some((before, after)) = line.split_once(ANY_TOKEN) {
            let fits = |it: &&String| it.starts_with(before) && it.ends_with(after);
            if let Some(found) = sent.iter().find(fits) {
                line.clone_from(found);
            }
        }
    }
}

/// What it is, in a line.
impl fmt::Display for ExpectedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operation = self.operation.map(|name| name.to_string());
        let parts = [operation.as_ref(), self.method.as_ref(), self.path.as_ref()];
        let parts: Vec<_> = parts.into_iter().flatten().map(String::as_str).collect();
        if parts.is_empty() {
            return f.write_str("any request");
        }
        f.write_str(&parts.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn is_equal(expected: &'static str, sent: &'static str) -> bool {
        let expected = ExpectedRequest {
            body: Some(expected.into()),
            ..ExpectedRequest::default()
        };
        let sent = Sent {
            at: Duration::ZERO,
            request: http::Request::new(sent.into()),
        };
        expected.compare(&sent).is_equal()
    }

    #[test]
    fn a_token_may_be_any_in_every_form_of_a_body_and_nothing_else() {
        for (expected, same, other) in [
            (
                "Action=A&Token=any-idempotency-token&Version=1",
                "Action=A&Token=u&Version=1",
                "Action=A&Token=u&Version=1\n",
            ),
            (
                "<a><t>any-idempotency-token</t>\n<b/></a>",
                "<a><t>u</t>\n<b/></a>",
                "<a><t>u</t><b/></a>",
            ),
            (
                r#"{"t": "any-idempotency-token", "a": 1}"#,
                "{\n\"a\": 1, \"t\": \"u\"}",
                r#"{"t": "u", "a": 2}"#,
            ),
        ] {
            assert!(is_equal(expected, same), "{expected}");
            assert!(!is_equal(expected, other), "{expected}");
        }
    }
}
