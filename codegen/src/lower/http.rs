//! The HTTP binding traits: where each member of an input or output travels.

use super::Lowering;
use crate::Problem;
use crate::ast::{Member, ShapeId};
use crate::ir::{Payload, RequestLocation, ResponseLocation, TimestampFormat, Type, TypeKind};

const LABEL: &str = "smithy.api#httpLabel";
const QUERY: &str = "smithy.api#httpQuery";
const QUERY_PARAMS: &str = "smithy.api#httpQueryParams";
const HEADER: &str = "smithy.api#httpHeader";
const PREFIX_HEADERS: &str = "smithy.api#httpPrefixHeaders";
const RESPONSE_CODE: &str = "smithy.api#httpResponseCode";
const PAYLOAD: &str = "smithy.api#httpPayload";

/// The parts of a message that a member can travel in, as far as its type depends on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Label,
    Query,
    Header,
    Body,
}

impl Place {
    /// Where a member of an input goes.
    pub(super) fn in_request(member: &Member) -> Self {
        let has = |trait_id| member.traits.has(trait_id);
        if has(LABEL) {
            Self::Label
        } else if has(QUERY) || has(QUERY_PARAMS) {
            Self::Query
        } else if has(HEADER) || has(PREFIX_HEADERS) {
            Self::Header
        } else {
            Self::Body
        }
    }

    /// Where a member of an output or error comes from.
    pub(super) fn in_response(member: &Member) -> Self {
        if member.traits.has(HEADER) || member.traits.has(PREFIX_HEADERS) {
            Self::Header
        } else {
            Self::Body
        }
    }

    /// The format of timestamps that name none.
    pub(super) fn timestamp_format(self) -> TimestampFormat {
        match self {
            Self::Label | Self::Query => TimestampFormat::DateTime,
            Self::Header => TimestampFormat::HttpDate,
            Self::Body => TimestampFormat::EpochSeconds,
        }
    }
}

/// A piece of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PatternPart {
    /// Text.
    Literal(String),
    /// The name of a member, and whether its slashes are kept.
    Label { name: String, greedy: bool },
}

