//! Types: whether two are the same in Rust, and what becomes of values on the wire where they are not.

use super::change::Verdict;
use crate::ir::{
    Crate, Direction, EventFlow, Member, Package, Shape, TimestampFormat, Type, TypeKind, TypeRef,
};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// What is compared.
#[derive(Clone, Copy)]
pub(super) struct Pair<'a> {
    pub(super) old: &'a Package,
    pub(super) new: &'a Package,
    /// Whether both are for one protocol: where they are not, everything is another on the wire.
    pub(super) same_protocol: bool,
}

/// Whether a field of the one type is a field of the other.
pub(super) fn same_in_rust(old: &Type, new: &Type) -> bool {
    match (old, new) {
        (Type::String { .. }, Type::String { .. })
        | (Type::Blob { .. }, Type::Blob { .. })
        | (Type::Stream { .. }, Type::Stream { .. })
        | (Type::Timestamp(_), Type::Timestamp(_)) => true,
        (
            Type::List {
                member: a,
                sparse: a_sparse,
                ..
            },
            Type::List {
                member: b,
                sparse: b_sparse,
                ..
            },
        ) => a_sparse == b_sparse && same_in_rust(a, b),
        (
            Type::Map {
                key: a_key,
                value: a,
                sparse: a_sparse,
                ..
            },
            Type::Map {
                key: b_key,
                value: b,
                sparse: b_sparse,
                ..
            },
        ) => a_sparse == b_sparse && same_in_rust(a_key, b_key) && same_in_rust(a, b),
        (Type::Shape(a), Type::Shape(b)) => {
            (&a.name, a.krate, a.boxed) == (&b.name, b.krate, b.boxed)
        }
        (Type::Events(a), Type::Events(b)) => {
            let is_sent = |flow: &EventFlow| matches!(flow, EventFlow::Sent);
            a.union.name == b.union.name && is_sent(&a.flow) == is_sent(&b.flow)
        }
        (old, new) => old == new,
    }
}

/// A type in Smithy's words.
pub(super) fn described(ty: &Type) -> String {
    match ty {
        Type::Boolean => "boolean".to_owned(),
        Type::Byte => "byte".to_owned(),
        Type::Short => "short".to_owned(),
        Type::Integer => "integer".to_owned(),
        Type::Long => "long".to_owned(),
        Type::Float => "float".to_owned(),
        Type::Double => "double".to_owned(),
        Type::BigInteger => "bigInteger".to_owned(),
        Type::BigDecimal => "bigDecimal".to_owned(),
        Type::String { .. } => "string".to_owned(),
        Type::Blob { .. } => "blob".to_owned(),
        Type::Stream { .. } => "stream of bytes".to_owned(),
        Type::Events(events) => format!("stream of {}", events.union.name),
        Type::Timestamp(format) => format!("timestamp ({})", format_name(*format)),
        Type::Document => "document".to_owned(),
        Type::List { member, sparse, .. } => {
            format!("{}list of {}", sparsely(*sparse), described(member))
        }
        Type::Map {
            key, value, sparse, ..
        } => format!(
            "{}map of {} to {}",
            sparsely(*sparse),
            described(key),
            described(value)
        ),
        Type::Unit => "unit".to_owned(),
        Type::Shape(shape) => match shape.kind {
            TypeKind::Structure => shape.name.clone(),
            TypeKind::Union => format!("union {}", shape.name),
            TypeKind::StringEnum | TypeKind::IntEnum => format!("enum {}", shape.name),
        },
    }
}

fn sparsely(sparse: bool) -> &'static str {
    if sparse { "sparse " } else { "" }
}

fn format_name(format: TimestampFormat) -> &'static str {
    match format {
        TimestampFormat::DateTime => "date-time",
        TimestampFormat::HttpDate => "http-date",
        TimestampFormat::EpochSeconds => "epoch-seconds",
    }
}

