//! Members: their type, whether they can be absent, and their names.

use super::Lowering;
use super::names::type_kind;
use crate::Problem;
use crate::ast::{self, Member, Shape, ShapeId, ShapeType};
use crate::ir::{DefaultValue, Presence, TimestampFormat, Type, TypeKind, TypeRef};
use crate::{ir, naming};
use std::collections::BTreeSet;

/// Where a member stands, as far as it decides whether the member can be absent.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
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
    /// Lowers the member `name` of the shape `owner`.
    pub(super) fn member(
        &mut self,
        owner: &ShapeId,
        name: &str,
        member: &Member,
        place: Place,
    ) -> ir::Member {
        let id = owner.member(name);
        let json_name = member
            .traits
            .value("smithy.api#jsonName", &id, &mut self.problems);
        let body_format = TimestampFormat::EpochSeconds;
        let mut ty = self.ty(&id, &member.target, &member.traits, body_format);
        if self.contains_itself(owner, &member.target, place) {
            box_up(&mut ty);
        }
        let presence = self.presence(owner, &id, member, &ty, place);
        ir::Member {
            name: name.to_owned(),
            json_name: json_name.unwrap_or_else(|| name.to_owned()),
            rust: if place == Place::Union {
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

    /// The type of a member that targets `target`; `default_format` is that of timestamps which name none.
    pub(super) fn ty(
        &mut self,
        id: &ShapeId,
        target: &ShapeId,
        traits: &ast::Traits,
        default_format: TimestampFormat,
    ) -> Type {
        let prelude;
        let shape = match self.model.shape(target) {
            Some(shape) => shape,
            None => match ast::prelude_shape(target) {
                Some(shape) => {
                    prelude = shape;
                    &prelude
                }
                None => {
                    self.problems.push(Problem::DanglingTarget {
                        from: id.clone(),
                        target: target.clone(),
                    });
                    return Type::Unit;
                }
            },
        };
        if let Some(kind) = type_kind(shape) {
            return self.type_ref(target, kind).map_or(Type::Unit, Type::Shape);
        }
        match shape.shape_type {
            ShapeType::Boolean => Type::Boolean,
            ShapeType::Byte => Type::Byte,
            ShapeType::Short => Type::Short,
            ShapeType::Integer => Type::Integer,
            ShapeType::Long => Type::Long,
            ShapeType::Float => Type::Float,
            ShapeType::Double => Type::Double,
            ShapeType::BigInteger => Type::BigInteger,
            ShapeType::BigDecimal => Type::BigDecimal,
            ShapeType::String => Type::String {
                media_type: self.media_type(target, shape, traits),
            },
            ShapeType::Blob if shape.traits.has("smithy.api#streaming") => Type::Stream {
                requires_length: shape.traits.has("smithy.api#requiresLength"),
                media_type: self.media_type(target, shape, traits),
            },
            ShapeType::Blob => Type::Blob {
                media_type: self.media_type(target, shape, traits),
            },
            ShapeType::Timestamp => {
                Type::Timestamp(self.timestamp_format(id, target, shape, traits, default_format))
            }
            ShapeType::Document => Type::Document,
            ShapeType::List | ShapeType::Set => {
                let sparse = shape.traits.has("smithy.api#sparse");
                Type::List {
                    member: Box::new(self.part(
                        target,
                        "member",
                        shape.member.as_ref(),
                        default_format,
                    )),
                    sparse,
                }
            }
            ShapeType::Map => Type::Map {
                key: Box::new(self.part(target, "key", shape.key.as_ref(), default_format)),
                value: Box::new(self.part(target, "value", shape.value.as_ref(), default_format)),
                sparse: shape.traits.has("smithy.api#sparse"),
            },
            _ if target.is_unit() => Type::Unit,
            _ => {
                self.problems.push(Problem::WrongTarget {
                    from: id.clone(),
                    target: target.clone(),
                    found: format!("{:?}", shape.shape_type).to_lowercase(),
                    expected: "shape that holds data",
                });
                Type::Unit
            }
        }
    }

    fn part(
        &mut self,
        owner: &ShapeId,
        name: &str,
        part: Option<&Member>,
        default_format: TimestampFormat,
    ) -> Type {
        let id = owner.member(name);
        match part {
            Some(part) => self.ty(&id, &part.target, &part.traits, default_format),
            None => {
                let message = format!("the shape has no {name}");
                self.problems.push(Problem::Http { shape: id, message });
                Type::Unit
            }
        }
    }

    /// The generated type for a shape.
    pub(super) fn type_ref(&self, id: &ShapeId, kind: TypeKind) -> Option<TypeRef> {
        let named = self.names.get(id)?;
        Some(TypeRef {
            name: named.name.name.clone(),
            home: named.home,
            kind,
            boxed: false,
        })
    }

    fn media_type(
        &mut self,
        target: &ShapeId,
        shape: &Shape,
        traits: &ast::Traits,
    ) -> Option<String> {
        let own = traits.value("smithy.api#mediaType", target, &mut self.problems);
        own.or_else(|| {
            shape
                .traits
                .value("smithy.api#mediaType", target, &mut self.problems)
        })
    }

    fn timestamp_format(
        &mut self,
        id: &ShapeId,
        target: &ShapeId,
        shape: &Shape,
        traits: &ast::Traits,
        default_format: TimestampFormat,
    ) -> TimestampFormat {
        let own = traits.value("smithy.api#timestampFormat", id, &mut self.problems);
        match own.or_else(|| {
            shape
                .traits
                .value("smithy.api#timestampFormat", target, &mut self.problems)
        }) {
            Some(ast::TimestampFormat::DateTime) => TimestampFormat::DateTime,
            Some(ast::TimestampFormat::HttpDate) => TimestampFormat::HttpDate,
            Some(ast::TimestampFormat::EpochSeconds) => TimestampFormat::EpochSeconds,
            None => default_format,
        }
    }

    fn presence(
        &mut self,
        owner: &ShapeId,
        id: &ShapeId,
        member: &Member,
        ty: &Type,
        place: Place,
    ) -> Presence {
        let traits = &member.traits;
        if traits.has("smithy.api#clientOptional") || place == Place::Union {
            return Presence::Optional;
        }
        if traits.has("smithy.api#required") && !traits.has("smithy.api#default") {
            return Presence::Required;
        }
        if place != Place::Input
            && let Some(default) = self.default_value(id, member, ty)
        {
            // The default is the service's to apply, and may change there. What a caller builds has to know whether
            // the member was set, which its default cannot say; one that is required too is always written.
            let is_kept = self.write_defaults
                || traits.has("smithy.api#required")
                || !self.closure.writable.contains(owner);
            return if is_kept {
                Presence::Default(default)
            } else {
                Presence::Optional
            };
        }
        match ty {
            Type::List { .. } | Type::Map { .. } if place == Place::OwnOutput => {
                Presence::Collection
            }
            // A stream is empty rather than absent.
            Type::Stream { .. } => Presence::Default(DefaultValue::Zero),
            _ if place == Place::Input && traits.has("smithy.api#required") => Presence::Required,
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
            if shape.traits.has("smithy.api#sensitive") {
                return true;
            }
            match shape.member.as_ref().or(shape.value.as_ref()) {
                Some(part) => target = &part.target,
                None => return false,
            }
        }
        false
    }

    /// Whether a value of `target` holds a value of `owner` without a list, map or other box between: between
    /// a structure and a union the structure has the box.
    fn contains_itself(&self, owner: &ShapeId, target: &ShapeId, place: Place) -> bool {
        let mut seen = BTreeSet::new();
        let mut next = vec![target];
        while let Some(id) = next.pop() {
            if id == owner {
                return true;
            }
            let Some(shape) = self.model.shape(id) else {
                continue;
            };
            let is_open = match shape.shape_type {
                ShapeType::Structure => place != Place::Union,
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

fn box_up(ty: &mut Type) {
    if let Type::Shape(shape) = ty {
        shape.boxed = true;
    }
}
