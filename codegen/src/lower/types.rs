//! Types: what a member's target becomes, and whether all of a closure's targets become something.

use super::lowering::Lowering;
use super::names::type_kind;
use crate::Problem;
use crate::ast::{self, Member, Model, Shape, ShapeId, ShapeType, Traits};
use crate::ir::{Element, EventFlow, Events, TimestampFormat, Type, TypeKind, TypeRef};
use crate::protocol::{Place, Protocol};
use crate::select::Closure;
use crate::trait_id;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Reports every member of the closure whose target makes no type, and every trait that would decide of a type and
/// cannot be read. What passes has a type in any place, and giving it one finds nothing more to report.
pub(super) fn check(model: &Model, closure: &Closure, protocol: &dyn Protocol) -> Vec<Problem> {
    let mut problems = Vec::new();
    let operations = closure.operations.iter().filter_map(|id| model.shape(id));
    let ends = operations
        .flat_map(|operation| [&operation.input, &operation.output])
        .flatten()
        .map(|structure| &structure.target);
    let ids: BTreeSet<&ShapeId> = closure
        .targets
        .iter()
        .chain(&closure.event_streams)
        .chain(&closure.errors)
        .chain(ends)
        .collect();
    for (id, shape) in ids
        .into_iter()
        .filter_map(|id| Some((id, model.shape(id)?)))
    {
        check_traits(id, shape, &shape.traits, &mut problems);
        let parts: &[(&'static str, &Option<Member>)] = match shape.shape_type {
            ShapeType::List | ShapeType::Set => &[("member", &shape.member)],
            ShapeType::Map => &[("key", &shape.key), ("value", &shape.value)],
            _ => &[],
        };
        for (name, part) in parts {
            match part {
                Some(part) => {
                    let id = id.member(name);
                    check_member(model, &id, part, protocol, &mut problems);
                    protocol.element(&id, name, &part.traits, &mut problems);
                }
                None => problems.push(Problem::Misfit {
                    shape: id.member(name),
                    message: format!("the shape has no {name}"),
                }),
            }
        }
        if matches!(shape.shape_type, ShapeType::Structure | ShapeType::Union) {
            for (name, member) in &shape.members {
                check_member(model, &id.member(name), member, protocol, &mut problems);
            }
        }
    }
    problems
}

fn check_member(
    model: &Model,
    id: &ShapeId,
    member: &Member,
    protocol: &dyn Protocol,
    problems: &mut Vec<Problem>,
) {
    // That a target is missing altogether has been found when the closure was.
    let Some(shape) = resolve(model, &member.target) else {
        return;
    };
    if holds_data(&shape) || member.target.is_unit() {
        check_traits(id, &shape, &member.traits, problems);
        if shape.shape_type == ShapeType::Document && !protocol.has_documents() {
            problems.push(Problem::Misfit {
                shape: id.clone(),
                message: format!("{} has no place for a document", protocol.id()),
            });
        }
    } else {
        problems.push(Problem::WrongTarget {
            from: id.clone(),
            target: member.target.clone(),
            found: format!("{:?}", shape.shape_type).to_lowercase(),
            expected: "shape that holds data",
        });
    }
}

/// The traits of a shape, or of a member that targets one of its kind.
fn check_traits(id: &ShapeId, shape: &Shape, traits: &Traits, problems: &mut Vec<Problem>) {
    match shape.shape_type {
        ShapeType::String | ShapeType::Blob => {
            traits.value::<String>(trait_id::MEDIA_TYPE, id, problems);
        }
        ShapeType::Timestamp => {
            traits.value::<ast::TimestampFormat>(trait_id::TIMESTAMP_FORMAT, id, problems);
        }
        _ => {}
    }
}

fn holds_data(shape: &Shape) -> bool {
    !matches!(
        shape.shape_type,
        ShapeType::Service
            | ShapeType::Resource
            | ShapeType::Operation
            | ShapeType::Apply
            | ShapeType::Missing
            | ShapeType::Other(_)
    )
}

/// The shape of this id, the model's or the prelude's.
fn resolve<'a>(model: &'a Model, id: &ShapeId) -> Option<Cow<'a, Shape>> {
    let own = model.shape(id).map(Cow::Borrowed);
    own.or_else(|| ast::prelude_shape(id).map(Cow::Owned))
}