impl Pair<'_> {
    /// What becomes of values on the wire whose type was `old` and is `new`.
    pub(super) fn on_the_wire(self, old: &Type, new: &Type, direction: Direction) -> Verdict {
        self.values(old, new, direction, &mut BTreeSet::new())
    }

    fn values(
        self,
        old: &Type,
        new: &Type,
        direction: Direction,
        seen: &mut BTreeSet<(String, String)>,
    ) -> Verdict {
        if let (Some(old), Some(new)) = (integer_size(old), integer_size(new)) {
            return sized(old, new, direction);
        }
        if let (Some(old), Some(new)) = (float_size(old), float_size(new)) {
            return sized(old, new, direction);
        }
        if old.is_text() && new.is_text() {
            return self.texts(old, new, direction);
        }
        match (old, new) {
            (Type::Blob { .. } | Type::Stream { .. }, Type::Blob { .. } | Type::Stream { .. }) => {
                Verdict::Nothing
            }
            (
                Type::List {
                    member: a,
                    element: a_element,
                    sparse: a_sparse,
                },
                Type::List {
                    member: b,
                    element: b_element,
                    sparse: b_sparse,
                },
            ) => {
                let elements = same(a_element, b_element);
                let nulls = nulls(*a_sparse, *b_sparse, direction);
                elements.max(nulls).max(self.values(a, b, direction, seen))
            }
            (
                Type::Map {
                    key: a_key,
                    value: a,
                    key_element: a_key_element,
                    value_element: a_element,
                    sparse: a_sparse,
                },
                Type::Map {
                    key: b_key,
                    value: b,
                    key_element: b_key_element,
                    value_element: b_element,
                    sparse: b_sparse,
                },
            ) => [
                same(a_key_element, b_key_element),
                same(a_element, b_element),
                nulls(*a_sparse, *b_sparse, direction),
                self.values(a_key, b_key, direction, seen),
                self.values(a, b, direction, seen),
            ]
            .into_iter()
            .max()
            .unwrap_or_default(),
            (Type::Shape(a), Type::Shape(b)) => self.shapes(a, b, direction, seen),
            (Type::Events(a), Type::Events(b)) => self.shapes(&a.union, &b.union, direction, seen),
            (old, new) => same(old, new),
        }
    }

    /// Texts are the same on the wire, as far as the service takes them: one whose values are listed from now on is taken
    /// for what it was, as with other constraints.
    fn texts(self, old: &Type, new: &Type, direction: Direction) -> Verdict {
        let values = |package: &Package, ty: &Type| {
            let Type::Shape(of) = ty else { return None };
            package.shapes.iter().find_map(|shape| match shape {
                Shape::StringEnum(shape) if shape.name.name == of.name => {
                    let values = shape.values.iter().map(|value| value.value.clone());
                    Some(values.collect::<BTreeSet<_>>())
                }
                _ => None,
            })
        };
        let is_same_shape =
            matches!((old, new), (Type::Shape(a), Type::Shape(b)) if a.name == b.name);
        match (values(self.old, old), values(self.new, new)) {
            // The values of a shape are compared on their own.
            _ if is_same_shape || !direction.is_written => Verdict::Nothing,
            (Some(old), Some(new)) if !old.is_subset(&new) => Verdict::Breaking,
            (None, Some(_)) => Verdict::Patch,
            _ => Verdict::Nothing,
        }
    }

    /// Shapes of one name are compared on their own; of others the members are, by their names on the wire.
    fn shapes(
        self,
        old: &TypeRef,
        new: &TypeRef,
        direction: Direction,
        seen: &mut BTreeSet<(String, String)>,
    ) -> Verdict {
        if old.name == new.name || !seen.insert((old.name.clone(), new.name.clone())) {
            return Verdict::Nothing;
        }
        if old.kind != new.kind {
            return Verdict::Breaking;
        }
        let (Some(old), Some(new)) = (members(self.old, old), members(self.new, new)) else {
            return same(old, new);
        };
        let kept = old.iter().map(|before| {
            let after = new.iter().find(|after| after.wire.read == before.wire.read);
            after.map_or(Verdict::Breaking, |after| {
                let names = same(&before.wire, &after.wire);
                let presence = presence(before, after, direction);
                let values = self.values(&before.ty, &after.ty, direction, seen);
                names.max(presence).max(values)
            })
        });
        let kept = kept.max().unwrap_or_default();
        let is_new = |member: &&Member| !old.iter().any(|old| old.wire.read == member.wire.read);
        let added = new.iter().filter(is_new).map(|member| {
            if member.is_required() && direction.is_written {
                Verdict::Breaking
            } else {
                Verdict::Minor
            }
        });
        kept.max(added.max().unwrap_or_default())
    }
}

/// The members of a structure or union.
fn members<'a>(package: &'a Package, shape: &TypeRef) -> Option<&'a [Member]> {
    if let Some(structure) = package.structure(shape) {
        return Some(&structure.members);
    }
    if let Some(union) = package.union(shape) {
        return Some(&union.members);
    }
    let mut shapes = package
        .shapes
        .iter()
        .filter(|_| shape.krate == Crate::Shapes);
    shapes
        .find(|found| found.name().name == shape.name)
        .map(Shape::members)
}

/// What becomes of a member on the wire that can be left out, or cannot any more.
pub(super) fn presence(old: &Member, new: &Member, direction: Direction) -> Verdict {
    match (old.is_required(), new.is_required()) {
        (false, true) if direction.is_written => Verdict::Breaking,
        (true, false) => Verdict::Minor,
        _ => Verdict::Nothing,
    }
}

fn same<T: PartialEq>(old: &T, new: &T) -> Verdict {
    if old == new {
        Verdict::Nothing
    } else {
        Verdict::Breaking
    }
}

/// What becomes of nulls, which may stand in what is sparse.
fn nulls(old: bool, new: bool, direction: Direction) -> Verdict {
    match (old, new) {
        (false, true) => Verdict::Minor,
        (true, false) if direction.is_written => Verdict::Breaking,
        _ => Verdict::Nothing,
    }
}

/// Numbers of another size: what is written may be too large for the service, what is read for the program.
fn sized(old: u8, new: u8, direction: Direction) -> Verdict {
    match new.cmp(&old) {
        Ordering::Greater if direction.is_read => Verdict::Breaking,
        Ordering::Greater => Verdict::Minor,
        Ordering::Less if direction.is_written => Verdict::Breaking,
        Ordering::Less | Ordering::Equal => Verdict::Nothing,
    }
}

fn integer_size(ty: &Type) -> Option<u8> {
    match ty {
        Type::Byte => Some(0),
        Type::Short => Some(1),
        Type::Integer => Some(2),
        Type::Shape(shape) if shape.kind == TypeKind::IntEnum => Some(2),
        Type::Long => Some(3),
        Type::BigInteger => Some(4),
        _ => None,
    }
}

fn float_size(ty: &Type) -> Option<u8> {
    match ty {
        Type::Float => Some(0),
        Type::Double => Some(1),
        Type::BigDecimal => Some(2),
        _ => None,
    }
}