/// A URI pattern, taken apart: the path, and the constant query strings.
pub(super) fn uri_pattern(pattern: &str) -> Result<(Vec<PatternPart>, Vec<String>), String> {
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
pub(super) fn pattern_parts(pattern: &str) -> Result<Vec<PatternPart>, String> {
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

/// Whether a member of an output or error is bound to a part of the response, and so no member of the body.
pub(super) fn is_bound(member: &Member) -> bool {
    let bindings = [HEADER, PREFIX_HEADERS, RESPONSE_CODE, PAYLOAD];
    bindings.into_iter().any(|id| member.traits.has(id))
}

impl Lowering<'_> {
    /// Where an input member of this type goes.
    pub(super) fn request_location(
        &mut self,
        id: &ShapeId,
        member: &Member,
        ty: &Type,
    ) -> RequestLocation {
        let traits = &member.traits;
        let problems = &mut self.problems;
        if traits.has(LABEL) {
            self.require_simple(id, "httpLabel", ty);
            RequestLocation::Label
        } else if let Some(name) = traits.value(QUERY, id, problems) {
            self.require_simple_or_list(id, "httpQuery", ty);
            RequestLocation::Query(name)
        } else if traits.has(QUERY_PARAMS) {
            self.require_string_map(id, "httpQueryParams", ty, true);
            RequestLocation::QueryParams
        } else if let Some(name) = traits.value(HEADER, id, problems) {
            self.require_simple_or_list(id, "httpHeader", ty);
            RequestLocation::Header(name)
        } else if let Some(prefix) = traits.value(PREFIX_HEADERS, id, problems) {
            self.require_string_map(id, "httpPrefixHeaders", ty, false);
            RequestLocation::PrefixHeaders(prefix)
        } else if traits.has(PAYLOAD) {
            RequestLocation::Payload(self.payload(id, ty))
        } else {
            self.refuse_stream(id, ty);
            RequestLocation::Body
        }
    }

    /// Where a member of an output or error of this type comes from, if it is bound.
    pub(super) fn response_location(
        &mut self,
        id: &ShapeId,
        member: &Member,
        ty: &Type,
    ) -> Option<ResponseLocation> {
        let traits = &member.traits;
        let problems = &mut self.problems;
        if let Some(name) = traits.value(HEADER, id, problems) {
            self.require_simple_or_list(id, "httpHeader", ty);
            Some(ResponseLocation::Header(name))
        } else if let Some(prefix) = traits.value(PREFIX_HEADERS, id, problems) {
            self.require_string_map(id, "httpPrefixHeaders", ty, false);
            Some(ResponseLocation::PrefixHeaders(prefix))
        } else if traits.has(RESPONSE_CODE) {
            Some(ResponseLocation::StatusCode)
        } else if traits.has(PAYLOAD) {
            Some(ResponseLocation::Payload(self.payload(id, ty)))
        } else {
            self.refuse_stream(id, ty);
            None
        }
    }

    fn payload(&mut self, id: &ShapeId, ty: &Type) -> Payload {
        match ty {
            Type::String { media_type } => Payload::Text(
                media_type
                    .clone()
                    .unwrap_or_else(|| "text/plain".to_owned()),
            ),
            Type::Shape(shape) if shape.kind == TypeKind::StringEnum => {
                Payload::Text("text/plain".to_owned())
            }
            Type::Blob { media_type } | Type::Stream { media_type, .. } => Payload::Bytes(
                media_type
                    .clone()
                    .unwrap_or_else(|| "application/octet-stream".to_owned()),
            ),
            Type::Document | Type::List { .. } | Type::Map { .. } | Type::Shape(_) => Payload::Json,
            _ => {
                self.misfit(
                    id,
                    "httpPayload",
                    "a string, blob, document, list, map, structure or union",
                );
                Payload::Json
            }
        }
    }

    fn require_simple(&mut self, id: &ShapeId, trait_name: &'static str, ty: &Type) {
        if !is_simple(ty) {
            self.misfit(
                id,
                trait_name,
                "a string, number, boolean, timestamp or enum",
            );
        }
    }

    fn require_simple_or_list(&mut self, id: &ShapeId, trait_name: &'static str, ty: &Type) {
        let fits = match ty {
            Type::List { member, .. } => is_simple(member),
            _ => is_simple(ty),
        };
        if !fits {
            self.misfit(
                id,
                trait_name,
                "a string, number, boolean, timestamp or enum, or a list of them",
            );
        }
    }

    fn require_string_map(
        &mut self,
        id: &ShapeId,
        trait_name: &'static str,
        ty: &Type,
        lists: bool,
    ) {
        let fits = match ty {
            Type::Map { key, value, .. } if key.is_text() => match &**value {
                Type::List { member, .. } => lists && member.is_text(),
                value => value.is_text(),
            },
            _ => false,
        };
        if !fits {
            self.misfit(id, trait_name, "a map of strings");
        }
    }

    fn refuse_stream(&mut self, id: &ShapeId, ty: &Type) {
        if ty.is_stream() {
            let message =
                "a streaming blob has to be the whole body; give the member smithy.api#httpPayload"
                    .to_owned();
            self.problems.push(Problem::Http {
                shape: id.clone(),
                message,
            });
        }
    }

    fn misfit(&mut self, id: &ShapeId, trait_name: &'static str, expected: &str) {
        let message = format!(
            "a member with smithy.api#{trait_name} targets {expected}, and this one does not"
        );
        self.problems.push(Problem::Http {
            shape: id.clone(),
            message,
        });
    }
}

fn is_simple(ty: &Type) -> bool {
    match ty {
        Type::Shape(shape) => matches!(shape.kind, TypeKind::StringEnum | TypeKind::IntEnum),
        Type::List { .. }
        | Type::Map { .. }
        | Type::Document
        | Type::Blob { .. }
        | Type::Stream { .. }
        | Type::Unit => false,
        _ => true,
    }
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
