//! What protocols have in common that follow the HTTP binding traits: the route that `smithy.api#http` gives, and
//! bodies that are one value.

use super::{Operation, Place, Route};
use crate::Problem;
use crate::ast::Http;
use crate::ir::{Method, Payload, TimestampFormat, Type, TypeKind};

/// The route of an operation of the protocol that is called `protocol`.
pub(super) fn route(
    protocol: &str,
    operation: Operation<'_>,
    problems: &mut Vec<Problem>,
) -> Option<Route> {
    let id = operation.id;
    let http = operation.shape.traits.view::<Http>(id, problems);
    let mut report = |message: String| {
        problems.push(Problem::Misfit {
            shape: id.clone(),
            message,
        });
    };
    let Some(http) = http else {
        report(format!(
            "the operation has no smithy.api#http trait, which {protocol} needs"
        ));
        return None;
    };
    let (uri, query_literals) = uri_pattern(&http.uri).unwrap_or_else(|message| {
        report(message);
        Default::default()
    });
    let method = Method::named(&http.method);
    if method.is_none() {
        report(format!("{:?} is no HTTP method", http.method));
    }
    Some(Route {
        method,
        uri,
        query_literals,
        headers: Vec::new(),
    })
}

/// The format of a timestamp outside of bodies that names none.
pub(super) fn timestamp_format(place: Place, in_body: TimestampFormat) -> TimestampFormat {
    match place {
        Place::Label | Place::Query => TimestampFormat::DateTime,
        Place::Header => TimestampFormat::HttpDate,
        Place::Body => in_body,
    }
}

/// The body that is a text or bytes as they are, if it is one.
pub(super) fn text_or_bytes(ty: &Type) -> Option<Payload> {
    let or = |media_type: &Option<String>, default: &str| {
        media_type.clone().unwrap_or_else(|| default.to_owned())
    };
    Some(match ty {
        Type::String { media_type } => Payload::Text(or(media_type, "text/plain")),
        Type::Shape(shape) if shape.kind == TypeKind::StringEnum => {
            Payload::Text(or(&None, "text/plain"))
        }
        Type::Blob { media_type } | Type::Stream { media_type, .. } => {
            Payload::Bytes(or(media_type, "application/octet-stream"))
        }
        _ => return None,
    })
}

/// A piece of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PatternPart {
    /// Text.
    Literal(String),
    /// The name of a member, and whether its slashes are kept.
    Label { name: String, greedy: bool },
}

/// A URI pattern, taken apart: the path, and the constant query strings.
fn uri_pattern(pattern: &str) -> Result<(Vec<PatternPart>, Vec<String>), String> {
    let (path, query) = pattern.split_once('?').unwrap_or((pattern, ""));
    if !path.starts_with('/') {
        return Err(format!(
            "its URI pattern {pattern:?} does not start with a slash"
        ));
    }
    let parts = pattern_parts(path)?;
    let query = query
        .split('&')
        .filter(|literal| !literal.is_empty())
        .map(str::to_owned)
        .collect();
    Ok((parts, query))
}

/// The text and the labels of a pattern, in order.
pub(crate) fn pattern_parts(pattern: &str) -> Result<Vec<PatternPart>, String> {
    let mut parts = Vec::new();
    let mut rest = pattern;
    while let Some((literal, label)) = rest.split_once('{') {
        let Some((label, after)) = label.split_once('}') else {
            return Err(format!(
                "its pattern {pattern:?} has a brace that is not closed"
            ));
        };
        if !literal.is_empty() {
            parts.push(PatternPart::Literal(literal.to_owned()));
        }
        parts.push(match label.strip_suffix('+') {
            Some(greedy) => PatternPart::Label {
                name: greedy.to_owned(),
                greedy: true,
            },
            None => PatternPart::Label {
                name: label.to_owned(),
                greedy: false,
            },
        });
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(PatternPart::Literal(rest.to_owned()));
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uri_pattern_is_taken_apart() {
        let (path, query) = uri_pattern("/2015/{Name}/x/{Key+}?list&type=2").unwrap();
        let literal = |text: &str| PatternPart::Literal(text.to_owned());
        let label = |name: &str, greedy| PatternPart::Label {
            name: name.to_owned(),
            greedy,
        };
        assert_eq!(
            path,
            [
                literal("/2015/"),
                label("Name", false),
                literal("/x/"),
                label("Key", true)
            ]
        );
        assert_eq!(query, ["list", "type=2"]);
    }

    #[test]
    fn a_pattern_that_is_none_is_refused() {
        assert_eq!(
            uri_pattern("x").unwrap_err(),
            "its URI pattern \"x\" does not start with a slash"
        );
        assert_eq!(
            uri_pattern("/{x").unwrap_err(),
            "its pattern \"/{x\" has a brace that is not closed"
        );
    }
}
