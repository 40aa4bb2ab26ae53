//! Members: their type, whether they can be absent, and their names.

use super::lowering::Lowering;
use crate::ast::{Member, ShapeId, ShapeType};
use crate::ir::{DefaultValue, Presence, Type};
use crate::protocol::Place;
use crate::trait_id;
use crate::{ir, naming};
use std::collections::BTreeSet;

/// What a member is a member of, as far as it decides whether the member can be absent.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// The input of an operation, whose defaults are the service's to apply.
    Input,
    /// An output that one operation has to itself.
    OwnOutput,
    /// Any other structure.
    Structure,
    /// A union.
    Union,
}

impl Lowering<'_> {
    /// Lowers the member `name` of the shape `id`, which travels in `place`.
    pub(super) fn member(
        &mut self,
        id: &ShapeId,
        name: &str,
        member: &Member,
        owner: Owner,
        place: Place,
    ) -> ir::Member {
        let member_id = id.member(name);
        let traits = &member.traits;
        let wire = (self.protocol).wire(&member_id, name, traits, &mut self.problems);
        let ty = self.member_type(id, member, owner, place);
        let presence = self.presence(id, &member_id, member, &ty, owner);
        ir::Member {
            name: name.to_owned(),
            wire,
            rust: if owner == Owner::Union {
                naming::variant_name(name)
            } else {
                naming::field_name(name)
            },
            ty,
            presence,
            docs: self.member_docs(member),
            sensitive: self.is_sensitive(member),
        }
    }

    /// The type that a member of the shape `id` has in `place`.
    pub(super) fn member_type(
        &self,
        id: &ShapeId,
        member: &Member,
        owner: Owner,
        place: Place,
    ) -> Type {
        let mut ty = self.ty(member, place);
        if let Type::Shape(shape) = &mut ty {
            shape.boxed = self.contains_itself(id, &member.target, owner);
        }
        ty
    }

    fn presence(
        &mut self,
        shape: &ShapeId,
        id: &ShapeId,
        member: &Member,
        ty: &Type,
        owner: Owner,
    ) -> Presence {
        let traits = &member.traits;
        // A variant holds its value.
        if owner == Owner::Union {
            return Presence::Required;
        }
        // A stream is empty rather than absent.
        if traits.has(trait_id::CLIENT_OPTIONAL) && !ty.is_stream() {
            return Presence::Optional;
        }
        if traits.has(trait_id::REQUIRED) && !traits.has(trait_id::DEFAULT) {
            return Presence::Required;
        }
        if owner != Owner::Input
            && let Some(default) = self.default_value(id, member, ty)
        {
            // The default is the service's to apply, and may change there. What a caller builds has to know whether
            // the member was set, which its default cannot say; one that is required too is always written.
            let is_kept = self.write_defaults
                || traits.has(trait_id::REQUIRED)
                || !self.closure.writable.contains(shape);
            return if is_kept {
                Presence::Default(default)
            } else {
                Presence::Optional
            };
        }
        match ty {
            Type::List { .. } | Type::Map { .. } if owner == Owner::OwnOutput => {
                Presence::Collection
            }
            Type::Stream { .. } | Type::Events(_) => Presence::Default(DefaultValue::Zero),
            _ if owner == Owner::Input && traits.has(trait_id::REQUIRED) => Presence::Required,
            _ => Presence::Optional,
        }
    }

    /// Whether a member's value may not be shown: the target says so, or what the target holds.
    fn is_sensitive(&self, member: &Member) -> bool {
        let mut target = &member.target;
        // A list of a list of secrets is a secret; a structure looks after its own members.
        for _ in 0..16 {
            let Some(shape) = self.model.shape(target) else {
                return false;
            };
            if shape.traits.has(trait_id::SENSITIVE) {
                return true;
            }
            match shape.member.as_ref().or(shape.value.as_ref()) {
                Some(part) => target = &part.target,
                None => return false,
            }
        }
        false
    }

    /// Whether a value of `target` holds a value of `shape` without a list, map or other box between: between
    /// a structure and a union the structure has the box.
    fn contains_itself(&self, shape: &ShapeId, target: &ShapeId, owner: Owner) -> bool {
        let mut seen = BTreeSet::new();
        let mut next = vec![target];
        while let Some(id) = next.pop() {
            if id == shape {
                return true;
            }
            let Some(shape) = self.model.shape(id) else {
                continue;
            };
            let is_open = match shape.shape_type {
                ShapeType::Structure => owner != Owner::Union,
                ShapeType::Union => true,
                _ => false,
            };
            if is_open && seen.insert(id) {
                next.extend(shape.members.values().map(|member| &member.target));
            }
        }
        false
    }
}