impl Lowering<'_> {
    /// The type that a member has in `place`, which decides of the format of timestamps.
    pub(super) fn ty(&self, member: &Member, place: Place) -> Type {
        let (target, traits) = (&member.target, &member.traits);
        let Some(shape) = resolve(self.model, target) else {
            return Type::Unit;
        };
        if shape.is_event_stream() {
            return self.events(target);
        }
        if let Some(kind) = type_kind(&shape) {
            return self.type_ref(target, kind).map_or(Type::Unit, Type::Shape);
        }
        let media_type = || own_or_target(trait_id::MEDIA_TYPE, target, traits, &shape);
        let part = |part: Option<&Member>| {
            let ty = part.map_or(Type::Unit, |part| self.ty(part, place));
            Box::new(ty)
        };
        let element = |name, part: Option<&Member>| {
            let traits = part.map(|part| &part.traits);
            traits.map_or_else(
                || Element::named(name),
                |traits| self.protocol.element(target, name, traits, &mut Vec::new()),
            )
        };
        let sparse = shape.traits.has(trait_id::SPARSE);
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
                media_type: media_type(),
            },
            ShapeType::Blob if shape.traits.has(trait_id::STREAMING) => Type::Stream {
                requires_length: shape.traits.has(trait_id::REQUIRES_LENGTH),
                media_type: media_type(),
            },
            ShapeType::Blob => Type::Blob {
                media_type: media_type(),
            },
            ShapeType::Timestamp => {
                let named = own_or_target(trait_id::TIMESTAMP_FORMAT, target, traits, &shape);
                let named = named.map(|named| match named {
                    ast::TimestampFormat::DateTime => TimestampFormat::DateTime,
                    ast::TimestampFormat::HttpDate => TimestampFormat::HttpDate,
                    ast::TimestampFormat::EpochSeconds => TimestampFormat::EpochSeconds,
                });
                Type::Timestamp(self.protocol.timestamp_format(place, named))
            }
            ShapeType::Document => Type::Document,
            ShapeType::List | ShapeType::Set => Type::List {
                member: part(shape.member.as_ref()),
                element: element("member", shape.member.as_ref()),
                sparse,
            },
            ShapeType::Map => Type::Map {
                key: part(shape.key.as_ref()),
                value: part(shape.value.as_ref()),
                key_element: element("key", shape.key.as_ref()),
                value_element: element("value", shape.value.as_ref()),
                sparse,
            },
            _ => Type::Unit,
        }
    }

    /// A stream of events as an input has it; what receives an output's says which errors there may be.
    fn events(&self, union: &ShapeId) -> Type {
        let union = self.type_ref(union, TypeKind::Union);
        union.map_or(Type::Unit, |union| {
            Type::Events(Events {
                union,
                flow: EventFlow::Sent,
            })
        })
    }

    /// The generated type for a shape.
    fn type_ref(&self, id: &ShapeId, kind: TypeKind) -> Option<TypeRef> {
        let named = self.names.get(id)?;
        Some(TypeRef {
            name: named.name.name.clone(),
            krate: named.krate,
            kind,
            boxed: false,
        })
    }
}

/// The value of a trait that a member can have, or its target for all members.
fn own_or_target<T: serde::de::DeserializeOwned>(
    trait_id: &str,
    target: &ShapeId,
    traits: &Traits,
    shape: &Shape,
) -> Option<T> {
    let unread = &mut Vec::new();
    let own = traits.value(trait_id, target, unread);
    own.or_else(|| shape.traits.value(trait_id, target, unread))
}
