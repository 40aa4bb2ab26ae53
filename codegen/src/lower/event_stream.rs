//! Event streams: what is a header of an event, what its payload, and which members are exceptions.

use super::lowering::Lowering;
use super::members::Owner;
use crate::ast::{Member, ShapeId};
use crate::ir::{
    self, Element, Event, EventContent, EventPayload, EventStream, Exception, Type, TypeKind,
};
use crate::protocol::Place;
use crate::trait_id;

impl Lowering<'_> {
    /// A union of events.
    pub(super) fn event_stream(&mut self, id: &ShapeId) -> Option<EventStream> {
        let mut union = self.union(id)?;
        let shape = self.model.shape(id)?;
        let mut events = Vec::new();
        let mut exceptions = Vec::new();
        for (source, member) in shape.members.values().zip(&union.members) {
            let target = &source.target;
            let member = member.clone();
            if self.is_error(target) {
                self.refuse_bound_members(target);
                exceptions.push(Exception {
                    member,
                    code: self.error_code(target),
                    element: self.root(target, None),
                });
            } else {
                events.extend(self.event(target, member, union.direction.is_written));
            }
        }
        if !union.direction.is_written {
            // Programs get them as errors.
            let is_event = |member: &ir::Member| {
                let mut events = events.iter();
                events.any(|event| event.member.name == member.name)
            };
            union.members.retain(is_event);
        }
        Some(EventStream {
            union,
            events,
            exceptions,
        })
    }

    /// The event whose structure is the shape `id`.
    fn event(&mut self, id: &ShapeId, member: ir::Member, is_written: bool) -> Option<Event> {
        if id.is_unit() {
            return Some(Event {
                member,
                headers: Vec::new(),
                payload: EventPayload::Empty,
                has_default: true,
            });
        }
        let shape = self.model.shape(id)?;
        let structure = self.structures.get(id).cloned();
        let Some(structure) = structure else {
            self.misfit(id, "an event is a structure, and this is none");
            return None;
        };
        let mut headers = Vec::new();
        let mut payload = None;
        let mut rest = 0;
        for ((name, source), lowered) in shape.members.iter().zip(&structure.members) {
            let member_id = id.member(name);
            let ty = self.member_type(id, source, Owner::Structure, Place::Body);
            let lowered = ir::Member {
                ty,
                ..lowered.clone()
            };
            if source.traits.has(trait_id::EVENT_HEADER) {
                self.require_header(&member_id, &lowered.ty);
                headers.push(lowered);
            } else if source.traits.has(trait_id::EVENT_PAYLOAD) {
                let content = self.content(&member_id, source, &lowered.ty)?;
                payload = Some(EventPayload::Member(Box::new(lowered), content));
            } else {
                rest += 1;
            }
        }
        let payload = match (payload, rest) {
            (Some(payload), 0) => payload,
            (Some(_), _) => {
                let message =
                    "an event with smithy.api#eventPayload has no other members than headers";
                self.misfit(id, message);
                return None;
            }
            (None, 0) => EventPayload::Empty,
            (None, _) => EventPayload::Members(self.root(id, None)),
        };
        let is_kept = |header: &ir::Member| !header.is_optional();
        if is_written && matches!(payload, EventPayload::Members(_)) && headers.iter().any(is_kept)
        {
            let message = "an event to be sent that has a required smithy.api#eventHeader beside members of its payload is \
                 not supported";
            self.misfit(id, message);
        }
        Some(Event {
            member,
            headers,
            payload,
            has_default: structure.has_default(),
        })
    }

    fn content(&mut self, id: &ShapeId, member: &Member, ty: &Type) -> Option<EventContent> {
        Some(match ty {
            Type::Blob { .. } => EventContent::Bytes,
            ty if ty.is_text() => EventContent::Text,
            Type::Shape(shape) if matches!(shape.kind, TypeKind::Structure | TypeKind::Union) => {
                EventContent::Structured(self.payload_element(id, member))
            }
            _ => {
                let message = "a member with smithy.api#eventPayload is a blob, a string, a structure or a union";
                self.misfit(id, message);
                return None;
            }
        })
    }

    fn payload_element(&mut self, id: &ShapeId, member: &Member) -> Element {
        self.root(&member.target, Some((id, &member.traits)))
    }

    fn require_header(&mut self, id: &ShapeId, ty: &Type) {
        let fits = match ty {
            Type::Boolean
            | Type::Byte
            | Type::Short
            | Type::Integer
            | Type::Long
            | Type::Blob { .. }
            | Type::Timestamp(_) => true,
            Type::Shape(shape) => shape.kind == TypeKind::IntEnum || ty.is_text(),
            ty => ty.is_text(),
        };
        if !fits {
            let message = "a member with smithy.api#eventHeader is a boolean, an integer, a blob, a string or a timestamp";
            self.misfit(id, message);
        }
    }

    /// The members of an exception are its payload's.
    fn refuse_bound_members(&mut self, id: &ShapeId) {
        let members = self.model.shape(id).map(|shape| &shape.members);
        for (name, member) in members.into_iter().flatten() {
            let traits = [trait_id::EVENT_HEADER, trait_id::EVENT_PAYLOAD];
            if traits.iter().any(|it| member.traits.has(it)) {
                let message = "a member of an exception that is a header of its event, or its payload, is not supported";
                self.misfit(&id.member(name), message);
            }
        }
    }
}
