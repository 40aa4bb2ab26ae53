//! The HTTP binding traits: where each member of an input or output travels.

use super::lowering::Lowering;
use crate::ast::{Member, ShapeId, Traits};
use crate::ir::{Element, Payload, RequestLocation, ResponseLocation, Type, TypeKind};
use crate::protocol::{Place, Protocol};
use crate::trait_id;
use std::borrow::Cow;

/// The traits of a member, of which none binds it where its protocol goes by none that would.
fn bindings<'m>(protocol: &dyn Protocol, member: &'m Member) -> Cow<'m, Traits> {
    if protocol.binds_members() {
        Cow::Borrowed(&member.traits)
    } else {
        Cow::Owned(Traits::default())
    }
}

/// Where a member of an input goes.
pub(super) fn request_place(protocol: &dyn Protocol, member: &Member) -> Place {
    let traits = bindings(protocol, member);
    let has = |trait_id| traits.has(trait_id);
    if has(trait_id::HTTP_LABEL) {
        Place::Label
    } else if has(trait_id::HTTP_QUERY) || has(trait_id::HTTP_QUERY_PARAMS) {
        Place::Query
    } else if has(trait_id::HTTP_HEADER) || has(trait_id::HTTP_PREFIX_HEADERS) {
        Place::Header
    } else {
        Place::Body
    }
}

/// Where a member of an output or error comes from.
pub(super) fn response_place(protocol: &dyn Protocol, member: &Member) -> Place {
    let traits = bindings(protocol, member);
    if traits.has(trait_id::HTTP_HEADER) || traits.has(trait_id::HTTP_PREFIX_HEADERS) {
        Place::Header
    } else {
        Place::Body
    }
}

/// Whether a member of an output or error is bound to a part of the response, and so no member of the body.
pub(super) fn is_bound(protocol: &dyn Protocol, member: &Member) -> bool {
    let traits = bindings(protocol, member);
    [
        trait_id::HTTP_HEADER,
        trait_id::HTTP_PREFIX_HEADERS,
        trait_id::HTTP_RESPONSE_CODE,
        trait_id::HTTP_PAYLOAD,
    ]
    .into_iter()
    .any(|id| traits.has(id))
}

impl Lowering<'_> {
    /// Where an input member of this type goes.
    pub(super) fn request_location(
        &mut self,
        id: &ShapeId,
        member: &Member,
        ty: &Type,
    ) -> RequestLocation {
        let traits = bindings(self.protocol, member);
        let problems = &mut self.problems;
        if traits.has(trait_id::HTTP_LABEL) {
            self.require_simple(id, "httpLabel", ty);
            RequestLocation::Label
        } else if let Some(name) = traits.value(trait_id::HTTP_QUERY, id, problems) {
            self.require_simple_or_list(id, "httpQuery", ty);
            RequestLocation::Query(name)
        } else if traits.has(trait_id::HTTP_QUERY_PARAMS) {
            self.require_string_map(id, "httpQueryParams", ty, true);
            RequestLocation::QueryParams
        } else if let Some(name) = traits.value(trait_id::HTTP_HEADER, id, problems) {
            self.require_simple_or_list(id, "httpHeader", ty);
            RequestLocation::Header(name)
        } else if let Some(prefix) = traits.value(trait_id::HTTP_PREFIX_HEADERS, id, problems) {
            self.require_string_map(id, "httpPrefixHeaders", ty, false);
            RequestLocation::PrefixHeaders(prefix)
        } else if ty.is_events() {
            RequestLocation::Payload(Payload::Events)
        } else if traits.has(trait_id::HTTP_PAYLOAD) {
            RequestLocation::Payload(self.payload(id, member, ty))
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
        let traits = bindings(self.protocol, member);
        let problems = &mut self.problems;
        if let Some(name) = traits.value(trait_id::HTTP_HEADER, id, problems) {
            self.require_simple_or_list(id, "httpHeader", ty);
            Some(ResponseLocation::Header(name))
        } else if let Some(prefix) = traits.value(trait_id::HTTP_PREFIX_HEADERS, id, problems) {
            self.require_string_map(id, "httpPrefixHeaders", ty, false);
            Some(ResponseLocation::PrefixHeaders(prefix))
        } else if traits.has(trait_id::HTTP_RESPONSE_CODE) {
            Some(ResponseLocation::StatusCode)
        } else if ty.is_events() {
            Some(ResponseLocation::Payload(Payload::Events))
        } else if traits.has(trait_id::HTTP_PAYLOAD) {
            Some(ResponseLocation::Payload(self.payload(id, member, ty)))
        } else {
            self.refuse_stream(id, ty);
            None
        }
    }

    fn payload(&mut self, id: &ShapeId, member: &Member, ty: &Type) -> Payload {
        let element = self.root(&member.target, Some((id, &member.traits)));
        self.protocol
            .payload(ty, element)
            .unwrap_or_else(|expected| {
                self.wrong_target(id, "httpPayload", expected);
                Payload::Bytes(String::new())
            })
    }

    /// The element that a body is which is all of the shape `id`, by way of a member or by itself.
    pub(super) fn root(&mut self, id: &ShapeId, member: Option<(&ShapeId, &Traits)>) -> Element {
        match (self.service_shape(), self.model.shape(id)) {
            (Some(service), Some(shape)) => {
                let service = (&self.closure.service, &service.traits);
                let of = [member, Some((id, &shape.traits)), Some(service)];
                self.protocol.root(id, of, &mut self.problems)
            }
            _ => Element::named(id.name()),
        }
    }

    fn require_simple(&mut self, id: &ShapeId, trait_name: &'static str, ty: &Type) {
        if !is_simple(ty) {
            self.wrong_target(
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
            self.wrong_target(
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
            self.wrong_target(id, trait_name, "a map of strings");
        }
    }

    fn refuse_stream(&mut self, id: &ShapeId, ty: &Type) {
        if ty.is_stream() {
            let message =
                "a streaming blob has to be the whole body; give the member smithy.api#httpPayload";
            self.misfit(id, message);
        }
    }

    fn wrong_target(&mut self, id: &ShapeId, trait_name: &'static str, expected: &str) {
        let message = format!(
            "a member with smithy.api#{trait_name} targets {expected}, and this one does not"
        );
        self.misfit(id, message);
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
        | Type::Events(_)
        | Type::Unit => false,
        _ => true,
    }
}
